"""Facts that must be findable, each with the source that says so, and who controlled what when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.control.city_days import city_days_from
from geo.control.history import state_at
from geo.dates import day_number
from geo.selection.filters import Selection, matches

if TYPE_CHECKING:
    import geo

NOTICE = "city-day-notice-2023"
PROGRAMME = "azernews-2025-11-25"

EVENTS = [
    ("kalbajar-1993-04-02-capture", "1993-04-02", "1993-04-04", "control_change"),
    ("unsc-822-1993", "1993-04-30", "1993-04-30", "agreement"),
    ("trilateral-statement-2020", "2020-11-10", "2020-11-10", "agreement"),
    ("kalbajar-2020-11-15-extension", "2020-11-15", "2020-11-15", "agreement"),
    ("kalbajar-2020-11-25-handover", "2020-11-25", "2020-11-25", "control_change"),
    ("kalbajar-2021-08-16-visit", "2021-08-16", "2021-08-16", "visit"),
    ("kalbajar-2022-06-26-visit", "2022-06-26", "2022-06-26", "visit"),
    ("city-days-decree-2023", "2023-07-31", "2023-07-31", "decree"),
    ("kalbajar-2023-08-25-soyugbulag", "2023-08-25", "2023-08-25", "infrastructure"),
    ("kalbajar-2023-08-25-chirag-1", "2023-08-25", "2023-08-25", "infrastructure"),
    ("kalbajar-2023-08-25-chirag-2", "2023-08-25", "2023-08-25", "infrastructure"),
    ("kalbajar-2023-08-25-istisu-works", "2023-08-25", "2023-08-25", "infrastructure"),
    ("kalbajar-2023-08-25-zar", "2023-08-25", "2023-08-25", "infrastructure"),
    ("operation-2023", "2023-09-19", "2023-09-20", "control_change"),
    ("kalbajar-2023-11-07-vangli-visit", "2023-11-07", "2023-11-07", "visit"),
    ("kalbajar-2023-11-25-city-day", "2023-11-25", "2023-11-25", "culture"),
    ("kalbajar-2025-11-25-city-day", "2025-11-25", "2025-11-25", "culture"),
]

CLAIMS = [
    ("kalbajar-1993-04-02-capture", NOTICE, "start_date", "1993-04-02"),
    ("kalbajar-1993-04-displacement", NOTICE, "displaced_persons", "53,340"),
    ("kalbajar-1993-04-casualties", NOTICE, "deaths_military", "55"),
    ("kalbajar-1993-04-casualties", NOTICE, "deaths_civilian", "511"),
    ("kalbajar-1993-04-casualties", NOTICE, "hostages_and_missing", "321"),
    ("trilateral-statement-2020", NOTICE, "handover_deadline", "2020-11-15"),
    ("kalbajar-2020-11-15-extension", NOTICE, "extension_days", "10"),
    ("kalbajar-2020-11-25-handover", NOTICE, "start_date", "2020-11-25"),
    ("kalbajar-2020-11-25-settlement-count", PROGRAMME, "settlements_handed_over", "147"),
    ("kalbajar-2021-08-16-visit", NOTICE, "start_date", "2021-08"),
    ("kalbajar-2022-06-26-visit", NOTICE, "start_date", "2023-06-26"),
    ("city-days-decree-2023", NOTICE, "city_day", "20 October"),
    ("city-days-decree-2023", NOTICE, "city_day", "25 November"),
    ("city-days-decree-2023", PROGRAMME, "city_day", "25 November"),
    ("kalbajar-2023-08-25-soyugbulag", NOTICE, "start_date", "2023-08-25"),
    ("kalbajar-2023-08-25-chirag-1", NOTICE, "start_date", "2023-08-25"),
    ("kalbajar-2023-08-25-chirag-2", NOTICE, "start_date", "2023-08-25"),
    ("kalbajar-2023-08-25-istisu-works", NOTICE, "start_date", "2023-08-25"),
    ("kalbajar-2023-08-25-zar", NOTICE, "start_date", "2023-08-25"),
    ("kalbajar-2023-09-20-vangli-control", NOTICE, "duration_hours", "23"),
    ("kalbajar-2023-11-07-vangli-visit", NOTICE, "start_date", "2023-11-07"),
    ("kalbajar-2023-11-25-city-day", NOTICE, "displaced_population", "77,000"),
    ("war-2020-start", PROGRAMME, "duration_days", "44"),
]

WORDS = [
    ("unsc-822-1993", ["822"]),
    ("trilateral-statement-2020", ["statement"]),
    ("kalbajar-2020-11-15-extension", ["15", "25 November"]),
    ("kalbajar-2021-08-16-visit", ["flag"]),
    ("kalbajar-2023-08-25-istisu-works", ["Istisu", "water", "spa"]),
]

ARMENIAN, AZERBAIJAN, RUSSIAN = "armenian_forces", "azerbaijan", "russian_peacekeepers"
WHOLE = "whole"

CONTROL = [
    *(
        ("1995-01-01", district, {ARMENIAN: WHOLE})
        for district in ("kalbajar", "lachin", "gubadli", "zangilan", "shusha", "khojaly", "khankendi")
    ),
    ("1995-01-01", "aghdam", {ARMENIAN: "larger", AZERBAIJAN: "smaller"}),
    ("1995-01-01", "fuzuli", {ARMENIAN: "larger", AZERBAIJAN: "smaller"}),
    ("1995-01-01", "jabrayil", {ARMENIAN: "larger", AZERBAIJAN: "smaller"}),
    ("1995-01-01", "khojavend", {ARMENIAN: "larger", AZERBAIJAN: "smaller"}),
    ("1995-01-01", "tartar", {AZERBAIJAN: "even", ARMENIAN: "even"}),
    ("2020-11-26", "kalbajar", {AZERBAIJAN: "larger", ARMENIAN: "smaller"}),
    *(
        ("2020-11-26", district, {AZERBAIJAN: WHOLE})
        for district in ("aghdam", "fuzuli", "jabrayil", "gubadli", "zangilan")
    ),
    ("2020-11-26", "khankendi", {ARMENIAN: WHOLE}),
    ("2020-11-26", "lachin", {ARMENIAN: "larger", AZERBAIJAN: "smaller"}),
    ("2022-01-01", "lachin", {AZERBAIJAN: "larger", RUSSIAN: "smaller"}),
    *(
        ("2023-10-01", district, {AZERBAIJAN: WHOLE})
        for district in (
            *("kalbajar", "lachin", "gubadli", "zangilan", "jabrayil", "fuzuli", "aghdam", "tartar"),
            *("aghdara", "khojaly", "khankendi", "shusha", "khojavend"),
        )
    ),
]


@pytest.mark.parametrize(("event_id", "first", "last", "category"), EVENTS)
def test_the_event_is_on_its_days(
    dataset: geo.Dataset, event_id: str, first: str, last: str, category: str
) -> None:
    event = dataset.events.loc[event_id]
    assert (event["first_day"], event["last_day"]) == (day_number(first), day_number(last))
    assert event["category"] == category


@pytest.mark.parametrize(("event_id", "source_id", "field", "value"), CLAIMS)
def test_the_source_says_so(
    dataset: geo.Dataset, event_id: str, source_id: str, field: str, value: str
) -> None:
    claims = dataset.claims
    said = claims[
        (claims["event_id"] == event_id) & (claims["source_id"] == source_id) & (claims["field"] == field)
    ]
    assert value in set(said["value"])
    assert source_id in dataset.sources.index


@pytest.mark.parametrize(("event_id", "words"), WORDS)
def test_the_event_is_found_by_its_words(dataset: geo.Dataset, event_id: str, words: list[str]) -> None:
    everything = Selection(day_number("1988-01-01"), day_number("2026-12-31"), text=" ".join(words))
    assert event_id in dataset.events.index[matches(dataset, everything)]


@pytest.mark.parametrize(("day", "district", "shares"), CONTROL)
def test_who_controlled_what(dataset: geo.Dataset, day: str, district: str, shares: dict[str, str]) -> None:
    segment = state_at(dataset, day_number(day))[district]
    assert dict(segment.shares) == shares
    for part in segment.parts:
        assert set(part.source_ids) <= set(dataset.sources.index)
        assert part.source_ids


def test_the_capture_of_kalbajar_has_three_dates(dataset: geo.Dataset) -> None:
    claims = dataset.claims
    capture = claims[
        (claims["event_id"] == "kalbajar-1993-04-02-capture") & (claims["field"] == "start_date")
    ]
    assert {"1993-04-02", "1993-04-03", "1993-04-04"} <= set(capture["value"])


def test_the_visit_of_june_2022_is_dated_2023_by_the_notice_alone(dataset: geo.Dataset) -> None:
    claims = dataset.claims
    dates = claims[(claims["event_id"] == "kalbajar-2022-06-26-visit") & (claims["field"] == "start_date")]
    assert set(dates.loc[dates["value"] == "2023-06-26", "source_id"]) == {NOTICE}
    assert "2022-06-26" in set(dates["value"])
    assert "2023" in dataset.about.notes["city_day_notice"]


def test_the_25th_of_november_is_kalbajars_day_and_the_20th_of_october_zangilans(
    dataset: geo.Dataset,
) -> None:
    october = day_number("2026-10-01")
    [kalbajar] = city_days_from(dataset.city_days, october, "kalbajar")
    [zangilan] = city_days_from(dataset.city_days, october, "zangilan")
    assert (kalbajar.date.isoformat(), zangilan.date.isoformat()) == ("2026-11-25", "2026-10-20")


def test_about_20_villages_of_kalbajar_stayed_with_armenian_forces(dataset: geo.Dataset) -> None:
    parts = state_at(dataset, day_number("2020-11-26"))["kalbajar"].parts
    kept = next(part for part in parts if part.controller == ARMENIAN)
    assert kept.note.startswith("about 20 former Mardakert villages")


def test_the_corridor_of_lachin_is_said(dataset: geo.Dataset) -> None:
    parts = state_at(dataset, day_number("2022-01-01"))["lachin"].parts
    corridor = next(part for part in parts if part.controller == RUSSIAN)
    assert "5 km wide corridor" in corridor.note


def test_the_programme_of_2025_is_there(dataset: geo.Dataset) -> None:
    claims = dataset.claims
    said = claims[(claims["event_id"] == "kalbajar-2025-11-25-city-day") & (claims["source_id"] == PROGRAMME)]
    programme = " ".join(said["value"])
    for words in ("From the Lens to History", "Tik-Tik Khanum", "concert", "fireworks"):
        assert words in programme
