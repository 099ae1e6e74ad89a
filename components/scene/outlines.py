"""Outlines of a dataset's districts as SVG paths, for small maps that are drawn without the page's scene."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from geo.dataset.cache import cached

if TYPE_CHECKING:
    import geopandas
    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset

WIDTH = 640
"""Units of a drawing from west to east."""
MARGIN = 0.04
"""Of the extent of the districts, on each side."""
TOLERANCE = 0.004
"""Degrees by which outlines are simplified: less than one unit of the drawing."""
SMALLEST_WATER = 25.0
"""Square kilometres."""
BANNER = 2.86
"""How much wider than high a banner is."""
BANNER_WIDTH = 1600
"""Units of a banner from west to east: parts of it are looked at from near."""
BANNER_WATER = 200.0
"""Square kilometres."""


class Frame(NamedTuple):
    """The part of the world that is drawn (degrees, EPSG:4326), and its units from west to east."""

    west: float
    south: float
    east: float
    north: float
    width: int = WIDTH

    @property
    def stretch(self) -> float:
        """Degrees of latitude in a degree of longitude, in the middle."""
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def scale(self) -> float:
        """Units of the drawing in a degree of latitude."""
        return self.width / ((self.east - self.west) * self.stretch)

    @property
    def height(self) -> int:
        """Units of the drawing from north to south."""
        return round((self.north - self.south) * self.scale)

    def drawn(self, positions: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return positions (longitude, latitude) in units of the drawing."""
        x = (positions[:, 0] - self.west) * self.stretch * self.scale
        y = (self.north - positions[:, 1]) * self.scale
        return np.column_stack([x, y])

    def corners(self, bounds: tuple[float, float, float, float]) -> list[list[float]]:
        """Return the south-western and the north-eastern corner of bounds in units of the drawing."""
        west, south, east, north = bounds
        found: list[list[float]] = self.drawn(np.array([[west, south], [east, north]])).tolist()
        return found


class Drawn(NamedTuple):
    """Paths of a dataset: its districts by id, and the ground around them."""

    frame: Frame
    districts: dict[str, str]
    land: str
    water: str


@cached(1)
def outlines(dataset: Dataset) -> Drawn | None:
    """Return the outlines of a dataset with little around them, None where it has none."""
    bounds = _bounds(dataset)
    if bounds is None:
        return None
    west, south, east, north = bounds
    side = MARGIN * max(east - west, north - south)
    return _drawn(dataset, Frame(west - side, south - side, east + side, north + side), SMALLEST_WATER)


@cached(1)
def banner(dataset: Dataset) -> Drawn | None:
    """Return the outlines of a dataset in the midst of a banner, None where it has none."""
    bounds = _bounds(dataset)
    if bounds is None:
        return None
    west, south, east, north = bounds
    high = (north - south) * (1 + 2 * MARGIN)
    middle, level = (west + east) / 2, (south + north) / 2
    stretch = Frame(west, level - high / 2, east, level + high / 2).stretch
    wide = max(high * BANNER, (east - west) * stretch * (1 + 2 * MARGIN)) / stretch
    frame = Frame(middle - wide / 2, level - high / 2, middle + wide / 2, level + high / 2, BANNER_WIDTH)
    return _drawn(dataset, frame, BANNER_WATER)


def _bounds(dataset: Dataset) -> tuple[float, float, float, float] | None:
    outlined = _outlined(dataset)
    if outlined.empty:
        return None
    west, south, east, north = (float(side) for side in outlined.total_bounds)
    return west, south, east, north


def _outlined(dataset: Dataset) -> geopandas.GeoSeries:
    found = dataset.districts.geometry.dropna()
    return found[~found.is_empty]


def _drawn(dataset: Dataset, frame: Frame, smallest_water: float) -> Drawn:
    waters = dataset.backdrop.get("waters")
    if waters is not None and "area_km2" in waters:
        waters = waters[waters["area_km2"] >= smallest_water]
    return Drawn(
        frame,
        {str(district): _path(shape, frame) for district, shape in _outlined(dataset).items()},
        "".join(_path(shape, frame) for shape in dataset.neighbours.geometry.dropna()),
        "" if waters is None else "".join(_path(shape, frame) for shape in waters.geometry.dropna()),
    )


def _path(shape: shapely.Geometry, frame: Frame) -> str:
    within = shapely.clip_by_rect(shapely.simplify(shape, TOLERANCE), *frame[:4])
    pieces: list[str] = []
    for part in shapely.get_parts(within):
        if isinstance(part, shapely.Polygon):
            pieces += [_ring(ring, frame) for ring in (part.exterior, *part.interiors)]
    return "".join(pieces)


def _ring(ring: shapely.LinearRing, frame: Frame) -> str:
    points = np.rint(frame.drawn(shapely.get_coordinates(ring))).astype(int)[:-1]
    steps = np.diff(points, axis=0)
    steps = steps[steps.any(axis=1)]
    if len(steps) < 2:  # noqa: PLR2004 - Less than a triangle is nothing to see.
        return ""
    start = f"M{points[0][0]} {points[0][1]}l"
    return start + " ".join(f"{x} {y}" for x, y in steps.tolist()) + "z"
