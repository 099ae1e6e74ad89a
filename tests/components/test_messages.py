"""The page's words come from one catalogue, which holds them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from components import messages, timeline
from components.catalogue import TEMPLATE, template

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_committed_template_holds_every_message() -> None:
    """Run ``python -m components.catalogue`` after changing a word."""
    assert TEMPLATE.read_text(encoding="utf-8") == template()


def test_a_compiled_translation_changes_the_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with TEMPLATE.open("rb") as file:
        catalog = read_po(file, locale="en")
    catalog["Reset"].string = "Zurück"
    catalog["Next event"].string = "Nächstes Ereignis"
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "page.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(messages, "LOCALE_DIRECTORY", tmp_path)
    messages._translations.cache_clear()  # noqa: SLF001 - the cache would keep the English words
    try:
        assert messages.gettext("Reset") == "Zurück"
        assert messages.translated(timeline.STRINGS)["unit_event"] == "Nächstes Ereignis"
        assert messages.gettext("Search") == "Search"
    finally:
        messages._translations.cache_clear()  # noqa: SLF001


def test_dates_and_numbers_are_written_as_the_language_does() -> None:
    assert messages.date_text(18591) == "25 November 2020"
    assert messages.number_text(53340) == "53,340"
