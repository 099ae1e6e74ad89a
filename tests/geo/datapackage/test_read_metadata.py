"""What the dataset says of itself is complete, and its description agrees with its tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import geo
from geo.claims.evidence import VERDICTS
from geo.claims.parsed_values import unit_of
from geo.dates import day_number
from tests.checkout import KARABAKH
from tests.golden import ROWS
from tests.made_up.package import descriptor as descriptor_of_made_up
from tests.made_up.package import table as rows_of
from tests.made_up.package import write_made_up, write_table

if TYPE_CHECKING:
    from pathlib import Path

    from tests.geo.conftest import Copy


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
    assert about.subtitle.startswith("Karabakh and the districts around it, 1988 to 2026")
    assert "the owner of this project" in about.title_note
    assert about.first_day == day_number("1988-01-01")
    assert about.default_day == day_number("2020-11-25")
    assert about.default_range[0] == about.first_day
    assert about.default_range[0] <= about.default_day <= about.default_range[1]


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


def test_categories_stand_in_the_order_of_their_groups(dataset: geo.Dataset) -> None:
    about = dataset.about
    groups = [group.id for group in about.groups]
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
    assert {"Kalbajar 1993", "April 2016", "War of 2020"} <= set(labels)


def test_jumps_go_where_they_say(dataset: geo.Dataset) -> None:
    jumps = {jump.label: (jump.first, jump.last) for jump in dataset.about.jumps}
    assert jumps["All"] == (dataset.about.first_day, None)
    last = jumps["27 Sep – 10 Nov 2020"][1]
    assert last is not None
    assert last - jumps["27 Sep – 10 Nov 2020"][0] == 44
    assert jumps["Since 2020"][1] is None


def test_no_field_is_shown_by_its_bare_name(dataset: geo.Dataset) -> None:
    for field in dataset.claims["field"].unique():
        assert field in dataset.about.field_labels, field
    for field in dataset.district_facts["field"].unique():
        assert field in dataset.about.fact_labels, field


def test_other_fields_are_put_into_words(dataset: geo.Dataset) -> None:
    assert dataset.about.field_label("bridges_rebuilt") == "Bridges rebuilt"
    assert dataset.about.field_label("deaths_civilian") == "Civilians killed"
    assert dataset.about.field_label("area_km2") == "Area"


def test_every_resource_has_a_licence_an_attribution_and_its_rows(
    dataset: geo.Dataset, descriptor: dict[str, Any]
) -> None:
    resources = {resource.name: resource for resource in dataset.about.resources}
    assert list(resources) == [entry["name"] for entry in descriptor["resources"]]
    for resource in resources.values():
        assert resource.licences
        assert resource.attribution
        assert (dataset.folder / resource.path).exists()
    assert [name for name, *_ in resources["districts"].licences] == ["CC-BY-SA-3.0", "other-pd"]
    assert [name for name, *_ in resources["waters"].licences] == ["ODbL-1.0"]
    assert [name for name, *_ in resources["rivers"].licences] == ["LGPL-3.0-or-later"]
    assert "GeoNames" in resources["places"].attribution
    assert {name: resource.rows for name, resource in resources.items()} == ROWS


def test_the_map_is_attributed(dataset: geo.Dataset) -> None:
    for words in ("geoBoundaries", "CC BY-SA 3.0", "OpenStreetMap contributors", "ODbL", "GSHHG"):
        assert words in dataset.about.attribution


def test_an_unknown_category_or_controller_is_a_key_error(dataset: geo.Dataset) -> None:
    assert dataset.about.controller("unrecorded") == dataset.about.unrecorded
    for ask in (dataset.about.category, dataset.about.controller, dataset.about.verdict):
        with pytest.raises(KeyError):
            ask("nobody")


def test_voices_that_are_no_party_and_bodies_of_states(dataset: geo.Dataset) -> None:
    about = dataset.about
    assert [voice.id for voice in about.voices if voice.independent] == [
        "international",
        "un_ngo_academic",
        "reference",
    ]
    states = [kind for voice in about.voices for kind in voice.state_kinds]
    assert states == ["azerbaijani_state", "armenian_state"]


def test_measures_count_fields_that_are_claimed(dataset: geo.Dataset) -> None:
    claimed = set(dataset.claims["field"])
    for measure in dataset.about.measures:
        for entry in measure.fields:
            assert {entry.field, entry.beside, entry.without} - {""} <= claimed, measure.id
        assert measure.why.endswith(".")
        assert set(measure.adds) <= set(dataset.events.index)
    assert {measure.id for measure in dataset.about.measures if measure.adds} == {"capacity", "mines_mapped"}


def test_fields_of_one_meaning_are_claimed_and_have_one_label(dataset: geo.Dataset) -> None:
    rules = dataset.about.claim_rules
    labels = dataset.about.field_labels
    assert set(rules.same_fields) <= set(dataset.claims["field"])
    assert {labels[field] for field in rules.same_fields} == {
        labels[main] for main in rules.same_fields.values()
    }


def test_parts_are_claimed_in_the_unit_of_their_whole_and_nouns_stand_for_units_of_claims(
    dataset: geo.Dataset,
) -> None:
    rules, claims = dataset.about.claim_rules, dataset.claims
    units = {
        field: {unit_of("", str(unit)) for unit in of_field}
        for field, of_field in claims["unit"].groupby(claims["field"], observed=True)
    }
    for whole, parts in rules.part_fields.items():
        assert parts
        assert all(units[part] & units[whole] for part in parts), whole
    assert set(rules.counted_words.values()) <= set(claims["unit"])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"adds": ["nothing"]},
            "dashboard.measures.adds: read 'nothing', expected an event_id of events.csv",
        ),
        (
            {"fields": [{"field": "injured", "place": "atlantis"}]},
            "dashboard.measures.place: read 'atlantis', expected a place_id of places.csv",
        ),
        ({"id": "killed"}, "dashboard.measures: read 'killed', expected each id once"),
        ({"why": 1}, "dashboard.measures[0].why: read '1', expected a text"),
        ({"running": "yes"}, "dashboard.measures[0].running: read"),
    ],
)
def test_a_broken_measure_says_what_is_wrong(package: Copy, change: dict[str, Any], expected: str) -> None:
    package.descriptor(lambda content: content["dashboard"]["measures"][0].update(change))
    assert any(expected in error for error in package.errors()), package.errors()


def test_a_state_speaks_with_a_voice_of_its_own(package: Copy) -> None:
    package.descriptor(lambda content: content["dashboard"]["voices"][0].update(stateKinds=["un"]))
    assert any("dashboard.voices.stateKinds: read 'un'" in error for error in package.errors())


SILENT = (
    *("measures", "sameFields", "partFields", "countedWords"),
    *("noteWords", "statementFields", "remarkFields"),
)


def test_a_dataset_may_say_nothing_of_measures_and_claims(package: Copy) -> None:
    def silence(content: dict[str, Any]) -> None:
        for key in SILENT:
            del content["dashboard"][key]

    package.descriptor(silence)
    about = geo.load(package.folder).about
    assert about.measures == ()
    assert about.claim_rules.note_words.differ == ()


def test_brackets_are_a_titles_own_where_the_dataset_does_not_say_what_they_are(tmp_path: Path) -> None:
    folder = write_made_up(tmp_path / "package")
    sources = rows_of("sources")
    write_table(folder, "sources", [sources[0] | {"title": "[Без названия]"}, *sources[1:]])
    assert geo.load(folder).about.own_titles == frozenset()
    content = descriptor_of_made_up()
    content["dashboard"]["titlesInBrackets"] = True
    (folder / "datapackage.json").write_text(json.dumps(content), "utf-8")
    assert geo.load(folder).about.own_titles == {sources[0]["source_id"]}
