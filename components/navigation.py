"""What a choice on the page does to the view: pure, from state and choice to the next state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from components.state import moved, without

if TYPE_CHECKING:
    from components.details.picks import Pick
    from components.state import ViewState
    from geo.dataset import Dataset


def after_pick(state: ViewState, pick: Pick, dataset: Dataset) -> ViewState:
    """Return the state after a choice on the map, the timeline or in the panel.

    Choosing a district closes an event that did not happen there. Choosing an event outside the
    selected district closes the district. Choosing a day outside the range widens the range to it.
    """
    value = pick.value
    match pick.kind:
        case "district":
            return _at_district(state, None if value is None else str(value), dataset)
        case "event":
            return _at_event(state, None if value is None else str(value), dataset)
        case "day" if isinstance(value, int):
            return moved(state, value, min(state.first, value), max(state.last, value))
        case "order":
            return replace(state, order="newest" if value == "newest" else "oldest", rows=0)
        case "reset":
            return replace(without(state, str(value)), rows=0)
        case "list":
            listed = None if value is None else str(value)
            return replace(state, list=listed, district=None, event=None, rows=0)
        case "more" if isinstance(value, int):
            return replace(state, rows=value)
        case _:
            return state


def _at_district(state: ViewState, district: str | None, dataset: Dataset) -> ViewState:
    event = state.event
    if event is not None and district not in dataset.events.at[event, "district_ids"]:
        event = None
    return replace(state, district=district, event=event, list=None, rows=0)


def _at_event(state: ViewState, event: str | None, dataset: Dataset) -> ViewState:
    if event is None:
        return replace(state, event=None)
    happened_in = dataset.events.at[event, "district_ids"]
    stays = state.district is None or state.district in happened_in
    first, last = int(dataset.events.at[event, "first_day"]), int(dataset.events.at[event, "last_day"])
    if last < state.first or first > state.last:
        state = moved(state, state.day, min(state.first, first), max(state.last, last))
    return replace(state, event=event, district=state.district if stays else None)
