"""A person's own districts: any polygon layer with names, repaired where it must be, and told."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from functools import partial
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box

import geo
from geo import export
from geo.errors import DataPackageError
from geo.importers import ImportProblems, read_table
from geo.importers.own_districts import Boundaries, likeliest_layer, name_column, read_boundaries
from tests.bundled import bundled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.importers import Table

BOW_TIE = Polygon([(47, 39), (48, 40), (48, 39), (47, 40)])
ISLANDS = MultiPolygon([box(45, 38, 46, 39), box(45, 39.2, 45.5, 39.5)])


def layer(
    names: list[str], shapes: list[object], crs: int = 4326, column: str = "NAME_2"
) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"code": range(len(names)), column: names}, geometry=shapes, crs=4326).to_crs(crs)


def geojson(frame: gpd.GeoDataFrame, _: Path | None = None) -> bytes:
    return str(frame.to_json()).encode()


def geopackage(frame: gpd.GeoDataFrame, folder: Path) -> bytes:
    frame.to_file(folder / "a.gpkg", driver="GPKG")
    return (folder / "a.gpkg").read_bytes()


def geoparquet(frame: gpd.GeoDataFrame, folder: Path) -> bytes:
    frame.to_parquet(folder / "a.parquet")
    return (folder / "a.parquet").read_bytes()


def shapefile(frame: gpd.GeoDataFrame, folder: Path) -> bytes:
    frame.to_file(folder / "a.shp", encoding="UTF-8")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path in folder.glob("a.*"):
            archive.write(path, path.name)
    return target.getvalue()


@pytest.mark.parametrize(
    ("write", "crs"), [(geojson, 4326), (geopackage, 32638), (geoparquet, 4326), (shapefile, 32638)]
)
def test_a_polygon_layer_of_any_format_becomes_districts(
    tmp_path: Path, write: Callable[[gpd.GeoDataFrame, Path], bytes], crs: int
) -> None:
    frame = layer(["Şimal", "Острова"], [box(46, 39, 47, 40), ISLANDS], crs)
    found = read_boundaries(read_table(write(frame, tmp_path), "regions.zip"))
    districts = found.dataset.districts
    assert districts["name"].tolist() == ["Şimal", "Острова"]
    assert [round(bound, 4) for bound in districts.total_bounds] == [45, 38, 47, 40]
    assert found.summary() == "2 features read, 2 districts."
    assert found.dataset.about.title == "regions"


def test_what_is_no_district_is_left_out_and_told() -> None:
    frame = layer(
        ["a", "a", "", "point", "tie"],
        [box(46, 39, 47, 40), box(47, 39, 48, 40), box(0, 0, 1, 1), Point(46, 39), BOW_TIE],
    )
    found = read_boundaries(read_table(geojson(frame), "=a.geojson"))
    assert found.dataset.districts["name"].tolist() == ["a", "tie"]
    assert shapely.area(found.dataset.districts.geometry.to_numpy()).round(4).tolist() == [2, 0.5]
    assert (found.read, found.repaired, found.left_out) == (5, 1, 2)
    assert found.summary() == "5 features read, 2 districts, 1 repaired, 2 left out: see the list."
    assert [(p.row, p.severity) for p in found.problems] == [
        (2, "warning"),
        (3, "error"),
        (4, "error"),
        (5, "warning"),
    ]
    listed = list(csv.DictReader(io.StringIO(found.problems_csv().decode())))
    assert [row["line"] for row in listed] == ["2", "3", "4", "5"]
    assert listed[3]["value"].startswith("Self-intersection")


def test_another_column_gives_the_names() -> None:
    frame = layer(["North", "South"], [box(46, 39, 47, 40), box(46, 38, 47, 39)])
    table = read_table(geojson(frame), "a.geojson")
    assert name_column(table) == "NAME_2"
    assert read_boundaries(table, "code").dataset.districts.index.tolist() == ["0", "1"]
    with pytest.raises(ImportProblems, match="names of the districts, one of code, NAME_2"):
        read_boundaries(table, "other")


@pytest.mark.parametrize("column", ["Rayon", "ADM2_EN", "district_name", "zzz"])
def test_the_column_of_names_is_found(column: str) -> None:
    frame = layer(["North", "South"], [box(46, 39, 47, 40), box(46, 38, 47, 39)], column=column)
    assert name_column(read_table(geojson(frame), "a.geojson")) == column


HUGE = st.sampled_from([1e308, -1e308, 1e-320, float("nan"), float("inf")])
NUMBERS = st.one_of(st.integers(-200, 200), HUGE)
RINGS = st.lists(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=6), max_size=3)
KINDS = st.sampled_from(["Polygon", "MultiPolygon", "Point"])


@given(st.lists(st.tuples(st.text(max_size=3), KINDS, RINGS), min_size=1, max_size=4))
def test_whatever_the_outlines_they_become_districts_or_a_sentence(
    features: list[tuple[str, str, list[object]]],
) -> None:
    entries = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": kind, "coordinates": [rings] if kind == "MultiPolygon" else rings},
        }
        for name, kind, rings in features
    ]
    content = json.dumps({"type": "FeatureCollection", "features": entries}).encode()
    try:
        found: Boundaries | None = read_boundaries(read_table(content, "a.geojson"))
    except DataPackageError as error:
        assert error.problems  # noqa: PT017 (either outcome is right)
        return
    assert found is not None
    assert found.read == len(features)
    assert found.dataset.districts.geometry.is_valid.all()
    assert not found.dataset.districts.geometry.is_empty.any()


def test_areas_within_collections_become_districts() -> None:
    members = [
        {"type": "Point", "coordinates": [46.5, 39.5]},
        json.loads(shapely.to_geojson(box(46, 39, 47, 40))),
    ]
    collection = {"type": "GeometryCollection", "geometries": members}
    feature = {"type": "Feature", "properties": {"title": "A"}, "geometry": collection}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    found = read_boundaries(read_table(content, "a.geojson"))
    assert found.dataset.districts["name"].tolist() == ["A"]
    assert found.dataset.districts.geometry.iloc[0].equals(box(46, 39, 47, 40))


@given(st.floats(0, 9e-7), st.sampled_from([(180, 1), (-180, -1)]))
def test_a_rounding_beyond_the_date_line_costs_no_country(beyond: float, side: tuple[int, int]) -> None:
    edge = side[0] + side[1] * beyond
    shape = Polygon([(edge, 50), (side[0] - side[1] * 10, 50), (side[0] - side[1] * 10, 60), (edge, 60)])
    content = {
        "type": "Feature",
        "properties": {"name": "A"},
        "geometry": json.loads(shapely.to_geojson(shape)),
    }
    found = read_boundaries(read_table(json.dumps(content).encode(), "a.geojson"))
    assert found.summary() == "1 features read, 1 districts."
    assert np.abs(found.dataset.districts.total_bounds).max() == 180


def test_the_programs_own_exports_come_back_in_as_districts() -> None:
    dataset = bundled()
    records = export.select(dataset, geo.Selection(0, 100_000))
    provenance = export.Provenance(dataset.about, "all", "", dt.date(2026, 1, 1))
    outlined = dataset.districts[dataset.districts.geometry.notna()]
    layers = {
        "a.gpkg": export.geopackage(records, export.district_layers(dataset), provenance),
        "a.json": export.linked_places(dataset, provenance, "https://map.example/"),
    }
    for name, content in layers.items():
        table = likeliest_layer(partial(_read, content, name))
        districts = read_boundaries(table).dataset.districts
        assert set(outlined["name"]) <= set(districts["name"]), name


def _read(content: bytes, name: str, part: str) -> Table:
    return read_table(content, name, part=part)


def test_metres_without_a_coordinate_system_are_named_as_the_reason() -> None:
    frame = layer(["A"], [box(46, 39, 47, 40)], 32638)
    content = json.loads(frame.to_json(drop_id=True))
    content.pop("crs", None)
    bare = json.dumps(content).encode()
    with pytest.raises(ImportProblems, match=r"its coordinates are metres\. Choose .* \(--districts-epsg\)"):
        read_boundaries(read_table(bare, "a.geojson"))
    found = read_boundaries(read_table(bare, "a.geojson", epsg=32638))
    assert [round(bound, 3) for bound in found.dataset.districts.total_bounds] == [46, 39, 47, 40]
