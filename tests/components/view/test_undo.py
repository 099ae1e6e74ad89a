"""What filters were taken away can be brought back, and only that."""

from __future__ import annotations

from dataclasses import replace

from components.view.state import ViewState
from components.view.undo import filters_of, is_removal, restored

FILTERED = ViewState(
    day=18_000,
    first=17_000,
    last=18_500,
    categories=frozenset({"landmine"}),
    text="shusha",
    district="lachin",
)
BARE = replace(FILTERED, categories=frozenset(), text="")


def test_taking_a_whole_filter_away_is_a_removal_and_another_choice_is_none() -> None:
    assert is_removal(FILTERED, BARE)
    assert is_removal(FILTERED, replace(FILTERED, text=""))
    assert not is_removal(BARE, FILTERED)
    assert not is_removal(FILTERED, FILTERED)
    assert not is_removal(FILTERED, replace(FILTERED, text="", categories=frozenset({"battle"})))
    assert not is_removal(FILTERED, replace(FILTERED, text="lachin"))


def test_undo_brings_back_the_filters_and_leaves_what_was_selected_since() -> None:
    since = replace(BARE, district="shusha", event="shusha-capture-1992")
    back = restored(since, filters_of(BARE), filters_of(FILTERED))
    assert back == replace(FILTERED, district="shusha", event="shusha-capture-1992", rows=0)


def test_undo_of_a_reset_brings_the_range_back_around_the_day() -> None:
    whole = replace(BARE, first=6_000, last=20_000)
    moved = replace(whole, day=19_000)
    back = restored(moved, filters_of(whole), filters_of(FILTERED))
    assert back is not None
    assert (back.first, back.day, back.last) == (17_000, 19_000, 19_000)


def test_after_another_range_only_the_filters_come_back() -> None:
    whole = replace(BARE, first=6_000, last=20_000)
    other = replace(whole, first=10_000)
    back = restored(other, filters_of(whole), filters_of(FILTERED))
    assert back is not None
    assert (back.first, back.last) == (10_000, 20_000)
    assert back.categories == FILTERED.categories


def test_after_another_filter_there_is_nothing_to_undo() -> None:
    assert restored(replace(BARE, text="aghdam"), filters_of(BARE), filters_of(FILTERED)) is None
    assert restored(FILTERED, filters_of(BARE), filters_of(FILTERED)) is None
