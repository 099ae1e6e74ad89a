"""Names and patterns that a browser needs to write a language: Chromium knows neither Azerbaijani nor Armenian."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.i18n.languages import DEFAULT, language, locale
from geo.i18n.messages import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel import Locale

Counted = tuple[str, str]
"""A message that counts: its singular and its plural in English, as :func:`counted` marks them."""

_MONTHS = {
    "MMM": ("format", "abbreviated"),
    "MMMM": ("format", "wide"),
    "LLL": ("stand-alone", "abbreviated"),
    "LLLL": ("stand-alone", "wide"),
}
_UNITS = ("1000", "1000000", "1000000000")
_TRIED = 200
"""Counts that are tried for a plural form: no language of CLDR needs a larger one to show all its forms."""


def counted(singular: str, plural: str) -> Counted:
    """Return a message that counts as it is; marks both its forms for the catalogue.

    >>> counted("{count} event", "{count} events")
    ('{count} event', '{count} events')
    """
    return singular, plural


def browser_strings(strings: Mapping[str, str], counting: Mapping[str, Counted]) -> dict[str, str]:
    """Translate the messages of a browser component.

    Parameters
    ----------
    strings
        Messages by key.
    counting
        Messages that count, as :func:`counted` gives them, by key.

    Returns
    -------
    dict
        Messages by key; of one that counts a message for each plural category of the language, as in
        ``events.one``, ``events.few`` and ``events.other``.
    """
    found = {key: gettext(message) for key, message in strings.items()}
    counts = representatives(locale())
    for key, message in counting.items():
        found |= {f"{key}.{name}": ngettext(*message, count) for name, count in counts.items()}
    return found


@lru_cache(16)
def representatives(known: Locale) -> dict[str, int]:
    """Return a count for each plural category of a language; `other` has the largest that was tried.

    >>> from babel import Locale
    >>> representatives(Locale("en"))
    {'one': 1, 'other': 200}
    """
    found: dict[str, int] = {}
    for count in range(1, _TRIED):
        found.setdefault(known.plural_form(count), count)
    return found | {"other": _TRIED}


def browser_formats() -> dict[str, Any] | None:
    """Return how dates and numbers are written in the current language, for ``frontend/shared/words.js``.

    Returns
    -------
    dict or None
        ``months``: twelve names by the letters that ask for them in a pattern; ``dates``: patterns of CLDR;
        ``numbers``: separators and short forms of thousands and so on. None for English, which every browser
        knows, and which the page writes as nobody's region does.
    """
    if language() == DEFAULT:
        return None
    known = locale()
    skeletons = known.datetime_skeletons
    symbols = known.number_symbols["latn"]
    short = known.compact_decimal_formats["short"]["other"]
    return {
        "months": {
            letters: [known.months[context][width][month] for month in range(1, 13)]
            for letters, (context, width) in _MONTHS.items()
        },
        "dates": {
            "short": known.date_formats["medium"].pattern,
            "long": known.date_formats["long"].pattern,
            "year": "y",
            "month": skeletons["yMMM"].pattern,
            "monthOnly": "LLL",
            "dayOnly": skeletons["MMMd"].pattern,
        },
        "numbers": {
            "group": symbols["group"],
            "decimal": symbols["decimal"],
            "compact": {unit: short[unit].pattern.replace("'", "") for unit in _UNITS},
        },
    }
