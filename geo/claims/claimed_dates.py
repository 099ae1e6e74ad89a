"""Dates in claims: each an interval of days, or a day of every year, as precise as it is given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from geo.dates import LEAP_YEAR, date_interval, day_date, day_number, yearly_day

_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")


@dataclass(frozen=True)
class ClaimedDate:
    """A date as a source gives it.

    Parameters
    ----------
    first, last
        Day numbers (since 1970-01-01), both included; of a yearly day those of the year 2000.
    yearly
        Whether it is a day of every year (`25 November`).
    """

    first: int
    last: int
    yearly: bool = False

    @property
    def day_of_year(self) -> tuple[int, int]:
        """First and last as a day of the year 2000; the whole year for a date of several months."""
        if self.yearly:
            return self.first, self.last
        days = [day_date(day) for day in (self.first, self.last)]
        if (days[0].year, days[0].month) != (days[1].year, days[1].month):
            return date_interval(str(LEAP_YEAR))
        first, last = (day_number(day.replace(year=LEAP_YEAR)) for day in days)
        return first, last


def read_date(text: str, unit: str = "") -> ClaimedDate | None:
    """Read a claim's value as a date; None when it is none.

    Parameters
    ----------
    text
        Of the forms of :func:`geo.dates.date_interval` and :func:`geo.dates.yearly_day`.
    unit
        The claim's unit: bare years are dates without a unit or with the unit `year`.
    """
    if unit not in {"", "year"}:
        return None
    text = text.strip()
    try:
        day = day_number(date(LEAP_YEAR, *yearly_day(text)))
    except ValueError:
        pass
    else:
        return ClaimedDate(day, day, yearly=True)
    if text.isdigit() and unit != "year" and not _YEAR.fullmatch(text):
        return None  # A number of four digits is no year by itself.
    try:
        return ClaimedDate(*date_interval(text))
    except ValueError:
        return None


def dates_agree(first: ClaimedDate, second: ClaimedDate) -> bool:
    """Return whether two dates can both be right: a month agrees with each of its days.

    A yearly day agrees with a date that falls on it. The relation is symmetric, and each date
    agrees with itself.
    """
    if first.yearly or second.yearly:
        low, high = first.day_of_year
        other_low, other_high = second.day_of_year
    else:
        low, high, other_low, other_high = first.first, first.last, second.first, second.last
    return low <= other_high and other_low <= high
