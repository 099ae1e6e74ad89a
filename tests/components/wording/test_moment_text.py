"""What a value is of is said in the language of the page, dates by its own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from components.wording.dates_and_counts import written_date
from components.wording.moment_text import moment_text
from geo.i18n import speaking
from geo.translations import translated_dataset

if TYPE_CHECKING:
    import geo


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("en", "26 Aug 1993; early; 2020"),
        ("ru", "26 авг. 1993\u202fг.; ранние данные; 2020"),
        ("az", "26 avq 1993; ilkin; 2020"),
    ],
)
def test_days_and_words_of_notes_are_said_in_the_language(
    dataset: geo.Dataset, code: str, shown: str
) -> None:
    with speaking(code):
        assert moment_text(translated_dataset(dataset), "26 august 1993; early; 2020") == shown
        assert moment_text(translated_dataset(dataset), "") == ""


def test_a_day_of_every_year_is_written_as_the_language_does() -> None:
    assert written_date("25 November") == "25 November"
    with speaking("ru"):
        assert written_date("25 November") == "25 ноября"
    assert written_date("in November") is None
