"""Every message is there in every language, with its places and its plural forms."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from geo.i18n import LANGUAGES, browser_formats, browser_strings, counted, ngettext, speaking
from geo.i18n.catalogue import catalog, with_header, written
from geo.i18n.languages import LOCALE_DIRECTORY, locale

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

OTHERS = LANGUAGES[1:]
PLACE = re.compile(r"\{\w+\}|%(?:\(\w+\))?[sr]")
NO_WORDS = re.compile(r"[\W\d_]*")
SAME = {
    *("BibTeX", "CSL-JSON", "CSV", "GeoJSON", "GeoPackage", "GeoParquet", "Leaflet", "Linked Places", "RIS"),
    *("Format", "Video"),
}
"""Names, which are the same in every language, and words that one has as English has them."""


@cache
def messages() -> Catalog:
    """Return the messages of the code, which takes seconds to read."""
    return catalog()


@cache
def forms_of(code: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the English forms of each message, and those of a language."""
    with (LOCALE_DIRECTORY / f"{code}.po").open("rb") as file:
        translation = read_po(file, locale=code)
    found: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for message in messages():
        if message.id:
            english = tuple(message.id) if not isinstance(message.id, str) else (message.id,)
            entry = translation.get(english[0], message.context)
            string = entry.string if entry is not None else ""
            found.append((english, (string,) if isinstance(string, str) else tuple(string or ())))
    return found


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_is_translated(code: str) -> None:
    missing = [english[0] for english, forms in forms_of(code) if not all(forms)]
    assert missing == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_is_not_the_english(code: str) -> None:
    same = {
        english[0]
        for english, forms in forms_of(code)
        if set(forms) <= set(english) and not NO_WORDS.fullmatch(PLACE.sub("", english[0]))
    }
    assert same - SAME == set()


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_places_of_its_message(code: str) -> None:
    wrong = [
        (english[0], form)
        for english, forms in forms_of(code)
        for form in forms
        if form and sorted(PLACE.findall(form)) not in [sorted(PLACE.findall(text)) for text in english]
    ]
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_message_that_counts_has_a_form_for_each_of_the_languages_counts(code: str) -> None:
    with speaking(code):
        categories = {locale().plural_form(number) for number in range(1, 200)}
    counts = [forms for english, forms in forms_of(code) if len(english) > 1]
    assert counts
    assert {len(forms) for forms in counts} == {len(categories)}


@pytest.mark.parametrize(
    ("code", "forms"), [("ka", 2), ("tr", 2), ("uk", 3), ("pl", 3), ("ja", 1), ("de", 2)]
)
def test_a_copy_of_the_template_has_the_plural_forms_of_its_language(code: str, forms: int) -> None:
    """Babel's table for gettext gives Georgian one form, CLDR and the browsers two."""
    copied = read_po(io.BytesIO(with_header(written(messages()), code).encode()), locale=code)
    assert copied.num_plurals == forms
    assert with_header(written(copied), code) == written(copied)


def test_numbers_of_events_are_said_as_each_language_counts() -> None:
    def said(code: str) -> list[str]:
        with speaking(code):
            return [ngettext("{count} event", "{count} events", n).format(count=n) for n in (1, 2, 5, 21)]

    assert said("ru") == ["1 событие", "2 события", "5 событий", "21 событие"]
    assert said("az") == ["1 hadisə", "2 hadisə", "5 hadisə", "21 hadisə"]
    assert said("hy")[0] == "1 իրադարձություն"


def test_the_browser_gets_a_message_for_each_plural_form() -> None:
    event = {"events": counted("{count} event", "{count} events")}
    with speaking("ru"):
        assert browser_strings({}, event) == {
            "events.one": "{count} событие",
            "events.few": "{count} события",
            "events.many": "{count} событий",
            "events.other": "{count} событий",
        }
    assert browser_strings({"a": "Close"}, event).keys() == {"a", "events.one", "events.other"}


def test_the_browser_gets_the_months_of_its_own_language() -> None:
    """Babel keeps what it finds in data that languages share: whoever asked first gave the others its months."""
    with speaking("az"):
        assert browser_formats()["months"]["LLL"][0] == "yan"  # type: ignore[index]
    with speaking("hy"):
        assert browser_formats()["months"]["LLL"][0] == "հնվ"  # type: ignore[index]
    assert browser_formats() is None


def test_writing_a_catalogue_again_changes_nothing() -> None:
    for code in OTHERS:
        path = LOCALE_DIRECTORY / f"{code}.po"
        with path.open("rb") as file:
            translation = read_po(file, locale=code)
        assert written(translation) == path.read_text(encoding="utf-8")
