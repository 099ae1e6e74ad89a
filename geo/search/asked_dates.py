"""The dates in a question: "25 August 2023", "June 2021", "2023-08-25", "1993", months in the page's languages."""

from __future__ import annotations

import calendar
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from babel.dates import get_month_names

from geo.dates import day_number
from geo.i18n import LANGUAGES
from geo.search.transliteration import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIRST_YEAR, LAST_YEAR = 1900, 2099
MONTHS = 12
LONGEST_DAY, YEAR_LETTERS = 2, 4
_WIDTHS = ("wide", "abbreviated")
_SHORTEST_NAME = 3


class AskedDate(NamedTuple):
    """A day, month or year that a question names: its words there, and its days, both included."""

    words: tuple[str, ...]
    first: int
    last: int


def read_dates(asked: Sequence[str]) -> tuple[tuple[str, ...], tuple[AskedDate, ...]]:
    """Return the words of a question that are no dates, and its dates.

    Parameters
    ----------
    asked
        Words of :func:`geo.search.transliteration.words`, in their order.
    """
    rest: list[str] = []
    dates: list[AskedDate] = []
    at = 0
    while at < len(asked):
        found = next((one for length in (3, 2, 1) if (one := _date(tuple(asked[at : at + length])))), None)
        if found is None:
            rest.append(asked[at])
            at += 1
        else:
            dates.append(found)
            at += len(found.words)
    return tuple(rest), tuple(dates)


def _date(part: tuple[str, ...]) -> AskedDate | None:
    """Return the date that these words are as a whole."""
    year = month = day = None
    match [_kind(word) for word in part]:
        case [("year", year)]:
            pass
        case [("month", month), ("year", year)] | [("year", year), ("month" | "number", month)]:
            pass
        case [("number", day), ("month" | "number", month), ("year", year)]:
            pass
        case [("month", month), ("number", day), ("year", year)]:
            pass
        case [("year", year), ("month" | "number", month), ("number", day)]:
            pass
    return None if year is None else _days(part, year, month, day)


def _days(part: tuple[str, ...], year: int, month: int | None, day: int | None) -> AskedDate | None:
    if month is None:
        return AskedDate(part, _number(year, 1, 1), _number(year, MONTHS, 31))
    if not 1 <= month <= MONTHS:
        return None
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return AskedDate(part, _number(year, month, 1), _number(year, month, length))
    if not 1 <= day <= length:
        return None
    return AskedDate(part, _number(year, month, day), _number(year, month, day))


def _number(year: int, month: int, day: int) -> int:
    return day_number(date(year, month, day))


def _kind(word: str) -> tuple[str, int | None]:
    if word.isdecimal() and len(word) == YEAR_LETTERS and FIRST_YEAR <= int(word) <= LAST_YEAR:
        return "year", int(word)
    if word.isdecimal() and len(word) <= LONGEST_DAY:
        return "number", int(word)
    month = _months().get(word)
    return ("word", None) if month is None else ("month", month)


@cache
def _months() -> Mapping[str, int]:
    """Return the number of each month by its names, in the letters in which names are compared."""
    names: dict[str, int] = {}
    for language in LANGUAGES:
        for width in _WIDTHS:
            for context in ("format", "stand-alone"):
                for month, name in get_month_names(width, context, locale=language).items():
                    found = words(name)
                    if len(found) == 1 and len(found[0]) >= _SHORTEST_NAME:
                        names.setdefault(found[0], month)
    return names
