"""Days as whole numbers and dates as intervals.

A day is the number of whole days since 1970-01-01. A date is an interval of days,
both ends included; partial dates are those of EDTF level 0 (`2023`, `2023-11`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

EPOCH = date(1970, 1, 1)
EDTF_LENGTH = {"year": 4, "month": 7, "day": 10}
"""Characters of an ISO 8601 date that a precision leaves."""
PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


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
        day = date.fromisoformat(day)
    return (day - EPOCH).days


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


def is_partial_date(text: str) -> bool:
    """Whether a text is an EDTF level 0 date (`2023`, `2023-11` or `2023-11-25`) of the calendar."""
    try:
        return bool(partial_interval(text))
    except ValueError:
        return False


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
    if not re.fullmatch(r"\d{2}-\d{2}", text):
        message = f"expected a yearly day like 11-25, read {text!r}"
        raise ValueError(message)
    day = date.fromisoformat(f"2000-{text}")
    return day.month, day.day
