"""Exports in a language: its texts stand beside the English ones, which stay what they are."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pyogrio
import pytest

from geo.dataset.record_columns import CONTROL_PERIODS, RECORD_TABLES, names
from geo.export import (
    Provenance,
    Records,
    csv_package,
    district_layers,
    geojson,
    geopackage,
    geoparquet,
    in_language,
    layers_in_language,
    spreadsheet,
)
from geo.export.provenance import RECORDS
from geo.i18n import LANGUAGES, speaking
from geo.importers import import_events, read_table, recognise
from geo.translations import translated_dataset

if TYPE_CHECKING:
    from pathlib import Path

    import geo

EVENT = "kalbajar-2020-11-25-handover"
OTHERS = [code for code in LANGUAGES if code != "en"]


@pytest.fixture(params=OTHERS)
def code(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def told(everything: Records, dataset: geo.Dataset, code: str) -> Records:
    with speaking(code):
        return in_language(everything, translated_dataset(dataset))


def row_of(table: pd.DataFrame, key: str) -> pd.Series:
    return table[table["event_id"] == key].iloc[0]


def test_in_english_nothing_is_added(everything: Records, dataset: geo.Dataset) -> None:
    assert in_language(everything, translated_dataset(dataset)) is everything
    layers, columns = layers_in_language(district_layers(dataset), translated_dataset(dataset))
    assert list(layers["control_periods"].columns) == [*names(CONTROL_PERIODS), "geometry"]
    assert columns["control_periods"] == CONTROL_PERIODS


def test_texts_of_the_language_stand_beside_the_english_ones(
    told: Records, everything: Records, dataset: geo.Dataset, code: str
) -> None:
    for name, table in everything.tables().items():
        pd.testing.assert_frame_equal(told.tables()[name][names(RECORD_TABLES[name])], table)
    texts = dataset.texts[code]
    event = row_of(told.events, EVENT)
    title = texts.of("events", EVENT, "title", event["title"])
    assert title is not None
    assert event[f"title_{code}"] == title.text != event["title"]
    assert event[f"translation_{code}"] == "machine"
    with speaking(code):
        here = translated_dataset(dataset)
    assert event[f"districts_{code}"] == here.districts["name"]["kalbajar"]
    assert event[f"category_{code}"] == next(
        one.label for one in here.about.categories if one.id == event["category"]
    )
    for claim in told.claims.to_dict("records"):
        found = texts.repeated.get(("claims", claim["note"]))
        assert claim[f"note_{code}"] == (found.text if found else "")
        assert claim[f"field_{code}"] == here.about.field_label(claim["field"])
    share = (told.events[f"title_{code}"] != "").mean()
    assert share == 1


def test_every_column_is_described_in_the_language_and_every_file_says_what_was_translated(
    told: Records, dataset: geo.Dataset, code: str
) -> None:
    with speaking(code):
        here = translated_dataset(dataset)
        provenance = Provenance(here.about, "", "", date(2026, 11, 21))
        archive = zipfile.ZipFile(io.BytesIO(csv_package(told, provenance)))
        descriptor = json.loads(archive.read("datapackage.json"))
        note = provenance.as_json(RECORDS, code)["translations"]["note"]
        assert note in archive.read("README.txt").decode()
        assert descriptor["translations"] == {"language": code, "note": note}
        assert f"translation_{code}" in note
        for resource in descriptor["resources"]:
            header = archive.read(resource["path"]).decode().splitlines()[0].split(",")
            assert [field["name"] for field in resource["schema"]["fields"]] == header
            assert all(field["description"] for field in resource["schema"]["fields"])
        collection = json.loads(geojson(told, provenance))
        feature = next(one for one in collection["features"] if one["id"] == EVENT)
        assert feature["properties"][f"title_{code}"] == row_of(told.events, EVENT)[f"title_{code}"]
        assert {f"note_{code}", f"translation_{code}"} <= set(feature["properties"]["claims"][0])
        book = openpyxl.load_workbook(io.BytesIO(spreadsheet(told, provenance)), read_only=True)
        assert note in {row[1] for row in book["about"].iter_rows(values_only=True)}
        assert f"summary_{code}" in next(book["events"].iter_rows(values_only=True))
        parquet = zipfile.ZipFile(io.BytesIO(geoparquet(told, provenance)))
        claims = pd.read_parquet(io.BytesIO(parquet.read("claims.parquet")))
        assert claims[f"field_{code}"].tolist() == told.claims[f"field_{code}"].tolist()
        assert note in parquet.read("README.txt").decode()


def test_layers_of_a_geopackage_have_the_names_and_notes_of_the_language(
    told: Records, dataset: geo.Dataset, code: str, tmp_path: Path
) -> None:
    with speaking(code):
        here = translated_dataset(dataset)
        layers, columns = layers_in_language(district_layers(dataset), here)
        data = geopackage(told, layers, Provenance(here.about, "", "", date(2026, 11, 21)), columns)
    (tmp_path / "export.gpkg").write_bytes(data)
    periods = pyogrio.read_dataframe(tmp_path / "export.gpkg", layer="control_periods", read_geometry=False)
    assert (
        periods[f"extent_note_{code}"].fillna("").tolist()
        == here.control_periods["extent_note"]
        .where(here.control_periods["extent_note"] != dataset.control_periods["extent_note"], "")
        .fillna("")
        .tolist()
    )
    assert set(periods[f"name_{code}"]) <= set(here.districts["name"])
    about = pyogrio.read_dataframe(tmp_path / "export.gpkg", layer="about", read_geometry=False)
    assert about["text"].str.contains(f"translation_{code}").any()


def test_a_file_in_a_language_is_brought_back_as_the_english_one(
    told: Records, everything: Records, dataset: geo.Dataset
) -> None:
    found = []
    for records in (everything, told):
        archive = zipfile.ZipFile(
            io.BytesIO(csv_package(records, Provenance(dataset.about, "", "", date.min.replace(year=2026))))
        )
        table = read_table(archive.read("events.csv"), "events.csv")
        found.append(import_events(table, recognise(table), dataset.districts).events)
    english, brought_back = found
    pd.testing.assert_frame_equal(english, brought_back)
