"""Words in four languages: messages, sentences, dates and numbers for the page, the data side and the commands."""

from geo.i18n.browser import Counted, browser_formats, browser_strings, counted
from geo.i18n.cache import by_language
from geo.i18n.formats import date_text, number_text, numbers_written
from geo.i18n.languages import (
    DEFAULT,
    LANGUAGES,
    in_this_language,
    language,
    language_tag,
    locale,
    preferred,
    set_language,
    speaking,
)
from geo.i18n.messages import gettext, marked, name_of, ngettext, pgettext, translated
from geo.i18n.sentences import Sentence, Words, sentence_text
from geo.i18n.sorting import sort_key

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "Counted",
    "Sentence",
    "Words",
    "browser_formats",
    "browser_strings",
    "by_language",
    "counted",
    "date_text",
    "gettext",
    "in_this_language",
    "language",
    "language_tag",
    "locale",
    "marked",
    "name_of",
    "ngettext",
    "number_text",
    "numbers_written",
    "pgettext",
    "preferred",
    "sentence_text",
    "set_language",
    "sort_key",
    "speaking",
    "translated",
]
