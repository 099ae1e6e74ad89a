"""The details panel: which of its states is shown, and what the person chose in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from components.assets import component
from components.details.district import district_model
from components.details.event_lists import named_list_model, nothing_found_model
from components.details.event_record import record_model
from components.details.event_rows import PAGE
from components.details.overview import FEW_ROWS, overview_model
from components.details.palette import Palette
from components.details.voices_banner import voices_banner_model
from components.view.picks import Pick, read_pick
from components.wording.dates_and_counts import day_text
from geo.dataset.cache import cached
from geo.i18n import gettext as _
from geo.i18n import language, ngettext, number_text
from geo.selection.filters import matches
from geo.translations import has_translations

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.details.inline_text import Json
    from components.view.state import ViewState
    from geo import Dataset, Selection

_panel = component("details", "details/index.js")


def show(
    dataset: Dataset,
    state: ViewState,
    selection: Selection,
    *,
    today: int,
    on_pick: Callable[[Pick], None],
    amend: Callable[[Json], Json] | None = None,
    key: str = "details",
) -> None:
    """Draw the panel.

    Parameters
    ----------
    dataset
        What the panel speaks of.
    state
        The chosen day, range, filters and selection.
    selection
        The same filters as the data side takes them.
    today
        The last day of the histories and the day of the City Days, in days since 1970-01-01.
    on_pick
        Called with what the person chose, before the page runs again.
    amend
        Returns the model as it is to be drawn, where the dataset holds only some of the events that are counted.
    key
        The component's key in the session.
    """

    def changed() -> None:
        pick = read_pick(st.session_state[key].get("pick"), dataset)
        if pick is not None:
            on_pick(pick)

    model = panel_model(dataset, state, selection, today=today)
    _panel(key=key, data=model if amend is None else amend(model), on_pick_change=changed)


def panel_model(
    dataset: Dataset,
    state: ViewState,
    selection: Selection,
    *,
    today: int,
) -> Json:
    """Return what the browser draws: palette, panel, announcement. Parameters as in :func:`show`.

    Others are given the same answer: it is read and never changed.
    """
    return _panel_model(dataset, replace(state, at=None), selection, today, language())


@cached(64, of_large=16)
def _panel_model(
    dataset: Dataset, state: ViewState, selection: Selection, today: int, _language: str
) -> Json:
    palette = Palette(dataset.about)
    listed = state.rows or PAGE
    if state.list is not None:
        panel = named_list_model(state.list, dataset, state, selection, palette, rows=listed)
    elif state.district is not None:
        panel = district_model(dataset, state, selection, palette, today=today, rows=listed)
    elif state.event is not None:
        panel = event_model(state.event, dataset, palette, state.voices)
    elif not matches(dataset, selection).any() and state.is_filtered:
        panel = nothing_found_model(dataset, state, selection)
    else:
        panel = overview_model(dataset, state, selection, palette, today=today, rows=state.rows or FEW_ROWS)
    banner = voices_banner_model(dataset, state, selection)
    return {
        "palette": palette.model,
        "panel": panel,
        "voices_banner": banner,
        # The head of a district and its list say both clocks.
        "clock": None if panel["kind"] == "district" else clock_text(state),
        "time": [state.day, state.first, state.last],
        "announce": _announcement(panel, banner, _count_text(dataset, state, selection)),
        "translated": None if panel["kind"] == "event" else machine_note(dataset),
    }


def clock_text(state: ViewState) -> str:
    """Return the two clocks of the page: the day of the control and the range of the events."""
    return _("Control on {day}; events from {first} to {last}").format(
        day=day_text(state.day), first=day_text(state.first), last=day_text(state.last)
    )


def machine_note(dataset: Dataset) -> str | None:
    """Return the mark of what a program translated in a list; None where there is nothing of that kind."""
    if not has_translations(dataset):
        return None
    return _("Titles, names and notes are translated by machine from English; the English text decides.")


def event_model(
    event_id: str, dataset: Dataset, palette: Palette, chosen: frozenset[str] = frozenset()
) -> Json:
    """Return the panel of one event that is shown by itself; ``chosen`` are the voices listened to."""
    record = record_model(event_id, dataset, palette, chosen)
    return {
        "kind": "event",
        "id": event_id,
        "title": record["title"],
        "record": record,
        "back": _("Back to the day"),
    }


def _count_text(dataset: Dataset, state: ViewState, selection: Selection) -> str:
    """Return how many events are shown, and that filters keep others out."""
    count = int(matches(dataset, selection).sum())
    if state.is_filtered:
        text = ngettext("{count} event passes the filters", "{count} events pass the filters", count)
    else:
        text = ngettext("{count} event in the range", "{count} events in the range", count)
    return text.format(count=number_text(count))


def _announcement(panel: Json, banner: Json | None, count: str) -> str:
    """Return the sentence a screen reader says when the panel, the filters or the range change."""
    events = panel.get("events", {})
    opened = events.get("apart") or next(
        (row["record"] for row in events.get("rows", []) if "record" in row), None
    )
    parts = [
        banner and banner["title"],
        panel["title"],
        opened["title"] if opened else events.get("of", panel.get("hint")),
        count,
    ]
    return ". ".join(part for part in parts if part)
