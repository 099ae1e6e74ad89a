"""Other words for a word."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.search.synonyms import GROUPS, other_words
from geo.search.text_filter import meaning, searchable
from geo.search.transliteration import words


@pytest.mark.parametrize(
    ("asked", "text", "is_found"),
    [
        ("landmine", "A mine killed two people", True),
        ("landmine", "The council examined a report", False),
        ("mine", "A landmine killed two people", True),
        ("demining", "Mine clearance began near the road", True),
        ("demining", "Clearance of rubble", False),
        ("hydroelectric", "A hydropower station opened", True),
        ("refugees", "Displaced families return", True),
        ("blockade", "Closure of the road", True),
        ("hostages", "One hostage was freed", True),
        ("villages", "A village was rebuilt", True),
        ("ceremonies", "A ceremony was held", True),
        ("crisis", "A crisi", False),
    ],
)
def test_a_word_is_found_by_another_that_means_it(asked: str, text: str, is_found: bool) -> None:  # noqa: FBT001
    assert meaning(asked, pd.Series([searchable(text, [])])).tolist() == [is_found]


def test_the_words_are_those_that_questions_are_made_of() -> None:
    for group in GROUPS:
        for one in group:
            assert " ".join(words(one)) == one
        assert len(set(group)) == len(group)


def test_words_of_a_group_are_asked_for_one_another() -> None:
    for group in GROUPS:
        single = [one for one in group if " " not in one]
        for one in single:
            assert {(other,) for other in single if other != one} <= set(other_words(one))
