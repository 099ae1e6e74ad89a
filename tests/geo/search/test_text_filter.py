from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.dates import day_number
from geo.search.text_filter import contain_words, searchable
from geo.search.transliteration import words
from geo.selection.filters import Selection, matches

if TYPE_CHECKING:
    import geo

ALL = Selection(day_number("1988-01-01"), day_number("2026-11-21"))
SPELLINGS = (
    *("Kalbajar", "Kəlbəcər", "KELBECER", "Kalbadjar", "Kelbadzhar", "Кельбаджар"),
    *("Քարվաճառ", "Karvachar", "Карвачар", "kalbaj"),
)


def found(dataset: geo.Dataset, text: str) -> set[str]:
    return set(dataset.events.index[matches(dataset, replace(ALL, text=text))])


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_a_district_keeps_its_events(dataset: geo.Dataset, spelling: str) -> None:
    kept = found(dataset, spelling)
    of_district = {
        event
        for event, row in dataset.events.iterrows()
        if "kalbajar" in row["district_ids"] and not row["region_wide"]
    }
    assert len(of_district) > 100
    assert of_district <= kept


def test_prose_is_read_as_it_is_written(dataset: geo.Dataset) -> None:
    # "war" sounds like the beginning of "were", which is in half of the summaries.
    for event in found(dataset, "war"):
        row = dataset.events.loc[event]
        everything = f"{row['title']} {row['summary']} {row['place_name']}".casefold()
        assert "war" in everything or "var" in row["search_text"].casefold()
    assert len(found(dataset, "war")) < 60


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("school", True),
        ("SCHOOL opened", True),
        ("choo", True),
        ("sckool", False),
        ("Xankendi", True),
        ("khan", True),
        ("hankendi school", True),
        ("Aliev", True),
        ("met", True),
        ("mat", False),
        ("sos", True),
        ("susu", False),
        ("su", True),
        ("so", False),
    ],
)
def test_words_of_prose_and_names(asked: str, expected: bool) -> None:  # noqa: FBT001 - the table's last column
    text = searchable("A school was opened; Aliyev met the teachers", ["Khankendi", "Sus"])
    assert contain_words(words(asked), pd.Series([text])).tolist() == [expected]


def test_a_question_without_a_word_finds_nothing(dataset: geo.Dataset) -> None:
    assert found(dataset, "?!") == set()
    assert len(found(dataset, "  ")) == len(dataset.events)


@given(st.text())
@example("(?P<x>.*" * 100)
@example("w" * 10_000)
def test_no_text_breaks_the_filter_and_a_text_contains_itself(text: str) -> None:
    assert contain_words(words(text), pd.Series([searchable(text, []), searchable("", [text])])).all()
