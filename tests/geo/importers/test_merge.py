"""A dataset with imported events, and one of a person's own districts, work like a loaded one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

import geo
from geo.control.history import state_at
from geo.datapackage.write import write_package
from geo.dates import day_number
from geo.importers import ImportProblems, import_events, read_table, recognise
from geo.importers.merge import bytes_of_texts, combine
from geo.importers.own_districts import read_boundaries
from geo.selection.filters import Selection, facet_counts, matches

if TYPE_CHECKING:
    from pathlib import Path

    from geo.importers import Imported

CSV = (
    b"title,date,lon,lat,category,source,deaths\n"
    b"Opening,2021-06-15,46.75,39.76,Visit,A paper,\n"
    b"Fire,1987-05,46.55,39.64,Forest fire,,2\n"
)
TRIANGLE = [[46, 39], [47, 39], [47, 40], [46, 39]]
BOW_TIE = [[47, 39], [48, 40], [48, 39], [47, 40], [47, 39]]


@pytest.fixture
def imported(dataset: geo.Dataset) -> Imported:
    table = read_table(CSV, "mine.csv")
    return import_events(table, recognise(table), dataset.districts, neighbours=dataset.neighbours)


def polygons(*features: tuple[str, list[list[int]]]) -> bytes:
    entries = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name, ring in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": entries}).encode()


def test_added_events_are_told_apart_and_all_answers_include_them(
    dataset: geo.Dataset, imported: Imported
) -> None:
    combined = combine(dataset, imported)
    assert combined.events["origin"].value_counts().to_dict() == {"dataset": len(dataset.events), "added": 2}
    assert set(combined.events.columns) == {*dataset.events.columns, "origin"}
    assert combined.events.drop(columns="origin").dtypes.equals(dataset.events.dtypes)
    assert combined.events["first_day"].is_monotonic_increasing
    added = combined.events[combined.events["origin"] == "added"].set_index("title")
    assert added["category"].to_dict() == {"Opening": "visit", "Fire": "forest-fire"}
    assert added["evidence"].tolist() == ["single", "single"]
    assert combined.about.category("forest-fire").group == "added"
    assert combined.about.first_day == added["first_day"].min()
    selection = Selection(0, 100_000, categories=frozenset({"forest-fire"}))
    assert matches(combined, selection).sum() == 1
    assert facet_counts(combined, selection)["categories"]["forest-fire"] == 1
    assert matches(combined, Selection(0, 100_000, text="opening shusha")).any()


def test_added_claims_have_their_source_and_its_voice(dataset: geo.Dataset, imported: Imported) -> None:
    combined = combine(dataset, imported)
    fire = combined.claims[combined.claims["event_id"] == combined.events.index[0]]
    assert fire[["field", "value", "unit", "voice"]].to_numpy().tolist() == [
        ["deaths_total", "2", "persons", "unrecorded"]
    ]
    assert combined.about.voice_of("unrecorded").label == "Publisher not recorded"
    assert "A paper" in set(combined.sources["publisher"])
    assert not combined.sources.isna().any().any()


def test_added_events_alone_keep_the_districts_and_their_control(
    dataset: geo.Dataset, imported: Imported
) -> None:
    alone = combine(dataset, imported, bundled=False)
    assert len(alone.events) == 2
    assert set(alone.claims["event_id"]) == set(alone.events.index)
    day = alone.about.default_day
    assert {i: s.shares for i, s in state_at(alone, day).items()} == {
        i: s.shares for i, s in state_at(dataset, day).items()
    }


def test_whatever_cell_differs_the_version_does_and_nothing_else_changes_it(dataset: geo.Dataset) -> None:
    header, cells = (
        "title,date,lon,lat,category,source,deaths,district",
        "Fire,2020,46.5,39.6,War,A paper,2,Lachin",
    )
    others = ("Flood", "2021", "46.6", "39.7", "Talks", "B paper", "3", "Shusha")

    def version(row: str) -> str:
        table = read_table(f"{header}\n{row}\n".encode(), "mine.csv")
        return combine(dataset, import_events(table, recognise(table), dataset.districts)).about.version

    rows = [
        cells,
        *(
            ",".join([*cells.split(",")[:at], other, *cells.split(",")[at + 1 :]])
            for at, other in enumerate(others)
        ),
    ]
    versions = [version(row) for row in rows]
    assert len(set(versions)) == len(rows)
    assert versions == [version(row) for row in rows]


def test_texts_are_told_apart_however_they_lie_in_memory() -> None:
    texts = ["a", "", "bc", "a", "Şuşa"]
    whole = pa.chunked_array([texts], pa.large_string())
    parted = pa.chunked_array([texts[:2], [], texts[2:]], pa.large_string())
    sliced = pa.chunked_array([["x", *texts]], pa.large_string()).slice(1)
    moved = pa.chunked_array([["a", "b", "c", "a", "Şuşa"]], pa.large_string())

    def content(array: pa.ChunkedArray) -> bytes:
        return b"".join(bytes(part) for part in bytes_of_texts(array))

    assert content(whole) == content(parted) == content(sliced) != content(moved)


def test_the_same_ids_again_become_other_events(dataset: geo.Dataset) -> None:
    row = dataset.events.reset_index()[["event_id", "title", "start_date"]].head(1)
    table = read_table(row.to_csv(index=False).encode(), "again.csv")
    mapping = recognise(table)
    again = import_events(table, mapping, dataset.districts)
    combined = combine(combine(dataset, again), again)
    assert combined.events.index.is_unique
    assert len(combined.events) == len(dataset.events) + 2


def test_a_combined_dataset_written_is_loaded_as_it_was(
    dataset: geo.Dataset, imported: Imported, tmp_path: Path
) -> None:
    combined = combine(dataset, imported)
    write_package(combined, tmp_path / "out")
    loaded = geo.load(tmp_path / "out")
    assert loaded.events.index.tolist() == combined.events.index.tolist()
    for column in ("title", "first_day", "last_day", "category", "district_ids", "placing", "evidence"):
        assert loaded.events[column].tolist() == combined.events[column].tolist(), column
    assert len(loaded.claims) == len(combined.claims)


def test_own_districts_become_a_dataset_and_their_rings_are_repaired(tmp_path: Path) -> None:
    found = read_boundaries(read_table(polygons(("North", TRIANGLE), ("Çay", BOW_TIE)), "mine.geojson"))
    districts = found.dataset.districts
    assert districts.index.tolist() == ["north", "cay"]
    assert districts.geometry.is_valid.all()
    (problem,) = found.problems
    assert (problem.row, problem.severity, problem.expected) == (2, "warning", "rings that do not cross")
    assert found.summary() == "2 features read, 2 districts, 1 repaired."
    table = read_table(b"title,date,lon,lat\na,2021-01-01,46.8,39.5\n", "a.csv")
    events = import_events(table, recognise(table), districts)
    combined = combine(found.dataset, events)
    assert combined.about.default_range == (day_number("2021-01-01"),) * 2
    assert combined.events["district_ids"].tolist() == [("north",)]
    write_package(combined, tmp_path / "own")
    assert geo.load(tmp_path / "own").events["district_ids"].tolist() == [("north",)]


def test_layers_that_cannot_be_districts_are_refused() -> None:
    with pytest.raises(ImportProblems, match="a layer of polygons"):
        read_boundaries(read_table(b"name,lon\na,1\n", "a.csv"))
    points = (
        b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},"geometry":'
    )
    with pytest.raises(ImportProblems, match="polygons with names"):
        read_boundaries(read_table(points + b'{"type":"Point","coordinates":[46,39]}}]}', "a.geojson"))
