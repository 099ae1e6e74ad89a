"""Changes of the view by a choice on the page: pure, from state and choice to the next state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from components.view.state import KINDS, PAGES, SORTS, at_days, without, word_of
from geo.dataset.lookup import days_of, districts_of

if TYPE_CHECKING:
    from components.view.picks import Pick
    from components.view.state import Page, ViewState
    from geo.dataset.dataset import Dataset


def after_pick(state: ViewState, pick: Pick, dataset: Dataset) -> ViewState:
    """Return the state after a choice on the map, the timeline or in the panel.

    Choosing a district closes an event that did not happen there. Choosing an event outside the
    selected district closes the district. Choosing a place opens its district. Either opens the map,
    from a part of the page that has no panel to show it in. Choosing an event moves the day to it, and
    what is outside the range, a day or an event, widens the range to it.
    """
    if isinstance(pick.value, int):
        return _at_number(state, pick.kind, pick.value)
    value = pick.value
    following = state
    match pick.kind:
        case "district":
            following = _at_district(state, value, dataset)
        case "event":
            following = _at_event(state, value, dataset)
        case "place" if value is not None:
            following = _at_place(state, value, dataset)
        case "list":
            following = replace(state, list=value, place=None, district=None, event=None, rows=0)
        case "order":
            following = replace(state, order="newest" if value == "newest" else "oldest", rows=0)
        case "reset" if value is not None:
            following = replace(without(state, value), rows=0)
        case "page" | "sort" | "kind":
            following = _in_parts(state, pick.kind, value)
    return following


def _in_parts(state: ViewState, kind: str, value: str | None) -> ViewState:
    """Return the state in another part of the page, or with its list of disagreements arranged otherwise."""
    if kind == "page":
        return replace(state, page=word_of(value, PAGES) or state.page, rows=0)
    if kind == "sort":
        return replace(state, sort=word_of(value, SORTS) or state.sort, rows=0)
    return replace(state, kind=word_of(value, KINDS), rows=0)


def _at_number(state: ViewState, kind: str, value: int) -> ViewState:
    if kind == "day":
        return at_days(state, value, min(state.first, value), max(state.last, value))
    return replace(state, rows=value) if kind == "more" else state


def _at_district(state: ViewState, district: str | None, dataset: Dataset) -> ViewState:
    event = state.event
    if event is not None and district not in districts_of(dataset, event):
        event = None
    return replace(
        state, district=district, event=event, list=None, place=None, rows=0, page=_page_with_panel(state)
    )


def _at_place(state: ViewState, place: str, dataset: Dataset) -> ViewState:
    """Return the state in which the map shows a place and the panel its district."""
    district = dataset.places["district_id"].to_dict()[place]
    known = district if district in dataset.districts.index else None
    return replace(_at_district(state, known, dataset), event=None, place=place)


def _at_event(state: ViewState, event: str | None, dataset: Dataset) -> ViewState:
    if event is None:
        return replace(state, event=None)
    if state.page != _page_with_panel(state):
        state = replace(state, page=_page_with_panel(state), rows=0)
    stays = state.district is None or state.district in districts_of(dataset, event)
    first, last = days_of(dataset, event)
    day = state.day if first <= state.day <= last else first
    is_outside = last < state.first or first > state.last
    end = last if is_outside else day
    state = at_days(state, day, min(state.first, first if is_outside else day), max(state.last, end))
    return replace(state, event=event, district=state.district if stays else None, place=None)


def _page_with_panel(state: ViewState) -> Page:
    """Return the part of the page that shows what is selected: the present one, if it has a panel."""
    return state.page if state.page == "figures" else "map"
