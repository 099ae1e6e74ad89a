"""Days as whole numbers and dates as intervals.

A day is the number of whole days since 1970-01-01. A date is an interval of days,
both ends included; partial dates are those of EDTF level 0 (`2023`, `2023-11`).

There is one grammar, from its strictest form to its widest: a day (`2020-11-25`), a partial date,
an interval of partial dates, a day of every year (`11-25`, `25 November`). The tables of a package
take the first two, claims all of them; what people write in tables of their own is turned into
these by `geo.importers.date_parsing`. Digits are those of ASCII, as ISO 8601 has them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from babel.dates import get_month_names

from geo.identifiers import fold

EPOCH = date(1970, 1, 1)
EDTF_LENGTH = {"year": 4, "month": 7, "day": 10}
"""Characters of an ISO 8601 date that a precision leaves."""
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
YEAR_SPAN = re.compile(r"([0-9]{4})\s*[-–]\s*([0-9]{4})")
YEARLY = re.compile(r"(?:--)?([0-9]{2})-([0-9]{2})")
YEARLY_IN_WORDS = re.compile(r"(?:([0-9]{1,2})\s+([^\W\d_]+)|([^\W\d_]+)\s+([0-9]{1,2}))")
LEAP_YEAR = 2000
"""A year in which every yearly day has a number."""


def day_number(day: date | str) -> int:
    """Return a day as the number of days since 1970-01-01.

    Parameters
    ----------
    day
        A date, or its ISO 8601 form (`2020-11-25`).

    Raises
    ------
    ValueError
        When the text is no whole ISO 8601 date.
    """
    if isinstance(day, str):
        if DAY.fullmatch(day) is None:  # Python would also read weeks (2020-W48-3) and 20201125.
            message = f"expected a day like 2020-11-25, read {day!r}"
            raise ValueError(message)
        day = date.fromisoformat(day)
    return (day - EPOCH).days


def is_day(text: str) -> bool:
    """Whether a text is a whole ISO 8601 calendar date (`2020-11-25`)."""
    try:
        day_number(text)
    except ValueError:
        return False
    return True


def day_date(day: int) -> date:
    """Return the date of a day number (days since 1970-01-01)."""
    return EPOCH + timedelta(days=int(day))


def partial_interval(text: str) -> tuple[int, int]:
    """Return the first and last day of an EDTF level 0 date.

    Parameters
    ----------
    text
        `2023`, `2023-11` or `2023-11-25`.

    Raises
    ------
    ValueError
        When the text is none of these, or there is no such day.
    """
    match = PARTIAL_DATE.fullmatch(text)
    if match is None:
        message = f"expected a date like 2023, 2023-11 or 2023-11-25, read {text!r}"
        raise ValueError(message)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 (the expression has no match without a year)
    if month is None:
        return day_number(date(year, 1, 1)), day_number(date(year, 12, 31))
    if day is None:
        last = date(year, month, 1).replace(day=monthrange(year, month)[1])
        return day_number(date(year, month, 1)), day_number(last)
    number = day_number(date(year, month, day))
    return number, number


def date_interval(text: str) -> tuple[int, int]:
    """Return the first and last day of a date or of an interval of dates, both included.

    Parameters
    ----------
    text
        An EDTF level 0 date or interval (`2020-11`, `2020-09-27/2020-11-10`). The end may leave out what
        it has in common with the start (`2020-11/12`, `2020-11-10/12`), and years may be joined by a
        hyphen or a dash (`1868-1870`).

    Raises
    ------
    ValueError
        When the text is none of these, there is no such day, or the end is before the start.

    Examples
    --------
    >>> [day_date(day).isoformat() for day in date_interval("2020-11/12")]
    ['2020-11-01', '2020-12-31']
    """
    years = YEAR_SPAN.fullmatch(text)
    start, slash, end = years.expand(r"\1/\2").partition("/") if years else text.partition("/")
    first, last = partial_interval(start)
    if slash:
        is_shortened = len(end) == len("12") and "-" in start
        last = partial_interval(start[: -len(end)] + end if is_shortened else end)[1]
    if last < first:
        message = f"expected an end on or after {start}, read {end!r}"
        raise ValueError(message)
    return first, last


def interval(start: str, end: str | None, precision: str) -> tuple[int, int]:
    """Return the first and last day of an event, both included.

    Without an end, a date of month or year precision is the whole month or year.
    With an end, the days are taken as they are given.

    Parameters
    ----------
    start
        First day, ISO 8601 or an EDTF level 0 partial date.
    end
        Last day in the same form, or None (or "").
    precision
        `day`, `month` or `year`.

    Raises
    ------
    ValueError
        When a date cannot be read, the end is before the start, or the precision is
        none of the three.
    """
    if precision not in {"day", "month", "year"}:
        message = f"expected the precision day, month or year, read {precision!r}"
        raise ValueError(message)
    first, last = partial_interval(start)
    if end:
        last = partial_interval(end)[1]
        if last < first:
            message = f"expected an end on or after {start}, read {end!r}"
            raise ValueError(message)
        return first, last
    if precision == "month":
        return partial_interval(start[:7])
    if precision == "year":
        return partial_interval(start[:4])
    return first, last


def edtf(start: str, end: str | None, precision: str) -> str:
    """Return the dates of an event in EDTF level 0, no finer than they are known.

    Parameters
    ----------
    start
        First day, ISO 8601.
    end
        Last day in the same form, or None (or "").
    precision
        `day`, `month` or `year`.

    >>> edtf("1993-04-01", None, "month"), edtf("2020-09-27", "2020-11-10", "day")
    ('1993-04', '2020-09-27/2020-11-10')
    """
    length = EDTF_LENGTH[precision]
    first, last = start[:length], (end or start)[:length]
    return first if first == last else f"{first}/{last}"


def month_day(text: str) -> tuple[int, int]:
    """Return (month, day) of a yearly day written `MM-DD`.

    Raises
    ------
    ValueError
        When there is no such day in a leap year.
    """
    match = YEARLY.fullmatch(text)
    if match is None or text.startswith("--"):
        message = f"expected a yearly day like 11-25, read {text!r}"
        raise ValueError(message)
    return _yearly(int(match[1]), int(match[2]))


def yearly_day(text: str) -> tuple[int, int]:
    """Return (month, day) of a day of every year: `--11-25` of ISO 8601, or in English words.

    Raises
    ------
    ValueError
        When the text is none, or there is no such day in a leap year.

    Examples
    --------
    >>> yearly_day("25 November"), yearly_day("November 25"), yearly_day("--11-25")
    ((11, 25), (11, 25), (11, 25))
    """
    if text.startswith("--") and (match := YEARLY.fullmatch(text)):
        return _yearly(int(match[1]), int(match[2]))
    if match := YEARLY_IN_WORDS.fullmatch(text):
        day, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        number = month_names("en").get(fold(month))
        if number is not None:
            return _yearly(number, int(day))
    message = f"expected a yearly day like 25 November, read {text!r}"
    raise ValueError(message)


def _yearly(month: int, day: int) -> tuple[int, int]:
    """Return the pair where a leap year has such a day; ValueError where it has none."""
    date(LEAP_YEAR, month, day)
    return month, day


@cache
def month_names(*languages: str, widths: tuple[str, ...] = ("wide", "abbreviated")) -> dict[str, int]:
    """Return the months by their folded names and abbreviations in some languages (Unicode CLDR).

    Where two languages give one name to two months, the language named first decides.

    Examples
    --------
    >>> month_names("en", "de")["marz"], month_names("en")["sept"]
    (3, 9)
    """
    found: dict[str, int] = {}
    for language in languages:
        for width in widths:
            for context in ("format", "stand-alone"):
                names = get_month_names(width, context, language)  # type: ignore[arg-type]
                for number, name in names.items():
                    found.setdefault(fold(name).rstrip("."), int(number))
    return found | ({"sept": 9} if "en" in languages and "abbreviated" in widths else {})
