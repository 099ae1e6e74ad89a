"""Square cells of the map: the tiles of Web Mercator, each level with cells half as wide as the one before.

Above some hundred thousand events a map counts them by cell instead of drawing each. A cell's name,
``LEVEL/X/Y``, is that of the map tile it covers (EPSG:3857, level 0 is the whole world, x eastwards and
y southwards from the north-west corner): the scheme of OpenStreetMap's "slippy map" tiles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

FINEST = 22
"""The level of the finest cells: some 7 m wide at 40 degrees north."""

_NAME = re.compile(r"(0|[1-9]\d?)/(0|[1-9]\d{0,6})/(0|[1-9]\d{0,6})", re.ASCII)
_EQUATOR = 40_075_016.686
"""Metres around the earth as EPSG:3857 has it."""


class Cell(NamedTuple):
    """One cell: its level and its column and row in that level."""

    level: int
    x: int
    y: int


def read_cell(name: str) -> Cell | None:
    """Return the cell with a name such as ``11/1290/777``, None when there is no such cell."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    cell = Cell(*map(int, found.groups()))
    return cell if cell.level <= FINEST and max(cell.x, cell.y) < 1 << cell.level else None


def finest_of(
    lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return column and row of the finest cells that points lie in; those of coarser cells are bit shifts.

    Parameters
    ----------
    lon, lat
        Degrees, EPSG:4326, without NaN; latitudes beyond the map's edge count as lying on it.

    Returns
    -------
    tuple of ndarray of int32, shape (points,) each
    """
    size = 1 << FINEST
    with np.errstate(divide="ignore"):
        south = 0.5 - np.arctanh(np.sin(np.radians(lat))) / (2 * np.pi)
    return _whole((lon / 360 + 0.5) * size), _whole(south * size)


def _whole(places: npt.NDArray[np.float64]) -> npt.NDArray[np.int32]:
    floored: npt.NDArray[np.int32] = np.clip(np.floor(places), 0, (1 << FINEST) - 1).astype(np.int32)
    return floored


def is_inside(
    cell: Cell, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Return which points lie in a cell; NaN lies in none.

    Parameters
    ----------
    cell
        The cell.
    lon, lat
        Degrees, EPSG:4326.
    """
    west, south, east, north = bounds_of(cell)
    room = 1e-6
    near = np.flatnonzero(
        ((lon >= west - room) | (cell.x == 0))
        & ((lon <= east + room) | (cell.x + 1 == 1 << cell.level))
        & ((lat >= south - room) | (cell.y + 1 == 1 << cell.level))
        & ((lat <= north + room) | (cell.y == 0))
        & ~np.isnan(lon)
        & ~np.isnan(lat)
    )
    x, y = finest_of(lon[near], lat[near])
    coarser = FINEST - cell.level
    inside = np.zeros(len(lon), dtype=bool)
    inside[near[(x >> coarser == cell.x) & (y >> coarser == cell.y)]] = True
    return inside


def bounds_of(cell: Cell) -> tuple[float, float, float, float]:
    """Return west, south, east and north of a cell, in degrees EPSG:4326."""
    size = 1 << cell.level
    west, east = ((cell.x + step) / size * 360 - 180 for step in (0, 1))
    north, south = (
        float(np.degrees(np.arctan(np.sinh((0.5 - (cell.y + step) / size) * 2 * np.pi)))) for step in (0, 1)
    )
    return west, south, east, north


def middle_of(cell: Cell) -> tuple[float, float]:
    """Return longitude and latitude of a cell's middle, in degrees EPSG:4326."""
    west, south, east, north = bounds_of(cell)
    return (west + east) / 2, (south + north) / 2


def width_of(cell: Cell) -> float:
    """Return how wide a cell is on the ground at its middle, in metres."""
    _, lat = middle_of(cell)
    return float(_EQUATOR * np.cos(np.radians(lat)) / (1 << cell.level))
