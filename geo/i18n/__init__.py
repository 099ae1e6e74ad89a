"""Words in four languages: messages, sentences, dates and numbers for the page, the data side and the commands."""

from geo.i18n.formats import date_text, number_text
from geo.i18n.languages import (
    DEFAULT,
    LANGUAGES,
    language,
    language_tag,
    locale,
    preferred,
    set_language,
    speaking,
)
from geo.i18n.messages import gettext, marked, ngettext, pgettext, translated
from geo.i18n.remembered import by_language
from geo.i18n.sentences import Sentence, Words, sentence_text

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "Sentence",
    "Words",
    "by_language",
    "date_text",
    "gettext",
    "language",
    "language_tag",
    "locale",
    "marked",
    "ngettext",
    "number_text",
    "pgettext",
    "preferred",
    "sentence_text",
    "set_language",
    "speaking",
    "translated",
]
