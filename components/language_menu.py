"""The menu of languages: each named in itself, with what there is in it; the choice is kept in the address."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from components.assets import component
from geo.dataset.cache import cached
from geo.i18n import (
    DEFAULT,
    LANGUAGES,
    language,
    marked,
    name_of,
    ngettext,
    number_text,
    speaking,
    translated,
)
from geo.i18n import gettext as _
from geo.i18n.messages import checked_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset

KEY = "language"

STREAMLIT = {
    "Close": marked("Close"),
    "Upload": marked("Upload"),
    "Browse files": marked("Browse files"),
    "Drag and drop file here": marked("Drag and drop file here"),
    "{size} per file": marked("{size} per file"),
    "Link to heading": marked("Link to heading"),
    "Copy to clipboard": marked("Copy to clipboard"),
    "Copied": marked("Copied"),
    "Open": marked("Open"),
    "Clear value": marked("Clear value"),
    "Clear all": marked("Clear all"),
    "No results": marked("No results"),
    "No options to select": marked("No options to select"),
    "Skip to main content": marked("Skip to main content"),
    "Search": marked("Search"),
    "Fullscreen": marked("Fullscreen"),
    "Download as CSV": marked("Download as CSV"),
    "Remove file": marked("Remove file"),
}
"""Streamlit's own words, by their English."""

_menu = component("language", "language/index.js", "language/language.css")


def show(dataset: Dataset, change: Callable[[Callable[[ViewState], ViewState]], None]) -> None:
    """Draw the menu.

    Parameters
    ----------
    dataset
        Says how many of its events are translated.
    change
        Takes what makes of the state that is shown then the one with the language that was chosen.
    """

    def chosen() -> None:
        code = st.session_state[KEY].get("language")
        if code in LANGUAGES:
            change(partial(replace, language=code))

    _menu(
        key=KEY,
        width="content",
        data={
            "language": language(),
            "languages": [
                {"code": code, "name": name_of(code), "line": _line(dataset, code)} for code in LANGUAGES
            ],
            "label": _("Language"),
            "note": _note(),
            "streamlit": translated(STREAMLIT),
        },
        on_language_change=chosen,
    )


def _note() -> str:
    if language() == DEFAULT:
        return _(
            "The address keeps the language. Other languages are translated from English; "
            "the English text decides."
        )
    if checked_by(language()):
        return _("The address keeps the language. The English text decides.")
    return _("Translated by machine from English; the English text decides. The address keeps the language.")


@cached(len(LANGUAGES))
def _line(dataset: Dataset, code: str) -> str:
    """Say, in a language, what there is in it."""
    with speaking(code):
        if code == DEFAULT:
            return _("Original text")
        texts = dataset.texts.get(code)
        ids = {
            key
            for table, key, field in (texts.of_rows if texts else ())
            if (table, field) == ("events", "title")
        }
        count = len(ids)
        if not count:
            return _("Page only, translated by machine")
        return ngettext(
            "Page and {count} event, translated by machine",
            "Page and {count} events, translated by machine",
            count,
        ).format(count=number_text(count))
