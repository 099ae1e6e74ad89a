"""GeoPackage and GeoParquet, opened again by other programs."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio

from geo.dataset.record_columns import RECORD_TABLES
from geo.export import Provenance, Records, district_layers, geopackage, geoparquet
from tests.geo.export.reading import expected, says

if TYPE_CHECKING:
    from pathlib import Path

    import geo
    from tests.geo.export.reading import Rows


def rows_of(frame: pd.DataFrame) -> Rows:
    plain = pd.DataFrame(frame.drop(columns="geometry", errors="ignore"))
    rows = plain.astype(object).where(plain.notna(), None).to_dict("records")
    return [{str(key): cell for key, cell in row.items()} for row in rows]


def has_the_points_of(frame: gpd.GeoDataFrame, records: Records) -> None:
    assert frame.crs.to_epsg() == 4326 or frame.crs.to_string() == "OGC:CRS84"
    assert list(frame.geometry.isna()) == list(records.events["lon"].isna())
    placed = frame[frame.geometry.notna()]
    assert list(placed.geometry.x) == list(records.events["lon"].dropna())
    assert list(placed.geometry.y) == list(records.events["lat"].dropna())


def test_the_geopackage_holds_the_same_records(
    dataset: geo.Dataset, records: Records, provenance: Provenance, tmp_path: Path
) -> None:
    path = tmp_path / "export.gpkg"
    path.write_bytes(geopackage(records, district_layers(dataset), provenance))
    layers = dict(pyogrio.list_layers(path))
    assert layers == {
        "events": "Point",
        "districts": "MultiPolygon",
        "control_periods": "MultiPolygon",
        "places": "Point",
        "claims": None,
        "sources": None,
        "about": None,
    }
    for name in RECORD_TABLES:
        assert rows_of(pyogrio.read_dataframe(path, layer=name)) == expected(records, name), name
    has_the_points_of(pyogrio.read_dataframe(path, layer="events"), records)


def test_the_geopackage_holds_districts_and_who_held_them(
    dataset: geo.Dataset, everything: Records, provenance: Provenance, tmp_path: Path
) -> None:
    path = tmp_path / "export.gpkg"
    path.write_bytes(geopackage(everything, district_layers(dataset), provenance))
    districts = pyogrio.read_dataframe(path, layer="districts").set_index("district_id")
    for key, shape in dataset.districts.geometry.items():
        assert districts.geometry[key] is None if shape is None else districts.geometry[key].equals(shape)
    periods = pyogrio.read_dataframe(path, layer="control_periods")
    columns = ["district_id", "extent", "from_date", "controller"]
    assert periods[columns].to_numpy().tolist() == dataset.control_periods[columns].to_numpy().tolist()
    assert len(pyogrio.read_dataframe(path, layer="places")) == len(dataset.places)
    about = pyogrio.read_dataframe(path, layer="about")
    says(about.to_csv(), provenance)
    assert "CC BY-SA 3.0" in about.to_csv()
    says(json.dumps(pyogrio.read_info(path, layer="events")["dataset_metadata"]), provenance)


def test_geoparquet_holds_the_same_records(records: Records, provenance: Provenance) -> None:
    packed = zipfile.ZipFile(io.BytesIO(geoparquet(records, provenance)))
    for name in RECORD_TABLES:
        table = pq.read_table(io.BytesIO(packed.read(f"{name}.parquet")))
        assert rows_of(table.drop_columns(["geometry"] * (name == "events")).to_pandas()) == expected(
            records, name
        )
        about = json.loads(table.schema.metadata[b"dataset"])
        says(json.dumps(about), provenance)
    has_the_points_of(gpd.read_parquet(io.BytesIO(packed.read("events.parquet"))), records)
    says(packed.read("README.txt").decode(), provenance)


def test_geoparquet_declares_its_geometry(everything: Records, provenance: Provenance) -> None:
    packed = zipfile.ZipFile(io.BytesIO(geoparquet(everything, provenance)))
    table = pq.read_table(io.BytesIO(packed.read("events.parquet")))
    declared = json.loads(table.schema.metadata[b"geo"])
    assert declared["version"] == "1.0.0"
    assert declared["columns"]["geometry"]["encoding"] == "WKB"
    assert declared["columns"]["geometry"]["geometry_types"] == ["Point"]
