"""The dates as a person types them: the day of the control, a second to compare with, the range of the events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from components.view.state import at_days
from geo.dates import day_date, day_number
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset

    Change = Callable[[ViewState], ViewState]


def show(dataset: Dataset, state: ViewState, today: int, go: Callable[[Change], None]) -> None:
    """Draw the button that opens the dates; each change calls ``go`` with what becomes of the state.

    Parameters
    ----------
    dataset
        Gives the first day that can be chosen.
    state
        The day and the range.
    today
        The last day that can be chosen, in days since 1970-01-01.
    go
        Takes the function from the state that is current to the one that the person asks for.
    """
    button = st.popover(_("Dates"), key="dates_filter", on_change="rerun")
    if not button.open:
        return
    with button:
        st.caption(_("Who held the districts is shown on one day, the events of a range of days."))
        for field, label in (
            ("day", _("Control on")),
            ("first", _("Events from")),
            ("last", _("Events until")),
            ("compare", _("Compare with")),
        ):
            known = getattr(state, field)
            st.session_state[f"typed_{field}"] = None if known is None else day_date(known)
            st.date_input(
                label,
                value=None if field == "compare" else "today",
                key=f"typed_{field}",
                min_value=day_date(min(dataset.about.first_day, state.first)),
                max_value=day_date(max(today, state.last)),
                format="YYYY-MM-DD",
                on_change=_take,
                args=(field, go),
            )


def _take(field: str, go: Callable[[Change], None]) -> None:
    value = st.session_state[f"typed_{field}"]
    if value is None and field == "compare":
        go(lambda now: replace(now, compare=None))
    elif isinstance(value, date):
        go(lambda now: with_typed(now, field, day_number(value.isoformat())))


def with_typed(state: ViewState, field: str, day: int) -> ViewState:
    """Return the state with one of its dates as typed.

    A day outside the range widens it; an end of the range that passes the other takes it along.

    Parameters
    ----------
    state
        The state before.
    field
        ``day``, ``first``, ``last`` or ``compare``.
    day
        What was typed, in days since 1970-01-01.
    """
    if field == "compare":
        return replace(state, compare=day)
    if field == "day":
        return at_days(state, day, min(state.first, day), max(state.last, day))
    if field == "first":
        return at_days(state, state.day, day, max(state.last, day))
    return at_days(state, state.day, min(state.first, day), day)
