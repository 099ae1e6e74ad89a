"""Languages of the words: which there are, and the one that this thread of work speaks.

The language belongs to one person's run, never to the process: it is a context variable, set where a run of the
page, an answer of a route or a command begins.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from babel import Locale, localedata
from babel.dates import parse_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Made = TypeVar("Made")

LOCALE_DIRECTORY = Path(os.environ.get("DASHBOARD_LOCALE") or Path(__file__).parent / "locale")
"""Folder of the catalogues, one ``.po`` a language."""
DEFAULT = "en"
"""The language of the code's own words."""
LANGUAGES = (DEFAULT, *sorted(path.stem for path in LOCALE_DIRECTORY.glob("*.po")))
"""Codes of the languages that there are catalogues for (ISO 639-1), the default first: a new one is a new file."""

_REGIONS = {"en": "en_GB"}
"""Where a language's formats are those of a region: days before months, 24 hours."""

_YEAR_MARK = re.compile(r"y (?='?\w{1,2}'?\.)")
"""A year and a plain space before the letter that says "year", in a pattern of CLDR."""
_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


def language() -> str:
    """Return the code of the language that this run speaks, for example ``az``."""
    return _current.get()


def set_language(code: str) -> None:
    """Make this run speak a language; an unknown one is the default.

    Parameters
    ----------
    code
        One of `LANGUAGES`.
    """
    _current.set(code if code in LANGUAGES else DEFAULT)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language for as long as the block lasts."""
    token = _current.set(code if code in LANGUAGES else DEFAULT)
    try:
        yield
    finally:
        _current.reset(token)


def in_this_language(work: Callable[[], Made]) -> Callable[[], Made]:
    """Return work that speaks, in whatever thread it is done, the language that this run speaks now."""
    code = language()

    def do() -> Made:
        with speaking(code):
            return work()

    return do


def locale() -> Locale:
    """Return the formats of dates and numbers of the current language."""
    return _locale(language())


def language_tag() -> str:
    """Return the current language as browsers name it, for example ``en-GB``."""
    return str(locale()).replace("_", "-")


def preferred(tags: Iterable[str]) -> str:
    """Return the first language of a list that there is a catalogue for, else the default.

    Parameters
    ----------
    tags
        BCP 47 tags, the dearest first, for example those of a browser's Accept-Language.

    Examples
    --------
    >>> preferred(["de-DE", "ru-RU", "en"])
    'ru'
    >>> preferred([])
    'en'
    """
    for tag in tags:
        code = tag.split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return DEFAULT


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(_REGIONS.get(code, code))


def _separate(code: str) -> None:
    """Give a language data of its own, in which no line ends between a year and the letter that marks it.

    Babel shares what languages inherit, and keeps in it what it finds when first asked: the short months of the
    language that was asked for first became those of others. CLDR has a narrow no-break space in Russian dates
    (`2020 г.`) and a plain space in Armenian ones.
    """
    data = localedata.load(_REGIONS.get(code, code))
    own = deepcopy(data)
    for patterns in (own["date_formats"], own["datetime_skeletons"]):
        for name, known in patterns.items():
            bound = _YEAR_MARK.sub("y\u00a0", known.pattern)
            if bound != known.pattern:
                patterns[name] = parse_pattern(bound)
    data.clear()
    data.update(own)


for _code in LANGUAGES:
    _separate(_code)
