"""What the dataset says of itself is complete, and its description agrees with its tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geo.dates import day_number
from geo.evidence import VERDICTS
from tests.geo.conftest import KARABAKH

if TYPE_CHECKING:
    import geo


@pytest.fixture(scope="module")
def descriptor() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((KARABAKH / "datapackage.json").read_text("utf-8"))
    return content


def constraint(descriptor: dict[str, Any], table: str, column: str) -> list[str]:
    resource = next(entry for entry in descriptor["resources"] if entry["name"] == table)
    field = next(entry for entry in resource["schema"]["fields"] if entry["name"] == column)
    enum: list[str] = field["constraints"]["enum"]
    return enum


def test_titles_days_and_range(dataset: geo.Dataset) -> None:
    about = dataset.about
    assert about.title == "Liberated districts and events"
    assert about.subtitle.startswith("Karabakh and East Zangezur, 1988 to today")
    assert about.first_day == day_number("1988-01-01")
    assert about.default_day == day_number("2020-11-25")
    assert about.default_range == (about.first_day, about.default_day)


def test_vocabularies_are_those_of_the_table_schemas(
    dataset: geo.Dataset, descriptor: dict[str, Any]
) -> None:
    about = dataset.about
    assert [category.id for category in about.categories] == constraint(descriptor, "events", "category")
    assert [entry.id for entry in about.controllers] == constraint(
        descriptor, "control_periods", "controller"
    )
    assert set(about.publisher_kinds) == set(constraint(descriptor, "sources", "publisher_kind"))
    for table in ("control_periods", "places", "city_days", "district_facts"):
        assert [entry.id for entry in about.districts] == constraint(descriptor, table, "district_id")


def test_every_kind_of_publisher_has_a_voice_and_a_label(dataset: geo.Dataset) -> None:
    voices = {kind: dataset.about.voice_of(kind).id for kind in dataset.about.publisher_kinds}
    assert voices["azerbaijani_media"] == voices["azerbaijani_state"] == "azerbaijani"
    assert voices["encyclopedia"] == "reference"
    assert voices["un"] == voices["ngo"] == voices["academic"] == "un_ngo_academic"
    with pytest.raises(KeyError):
        dataset.about.voice_of("blog")


def test_verdicts_say_what_they_mean(dataset: geo.Dataset) -> None:
    assert tuple(verdict.id for verdict in dataset.about.evidence) == VERDICTS
    assert all(verdict.meaning.endswith(".") for verdict in dataset.about.evidence)
    assert dataset.about.verdict("one_side").label == "One side"


def test_twelve_categories_in_four_groups(dataset: geo.Dataset) -> None:
    about = dataset.about
    groups = [group.id for group in about.groups]
    assert len(about.categories) == 12
    assert groups == ["conflict", "civilians", "politics", "rebuilding"]
    assert [groups.index(category.group) for category in about.categories] == sorted(
        groups.index(category.group) for category in about.categories
    )


def test_landmarks_are_days_of_events(dataset: geo.Dataset) -> None:
    for landmark in dataset.about.landmarks:
        assert landmark.day == dataset.events.loc[landmark.event_id, "first_day"]
    assert [landmark.rank for landmark in dataset.about.landmarks] == sorted(
        landmark.rank for landmark in dataset.about.landmarks
    )
    labels = [landmark.label for landmark in dataset.about.landmarks]
    assert {"Kalbajar 1993", "April 2016", "44 days of 2020"} <= set(labels)


def test_jumps_go_where_they_say(dataset: geo.Dataset) -> None:
    jumps = {jump.label: (jump.first, jump.last) for jump in dataset.about.jumps}
    assert jumps["All"] == (dataset.about.first_day, None)
    last = jumps["44 days of 2020"][1]
    assert last is not None
    assert last - jumps["44 days of 2020"][0] == 44
    assert jumps["Since 2020"][1] is None


def test_every_field_that_occurs_twice_has_words_of_its_own(dataset: geo.Dataset) -> None:
    counts = dataset.claims["field"].value_counts()
    for field in counts[counts >= 2].index:
        assert field in dataset.about.field_labels, field
    for field in dataset.district_facts["field"].unique():
        assert field in dataset.about.fact_labels, field


def test_other_fields_are_put_into_words(dataset: geo.Dataset) -> None:
    assert dataset.about.field_label("dead_fish") == "Dead fish"
    assert dataset.about.field_label("deaths_civilian") == "Civilians killed"
    assert dataset.about.field_label("area_km2") == "Area"


def test_every_resource_has_a_licence_an_attribution_and_its_rows(dataset: geo.Dataset) -> None:
    resources = {resource.name: resource for resource in dataset.about.resources}
    assert len(resources) == 11
    for resource in resources.values():
        assert resource.licences
        assert resource.attribution
        assert (dataset.folder / resource.path).is_file()
    assert [name for name, *_ in resources["districts"].licences] == ["CC-BY-SA-3.0", "other-pd"]
    assert [name for name, *_ in resources["waters"].licences] == ["ODbL-1.0"]
    assert [name for name, *_ in resources["rivers"].licences] == ["LGPL-3.0-or-later"]
    assert "GeoNames" in resources["places"].attribution
    assert resources["claims"].rows == 1674


def test_the_map_is_attributed(dataset: geo.Dataset) -> None:
    for words in ("geoBoundaries", "CC BY-SA 3.0", "OpenStreetMap contributors", "ODbL", "GSHHG"):
        assert words in dataset.about.attribution


def test_an_unknown_category_or_controller_is_a_key_error(dataset: geo.Dataset) -> None:
    assert dataset.about.controller("unrecorded") == dataset.about.unrecorded
    for ask in (dataset.about.category, dataset.about.controller, dataset.about.verdict):
        with pytest.raises(KeyError):
            ask("nobody")
