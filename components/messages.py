"""The page's words: one gettext catalogue, and Babel's formats for dates and numbers.

The English words in the code are the message identifiers; a translation is a file
``components/locale/<language>/LC_MESSAGES/page.mo`` made with Babel (see the README).
"""

from __future__ import annotations

import gettext as _gettext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from geo.dates import day_date

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCALE_DIRECTORY = Path(__file__).parent / "locale"
LOCALE = Locale.parse("en_GB")
LANGUAGE_TAG = str(LOCALE).replace("_", "-")
"""The page's language as browsers name it, for example ``en-GB``."""
_DOMAIN = "page"


@cache
def _translations(language: str) -> _gettext.NullTranslations:
    return _gettext.translation(_DOMAIN, LOCALE_DIRECTORY, languages=[language], fallback=True)


def gettext(message: str) -> str:
    """Return a message in the page's language."""
    return _translations(LOCALE.language).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of a message for a count."""
    return _translations(LOCALE.language).ngettext(singular, plural, count)


def translated(strings: Mapping[str, str]) -> dict[str, str]:
    """Translate the strings a browser component needs; the keys stay."""
    return {key: gettext(text) for key, text in strings.items()}


def date_text(day: int, pattern: str = "d MMMM y") -> str:
    """Write a day (since 1970-01-01) in words, for example ``25 November 2020``."""
    return str(format_date(day_date(day), pattern, locale=LOCALE))


def number_text(value: float) -> str:
    """Write a number with the language's separators, without rounding to fewer than three places."""
    return str(format_decimal(value, locale=LOCALE))
