"""A cell that was picked on the map: its events are listed, as far as range and filters keep them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from components.details.panel import panel_model
from components.view.navigation import after_pick
from components.view.picks import Pick, read_pick
from components.view.selection import selection_of, view_message
from components.view.state import default_state, from_query, to_query
from geo.dates import day_number
from geo.selection.filters import matches
from geo.spatial.map_tiles import Cell, is_inside

if TYPE_CHECKING:
    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset

TODAY = day_number("2026-11-21")
SHUSHA = "cell:11/1289/776"


@pytest.fixture
def picked(dataset: Dataset) -> ViewState:
    whole = replace(default_state(dataset, TODAY), first=dataset.about.first_day, last=TODAY)
    pick = read_pick({"list": SHUSHA}, dataset)
    assert pick == Pick("list", SHUSHA)
    return after_pick(whole, pick, dataset)


@pytest.mark.parametrize(
    "changes", [{}, {"last": day_number("1993-12-31")}, {"categories": frozenset({"military"})}]
)
def test_the_panel_lists_the_events_of_the_cell_that_pass(
    dataset: Dataset, picked: ViewState, changes: dict[str, object]
) -> None:
    state = replace(picked, **changes)  # type: ignore[arg-type]
    selection = selection_of(state)
    lon, lat = (dataset.events[axis].to_numpy(float) for axis in ("lon", "lat"))
    wanted = dataset.events.index[is_inside(Cell(11, 1289, 776), lon, lat) & matches(dataset, selection)]
    panel = panel_model(dataset, state, selection, today=TODAY)["panel"]
    assert [row["id"] for row in panel["events"]["rows"]] == wanted.tolist()
    assert len(wanted) > 0
    assert panel["title"] == "Events in a cell of the map"
    assert panel["note"] == (
        "A square of the map, 15 km wide; its middle is at latitude 39.842, longitude 46.670."
    )


def test_the_address_and_the_map_know_the_cell(dataset: Dataset, picked: ViewState) -> None:
    assert from_query(to_query(picked, dataset, TODAY), dataset, TODAY) == (picked, ())
    assert view_message(dataset, picked)["cell"] == "11/1289/776"
    assert view_message(dataset, replace(picked, list="unplaced"))["cell"] is None


def test_an_address_that_names_no_cell_is_told(dataset: Dataset) -> None:
    state, unknown = from_query({"list": "cell:40/1/1"}, dataset, TODAY)
    assert (state.list, unknown) == (None, ("list=cell:40/1/1",))


def test_the_event_of_a_view_is_its_row(dataset: Dataset) -> None:
    rows = list(range(0, len(dataset.events), 90))
    state = default_state(dataset, TODAY)
    told = [view_message(dataset, replace(state, event=dataset.events.index[row]))["event"] for row in rows]
    assert told == rows
