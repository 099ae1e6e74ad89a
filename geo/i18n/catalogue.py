"""Message catalogue: every word that a person reads, collected for translators.

``python -m geo.i18n.catalogue`` writes the template ``geo/i18n/locale/messages.pot`` and brings the translations
beside it, one ``.po`` file a language, in step with it: new messages are added, those that are gone are taken out.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext

from geo.i18n.languages import LANGUAGES, LOCALE_DIRECTORY

CHECKOUT = Path(__file__).parents[2]
TEMPLATE = LOCALE_DIRECTORY / "messages.pot"
SOURCES = ("components", "geo")
LARGEST_TRIED = 200
"""Of the numbers below it each plural form of a language has one."""
COMMENT = "Translators:"
"""Begins a comment in the code that goes to the translators."""

_PASSING = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Report-Msgid-Bugs-To|Language-Team|Last-Translator|Generated-By):'
    r'.*\\n"\n',
    re.MULTILINE,
)
"""Headers that would change with each writing, or say nothing."""
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "marked": None,
    "counted": (1, 2),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def catalog() -> Catalog:
    """Return the template: all messages of the code, sorted, with the files that they stand in."""
    found = [
        (f"{folder}/{name}", message, comments, context)
        for folder in SOURCES
        for name, _line, message, comments, context in extract_from_dir(
            CHECKOUT / folder, [("**.py", "python")], keywords=_KEYWORDS, comment_tags=[COMMENT]
        )
    ]
    whole = Catalog(project="Liberated districts and events", charset="utf-8")
    for place, message, comments, context in sorted(found, key=lambda item: (item[0], str(item[1]))):
        whole.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    return whole


def written(messages: Catalog) -> str:
    """Return a catalogue as the text of a file, the same for the same messages."""
    file = io.BytesIO()
    write_po(
        file, messages, omit_header=messages.locale is None, include_lineno=False, sort_output=True, width=100
    )
    return _PASSING.sub("", file.getvalue().decode("utf-8"))


def template() -> str:
    """Return the template as the text of a file."""
    return written(catalog())


def with_header(text: str, code: str) -> str:
    """Return a catalogue with its header; a copy of the template has none yet, and counts as its language does.

    The plural forms are those of CLDR, as in the browser, where Babel's own table for gettext has another number
    of them: it lags behind for some languages.

    Parameters
    ----------
    text
        The file.
    code
        Its language.
    """
    if "Plural-Forms:" in text:
        return text
    rule = Locale.parse(code).plural_form
    told, forms = get_plural(code), to_gettext(rule)
    counted = len({rule(number) for number in range(LARGEST_TRIED)})
    plural = (
        forms
        if told.num_plurals != counted and forms.startswith(f"nplurals={counted};")
        else told.plural_forms
    )
    lines = (
        f"Language: {code}",
        "Content-Type: text/plain; charset=utf-8",
        f"Plural-Forms: {plural.rstrip(';')};",
    )
    header = "".join(f'"{line}\\n"\n' for line in lines)
    return f'msgid ""\nmsgstr ""\n{header}\n{text}'


def write_all() -> None:
    """Write the template, and every translation in step with it."""
    LOCALE_DIRECTORY.mkdir(exist_ok=True)
    whole = catalog()
    TEMPLATE.write_text(written(whole), encoding="utf-8")
    for code in LANGUAGES[1:]:
        path = LOCALE_DIRECTORY / f"{code}.po"
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            translation = read_po(io.BytesIO(with_header(text, code).encode()), locale=code)
            translation.update(whole, no_fuzzy_matching=True)
            translation.obsolete.clear()
            path.write_text(written(translation), encoding="utf-8")


if __name__ == "__main__":
    write_all()
