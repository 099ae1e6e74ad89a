"""Claims that are left out before they are compared hold no disagreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from geo import disagreements
from geo.disagreements import find_disagreements
from geo.worth_comparing import worth_comparing
from tests.geo.claims import claims_of, events_of

if TYPE_CHECKING:
    import geo

TEXTS = ("event_id", "field", "value", "unit", "note")
Dtype = Literal["str", "category"]
DTYPES: tuple[Dtype, ...] = ("str", "category")
ONE_VALUE = ("event", "armenian_media:a", "captured", "3", "persons", "")


def found(dataset: geo.Dataset, *rows: tuple[str, ...]) -> list[bool]:
    events = events_of()
    claims = claims_of([(events.index[0], *row[1:]) for row in rows])
    return list(worth_comparing(claims, events, np.zeros(len(events), dtype=bool), dataset.about))


@settings(max_examples=8)
@given(seed=st.integers(0, 2**32 - 1), dtype=st.sampled_from(DTYPES))
def test_what_is_left_out_changes_nothing(dataset: geo.Dataset, seed: int, dtype: Dtype) -> None:
    random = np.random.default_rng(seed)
    rows = random.choice(len(dataset.claims), int(random.integers(0, 900)), replace=False)
    claims = dataset.claims.iloc[rows].reset_index(drop=True)
    quickly = find_disagreements(claims.astype(dict.fromkeys(TEXTS, dtype)), dataset.events, dataset.about)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disagreements, "worth_comparing", lambda claims, *_: np.ones(len(claims), dtype=bool))
        slowly = find_disagreements(claims, dataset.events, dataset.about)
    assert_frame_equal(quickly, slowly)


def test_one_value_needs_no_comparing_and_two_do(dataset: geo.Dataset) -> None:
    other = (*ONE_VALUE[:3], "4", *ONE_VALUE[4:])
    assert found(dataset, ONE_VALUE) == [False]
    assert found(dataset, ONE_VALUE, ONE_VALUE) == [False, False]
    assert found(dataset, ONE_VALUE, other) == [True, True]


def test_a_note_that_tells_of_another_account_brings_the_whole_event(dataset: geo.Dataset) -> None:
    beside = (*ONE_VALUE[:2], "displaced_persons", *ONE_VALUE[3:])
    word = dataset.about.claim_rules.note_words.differ[0]
    assert found(dataset, (*ONE_VALUE[:5], word), beside) == [True, True]


def test_most_claims_of_a_large_dataset_are_left_out(dataset: geo.Dataset) -> None:
    claims = dataset.claims.drop_duplicates(["event_id", "field"])
    undisputed = np.zeros(len(dataset.events), dtype=bool)
    assert worth_comparing(claims, dataset.events, undisputed, dataset.about).mean() < 0.5


def test_without_claims_there_is_nothing_to_compare(dataset: geo.Dataset) -> None:
    none = dataset.claims.iloc[:0]
    assert worth_comparing(none, dataset.events, np.ones(377, dtype=bool), dataset.about).shape == (0,)
    assert find_disagreements(none, dataset.events, dataset.about).empty
