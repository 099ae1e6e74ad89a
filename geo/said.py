"""The claims of one event, found without looking through those of all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.remembered import remembered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.dataset import Dataset


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


@remembered(64)
def _found_row(dataset: Dataset, event_id: str) -> int | None:
    try:
        sought = pa.scalar(event_id)
    except (UnicodeEncodeError, pa.ArrowException):  # What UTF-8 cannot write, for example half a surrogate.
        return None
    row = pc.index(pa.array(dataset.events.index.array), sought).as_py()
    return None if row < 0 else int(row)


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


@remembered(1)
def offsets(dataset: Dataset) -> Offsets:
    """Return where the claims of each event are."""
    rows = rows_of_ids(dataset, dataset.claims["event_id"])
    count = len(dataset.events)
    rows[rows < 0] = count  # Claims on no event of the dataset come last and are never looked up.
    is_in_order = bool((rows[1:] >= rows[:-1]).all())
    order = None if is_in_order else np.argsort(rows, kind="stable").astype(np.int32)
    starts = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=count)[:count], out=starts[1:])
    return Offsets(order, starts)


def rows_of_ids(dataset: Dataset, event_ids: pd.Series) -> NDArray[np.int32]:
    """Return the positions in `Dataset.events` of events, -1 for what is none.

    Parameters
    ----------
    dataset
        The dataset.
    event_ids
        Any number of ids (str or category), repeated or not.
    """
    if isinstance(event_ids.dtype, pd.CategoricalDtype):
        of_category = rows_of_ids(dataset, event_ids.cat.categories.to_series())
        found: NDArray[np.int32] = np.append(of_category, np.int32(-1))[event_ids.cat.codes]
        return found
    ids = pa.array(event_ids.array, type=pa.large_string())
    known = pa.array(dataset.events.index.array, type=pa.large_string())
    rows = pc.fill_null(pc.index_in(ids, value_set=known), -1)
    return np.array(rows, dtype=np.int32)
