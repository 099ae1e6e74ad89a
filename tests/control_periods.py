"""A small record of control, made up: gaps, a town alone, a smaller part alone, another id for no record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from geo.dates import day_number

if TYPE_CHECKING:
    import geo

NOBODY = "nobody"
"""The id of the controller that stands for "not recorded"."""


class Period(NamedTuple):
    """A record: who held what, from the first day to the first no longer held ("" until now)."""

    district: str
    controller: str
    extent: str
    size: str
    first: str
    end: str
    note: str = ""


PERIODS = (
    # Begins late, has a gap, and ends.
    Period("kalbajar", "azerbaijan", "whole", "", "1990-01-01", "1993-04-02"),
    Period("kalbajar", "armenian_forces", "whole", "", "1995-01-01", "2020-11-25"),
    # A town alone, which changes hands.
    Period("lachin", "azerbaijan", "town", "", "1988-01-01", "1992-05-18", "the town"),
    Period("lachin", "armenian_forces", "town", "", "1992-05-18", "", "the town"),
    # A smaller part alone.
    Period("zangilan", "armenian_forces", "part", "smaller", "1988-01-01", "", "the south"),
    # A whole district, in which a town changes.
    Period("fuzuli", "azerbaijan", "whole", "", "1988-01-01", ""),
    Period("fuzuli", "armenian_forces", "town", "", "1993-08-23", "", "Horadiz"),
)
"""Of the other districts nothing is recorded."""


def with_control(dataset: geo.Dataset, periods: tuple[Period, ...] = PERIODS) -> geo.Dataset:
    """The dataset with another record of control and another id for "not recorded"."""
    rows = [
        {
            "district_id": period.district,
            "extent": period.extent,
            "extent_size": period.size,
            "extent_note": period.note,
            "from_date": period.first,
            "to_date": period.end,
            "date_precision": "day",
            "controller": period.controller,
            "begins_with_event_id": "",
            "source_ids": (),
            "from_day": day_number(period.first),
            "to_day": day_number(period.end) if period.end else None,
        }
        for period in periods
    ]
    frame = pd.DataFrame(rows, columns=list(dataset.control_periods.columns))
    about = replace(dataset.about, unrecorded=replace(dataset.about.unrecorded, id=NOBODY))
    return replace(
        dataset, about=about, control_periods=frame.astype(dict(dataset.control_periods.dtypes.items()))
    )
