"""What a choice does to the view."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from components.details import Pick
from components.view.navigation import after_pick
from components.view.state import ViewState, default_state
from geo.dataset.lookup import days_of
from geo.dates import day_number

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset

TODAY = day_number("2026-11-21")
CAPTURE = "kalbajar-1993-04-02-capture"


@pytest.fixture
def state(dataset: Dataset) -> ViewState:
    return default_state(dataset, TODAY)


def test_a_district_is_selected_and_closed(dataset: Dataset, state: ViewState) -> None:
    chosen = after_pick(state, Pick("district", "kalbajar"), dataset)
    assert chosen.district == "kalbajar"
    assert after_pick(chosen, Pick("district", None), dataset) == state


def test_choosing_another_district_closes_an_event_that_was_not_there(
    dataset: Dataset, state: ViewState
) -> None:
    opened = replace(state, district="kalbajar", event=CAPTURE)
    assert after_pick(opened, Pick("district", "lachin"), dataset).event is None
    assert after_pick(opened, Pick("district", "kalbajar"), dataset).event == CAPTURE


def test_choosing_an_event_elsewhere_closes_the_district(dataset: Dataset, state: ViewState) -> None:
    at_lachin = replace(state, district="lachin")
    assert after_pick(at_lachin, Pick("event", CAPTURE), dataset).district is None
    at_kalbajar = replace(state, district="kalbajar")
    assert after_pick(at_kalbajar, Pick("event", CAPTURE), dataset).district == "kalbajar"


def test_an_event_outside_the_range_widens_the_range_to_it(dataset: Dataset, state: ViewState) -> None:
    late = replace(state, first=day_number("2020-09-27"))
    opened = after_pick(late, Pick("event", CAPTURE), dataset)
    assert opened.first == opened.day == day_number("1993-04-02")
    assert opened.last == late.last


def test_an_event_moves_the_day_to_it_unless_it_lasted_on_that_day(
    dataset: Dataset, state: ViewState
) -> None:
    opened = after_pick(state, Pick("event", CAPTURE), dataset)
    first, last = days_of(dataset, CAPTURE)
    assert (opened.day, opened.first, opened.last) == (first, state.first, state.last)
    during = replace(state, day=last)
    assert after_pick(during, Pick("event", CAPTURE), dataset).day == last


def test_a_day_outside_the_range_widens_the_range_to_it(dataset: Dataset, state: ViewState) -> None:
    day = day_number("2023-09-20")
    early = replace(state, last=state.day)
    assert after_pick(early, Pick("day", day), dataset) == replace(early, day=day, last=day)


def test_the_other_choices(dataset: Dataset, state: ViewState) -> None:
    assert after_pick(state, Pick("order", "newest"), dataset).order == "newest"
    assert after_pick(state, Pick("more", 400), dataset).rows == 400
    listed = after_pick(replace(state, district="lachin"), Pick("list", "unplaced"), dataset)
    assert (listed.list, listed.district) == ("unplaced", None)
    assert after_pick(listed, Pick("list", None), dataset).list is None
    filtered = replace(state, text="mine", categories=frozenset({"military"}))
    assert after_pick(filtered, Pick("reset", "text"), dataset).text == ""
    assert not after_pick(filtered, Pick("reset", "all"), dataset).is_filtered
