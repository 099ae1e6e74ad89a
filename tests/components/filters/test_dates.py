"""A typed date changes what it names, and keeps the day within the range."""

from __future__ import annotations

from dataclasses import replace

from components.filters.dates import with_typed
from components.view.state import ViewState

STATE = ViewState(day=100, first=50, last=150)


def test_a_typed_day_outside_the_range_widens_it() -> None:
    assert with_typed(STATE, "day", 120) == replace(STATE, day=120)
    assert with_typed(STATE, "day", 20) == replace(STATE, day=20, first=20)
    assert with_typed(STATE, "day", 200) == replace(STATE, day=200, last=200)


def test_a_typed_end_of_the_range_takes_the_day_and_the_other_end_along() -> None:
    assert with_typed(STATE, "first", 120) == replace(STATE, first=120, day=120)
    assert with_typed(STATE, "first", 200) == ViewState(day=200, first=200, last=200)
    assert with_typed(STATE, "last", 20) == ViewState(day=20, first=20, last=20)


def test_a_second_day_can_be_typed_and_moves_nothing_else() -> None:
    assert with_typed(STATE, "compare", 10) == replace(STATE, compare=10)
