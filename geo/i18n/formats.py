"""Dates and numbers as the current language writes them, by Babel."""

from __future__ import annotations

import re

from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol

from geo.dates import day_date
from geo.i18n.cache import by_language
from geo.i18n.languages import locale

_PLAIN = re.compile(r"(0|[1-9]\d{0,14})(?:\.(\d{1,3}))?", re.ASCII)
_LARGE = re.compile(
    r"(?<![\w.,])([1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{4,14})(?:\.(\d{1,3}))?(?!\w|[.,]\d)", re.ASCII
)
_LISTED = re.compile(
    r"(?<![\w.,])([1-9]\d{0,2}(?:,\d{3})+|\d{1,15}(?=\.))(?:\.(\d{1,3}))?(?!\w|[.,]\d)", re.ASCII
)
_LIST = re.compile(r"[\d.\s/+~≈<>≥≤–—-]+")
"""Numbers with nothing but signs between them: no words, and no commas, which part coordinates."""


@by_language
def date_text(day: int, pattern: str = "d MMMM y") -> str:
    """Write a day (since 1970-01-01) in words, for example ``25 November 2020``."""
    return str(format_date(day_date(day), pattern, locale=locale()))


@by_language
def number_text(value: float) -> str:
    """Write a number with the language's separators, without rounding to fewer than three places."""
    return str(format_decimal(value, locale=locale()))


@by_language
def numbers_written(text: str) -> str:
    """Write the numbers of a value of the tables with the language's separators; its words stay.

    The tables are in English: `53,340`, `53340`, `about 1,500`, `8.25 / 10.5`. Digits that may be anything
    else (years, dates, coordinates, codes, sections) stay as they are.

    >>> numbers_written("53340"), numbers_written("about 15000 of 2019"), numbers_written("39.75, 46.74")
    ('53,340', 'about 15,000 of 2019', '39.75, 46.74')
    """
    if whole := _PLAIN.fullmatch(text):
        return _rewritten(whole)
    is_list = _LIST.fullmatch(_LARGE.sub("0", text))
    return (_LISTED if is_list else _LARGE).sub(_rewritten, text)


def _rewritten(number: re.Match[str]) -> str:
    """Return a number with its digits as they are, trailing zeros too."""
    whole = number_text(int(number[1].replace(",", "")))
    return f"{whole}{get_decimal_symbol(locale())}{number[2]}" if number[2] else whole
