"""Results: the features of a collection that a query asks for, by their positions, and how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.dates import day_number
from geo.features.cql2 import matching
from geo.features.cql2_geometry import has_geometry, overlapping
from geo.features.table import table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset
    from geo.features.query import Query
    from geo.features.table import Table

    Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Result:
    """What answers a query.

    Parameters
    ----------
    table
        All features of the collection.
    positions
        Those of this answer, in the collection's order.
    matched
        How many there are with those before and after.
    """

    table: Table
    positions: NDArray[np.int64]
    matched: int


def select_features(dataset: Dataset, collection_id: str, query: Query, today: int) -> Result:
    """Return the features that a query asks for.

    What has no geometry is in every `bbox`, and what has no days in every `datetime`, as OGC API - Features has it.

    Parameters
    ----------
    dataset
        The dataset.
    collection_id
        One of `COLLECTIONS`.
    query
        What is asked.
    today
        In days since 1970-01-01: the day of the districts' control without another.

    Raises
    ------
    QueryError
        When the filter cannot be answered.
    """
    asked = table(dataset, collection_id, query.day(today))
    kept = np.ones(asked.length, dtype=bool)
    if query.bbox is not None and asked.bounds is not None:
        kept &= _in_box(asked.bounds, query.bbox) | ~has_geometry(asked)
    if query.days is not None and asked.days is not None:
        kept &= _overlaps(asked.days, query.days)
    for name, value in query.equal:
        kept &= _equals(asked, name, value)
    if query.expression is not None:
        kept &= matching(asked, query.expression)
    found = np.flatnonzero(kept)
    return Result(asked, found[query.offset : query.offset + query.limit], len(found))


def _in_box(bounds: NDArray[np.float64], box: tuple[float, float, float, float]) -> Mask:
    west, south, east, north = box
    if west <= east:
        return overlapping(bounds, box)
    return overlapping(bounds, (west, south, 180.0, north)) | overlapping(
        bounds, (-180.0, south, east, north)
    )


def _overlaps(
    days: tuple[NDArray[np.int64], NDArray[np.int64]], asked: tuple[int | None, int | None]
) -> Mask:
    first, last = asked
    overlaps = np.ones(len(days[0]), dtype=bool)
    if first is not None:
        overlaps &= days[1] >= first
    if last is not None:
        overlaps &= days[0] <= last
    return overlaps


def _equals(asked: Table, name: str, value: str) -> Mask:
    """Return of which features a property is what is asked for, or holds it where it is a list."""
    kind = asked.collection.queryables[name].kind
    sought: Any = value
    if kind == "boolean":
        sought = value == "true"
    elif kind in {"number", "integer"}:
        sought = float(value)
    elif kind == "day":
        sought = day_number(value)
    column = asked.coded_column(name)
    if kind == "strings":
        return column.where(lambda entries: sought in (entries or ()))
    return column.where(lambda cell: cell is not None and bool(cell == sought))
