"""Single records of the dataset's frames, as plain mappings of column to value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from geo import Dataset

Record = dict[Any, Any]


def record_of(frame: pd.DataFrame, key: str) -> Record:
    """Return the row of a frame whose index is ``key``; KeyError when there is none."""
    return records_of(frame.loc[[key]])[0]


def records_of(frame: pd.DataFrame) -> list[Record]:
    """Return the rows of a frame, in its order; the index is left out."""
    return frame.to_dict("records")


def present(value: object) -> str:
    """Return a cell as text, and ``""`` for a blank one."""
    is_blank = value is None or value is pd.NA or (isinstance(value, float) and value != value)  # noqa: PLR0124 NaN
    return "" if is_blank else str(value)


def district_name(dataset: Dataset, district_id: str) -> str:
    """Return a district's name; KeyError when there is no such district."""
    return present(dataset.districts["name"][district_id])
