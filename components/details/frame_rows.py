"""Single records of the dataset's frames, as plain mappings of column to value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.dataset.cache import cached
from geo.dataset.lookup import row_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo import Dataset

Record = dict[Any, Any]


def record_of(frame: pd.DataFrame, key: str, columns: Iterable[str] | None = None) -> Record:
    """Return the row of a frame whose index is ``key``, or some columns of it; KeyError if there is none."""
    position = frame.index.get_loc(key)
    return {
        column: frame[column].array[position] for column in (frame.columns if columns is None else columns)
    }


def event_of(dataset: Dataset, event_id: str, columns: Iterable[str] | None = None) -> Record:
    """Return the row of an event, or some columns of it; KeyError if there is none."""
    row, events = row_of(dataset, event_id), dataset.events
    return {column: events[column].array[row] for column in (events.columns if columns is None else columns)}


def event_title(dataset: Dataset, event_id: str) -> str:
    """Return the title of an event; KeyError if there is none."""
    return present(dataset.events["title"].array[row_of(dataset, event_id)])


def records_of(frame: pd.DataFrame) -> list[Record]:
    """Return the rows of a frame, in its order; the index is left out."""
    names = list(frame.columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*(frame[name] for name in names), strict=True)]


def present(value: object) -> str:
    """Return a cell as text, and ``""`` for a blank one."""
    is_blank = value is None or value is pd.NA or (isinstance(value, float) and value != value)  # noqa: PLR0124 NaN
    return "" if is_blank else str(value)


def district_name(dataset: Dataset, district_id: str) -> str:
    """Return a district's name; KeyError when there is no such district."""
    return _names(dataset)[district_id]


@cached(1)
def _names(dataset: Dataset) -> dict[str, str]:
    names = dataset.districts["name"]
    return {str(district): present(name) for district, name in zip(names.index, names, strict=True)}
