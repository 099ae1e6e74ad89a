"""The words come from one catalogue, which holds them all, in the language of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from components.wording import timeline_words
from geo.i18n import date_text, gettext, language, number_text, preferred, set_language, speaking, translated
from geo.i18n import messages as catalogues
from geo.i18n.catalogue import TEMPLATE, template, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_the_committed_template_holds_every_message() -> None:
    """Run ``python -m geo.i18n.catalogue`` after changing a word."""
    assert TEMPLATE.read_text(encoding="utf-8") == template()


@pytest.fixture
def german_words_for_azerbaijani(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with TEMPLATE.open("rb") as file:
        catalog = read_po(file, locale="az")
    catalog["Reset"].string = "Zurück"
    catalog["Next event"].string = "Nächstes Ereignis"
    (tmp_path / "az.po").write_text(written(catalog), encoding="utf-8")
    monkeypatch.setattr(catalogues, "LOCALE_DIRECTORY", tmp_path)
    catalogues._translations.cache_clear()  # noqa: SLF001 - the cache would keep the bundled words
    yield
    catalogues._translations.cache_clear()  # noqa: SLF001


@pytest.mark.usefixtures("german_words_for_azerbaijani")
def test_a_translation_changes_the_words_of_runs_in_its_language_alone() -> None:
    with speaking("az"):
        assert gettext("Reset") == "Zurück"
        assert translated(timeline_words.STRINGS)["unit_event"] == "Nächstes Ereignis"
        assert gettext("Search") == "Search"
    assert gettext("Reset") == "Reset"


def test_an_unknown_language_is_the_default() -> None:
    with speaking("en"):
        set_language("xx")
        assert language() == "en"


def test_the_first_known_language_of_a_browser_is_taken() -> None:
    assert preferred(["de", "hy-AM", "ru"]) == "hy"
    assert preferred(["AZ-latn"]) == "az"
    assert preferred(["de"]) == "en"


def test_dates_and_numbers_are_written_as_the_language_does() -> None:
    assert date_text(18591) == "25 November 2020"
    assert number_text(53340) == "53,340"
    with speaking("az"):
        assert date_text(18591) == "25 noyabr 2020"
        assert number_text(53340) == "53.340"
    with speaking("ru"):
        assert date_text(18591) == "25 ноября 2020\u202fг."
    with speaking("hy"):
        assert date_text(18591) == "25 նոյեմբերի, 2020\u00a0թ."
