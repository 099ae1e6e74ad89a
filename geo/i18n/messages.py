"""Messages in the current language: one gettext catalogue for the page, the data side and the command line.

The English words in the code are the message identifiers; a translation is a file
``geo/i18n/locale/<language>.po``, read when it is first needed.
"""

from __future__ import annotations

import gettext as _gettext
import io
import re
from functools import cache
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from geo.i18n.languages import LOCALE_DIRECTORY, language, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping


CHECKED_BY = re.compile(r"^# ?Checked by: (.+)$", re.MULTILINE)
"""The line at the head of a catalogue that says who has read it; without one a program translated it."""


@cache
def checked_by(code: str) -> str:
    """Return who has read the words of a language and found them right, "" for nobody."""
    path = LOCALE_DIRECTORY / f"{code}.po"
    found = CHECKED_BY.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    return found[1].strip() if found else ""


@cache
def _translations(code: str) -> _gettext.NullTranslations:
    path = LOCALE_DIRECTORY / f"{code}.po"
    if not path.is_file():
        return _gettext.NullTranslations()
    with path.open("rb") as file:
        catalog = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


def gettext(message: str) -> str:
    """Return a message in the current language."""
    return _translations(language()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of a message for a count."""
    return _translations(language()).ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Return a message that means another thing in another context, in the current language."""
    return _translations(language()).pgettext(context, message)


def name_of(code: str) -> str:
    """Return the name of a language in itself.

    >>> name_of("az")
    'Azərbaycanca'
    """
    with speaking(code):
        # Translators: the name of your own language, in your language, with a capital.
        return pgettext("the language of these words", "English")


def marked(message: str) -> str:
    """Return a message as it is; marks words that are translated later for the catalogue.

    >>> marked("Close")
    'Close'
    """
    return message


def translated(strings: Mapping[str, str]) -> dict[str, str]:
    """Translate the strings a browser component needs; the keys stay."""
    return {key: gettext(text) for key, text in strings.items()}
