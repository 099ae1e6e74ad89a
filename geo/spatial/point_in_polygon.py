"""Point in polygon: the polygon that each point lies in, exact, most of it read from a grid.

A cell of the grid that no edge touches lies wholly in one polygon or in none, so its points
need no geometry at all; only the points of border cells are tested exactly. The answer is that
of `geopandas.sjoin(points, polygons, predicate="intersects")` with the first polygon kept:
a point on an edge or vertex belongs to the polygon, and of several the first one counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Positions = NDArray[np.int32]

NOWHERE = -1
BORDER = -2
FRAME = 2
"""Cells around the grid: one that repeats its edge, and one of nowhere."""
BLOCK = 1 << 18
"""Points that are looked up at once: their columns stay in the processor's cache."""
MARGIN = 1e-6
"""Cells: an edge closer than this to a cell makes it a border cell, far above rounding errors."""
STEEP = 0.01
"""Cells: an edge narrower than this marks all its rows, so that no slope magnifies rounding."""

LOAD_CELLS = 256
"""A coarse grid: building a fine one costs more than a few hundred exact tests."""


class GridIndex:
    """Polygons with a grid over them; built once, asked for any number of points.

    Parameters
    ----------
    polygons
        Valid polygons and multipolygons in one planar coordinate system (degrees are taken as
        planar); they may overlap, have holes, be empty or None.
    cells
        Number of columns and of rows of the grid.
    """

    def __init__(self, polygons: Iterable[shapely.Geometry | None], cells: int = 2048) -> None:
        self._polygons = np.array(list(polygons), dtype=object)
        shapely.prepare(self._polygons)
        self._boxes = shapely.bounds(self._polygons)
        self._cells = max(1, cells)
        self._empty = bool(np.isnan(self._boxes).all())
        if self._empty:
            return
        west, south, east, north = shapely.total_bounds(self._polygons)
        self._origin = np.array([west, south])
        extent = np.array([east - west, north - south])
        self._size = np.where(extent > 0, extent, 1.0) / self._cells
        rounding = np.spacing(np.abs([west, south, east, north]).max())
        self._margin = max(MARGIN, 8 * rounding / self._size.min())
        owner = self._fill(self._border_cells())
        # A point on the last edge may fall a rounding error beside its cell; beyond that there is nothing.
        self._frame = np.pad(np.pad(owner, 1, mode="edge"), 1, constant_values=NOWHERE)

    def locate(self, lon: ArrayLike, lat: ArrayLike) -> Positions:
        """Return the position of the first polygon that each point touches, -1 for none.

        Parameters
        ----------
        lon, lat
            Coordinates of the points, in the polygons' units; NaN is nowhere.
        """
        x = np.atleast_1d(np.asarray(lon, dtype="float64"))
        y = np.atleast_1d(np.asarray(lat, dtype="float64"))
        if self._empty:
            return np.full(x.shape, NOWHERE, dtype="int32")
        found = np.empty(x.shape, dtype="int32")
        for start in range(0, len(found), BLOCK):
            part = slice(start, start + BLOCK)
            self._locate(x[part], y[part], found[part])
        return found

    def _locate(self, x: Floats, y: Floats, found: Positions) -> None:
        """Write the position of each point's polygon into `found`."""
        cell = self._framed(x, 0) * self._frame.shape[1]
        cell += self._framed(y, 1)
        np.copyto(found, self._frame.ravel().take(cell))
        border = np.flatnonzero(found == BORDER)
        found[border] = self._locate_exactly(x[border], y[border])

    def _framed(self, coordinate: Floats, axis: int) -> Integers:
        """Return the column or row of `_frame`; what is no number or far away is in its outermost one."""
        position = coordinate - self._origin[axis]
        position /= self._size[axis]
        position += FRAME
        with np.errstate(invalid="ignore"):
            cell: Integers = position.astype("int64")
        return np.clip(cell, 0, self._frame.shape[axis] - 1, out=cell)

    def _cell(self, position: Floats) -> Integers:
        return np.clip(np.floor(position), 0, self._cells - 1).astype("int64")

    def _locate_exactly(self, x: Floats, y: Floats) -> Positions:
        found = np.full(x.shape, NOWHERE, dtype="int32")
        for position, (polygon, box) in enumerate(zip(self._polygons, self._boxes, strict=True)):
            in_box = (x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3])
            asked = np.flatnonzero(in_box & (found == NOWHERE))
            if asked.size:
                touched = shapely.intersects_xy(polygon, x[asked], y[asked])
                found[asked[touched]] = position
        return found

    def _border_cells(self) -> NDArray[np.bool_]:
        """Return which cells an edge touches, or comes closer to than the margin."""
        ends, rings = shapely.get_coordinates(
            shapely.get_rings(shapely.get_parts(self._polygons)), return_index=True
        )
        ends = (ends - self._origin) / self._size
        same = rings[1:] == rings[:-1]
        start, stop = ends[:-1][same], ends[1:][same]
        flip = start[:, 0] > stop[:, 0]
        start[flip], stop[flip] = stop[flip], start[flip]
        first = self._cell(start[:, 0] - self._margin)
        spanned = self._cell(stop[:, 0] + self._margin) - first + 1
        edge = np.repeat(np.arange(len(first)), spanned)
        column = np.arange(len(edge)) - np.repeat(np.cumsum(spanned) - spanned - first, spanned)
        low, high = self._rows_in_column(start[edge], stop[edge], column)
        steps = np.zeros((self._cells, self._cells + 1), dtype="int32")
        np.add.at(steps, (column, self._cell(low - self._margin)), 1)
        np.add.at(steps, (column, self._cell(high + self._margin) + 1), -1)
        return np.cumsum(steps[:, :-1], axis=1) > 0

    def _rows_in_column(self, start: Floats, stop: Floats, column: Integers) -> tuple[Floats, Floats]:
        """Return the lowest and highest row (as fractions) of an edge within a column."""
        width = stop[:, 0] - start[:, 0]
        rise = stop[:, 1] - start[:, 1]
        steep = width <= max(STEEP, 2 * self._margin)
        slope = np.divide(rise, width, out=np.zeros_like(rise), where=~steep)
        left = np.clip(column - self._margin, start[:, 0], stop[:, 0]) - start[:, 0]
        right = np.clip(column + 1 + self._margin, start[:, 0], stop[:, 0]) - start[:, 0]
        enters = start[:, 1] + np.where(steep, 0.0, left * slope)
        leaves = start[:, 1] + np.where(steep, rise, right * slope)
        return np.minimum(enters, leaves), np.maximum(enters, leaves)

    def _fill(self, border: NDArray[np.bool_]) -> NDArray[np.int32]:
        """Give each run of cells without an edge, up a column, the polygon of its first cell."""
        owner = np.full(border.shape, BORDER, dtype="int32")
        free = ~border
        begins = free.copy()
        begins[:, 1:] &= border[:, :-1]
        columns, rows = np.nonzero(begins)
        x = self._origin[0] + (columns + 0.5) * self._size[0]
        y = self._origin[1] + (rows + 0.5) * self._size[1]
        runs = np.cumsum(begins.ravel()) - 1
        inside = free.ravel()
        owner.ravel()[inside] = self._locate_exactly(x, y)[runs[inside]]
        return owner


def located_in(lon: pd.Series, lat: pd.Series, outlines: gpd.GeoDataFrame) -> pd.Series:
    """Return the id of the outline each point falls in, None for points in none of them.

    Parameters
    ----------
    lon, lat
        Degrees (EPSG:4326), NaN without a point.
    outlines
        Index the district's id; polygons (EPSG:4326).
    """
    positions = GridIndex(outlines.geometry, LOAD_CELLS).locate(lon.to_numpy(), lat.to_numpy())
    ids = np.array([*outlines.index, None], dtype=object)
    return pd.Series(ids[positions], index=lon.index, dtype=object)
