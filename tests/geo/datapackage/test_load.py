from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import geo
from tests.golden import ROWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.geo.conftest import Copy


def test_every_record_of_the_dataset_is_there(dataset: geo.Dataset) -> None:
    tables = (
        "events",
        "claims",
        "sources",
        "control_periods",
        "places",
        "city_days",
        "district_facts",
        "stories",
        "story_steps",
    )
    outlines = len(dataset.neighbours) + int(dataset.districts["outlined"].sum())
    assert {
        **{name: len(getattr(dataset, name)) for name in tables},
        "districts": outlines,
        **{name: len(layer) for name, layer in dataset.backdrop.items()},
    } == {name: count for name, count in ROWS.items() if name != "translations"}
    assert len(dataset.districts) == len(dataset.about.districts)


def test_columns_have_the_types_that_the_dataset_promises(dataset: geo.Dataset) -> None:
    events = dataset.events.dtypes
    assert {name: str(events[name]) for name in ("first_day", "last_day", "lon", "lat", "region_wide")} == {
        "first_day": "int32",
        "last_day": "int32",
        "lon": "float64",
        "lat": "float64",
        "region_wide": "bool",
    }
    assert str(dataset.control_periods.dtypes["from_day"]) == "int32"
    assert str(dataset.control_periods.dtypes["to_day"]) == "Int32"
    for frame in (dataset.places, dataset.districts, dataset.neighbours, *dataset.backdrop.values()):
        assert frame.crs is not None
        assert frame.crs.to_epsg() == 4326
    for column in ("district_ids", "other_district_ids", "place_ids", "voices"):
        assert all(isinstance(value, tuple) for value in dataset.events[column])


def test_events_are_in_the_order_of_their_days(dataset: geo.Dataset) -> None:
    keys = list(zip(dataset.events["first_day"], dataset.events.index, strict=True))
    assert keys == sorted(keys)
    assert (dataset.events["first_day"] <= dataset.events["last_day"]).all()


def test_events_without_a_point_are_never_given_one(dataset: geo.Dataset) -> None:
    events = dataset.events
    assert set(events["placing"]) == {"point", "district", "none"}
    without = events[events["placing"] != "point"]
    assert without["lon"].isna().all()
    assert without["lat"].isna().all()
    assert without["located_in"].isna().all()


def test_a_region_wide_event_is_of_every_district(dataset: geo.Dataset) -> None:
    wide = dataset.events[dataset.events["region_wide"]]
    table = pd.read_csv(dataset.folder / "events.csv", dtype=str)
    assert set(wide.index) == set(table.loc[table["district_ids"] == "all", "event_id"])
    assert set(wide["district_ids"]) == {tuple(dataset.districts.index)}


def test_a_district_outside_the_dataset_is_kept_apart(dataset: geo.Dataset) -> None:
    others = dataset.events["other_district_ids"]
    assert [ids for ids in others if ids] == [("dashkasan",)]


def test_aghdara_has_a_seat_and_no_outline(dataset: geo.Dataset) -> None:
    aghdara = dataset.districts.loc["aghdara"]
    assert not aghdara["outlined"]
    assert aghdara["geometry"] is None
    assert (aghdara["label_lon"], aghdara["label_lat"]) == (aghdara["seat_lon"], aghdara["seat_lat"])
    assert dataset.districts.drop("aghdara")["outlined"].all()
    assert "not openly published" in dataset.about.notes["no_outline"]


def test_districts_are_in_display_order_with_their_names(dataset: geo.Dataset) -> None:
    assert list(dataset.districts.index)[:3] == ["kalbajar", "lachin", "gubadli"]
    assert dataset.districts.loc["khankendi", "name"] == "Khankendi"
    assert dataset.districts.loc["kalbajar", "economic_region"] == "East Zangezur"


def test_the_text_of_an_event_is_searched_with_the_names_of_its_places(dataset: geo.Dataset) -> None:
    text = dataset.events.loc["kalbajar-1993-04-18-bashlibel", "search_text"]
    assert "bashlibel" in str(text)
    assert "bashlıbel" not in str(text)


def test_claims_know_whose_voice_they_are(dataset: geo.Dataset) -> None:
    claims = dataset.claims
    assert claims["voice"].notna().all()
    assert set(claims.loc[claims["publisher_kind"].isin(["un", "ngo", "academic"]), "voice"]) == {
        "un_ngo_academic"
    }


def test_loading_is_pure(dataset: geo.Dataset) -> None:
    again = geo.load(dataset.folder)
    assert again.about == dataset.about
    assert_frame_equal(again.events, dataset.events)
    assert_frame_equal(pd.DataFrame(again.districts), pd.DataFrame(dataset.districts))


def test_the_version_changes_with_the_content(package: Copy) -> None:
    version = geo.load(package.folder).about.version
    assert geo.load(package.folder).about.version == version
    package.set("events.csv", 2, title="Another title")
    assert geo.load(package.folder).about.version != version


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", 'https://a.example/"onclick="x', "x"]
)
def test_an_address_that_is_none_of_the_web_reaches_no_view(package: Copy, address: str) -> None:
    package.set("sources.csv", 2, url=address)
    dataset = geo.load(package.folder)
    assert dataset.sources["url"].iloc[0] == ""
    assert not dataset.claims["url"].eq(address).any()


def test_hostile_text_is_kept_as_text(package: Copy) -> None:
    texts = ["<img src=x onerror=alert(1)>", "${alert(1)}", "`x`", "</script>", "\u202etxet", "w" * 10_000]
    for line, text in enumerate(texts, 2):
        package.set("events.csv", line, title=text)
    assert set(texts) <= set(geo.load(package.folder).events["title"])


def test_another_dataset_needs_no_other_code(package: Copy, day: Callable[[str], int]) -> None:
    def rename(content: dict[str, Any]) -> None:
        content["title"] = "Somewhere else"
        content["dashboard"]["categories"][0] |= {"label": "Takings", "light": "#123456"}
        content["dashboard"]["defaultDay"] = "1994-05-12"

    package.descriptor(rename)
    about = geo.load(package.folder).about
    assert about.title == "Somewhere else"
    assert about.category("control_change").label == "Takings"
    assert about.default_day == day("1994-05-12")
