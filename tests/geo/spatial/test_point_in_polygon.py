"""The grid join answers exactly as geopandas.sjoin does, wherever a point lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from geo.spatial.point_in_polygon import NOWHERE, GridIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    import geo

    Floats = NDArray[np.float64]

EIGHTHS = st.integers(-40, 40).map(lambda number: number / 8)
ANYWHERE = st.floats(-6, 6, allow_nan=False, width=64)
NUMBERS = st.one_of(EIGHTHS, ANYWHERE)


def by_sjoin(polygons: list[Any], x: Floats, y: Floats) -> NDArray[np.int64]:
    """Return the first polygon that geopandas.sjoin finds for each point, -1 for none."""
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y))
    outlines = gpd.GeoDataFrame(geometry=gpd.GeoSeries(polygons))
    joined = gpd.sjoin(points, outlines, predicate="intersects")
    first = joined["index_right"].groupby(level=0).min()
    return np.asarray(first.reindex(points.index, fill_value=NOWHERE), dtype="int64")


@st.composite
def polygons(draw: st.DrawFn) -> list[Any]:
    """Draw a few valid areas: triangles, boxes, rings with holes, areas of several parts."""
    shapes: list[Any] = []
    for _ in range(draw(st.integers(1, 5))):
        corners = draw(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=8, unique=True))
        area = shapely.convex_hull(shapely.MultiPoint(corners))
        if area.geom_type != "Polygon":
            area = shapely.buffer(area, 0.5, cap_style="square")
        if draw(st.booleans()):
            hole = shapely.affinity.scale(area, 0.5, 0.5, origin=area.representative_point())
            area = area.difference(hole)
        if draw(st.booleans()):
            area = area.union(shapely.affinity.translate(area, draw(EIGHTHS), draw(EIGHTHS)))
        parts = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
        shapes.append(shapely.MultiPolygon(parts) if len(parts) > 1 else parts[0])
    return [shape for shape in shapes if shape.is_valid and not shape.is_empty]


def telling_points(shapes: list[Any], cells: int) -> tuple[Floats, Floats]:
    """Return vertices, points on edges, and the corners and borders of the grid's cells."""
    corners = shapely.get_coordinates(shapes)
    middles = (corners[1:] + corners[:-1]) / 2
    west, south, east, north = shapely.total_bounds(shapes)
    lines_x = west + np.arange(cells + 1) * (east - west) / cells
    lines_y = south + np.arange(cells + 1) * (north - south) / cells
    grid = np.array(np.meshgrid(lines_x[:12], lines_y[:12])).reshape(2, -1).T
    points = np.vstack(
        [corners, middles, grid, np.nextafter(corners, np.inf), np.nextafter(corners, -np.inf)]
    )
    return points[:, 0], points[:, 1]


@settings(max_examples=120, deadline=None)
@given(
    shapes=polygons(),
    cells=st.sampled_from([1, 2, 7, 64, 300]),
    points=st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=40),
)
def test_equals_sjoin_on_random_polygons_that_may_overlap(
    shapes: list[Any], cells: int, points: list[tuple[float, float]]
) -> None:
    if not shapes:
        return
    index = GridIndex(shapes, cells)
    x, y = np.array(points).T
    assert_array_equal(index.locate(x, y), by_sjoin(shapes, x, y))


@settings(max_examples=60, deadline=None)
@given(shapes=polygons(), cells=st.sampled_from([1, 2, 7, 64]))
def test_equals_sjoin_on_vertices_edges_and_borders_of_cells(shapes: list[Any], cells: int) -> None:
    if not shapes:
        return
    x, y = telling_points(shapes, cells)
    assert_array_equal(GridIndex(shapes, cells).locate(x, y), by_sjoin(shapes, x, y))


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    number=st.integers(2, 40),
    cells=st.sampled_from([3, 50, 512]),
)
def test_equals_sjoin_on_a_division_of_the_plane(seed: int, number: int, cells: int) -> None:
    random = np.random.default_rng(seed)
    seeds = shapely.MultiPoint(random.uniform(0, 1, (number, 2)))
    shapes = list(shapely.get_parts(shapely.voronoi_polygons(seeds)))
    x, y = random.uniform(-1, 2, (2, 300))
    corners = shapely.get_coordinates(shapes)
    x, y = np.concatenate([x, corners[:, 0]]), np.concatenate([y, corners[:, 1]])
    assert_array_equal(GridIndex(shapes, cells).locate(x, y), by_sjoin(shapes, x, y))


def test_equals_sjoin_on_the_districts(dataset: geo.Dataset) -> None:
    shapes = [*dataset.districts.geometry, *dataset.neighbours.geometry]
    west, south, east, north = dataset.neighbours.total_bounds
    random = np.random.default_rng(20201125)
    x, y = random.uniform(west - 0.1, east + 0.1, 20_000), random.uniform(south - 0.1, north + 0.1, 20_000)
    corners = shapely.get_coordinates([shape for shape in shapes if shape is not None])
    x, y = np.concatenate([x, corners[:, 0]]), np.concatenate([y, corners[:, 1]])
    assert_array_equal(GridIndex(shapes).locate(x, y), by_sjoin(shapes, x, y))


def test_a_point_on_a_shared_edge_belongs_to_the_first_polygon() -> None:
    left, right = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    assert GridIndex([left, right]).locate(1.0, 0.5) == [0]
    assert GridIndex([right, left]).locate(1.0, 0.5) == [0]


def test_a_point_in_a_hole_is_nowhere_and_on_its_edge_is_inside() -> None:
    ring = shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 3, 3))
    assert list(GridIndex([ring], 16).locate([2.0, 1.0, 0.5], [2.0, 2.0, 0.5])) == [NOWHERE, 0, 0]


@pytest.mark.parametrize("polygons_without_area", [[], [None], [shapely.Polygon()]])
def test_without_an_area_every_point_is_nowhere(polygons_without_area: list[Any]) -> None:
    assert list(GridIndex(polygons_without_area).locate([0.0, np.nan], [0.0, 1.0])) == [NOWHERE, NOWHERE]


def test_points_that_are_no_numbers_or_far_away_are_nowhere() -> None:
    index = GridIndex([shapely.box(0, 0, 1, 1)], 8)
    x, y = [np.nan, 0.5, np.inf, 1e300, -0.01], [0.5, np.nan, 0.5, -1e300, 0.5]
    assert set(index.locate(x, y)) == {NOWHERE}


def test_a_sliver_far_from_the_origin_is_found_exactly() -> None:
    sliver = shapely.Polygon([(1e6, 1e6), (1e6 + 1e-3, 1e6 + 1e3), (1e6 + 2e-3, 1e6 + 1e3), (1e6, 1e6)])
    random = np.random.default_rng(7)
    x, y = 1e6 + random.uniform(0, 2e-3, 2000), 1e6 + random.uniform(0, 1e3, 2000)
    assert_array_equal(GridIndex([sliver], 128).locate(x, y), by_sjoin([sliver], x, y))
