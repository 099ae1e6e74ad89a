"""Dates and numbers as the current language writes them, by Babel."""

from __future__ import annotations

from babel.dates import format_date
from babel.numbers import format_decimal

from geo.dates import day_date
from geo.i18n.cache import by_language
from geo.i18n.languages import locale


@by_language
def date_text(day: int, pattern: str = "d MMMM y") -> str:
    """Write a day (since 1970-01-01) in words, for example ``25 November 2020``."""
    return str(format_date(day_date(day), pattern, locale=locale()))


@by_language
def number_text(value: float) -> str:
    """Write a number with the language's separators, without rounding to fewer than three places."""
    return str(format_decimal(value, locale=locale()))
