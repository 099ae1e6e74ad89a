"""Degrees in every spelling; what contradicts itself is refused with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.i18n import sentence_text
from geo.importers.angles import looks_like_pair, order_of, read_angle, read_pair

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.importers import Imported


@pytest.mark.parametrize(
    "text",
    [
        *(
            "39.76",
            "39,76",
            "+39.76",
            "39.7600000°",
            "39.76\u200b",
            "39.76° N",
            "39.76 N",
            "N39.76",
            "39.76 Nord",
        ),
        *("39°45'36\"N", "N39°45'36\"", "N 39° 45.6'", "39 45 36", "39 45 36 N", "39º45'36''N", "39°45’36”N"),
        *("39° 45′ 36″ с. ш.", "39.76 с.ш.", "с.ш. 39.76", "39d45m36s", "39deg 45min 36sec N", "39:45:36"),
        *("39°45′36″ şm.e.", "39.76 K", "39°45′36″ հս. լ.", "39.76 north"),
    ],
)
def test_a_latitude_is_read_in_every_spelling(text: str) -> None:
    found = read_angle(text)
    assert not found.fault
    assert found.value == pytest.approx(39.76, abs=1e-9)
    assert found.axis in {"", "lat"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("39°75'00\"N", "minutes"),
        ("39°45'99\"N", "minutes"),
        ("39 45 60", "minutes"),
        ("-39.76 S", "sign"),
        ("39.76 O", "unread"),  # West in one language, east in another.
        ("39.5°30'", "unread"),
        ("39.76.1", "unread"),
        ("39 45", "unread"),
        ("soon", "unread"),
        ("39" + " " * 20_000 + "x", "unread"),
    ],
)
def test_what_cannot_be_a_coordinate_says_why(text: str, fault: str) -> None:
    assert read_angle(text).fault == fault


@pytest.mark.parametrize(
    "text",
    [
        *(
            "39.76, 46.75",
            "39.76,46.75",
            "39.76 46.75",
            "(39.76°, 46.75°)",
            "39,76; 46,75",
            "39,76, 46,75",
            "39.76/46.75",
        ),
        *(
            "39°45'36\"N 46°45'00\"E",
            "N39°45'36\" E46°45'00\"",
            "39 45 36 N, 46 45 00 E",
            "39.76N46.75E",
            "39.76 с.ш., 46.75 в.д.",
        ),
    ],
)
def test_two_coordinates_of_one_cell(text: str) -> None:
    pair = read_pair(text)
    assert pair is not None
    assert (pair.first.value, pair.second.value) == pytest.approx((39.76, 46.75))
    assert looks_like_pair(text)


@pytest.mark.parametrize("text", ["39", "39.76", "12, 13", "1,234", "39,76", "a, b", "1992, 2020"])
def test_a_number_is_no_pair(text: str) -> None:
    assert not looks_like_pair(text)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["39.76, 46.75"], ""),
        (["39.76, 46.75", "39.76, 146.75"], "lat-lon"),
        (["146.75, 39.76"], "lon-lat"),
        (["46.75 E, 39.76 N"], "lon-lat"),
    ],
)
def test_letters_and_range_decide_which_is_first(texts: list[str], order: str) -> None:
    assert order_of(pair for text in texts if (pair := read_pair(text))) == order


@given(st.floats(-90, 90).filter(lambda number: abs(number) >= 1e-4 or number == 0))
def test_degrees_come_out_as_they_went_in(number: float) -> None:
    for text in (
        f"{number:.6f}",
        f"{number:.6f}".replace(".", ","),
        f"{abs(number):.6f} {'S' if number < 0 else 'N'}",
    ):
        assert read_angle(text).value == pytest.approx(number, abs=1e-6)


@given(st.integers(0, 89), st.integers(0, 99), st.integers(0, 99))
def test_minutes_and_seconds_are_below_sixty_or_refused(degrees: int, minutes: int, seconds: int) -> None:
    found = read_angle(f"{degrees}°{minutes:02}'{seconds:02}\"N")
    if minutes >= 60 or seconds >= 60:
        assert found.fault == "minutes"
    else:
        assert found.value == pytest.approx(degrees + minutes / 60 + seconds / 3600)


def test_a_letter_of_the_other_axis_is_refused_with_its_reason(bring: Callable[..., Imported]) -> None:
    imported = bring(b"title,date,lat,lon\na,2020-10-01,39.76 E,46.75 N\n")
    assert imported.shown == 0
    assert [sentence_text(words) for words in imported.problem_rows["expected"]] == [
        "a longitude; its letter is that of a latitude",
        "a latitude; its letter is that of a longitude",
    ]


def test_which_of_two_coordinates_is_first_is_asked(bring: Callable[..., Imported]) -> None:
    imported = bring(b'title,date,coordinates\na,2020-10-01,"39.76, 46.75"\n')
    assert imported.events[["lat", "lon"]].to_numpy().tolist() == [[39.76, 46.75]]
    (offer,) = imported.offers
    assert offer.option == "--pair-order lon-lat"
    assert offer.examples == (("39.76, 46.75", "39.7600 N, 46.7500 E", "46.7500 N, 39.7600 E"),)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("SRID=4326;POINT (46.75 39.76)", 1),
        ("SRID=3857;POINT (5204186.2 4832800)", 1),
        ("SRID=999999;POINT (46.75 39.76)", 0),
        ("0101000020E610000000000000006047407B14AE47E1E14340", 1),
    ],
)
def test_a_geometry_is_read_in_the_system_that_it_names(
    bring: Callable[..., Imported], cell: str, shown: int
) -> None:
    imported = bring(f"title,date,geom\na,2020-10-01,{cell}\n".encode())
    assert imported.shown == shown
    if shown:
        event = imported.events.iloc[0]
        assert (event["lon"], event["lat"]) == pytest.approx((46.75, 39.76), abs=0.1)
    else:
        assert "coordinate system that is known" in sentence_text(imported.problem_rows["expected"].iloc[0])


def test_a_geometry_of_several_parts_counts_for_every_district_and_has_no_invented_point(
    bring: Callable[..., Imported],
) -> None:
    imported = bring(
        b'title,date,geom\na,2020-10-01,"MULTIPOINT ((46.75 39.76), (46.55 39.64))"\n'
        b'b,2020-10-02,"MULTIPOINT ((46.75 39.76), (2.35 48.86))"\n'
        b'c,2020-10-03,"MULTIPOINT ((46.75 39.76))"\n'
    )
    events = imported.events.set_index("title")
    assert sorted(events["district_ids"].to_dict()["a"]) == ["lachin", "shusha"]
    assert events.loc["a":"b", "lon"].isna().all()
    assert events.loc["b", "district_ids"] == ("shusha",)
    assert (events.loc["c", "lon"], events.loc["c", "placing"]) == (46.75, "point")
    assert imported.problem_rows["line"].tolist() == [3]
    assert imported.problem_rows["severity"].tolist() == ["warning"]
