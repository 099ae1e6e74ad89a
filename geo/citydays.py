"""City Days: the yearly days that decrees give to districts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

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
    rows = city_days if district_id is None else city_days[city_days["district_id"] == district_id]
    upcoming = [
        _next(row.district_id, int(row.month), int(row.day), row.decree_date, row.source_id, today)
        for row in rows.itertuples()
    ]
    return sorted(upcoming, key=lambda city_day: city_day.days_until)


def next_city_day(city_days: pd.DataFrame, today: int, district_id: str | None = None) -> CityDay | None:
    """Return the next City Day, today's included; None when there is none.

    Parameters
    ----------
    city_days
        Columns district_id, month, day, decree_date, source_id.
    today
        Day number.
    district_id
        Only of this district.
    """
    upcoming = city_days_from(city_days, today, district_id)
    return upcoming[0] if upcoming else None


def _next(district_id: str, month: int, day: int, decree_date: str, source_id: str, today: int) -> CityDay:
    year = day_date(today).year
    when = _in_year(year, month, day)
    if day_number(when) < today:
        when = _in_year(year + 1, month, day)
    return CityDay(district_id, when, decree_date, source_id, day_number(when) - today)


def _in_year(year: int, month: int, day: int) -> date:
    """Return the day in a year; the 29th of February is kept on the 28th in common years."""
    if (month, day) == LEAP_DAY:
        return date(year, 3, 1).fromordinal(date(year, 3, 1).toordinal() - 1)
    return date(year, month, day)
