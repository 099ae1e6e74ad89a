"""Lookups: an event, its days and districts, and its claims, found without looking through all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset.cache import cached
from geo.dataset.columns import positions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset


_FEW = 10
"""From this many events for each id on, looking through all of them is quicker than an index of them."""


class Offsets(NamedTuple):
    """Where the claims of each event are.

    Parameters
    ----------
    order
        int32: positions in `Dataset.claims`, those of one event together; None where they lie together
        as they are, in the order of the events.
    starts
        int64, one more than events: where in `order` the claims of each event begin.
    """

    order: NDArray[np.int32] | None
    starts: NDArray[np.int64]


def row_of(dataset: Dataset, event_id: str) -> int:
    """Return the position of an event in `Dataset.events`; KeyError when there is no such event.

    The ids are looked through as they lie: of a million in some milliseconds, without an index of them,
    which would take more room than all other columns together.
    """
    row = _found_row(dataset, event_id)
    if row is None:
        raise KeyError(event_id)
    return row


def is_event(dataset: Dataset, event_id: str) -> bool:
    """Whether a dataset has an event of this id."""
    return _found_row(dataset, event_id) is not None


def rows_of(dataset: Dataset, event_ids: Iterable[str]) -> NDArray[np.int64]:
    """Return the positions in `Dataset.events` of some hundreds of events, -1 for what is none.

    Parameters
    ----------
    dataset
        The dataset.
    event_ids
        Ids, each once or several times.
    """
    few = pd.Series(list(event_ids), dtype="str")
    ids = dataset.events.index
    if len(few) * _FEW > len(ids):
        return positions(few, ids).astype(np.int64)
    different = few.drop_duplicates()
    found = pc.index_in(_ids(dataset), value_set=pa.array(different.array, pa.large_string()))
    rows = np.flatnonzero(np.asarray(found.is_valid()))
    row_of_each = np.full(len(different), -1, np.int64)
    row_of_each[np.asarray(found.drop_null())] = rows
    return row_of_each[pd.Index(different).get_indexer(pd.Index(few))]


@cached(64)
def _found_row(dataset: Dataset, event_id: str) -> int | None:
    try:
        sought = pa.scalar(event_id, pa.large_string())
    except (UnicodeEncodeError, pa.ArrowException):  # What UTF-8 cannot write, for example half a surrogate.
        return None
    row = pc.index(_ids(dataset), sought).as_py()
    return None if row < 0 else int(row)


def _ids(dataset: Dataset) -> pa.Array | pa.ChunkedArray:
    return pa.array(dataset.events.index.array, pa.large_string())


def claims_of(dataset: Dataset, event_id: str) -> pd.DataFrame:
    """Return the claims of one event: rows of `Dataset.claims`, in its order and with its columns.

    Parameters
    ----------
    dataset
        The dataset. At the first call all its claims are looked through once.
    event_id
        An event of it; KeyError when there is none of this id.
    """
    row = row_of(dataset, event_id)
    order, starts = offsets(dataset)
    part = slice(int(starts[row]), int(starts[row + 1]))
    return dataset.claims.iloc[part if order is None else order[part]]


@cached(1)
def offsets(dataset: Dataset) -> Offsets:
    """Return where the claims of each event are."""
    rows = positions(dataset.claims["event_id"], dataset.events.index)
    count = len(dataset.events)
    rows = np.where(
        rows < 0, count, rows
    )  # Claims on no event of the dataset come last and are never looked up.
    is_in_order = bool((rows[1:] >= rows[:-1]).all())
    order = None if is_in_order else np.argsort(rows, kind="stable").astype(np.int32)
    starts = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=count)[:count], out=starts[1:])
    return Offsets(order, starts)


def districts_of(dataset: Dataset, event_id: str) -> tuple[str, ...]:
    """Return the identifiers of the districts an event is counted for."""
    districts: tuple[str, ...] = tuple(dataset.events["district_ids"].iloc[row_of(dataset, event_id)])
    return districts


def days_of(dataset: Dataset, event_id: str) -> tuple[int, int]:
    """Return the first and last day of an event, in days since 1970-01-01, both inclusive."""
    row = row_of(dataset, event_id)
    return int(dataset.events["first_day"].iloc[row]), int(dataset.events["last_day"].iloc[row])
