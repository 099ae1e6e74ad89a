"""The records of a selection: which rows, in which order, with which columns."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import geo
from geo.datapackage.load import build, read_and_validate
from geo.dataset.record_columns import CLAIMS, EVENTS, SOURCES, names
from geo.dates import day_number
from geo.export import (
    Provenance,
    Records,
    count,
    csv_package,
    district_layers,
    geojson,
    geopackage,
    geoparquet,
    linked_places,
    select,
    spreadsheet,
)
from geo.importers import import_events, read_table, recognise
from geo.importers.merge import combine
from geo.selection.filters import matches

OWN = b"""date,title,lat,lon,source
1993-04-03,=Own event,40.10,46.04,https://own.example/1
1993-05,Own event without a place,,,
"""
MINES = geo.Selection(0, day_number("2026-11-21"), categories=frozenset({"landmine"}))


def test_everything_is_everything_in_the_datasets_order(dataset: geo.Dataset, everything: Records) -> None:
    assert list(everything.events["event_id"]) == list(dataset.events.index)
    assert list(everything.claims["event_id"]) == list(dataset.claims["event_id"])
    cited = set(dataset.claims["source_id"])
    assert list(everything.sources["source_id"]) == [key for key in dataset.sources.index if key in cited]


def test_a_selection_brings_its_claims_and_their_sources_and_no_others(dataset: geo.Dataset) -> None:
    records = select(dataset, MINES)
    assert set(records.events["category"]) == {"landmine"}
    assert len(records.events) == matches(dataset, MINES).sum()
    assert set(records.claims["event_id"]) == set(records.events["event_id"])
    assert set(records.sources["source_id"]) == set(records.claims["source_id"])
    untouched = dataset.claims["event_id"].isin(records.events["event_id"])
    assert len(records.claims) == untouched.sum()


def test_counting_gives_what_selecting_gives(dataset: geo.Dataset) -> None:
    for selection in (MINES, geo.Selection(0, day_number("1994-05-12")), geo.Selection(-9, -8)):
        assert count(dataset, selection) == select(dataset, selection).counts


def test_an_empty_selection_has_all_columns(dataset: geo.Dataset) -> None:
    records = select(dataset, geo.Selection(-9, -8))
    assert [list(table) for table in records.tables().values()] == [
        names(EVENTS),
        names(CLAIMS),
        names(SOURCES),
    ]
    assert records.counts.events == records.counts.claims == records.counts.sources == 0


def test_dates_are_no_finer_than_they_are_known(everything: Records) -> None:
    written = dict(zip(everything.events["event_id"], everything.events["date"], strict=True))
    assert written["kalbajar-2020-11-25-handover"] == "2020-11-25"
    assert written["askeran-clash-1988"] == "1988-02-22/1988-02-23"
    assert written["sugovushan-capture-1994"] == "1994-04"
    assert written["hrw-bombing-1992-1993"] == "1992-07/1993-07"
    assert written["kalbajar-2005-census"] == "2005"


def test_lists_are_written_as_the_dataset_has_them(dataset: geo.Dataset, everything: Records) -> None:
    table = read_and_validate(dataset.folder)[0].tables["events"]
    declared = dict(zip(table["event_id"], table["district_ids"], strict=True))
    for event_id, ids in zip(everything.events["event_id"], everything.events["district_ids"], strict=True):
        assert set(ids.split(";")) == set(declared[event_id].split(";"))


def test_what_was_selected_can_be_loaded_again(dataset: geo.Dataset, everything: Records) -> None:
    package, about, problems = read_and_validate(dataset.folder)
    tables = dict(package.tables)
    for name, table in everything.tables().items():
        known = [column for column in tables[name].columns if column in table.columns]
        tables[name] = table[known].astype(str).replace("nan", "")
    again = build(replace(package, tables=tables), about)
    assert [problem for problem in problems if problem.severity == "error"] == []
    columns = ["first_day", "last_day", "category", "district_ids", "lon", "lat", "voices", "evidence"]
    for column in columns:
        if column == "district_ids":
            assert list(map(set, again.events[column])) == list(map(set, dataset.events[column]))
        else:
            assert again.events[column].equals(dataset.events[column]), column


def test_districts_have_their_control_and_no_invented_outline(dataset: geo.Dataset) -> None:
    layers = district_layers(dataset)
    assert [len(layer) for layer in layers.values()] == [
        13,
        len(dataset.control_periods),
        len(dataset.places),
    ]
    districts = layers["districts"].set_index("district_id")
    assert districts.index[districts.geometry.isna()].tolist() == ["aghdara"]
    periods = layers["control_periods"]
    assert set(periods.loc[periods.geometry.isna(), "district_id"]) == {"aghdara"}
    assert all(layer.crs.to_epsg() == 4326 for layer in layers.values())


def test_added_events_go_along_and_are_told_apart(dataset: geo.Dataset) -> None:
    table = read_table(OWN, "own.csv")
    combined = combine(dataset, import_events(table, recognise(table), dataset.districts))
    records = select(combined, geo.Selection(0, day_number("2026-11-21")))
    added = records.events[records.events["origin"] == "added"]
    assert sorted(added["title"]) == ["=Own event", "Own event without a place"]
    assert set(records.events["origin"]) == {"dataset", "added"}
    own_sources = records.claims.loc[records.claims["event_id"].isin(added["event_id"]), "source_id"]
    assert set(own_sources) <= set(records.sources["source_id"])
    provenance = Provenance(combined.about, "All", "", date(2026, 11, 21))
    assert ("Licence of added", "not stated") in provenance.entries(("events", "claims", "sources", "added"))
    layers = district_layers(combined)
    for data in (
        csv_package(records, provenance),
        spreadsheet(records, provenance),
        geojson(records, provenance),
        geoparquet(records, provenance),
        geopackage(records, layers, provenance),
        linked_places(combined, provenance, "https://map.example/"),
    ):
        assert len(data) > 1000
    assert b"'=Own event" in zipfile.ZipFile(io.BytesIO(csv_package(records, provenance))).read("events.csv")
