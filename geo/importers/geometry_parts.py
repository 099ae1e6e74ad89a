"""Districts that an area, a line or a geometry of several parts lies in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]

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
    positions
        Of each such row, the positions of the outlines that it lies in.
    """

    on_map: Bools
    partly: Bools
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
    found = Parts(np.zeros(len(larger), bool), np.zeros(len(larger), bool))
    rows = np.flatnonzero(larger)
    if shapes is None or not len(rows):
        return found
    box = shapely.box(*bounds)
    shapely.prepare(box)
    tree = shapely.STRtree(np.array(outlines, dtype=object))
    for row in map(int, rows):
        pieces = _pieces(shapes[row])
        if not len(pieces):
            continue
        on = shapely.intersects(box, pieces)
        found.on_map[row] = on.any()
        found.partly[row] = on.any() and not on.all()
        found.positions[row] = _positions(pieces[on], tree)
    return found


def _pieces(shape: Any) -> npt.NDArray[np.object_]:  # noqa: ANN401 (a geometry of shapely, which has no types)
    """Return the points, lines and areas that a geometry is made of, mended where their outline crosses itself."""
    pieces = shapely.get_parts([shape])
    while len(pieces) and (shapely.get_type_id(pieces) > shapely.GeometryType.POLYGON).any():
        pieces = shapely.get_parts(pieces)
    invalid = ~shapely.is_valid(pieces)
    pieces[invalid] = shapely.make_valid(pieces[invalid])
    kept: npt.NDArray[np.object_] = pieces[~shapely.is_empty(pieces)]
    return kept


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
