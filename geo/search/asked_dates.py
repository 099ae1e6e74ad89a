"""The dates in a question: "25 August 2023", "June 2021", "2023-08-25", "1993", months in the page's languages."""

from __future__ import annotations

import calendar
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from babel.dates import get_month_names

from geo.dates import day_number
from geo.i18n import LANGUAGES
from geo.search.transliteration import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIRST_YEAR, LAST_YEAR = 1900, 2099
MONTHS = 12
LONGEST_DAY, YEAR_LETTERS = 2, 4
_WIDTHS: tuple[Literal["wide"], Literal["abbreviated"]] = ("wide", "abbreviated")
_SHORTEST_NAME = 3


_SHAPES = (
    (("year",), ("year",)),
    (("month", "year"), ("month", "year")),
    (("year", "month or number"), ("year", "month")),
    (("number", "month or number", "year"), ("day", "month", "year")),
    (("month", "number", "year"), ("month", "day", "year")),
    (("year", "month or number", "number"), ("year", "month", "day")),
)
"""How dates are written: the kinds of their words, and what each of them is."""


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
    kinds = tuple(_kind(word) for word in part)
    order = next((parts for shape, parts in _SHAPES if _fits(kinds, shape)), None)
    if order is None:
        return None
    numbers = dict(zip(order, (number for _kind_of_word, number in kinds), strict=True))
    return _days(part, numbers["year"], numbers.get("month"), numbers.get("day"))


def _fits(kinds: tuple[tuple[str, int], ...], shape: tuple[str, ...]) -> bool:
    """Whether words are of the kinds of a shape; a number may stand for a month."""
    return len(kinds) == len(shape) and all(
        kind == wanted or (wanted == "month or number" and kind in {"month", "number"})
        for (kind, _number_of_word), wanted in zip(kinds, shape, strict=True)
    )


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


def _kind(word: str) -> tuple[str, int]:
    if word.isdecimal() and len(word) == YEAR_LETTERS and FIRST_YEAR <= int(word) <= LAST_YEAR:
        return "year", int(word)
    if word.isdecimal() and len(word) <= LONGEST_DAY:
        return "number", int(word)
    month = _months().get(word)
    return ("word", -1) if month is None else ("month", month)


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
