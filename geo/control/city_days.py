"""City Days: the yearly days that decrees give to districts."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.dates import day_date, day_number

if TYPE_CHECKING:
    import pandas as pd

LEAP_DAY = (2, 29)


@dataclass(frozen=True)
class CityDay:
    """A district's City Day in one year; `days_until` counts from the day that was asked about."""

    district_id: str
    date: date
    decree_date: str
    source_id: str
    days_until: int


def city_days_from(city_days: pd.DataFrame, today: int, district_id: str | None = None) -> list[CityDay]:
    """Return each district's next City Day, today's included, the soonest first.

    Parameters
    ----------
    city_days
        Columns district_id, month, day, decree_date, source_id; on equal days the table's
        order is kept.
    today
        Day number.
    district_id
        Only of this district.
    """
    upcoming = [
        _next(row, today)
        for row in city_days.to_dict("records")
        if district_id is None or row["district_id"] == district_id
    ]
    return sorted(upcoming, key=lambda city_day: city_day.days_until)


def _next(row: dict[Any, Any], today: int) -> CityDay:
    month, day, year = int(row["month"]), int(row["day"]), day_date(today).year
    when = _in_year(year, month, day)
    if day_number(when) < today:
        when = _in_year(year + 1, month, day)
    days_until = day_number(when) - today
    return CityDay(row["district_id"], when, row["decree_date"], row["source_id"], days_until)


def _in_year(year: int, month: int, day: int) -> date:
    """Return the day in a year; the 29th of February is kept on the 28th in common years."""
    if (month, day) == LEAP_DAY and not isleap(year):
        day -= 1
    return date(year, month, day)
