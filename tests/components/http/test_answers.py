"""What a request asks of is told in the language that is spoken, whichever was spoken before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from components.http.answers import Asked
from geo.i18n import LANGUAGES, speaking

if TYPE_CHECKING:
    from geo import Dataset


def test_a_dataset_is_told_in_the_language_of_now(made_up: Dataset) -> None:
    about = Asked(made_up, 0, "")
    for asked_of in (about, replace(about, today=1)):
        for code in (*LANGUAGES[1:], *LANGUAGES):
            with speaking(code):
                spoken = asked_of.told.spoken
                assert ("en" if spoken is None else spoken.texts.language) == code
                assert asked_of.told is asked_of.told
