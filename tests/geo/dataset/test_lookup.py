"""The claims of one event, found by offsets, are those that a look through all claims finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from pandas.testing import assert_frame_equal

from geo.dataset.lookup import claims_of, is_event, row_of, rows_of

if TYPE_CHECKING:
    import geo


DTYPES: tuple[Literal["str", "category", "object"], ...] = ("str", "category", "object")


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32 - 1), dtype=st.sampled_from(DTYPES))
def test_offsets_find_what_a_look_through_all_claims_finds(
    dataset: geo.Dataset, seed: int, dtype: Literal["str", "category", "object"]
) -> None:
    random = np.random.default_rng(seed)
    rows = random.integers(0, len(dataset.claims), 80)
    events = dataset.events.iloc[np.sort(random.choice(len(dataset.events), 60, replace=False))]
    claims = dataset.claims.iloc[rows].reset_index(drop=True)
    few = replace(dataset, events=events, claims=claims.assign(event_id=claims["event_id"].astype(dtype)))
    for event_id in events.index:
        expected = few.claims.index[few.claims["event_id"] == event_id]
        assert claims_of(few, event_id).index.tolist() == expected.tolist()
    order = {event_id: row for row, event_id in enumerate(events.index)}
    expected_rows = [order.get(event_id, -1) for event_id in claims["event_id"]]
    assert_array_equal(rows_of(few, claims["event_id"]), expected_rows)
    assert_array_equal(rows_of(few, claims["event_id"].iloc[:5]), expected_rows[:5])


def test_claims_in_the_order_of_the_events_are_a_slice(dataset: geo.Dataset) -> None:
    order = np.argsort(rows_of(dataset, dataset.claims["event_id"]), kind="stable")
    sorted_claims = replace(dataset, claims=dataset.claims.iloc[order].reset_index(drop=True))
    for event_id in ("unsc-822-1993", dataset.events.index[0], dataset.events.index[-1]):
        found, same = claims_of(sorted_claims, event_id), claims_of(dataset, event_id)
        assert_frame_equal(found.reset_index(drop=True), same.reset_index(drop=True))
        assert len(found)


@pytest.mark.parametrize("event_id", ["", "nowhere", "\ud800", "a" * 10_000, "unsc-822-1993 "])
def test_what_is_no_event_has_no_claims(dataset: geo.Dataset, event_id: str) -> None:
    assert not is_event(dataset, event_id)
    with pytest.raises(KeyError):
        claims_of(dataset, event_id)


def test_an_event_is_where_the_table_has_it(dataset: geo.Dataset) -> None:
    assert is_event(dataset, "unsc-822-1993")
    assert [row_of(dataset, event_id) for event_id in dataset.events.index[[0, 40, -1]]] == [
        0,
        40,
        len(dataset.events) - 1,
    ]
