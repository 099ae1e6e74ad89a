"""The language of the page: that of the address, else the first of the browser's that there are words in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.view import address
from geo.i18n import LANGUAGES, preferred, set_language

if TYPE_CHECKING:
    from collections.abc import Mapping

PARAMETER = "lang"


def speak() -> str:
    """Make this run speak the language of its page, and return its code.

    A run of the whole page, of a fragment and of a dialog each begin with it: the language belongs to the run,
    and Streamlit runs each in a thread that knows nothing of the one before.
    """
    code = language_of(address.query(), browser_languages())
    set_language(code)
    return code


def language_of(query: Mapping[str, str], browser: tuple[str, ...]) -> str:
    """Return the language of an address, else that of a browser.

    Parameters
    ----------
    query
        The address's parameters.
    browser
        The browser's languages (BCP 47), the dearest first.
    """
    asked = query.get(PARAMETER, "")
    return asked if asked in LANGUAGES else preferred(browser)


def browser_languages() -> tuple[str, ...]:
    """Return the languages that the browser asks for, the dearest first."""
    header = st.context.headers.get("Accept-Language") or ""
    return (*accepted(header), *filter(None, [st.context.locale]))


def accepted(header: str) -> tuple[str, ...]:
    """Return the languages of a header Accept-Language (BCP 47), the dearest first.

    Examples
    --------
    >>> accepted("de;q=0.5, az-AZ, hy;q=0.9")
    ('az-AZ', 'hy', 'de')
    """
    weighted = []
    for part in header.split(","):
        tag, _, weight = part.partition(";q=")
        weighted.append((-_number(weight), tag.strip()))
    return tuple(tag for _weight, tag in sorted(weighted, key=lambda one: one[0]) if tag)


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
