"""The order of a store's events, and that of the claims that follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.store import layout
from geo.store.parts import following

if TYPE_CHECKING:
    from random import Random


@given(st.lists(st.integers(0, 6), max_size=30), st.randoms(use_true_random=False), st.integers(0, 7))
@settings(max_examples=30)
def test_claims_stand_in_their_order_with_their_event_wherever_it_went(
    rows: list[int], chance: Random, kept: int
) -> None:
    rank = list(range(7))
    chance.shuffle(rank)
    rank = rank[:kept]
    order, positions = following(np.array(rows, "int32"), np.array(rank, "int64"))
    expected = [
        (at, place) for place, event in enumerate(rank) for at, row in enumerate(rows) if row == event
    ]
    assert list(zip(order.to_pylist(), positions.to_pylist(), strict=True)) == expected


@given(
    st.lists(
        st.tuples(st.none() | st.integers(0, 3), st.integers(-400, 400), st.text("ab", max_size=2)),
        max_size=30,
    )
)
@settings(max_examples=30)
def test_events_are_ordered_by_tile_day_and_id(events: list[tuple[int | None, int, str]]) -> None:
    tiles, days, ids = zip(*events, strict=True) if events else ((), (), ())
    table = pa.table(
        {
            "tile": pa.array(tiles, pa.int32()),
            "first_day": pa.array(days, pa.int32()),
            "event_id": pa.array(ids, pa.string()),
        }
    )
    expected = sorted(
        range(len(events)), key=lambda at: (-1 if tiles[at] is None else tiles[at], days[at], ids[at])
    )
    assert layout.order_of(table).tolist() == expected
