"""Claims that are left out before they are compared hold no disagreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from geo.claims import disagreements
from geo.claims.candidates import comparison_candidates
from geo.claims.claim_notes import says_otherwise
from geo.claims.disagreements import find_disagreements
from tests.geo.claims.claim_tables import claims_of, events_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    import geo
    from geo.dataset.metadata import About

TEXTS = ("event_id", "field", "value", "unit", "note")
Dtype = Literal["str", "category"]
DTYPES: tuple[Dtype, ...] = ("str", "category")
ONE_VALUE = ("event", "armenian_media:a", "captured", "3", "persons", "")


def found(dataset: geo.Dataset, *rows: tuple[str, ...]) -> list[int]:
    events = events_of()
    claims = claims_of([(events.index[0], *row[1:]) for row in rows])
    return list(comparison_candidates(claims, events, dataset.about))


@settings(max_examples=8)
@given(seed=st.integers(0, 2**32 - 1), dtype=st.sampled_from(DTYPES))
def test_what_is_left_out_changes_nothing(dataset: geo.Dataset, seed: int, dtype: Dtype) -> None:
    random = np.random.default_rng(seed)
    rows = random.choice(len(dataset.claims), int(random.integers(0, 900)), replace=False)
    claims = dataset.claims.iloc[rows].reset_index(drop=True)
    quickly = find_disagreements(claims.astype(dict.fromkeys(TEXTS, dtype)), dataset.events, dataset.about)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disagreements, "comparison_candidates", all_claims)
        slowly = find_disagreements(claims, dataset.events, dataset.about)
    assert_frame_equal(quickly, slowly)


def all_claims(claims: pd.DataFrame, _events: pd.DataFrame, about: About, _among: None) -> NDArray[np.int64]:
    return np.flatnonzero(~claims["field"].isin(about.claim_rules.remark_fields))


def test_one_value_needs_no_comparing_and_two_do(dataset: geo.Dataset) -> None:
    other = (*ONE_VALUE[:3], "4", *ONE_VALUE[4:])
    assert found(dataset, ONE_VALUE) == []
    assert found(dataset, ONE_VALUE, ONE_VALUE) == []
    assert found(dataset, ONE_VALUE, other) == [0, 1]


def test_a_note_that_tells_of_another_account_brings_the_whole_event(dataset: geo.Dataset) -> None:
    beside = (*ONE_VALUE[:2], "displaced_persons", *ONE_VALUE[3:])
    word = dataset.about.claim_rules.note_words.differ[0]
    assert found(dataset, (*ONE_VALUE[:5], word), beside) == [0, 1]


@pytest.mark.parametrize("written", [str.upper, str.title, lambda word: word.replace("i", "İ"), str.casefold])
def test_words_of_notes_are_found_in_any_case(dataset: geo.Dataset, written: Callable[[str], str]) -> None:
    words = dataset.about.claim_rules.note_words
    for word in words.differ:
        note = f"so says one, but {written(word)}"
        assert found(dataset, (*ONE_VALUE[:5], note)) == ([0] if says_otherwise(note, words) else [])
        assert says_otherwise(note, words)


def test_most_claims_of_a_large_dataset_are_left_out(dataset: geo.Dataset) -> None:
    claims = dataset.claims.drop_duplicates(["event_id", "field"])
    undisputed = dataset.events.assign(status="corroborated")
    assert len(comparison_candidates(claims, undisputed, dataset.about)) < len(claims) / 2


def test_without_claims_there_is_nothing_to_compare(dataset: geo.Dataset) -> None:
    none = dataset.claims.iloc[:0]
    assert comparison_candidates(none, dataset.events, dataset.about).shape == (0,)
    assert find_disagreements(none, dataset.events, dataset.about).empty
