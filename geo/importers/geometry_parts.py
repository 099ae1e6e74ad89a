"""Districts that an area, a line or a geometry of several parts lies in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]

FEW_CORNERS = 8
MOST_CROSSINGS, MOST_OF_ALL = 1_000, 3_000
"""Of one geometry and of all of a table: finding where sides cross takes seconds from some thousands on, and grows
faster than their number. The hull around it stands for what crosses itself more often."""
LOOKING = 30
"""What it counts for to find that one crosses itself too often: it takes time too."""
SAMPLE = 50
"""Sides by which it is estimated how often they all cross."""
SMALLEST_SHARE = 0.05
"""Of an area or a line: what touches a district with less does not count for it."""


@dataclass(frozen=True)
class Parts:
    """Where geometries lie that are more than a point.

    Parameters
    ----------
    on_map
        Of which some part lies within the bounds of the map.
    partly
        Of which some point of several lies outside.
    tangled
        Whose sides cross each other so often that the hull around them stands for them.
    positions
        Of each such row, the positions of the outlines that it lies in.
    """

    on_map: Bools
    partly: Bools
    tangled: Bools
    positions: dict[int, tuple[int, ...]] = field(default_factory=dict)


def districts_of(
    shapes: npt.NDArray[np.object_] | None,
    larger: Bools,
    outlines: tuple[Any, ...],
    bounds: tuple[float, float, float, float],
) -> Parts:
    """Return the outlines that geometries lie in.

    Parameters
    ----------
    shapes
        Geometries of the rows (EPSG:4326), None where no row has one.
    larger
        Which rows are asked.
    outlines
        Of the districts, EPSG:4326; None where one is not known.
    bounds
        West, south, east and north of the map in degrees.
    """
    count = len(larger)
    found = Parts(np.zeros(count, bool), np.zeros(count, bool), np.zeros(count, bool))
    rows = np.flatnonzero(larger)
    if shapes is None or not len(rows):
        return found
    box = shapely.box(*bounds)
    shapely.prepare(box)
    tree = shapely.STRtree(np.array(outlines, dtype=object))
    left = MOST_OF_ALL
    for row in map(int, rows):
        pieces, crossings, found.tangled[row] = _pieces(shapes[row], left)
        left -= crossings
        if not len(pieces):
            continue
        on = shapely.intersects(box, pieces)
        found.on_map[row] = on.any()
        found.partly[row] = on.any() and not on.all()
        found.positions[row] = _positions(pieces[on], tree)
    return found


def _pieces(shape: Any, most: int) -> tuple[npt.NDArray[np.object_], int, bool]:  # noqa: ANN401 (a geometry of shapely)
    """Return the points, lines and areas that a geometry is made of, mended where their outline crosses itself.

    With them comes how often sides cross each other, as far as that took time, and whether a hull stands for one.
    Where no time is left (`most`) it is not even looked at how often they do.
    """
    pieces = shapely.get_parts([shape])
    while len(pieces) and (shapely.get_type_id(pieces) > shapely.GeometryType.POLYGON).any():
        pieces = shapely.get_parts(pieces)
    invalid = ~shapely.is_valid(pieces)
    cross = (invalid | ~shapely.is_simple(pieces)) & (shapely.get_num_coordinates(pieces) > FEW_CORNERS)
    total, is_tangled = 0, False
    for at in np.flatnonzero(cross):
        left = min(MOST_CROSSINGS, most - total)
        crossings = crossings_of(pieces[at]) if left > 0 else left + 1
        if crossings > left:
            pieces[at], invalid[at], is_tangled = shapely.convex_hull(pieces[at]), False, True
            total += LOOKING
        else:
            total += crossings
    pieces[invalid] = shapely.make_valid(pieces[invalid])
    kept: npt.NDArray[np.object_] = pieces[~shapely.is_empty(pieces)]
    return kept, total, is_tangled


def crossings_of(shape: Any) -> int:  # noqa: ANN401 (a geometry of shapely)
    """Return about how often the sides of a line or an area cross each other, by a sample of them."""
    corners = shapely.get_coordinates(shape)
    sides = shapely.linestrings(np.stack([corners[:-1], corners[1:]], axis=1))
    some = sides[:: max(1, len(sides) // SAMPLE)]
    touched = shapely.STRtree(sides).query(some, predicate="intersects").shape[1]
    others = max(0, touched - 3 * len(some))  # Each meets itself and the two beside it.
    return int(others / len(some) * len(sides) / 2)


def _positions(pieces: npt.NDArray[np.object_], tree: shapely.STRtree) -> tuple[int, ...]:
    """Return the positions of the outlines that pieces lie in, those with the most first."""
    measures: dict[int, float] = {}
    for dimension in (0, 1, 2):
        of_kind = pieces[shapely.get_dimensions(pieces) == dimension]
        if not len(of_kind):
            continue
        which, at = tree.query(of_kind, predicate="intersects")
        if dimension == 0:
            sizes, whole = np.ones(len(at)), 1.0
        else:
            size = shapely.length if dimension == 1 else shapely.area
            sizes = size(shapely.intersection(of_kind[which], tree.geometries[at]))
            whole = float(size(of_kind).sum()) or 1.0
        shares: dict[int, float] = {}
        for position, measure in zip(at.tolist(), sizes.tolist(), strict=True):
            shares[position] = shares.get(position, 0.0) + measure / whole
        least = min(SMALLEST_SHARE, max(shares.values(), default=0.0)) if dimension else 0.0
        for position, share in shares.items():
            if share >= least:
                measures[position] = max(measures.get(position, 0.0), share)
    return tuple(sorted(measures, key=lambda position: -measures[position]))
