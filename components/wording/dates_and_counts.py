"""Dates, numbers and counts as the page says them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Literal

from babel.dates import format_date, format_interval, format_skeleton

from geo.dates import LEAP_YEAR, day_date, yearly_day
from geo.i18n import by_language, language, locale, ngettext, number_text
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from geo.dataset.metadata import About

Length = Literal["long", "short"]

_SKELETONS = {"day": "yMMMd", "month": "yMMM", "year": "y"}
_UNITS = {"km2": "km²", "m3": "m³", "million m3": "million m³", "percent": "%"}
_DAY_FIRST = {"az"}
"""Languages whose intervals CLDR writes with the year before the day, unlike their dates."""
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_SEPTEMBER = re.compile(r"\bSept\b")
_PRECISION_OF_PARTS = {4: "year", 7: "month", 10: "day"}


@by_language
def day_text(day: int, length: Length = "short") -> str:
    """Write a day, ``25 November 2020`` or ``25 Nov 2020``."""
    return _even(format_date(day_date(day), "long" if length == "long" else "medium", locale=locale()))


@by_language
def day_and_month(day: int, length: Length = "short") -> str:
    """Write a day without its year, ``25 Nov`` or ``25 November``."""
    if length == "long":
        return str(format_skeleton("MMMMd", day_date(day), locale=locale()))
    return _even(format_skeleton("MMMd", day_date(day), locale=locale()))


@by_language
def weekday(day: int) -> str:
    """Write the day of the week."""
    return str(format_date(day_date(day), "EEEE", locale=locale()))


@by_language
def days_text(first: int, last: int, precision: str = "day", length: Length = "short") -> str:
    """Write days as precisely as they are known: ``2 Apr 1993``, ``19–20 Sep 2023``, ``1991``."""
    start, end = day_date(first), day_date(last)
    kept = {"day": 3, "month": 2, "year": 1}[precision]
    if start.timetuple()[:kept] == end.timetuple()[:kept]:
        if precision == "day":
            return day_text(first, length)
        # CLDR has intervals of short months only; a single month has room for its name.
        if (precision, length) == ("month", "long"):
            return str(format_skeleton("yMMMM", start, locale=locale()))
        return _by_skeleton(precision, start)
    if precision == "day" and language() in _DAY_FIRST and start.year == end.year:
        is_one_month = start.month == end.month
        begin = format_date(start, "d" if is_one_month else "d MMM", locale=locale())
        return f"{begin}{'–' if is_one_month else ' – '}{day_text(last)}"
    return _even(format_interval(start, end, _SKELETONS[precision], locale=locale()))


@by_language
def range_text(first: int, last: int) -> str:
    """Write the chosen range; whole years as years."""
    start, end = day_date(first), day_date(last)
    is_whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return days_text(first, last, "year" if is_whole_years else "day")


@by_language
def interval_text(first: int, last: int, precision: str) -> str:
    """Write an interval in full, and say what of the date is not known."""
    text = days_text(first, last, precision, "long")
    if precision == "month":
        return _("{date}, day not known").format(date=text)
    if precision == "year":
        return _("{date}, month not known").format(date=text)
    return text


@by_language
def written_date(value: str) -> str | None:
    """Write a date of a table in words, as precisely as it is given; ``None`` when it is none.

    It is an ISO date, or a day of every year as :func:`geo.dates.yearly_day` reads it (``25 November``).
    """
    match = _ISO_DATE.fullmatch(value)
    if match is None:
        return _yearly(value)
    try:
        given = date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return None
    precision = _PRECISION_OF_PARTS[len(value)]
    return _by_skeleton(precision, given)


def _yearly(value: str) -> str | None:
    try:
        day = date(LEAP_YEAR, *yearly_day(value))
    except ValueError:
        return None
    return str(format_skeleton("MMMMd", day, locale=locale()))


def _by_skeleton(precision: str, given: date) -> str:
    return _even(format_skeleton(_SKELETONS[precision], given, locale=locale()))


def _even(text: str) -> str:
    """Give the one British short month of four letters three, as the map and the timeline write it."""
    return _SEPTEMBER.sub("Sep", str(text))


def unit_text(unit: str, about: About) -> str:
    """Write a unit of the tables, in the words of the dataset's language where it has any."""
    return about.units.get(unit) or _UNITS.get(unit, unit)


def source_count(count: int) -> str:
    """Say a number of sources."""
    return ngettext("{count} source", "{count} sources", count).format(count=number_text(count))


def event_count(count: int) -> str:
    """Say a number of events."""
    return ngettext("{count} event", "{count} events", count).format(count=number_text(count))


def of_total(count: int, total: int) -> str:
    """Say how many of a total."""
    return _("{count} of {total}").format(count=number_text(count), total=number_text(total))
