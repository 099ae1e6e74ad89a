"""A person's own districts: any polygon layer with names, repaired where it must be, and told."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box

from geo.errors import DataPackageError
from geo.importers import ImportProblems, read_table
from geo.importers.own_districts import Boundaries, name_column, read_boundaries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
