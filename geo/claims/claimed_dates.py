"""Read a date out of a claim's text, as precisely as it is given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from geo.dates import day_date, day_number, month_day, partial_interval

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEARLY = re.compile(rf"(\d{{1,2}})\s+({'|'.join(MONTHS)})", re.IGNORECASE)
_MONTH_SPAN = re.compile(r"(\d{4})-(\d{2})/(\d{2})")
_YEAR_SPAN = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
_YEAR = re.compile(r"(?:1[5-9]|20)\d{2}")
_ANY_YEAR = 2000
"""A leap year, in which every yearly day has a number."""


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
            return partial_interval(str(_ANY_YEAR))
        first, last = (day_number(day.replace(year=_ANY_YEAR)) for day in days)
        return first, last


def read_date(text: str, unit: str = "") -> ClaimedDate | None:
    """Read a claim's value as a date; None when it is none.

    Parameters
    ----------
    text
        `1993`, `1993-04`, `1993-04-03`, `2020-11/12`, `1868-1870` or `25 November`.
    unit
        The claim's unit: bare years are dates without a unit or with the unit `year`.
    """
    if unit not in {"", "year"}:
        return None
    try:
        return _read(text.strip(), is_year=unit == "year")
    except ValueError:
        return None


def _read(text: str, *, is_year: bool) -> ClaimedDate | None:
    """Read a date; ValueError when it has the form of one and there is no such day."""
    if yearly := _YEARLY.fullmatch(text):
        month = MONTHS.index(yearly[2].casefold()) + 1
        day = day_number(date(_ANY_YEAR, *month_day(f"{month:02}-{int(yearly[1]):02}")))
        return ClaimedDate(day, day, yearly=True)
    if span := _MONTH_SPAN.fullmatch(text):
        return _spanned(f"{span[1]}-{span[2]}", f"{span[1]}-{span[3]}")
    if span := _YEAR_SPAN.fullmatch(text):
        return _spanned(span[1], span[2])
    if "-" in text or is_year or _YEAR.fullmatch(text):
        return ClaimedDate(*partial_interval(text))
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


def _spanned(start: str, end: str) -> ClaimedDate | None:
    first, last = partial_interval(start)[0], partial_interval(end)[1]
    return ClaimedDate(first, last) if first <= last else None
