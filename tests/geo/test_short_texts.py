"""What is worked out of texts is kept for short ones alone: long ones of strangers stay nowhere."""

from __future__ import annotations

import pytest

from components.wording import markdown_escape
from geo.claims import claim_notes
from geo.importers import date_parsing
from geo.search import text_filter, transliteration
from geo.short_texts import cached_if_short


def test_an_answer_to_a_long_text_is_worked_out_each_time() -> None:
    asked: list[tuple[int, str]] = []

    @cached_if_short(4, longest=5)
    def length(number: int, text: str) -> int:
        asked.append((number, text))
        return number + len(text)

    assert [length(1, text) for text in ("short", "short", "longer", "longer")] == [6, 6, 7, 7]
    assert asked == [(1, "short"), (1, "longer"), (1, "longer")]


def test_types_are_told_apart_where_that_is_asked_for() -> None:
    written = cached_if_short(4, longest=5, typed=True)(repr)
    assert [written(1), written(1.0)] == ["1", "1.0"]


@pytest.mark.parametrize(
    "function",
    [
        claim_notes.read_note,
        claim_notes.says_otherwise,
        date_parsing._is_time,
        markdown_escape._escaped,
        text_filter._read,
        text_filter._spoken,
        transliteration.sound,
    ],
)
def test_functions_of_peoples_texts_have_no_cache_that_takes_long_ones(function: object) -> None:
    assert not hasattr(function, "cache_info")
    assert hasattr(function, "__wrapped__")
