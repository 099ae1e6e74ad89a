"""The undo of removed filters: what was taken away last can be brought back, until something else is filtered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from components.view.state import ViewState

FACETS = ("categories", "districts", "evidence", "support", "voices", "text")
_RANGE = ("first", "last")
_KEY = "removed_filters"

Filters = dict[str, Any]


def filters_of(state: ViewState) -> Filters:
    """Return the filters of a state, by their fields, with the range of days."""
    return {name: getattr(state, name) for name in (*FACETS, *_RANGE)}


def is_removal(before: ViewState, after: ViewState) -> bool:
    """Whether a change takes a whole filter away and adds none."""
    lost = any(getattr(before, name) and not getattr(after, name) for name in FACETS)
    return lost and all(
        getattr(after, name) == getattr(before, name) or not getattr(after, name) for name in FACETS
    )


def note(before: ViewState, after: ViewState, *, is_reset: bool = False) -> None:
    """Remember what a change took away.

    Parameters
    ----------
    before, after
        The view before and after.
    is_reset
        Whether all was asked to be taken away: the range of days then counts too.
    """
    was, now = filters_of(before), filters_of(after)
    if was != now and (is_reset or is_removal(before, after)):
        st.session_state[_KEY] = (now, was)


def undone(state: ViewState) -> ViewState | None:
    """Return the state with the filters that were taken away last; None where something else came after."""
    removed: tuple[Filters, Filters] | None = st.session_state.get(_KEY)
    return None if removed is None else restored(state, *removed)


def restored(state: ViewState, now: Filters, was: Filters) -> ViewState | None:
    """Return a state with filters as they were, if it has those that came of their removal.

    Parameters
    ----------
    state
        The view.
    now, was
        The filters after the removal and before it.

    Returns
    -------
    ViewState or None
        The day is kept, and so is the range, widened to what it was before where the removal changed it.
    """
    if any(getattr(state, name) != now[name] for name in FACETS):
        return None
    back = replace(state, **{name: was[name] for name in FACETS}, rows=0)
    if (state.first, state.last) == (now["first"], now["last"]):
        back = replace(back, first=min(was["first"], state.day), last=max(was["last"], state.day))
    return back if filters_of(back) != filters_of(state) else None
