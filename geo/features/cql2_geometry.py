"""Geometries of CQL2: how the geometry of a feature lies to another, in degrees (CRS84)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.features.errors import wrong_filter
from geo.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.features.table import Table

    Mask = NDArray[np.bool_]

SIDES = 2
BBOX, BBOX_WITH_HEIGHTS = 4, 6
GEOMETRY = {"property": "geometry"}
SPATIAL_OPERATORS: Mapping[str, Callable[..., Any]] = {
    "s_intersects": shapely.intersects,
    "s_equals": shapely.equals,
    "s_disjoint": shapely.disjoint,
    "s_touches": shapely.touches,
    "s_within": shapely.contains,
    "s_overlaps": shapely.overlaps,
    "s_crosses": shapely.crosses,
    "s_contains": shapely.within,
}
"""What is asked of the other geometry and the feature's, in this order, since the other is made ready once."""
_TURNED = {"s_within": "s_contains", "s_contains": "s_within"}


def has_geometry(table: Table) -> Mask:
    """Return which features have a geometry."""
    if table.bounds is None:
        return np.zeros(table.length, dtype=bool)
    return np.asarray(~np.isnan(table.bounds).any(axis=1), dtype=bool)


def overlapping(bounds: NDArray[np.float64], box: tuple[float, float, float, float]) -> Mask:
    """Return which bounds overlap a box or touch it; those that are NaN do not."""
    west, south, east, north = box
    overlaps: Mask = (
        (bounds[:, 0] <= east) & (bounds[:, 2] >= west) & (bounds[:, 1] <= north) & (bounds[:, 3] >= south)
    )
    return overlaps


def spatial(table: Table, operator: str, given: Sequence[Any]) -> Mask:
    """Return of which features a spatial comparison is true.

    Parameters
    ----------
    table
        The features.
    operator
        One of `SPATIAL_OPERATORS`.
    given
        The property `geometry` and a geometry as CQL2's JSON, in either order.

    Raises
    ------
    QueryError
        When the geometry is none, or the operands are others.
    """
    if len(given) != SIDES or GEOMETRY not in given:
        raise wrong_filter(Sentence(marked("expected the property geometry and a geometry.")))
    if given[0] != GEOMETRY:
        given, operator = [given[1], given[0]], _TURNED.get(operator, operator)
    other = _geometry(given[1])
    known = has_geometry(table)
    if operator == "s_disjoint":
        return known & ~_holds(table, "s_intersects", other)
    return _holds(table, operator, other)


def _holds(table: Table, operator: str, other: shapely.Geometry) -> Mask:
    """Return of which features a comparison that needs a common point is true."""
    true = np.zeros(table.length, dtype=bool)
    if table.bounds is None or table.shapes is None:
        return true
    near = np.flatnonzero(overlapping(table.bounds, other.bounds))
    shapely.prepare(other)
    true[near] = SPATIAL_OPERATORS[operator](other, table.shapes(near))
    return true


def _geometry(given: Any) -> shapely.Geometry:  # noqa: ANN401 - JSON.
    """Return a geometry from CQL2's JSON."""
    try:
        if isinstance(given, dict) and "bbox" in given:
            box = [float(number) for number in given["bbox"]]
            if len(box) == BBOX_WITH_HEIGHTS:
                box = [*box[:2], *box[3:5]]
            found = shapely.box(*box) if len(box) == BBOX else None
        else:
            found = shapely.from_geojson(json.dumps(given))
        if found is not None and not found.is_empty and np.isfinite(found.bounds).all() and found.is_valid:
            return found
    except (shapely.errors.ShapelyError, ValueError, TypeError):
        pass
    raise wrong_filter(Sentence(marked("expected a valid geometry in degrees, longitude first.")))
