"""A cell holds exactly the points of the map tile that bears its name."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.spatial.map_tiles import (
    FINEST,
    Cell,
    bounds_of,
    finest_of,
    is_inside,
    middle_of,
    read_cell,
    width_of,
)

LONGITUDES = st.floats(-180, 180)
LATITUDES = st.floats(-90, 90)


def tile(lon: float, lat: float, level: int) -> tuple[int, int]:
    """The tile of a point as the OpenStreetMap wiki has it ("Slippy map tilenames")."""
    size = 2**level
    angle = math.radians(max(-85.0511, min(85.0511, lat)))
    across = (lon + 180) / 360 * size
    down = (1 - math.asinh(math.tan(angle)) / math.pi) / 2 * size
    return min(math.floor(across), size - 1), min(max(math.floor(down), 0), size - 1)


@pytest.mark.parametrize(
    ("place", "level", "named"),
    [
        ((46.7513, 39.8179), 11, Cell(11, 1289, 776)),
        ((-0.1, 51.5), 7, Cell(7, 63, 42)),
        ((180.0, -90.0), 3, Cell(3, 7, 7)),
        ((-180.0, 90.0), 3, Cell(3, 0, 0)),
    ],
)
def test_a_point_lies_in_its_map_tile(place: tuple[float, float], level: int, named: Cell) -> None:
    assert named[1:] == tile(*place, level)
    assert is_inside(named, *(np.array([axis]) for axis in place)).tolist() == [True]


@settings(max_examples=60)
@given(st.lists(st.tuples(LONGITUDES, LATITUDES), min_size=1, max_size=30), st.integers(0, FINEST), st.data())
def test_the_cells_of_a_level_share_out_all_points(
    points: list[tuple[float, float]], level: int, data: st.DataObject
) -> None:
    lon, lat = np.array(points).T
    x, y = finest_of(lon, lat)
    cells = [Cell(level, int(column), int(row)) for column, row in zip(x, y, strict=True)]
    cells = [Cell(level, cell.x >> FINEST - level, cell.y >> FINEST - level) for cell in cells]
    cell = data.draw(st.sampled_from(cells))
    assert is_inside(cell, lon, lat).tolist() == [other == cell for other in cells]


def test_a_point_without_coordinates_lies_in_no_cell() -> None:
    assert not is_inside(Cell(0, 0, 0), np.array([np.nan]), np.array([np.nan])).any()


def test_a_cell_knows_where_it_is_and_how_wide() -> None:
    assert bounds_of(Cell(1, 1, 0)) == pytest.approx((0, 0, 180, 85.0511), abs=1e-4)
    assert middle_of(Cell(0, 0, 0)) == pytest.approx((0, 0))
    assert width_of(Cell(11, 1289, 776)) == pytest.approx(15_030, rel=1e-2)


@pytest.mark.parametrize("name", ["", "1/2", "1/2/0", "23/0/0", "01/0/0", "3/-1/0", "3/1/1/1", "3/١/1", "x"])
def test_what_names_no_cell_is_none(name: str) -> None:
    assert read_cell(name) is None


def test_the_name_of_a_cell_is_read() -> None:
    assert read_cell("11/1289/778") == Cell(11, 1289, 778)
