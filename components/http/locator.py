"""The locator map of a plain page: the districts' outlines as SVG paths, filled by who held them on a day."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from components.wording.control_text import held_text
from geo.control.history import segment_at, unbroken_history
from geo.dataset.cache import cached

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset

WIDTH = 640
"""Units of the drawing from west to east."""
MARGIN = 0.04
"""Of the extent of the districts, on each side."""
TOLERANCE = 0.004
"""Degrees by which outlines are simplified: less than one unit of the drawing."""
SMALLEST_WATER = 25.0
"""Square kilometres."""
STRIPE = 12
STRIPES = {"larger": 8, "smaller": 4, "even": 6}
"""Widths of stripes as on the map."""


class Frame(NamedTuple):
    """The part of the world that is drawn (degrees, EPSG:4326), and how large."""

    west: float
    south: float
    east: float
    north: float

    @property
    def stretch(self) -> float:
        """Degrees of latitude in a degree of longitude, in the middle."""
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def scale(self) -> float:
        """Units of the drawing in a degree of latitude."""
        return WIDTH / ((self.east - self.west) * self.stretch)

    @property
    def height(self) -> int:
        """Units of the drawing from north to south."""
        return round((self.north - self.south) * self.scale)

    def drawn(self, positions: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return positions (longitude, latitude) in units of the drawing."""
        x = (positions[:, 0] - self.west) * self.stretch * self.scale
        y = (self.north - positions[:, 1]) * self.scale
        return np.column_stack([x, y])


class Drawn(NamedTuple):
    """Paths of a dataset: its districts by id, and the ground around them."""

    frame: Frame
    districts: dict[str, str]
    land: str
    water: str


@cached(1)
def drawn(dataset: Dataset) -> Drawn | None:
    """Return the outlines of a dataset as SVG path data, None where it has none."""
    outlined = dataset.districts.geometry.dropna()
    outlined = outlined[~outlined.is_empty]
    if outlined.empty:
        return None
    west, south, east, north = outlined.total_bounds
    side = MARGIN * max(east - west, north - south)
    frame = Frame(west - side, south - side, east + side, north + side)
    waters = dataset.backdrop.get("waters")
    if waters is not None and "area_km2" in waters:
        waters = waters[waters["area_km2"] >= SMALLEST_WATER]
    return Drawn(
        frame,
        {str(district): _path(shape, frame) for district, shape in outlined.items()},
        "".join(_path(shape, frame) for shape in dataset.neighbours.geometry.dropna()),
        "" if waters is None else "".join(_path(shape, frame) for shape in waters.geometry.dropna()),
    )


def _path(shape: shapely.Geometry, frame: Frame) -> str:
    within = shapely.clip_by_rect(shapely.simplify(shape, TOLERANCE), *frame)
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


def locator(
    dataset: Dataset,
    told: Dataset,
    day: int,
    marked: Collection[str] = (),
    point: tuple[float, float] | None = None,
    *,
    prefix: str = "",
) -> dict[str, Any] | None:
    """Return the model of a locator map, None where no outline is published.

    Parameters
    ----------
    dataset, told
        In English, whose outlines are drawn, and in the language of the words.
    day
        The day whose control is shown (since 1970-01-01).
    marked
        Ids of districts that are outlined.
    point
        A place on it: longitude and latitude in degrees.
    prefix
        Begins the names of its patterns, where a page has several maps.
    """
    ground = drawn(dataset)
    if ground is None:
        return None
    history, about = unbroken_history(dataset), told.about
    colours = {one.id: one.light for one in (*about.controllers, about.unrecorded)}
    patterns: dict[str, list[dict[str, Any]]] = {}
    shapes, held = [], set()
    for district, path in ground.districts.items():
        segment = segment_at(history[district], day)
        shares = segment.shares if segment else ((about.unrecorded.id, "whole"),)
        held |= {holder for holder, _size in shares}
        name = str(told.districts["name"][district])
        fill = colours[shares[0][0]]
        if len(shares) > 1:
            fill = f"url(#{_pattern(shares, colours, patterns, prefix)})"
        words = f"{name}: {held_text(shares, about)}"
        shapes.append(
            {"id": district, "path": path, "fill": fill, "words": words, "marked": district in marked}
        )
    at = None
    if point is not None and not any(math.isnan(value) for value in point):
        x, y = ground.frame.drawn(np.array([point]))[0]
        at = {"x": round(x, 1), "y": round(y, 1)}
    return {
        "width": WIDTH,
        "height": ground.frame.height,
        "land": ground.land,
        "water": ground.water,
        "shapes": sorted(shapes, key=lambda shape: bool(shape["marked"])),
        "patterns": patterns,
        "point": at,
        "legend": [
            {"colour": one.light, "label": one.label}
            for one in (*about.controllers, about.unrecorded)
            if one.id in held
        ],
    }


def _pattern(
    shares: tuple[tuple[str, str], ...],
    colours: dict[str, str],
    patterns: dict[str, list[dict[str, Any]]],
    prefix: str,
) -> str:
    """Note the stripes of several holders; return the pattern's name."""
    widths = [STRIPES.get(size, STRIPE) for _holder, size in shares]
    if len(shares) > 2:  # noqa: PLR2004 - Of more than two none is known to be larger.
        widths = [STRIPE // 3] * len(shares)
    stripes, at = [], 0
    for (holder, _size), width in zip(shares, widths, strict=True):
        stripes.append({"at": at, "width": width, "colour": colours[holder]})
        at += width
    name = next(
        (name for name, known in patterns.items() if known == stripes), f"{prefix}held{len(patterns)}"
    )
    patterns[name] = stripes
    return name
