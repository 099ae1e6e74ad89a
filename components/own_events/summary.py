"""The summary of what a person brought: counts, the rows that are not shown, and the way back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from components.own_events import problem_list
from components.own_events.background import wait_in_turn
from components.own_events.mapping import offer_key, show_offer
from components.own_events.session import bring_back, forget, forget_removed, make, put, removed
from components.view.selection import selection_of
from components.wording.markdown_escape import plain
from geo.dataset.origin import ADDED
from geo.i18n import gettext as _
from geo.i18n import number_text
from geo.importers import Imported, ImportProblems
from geo.importers.cage import import_apart, in_turn
from geo.selection.filters import matches

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import numpy.typing as npt

    from components.own_events.session import Own
    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset
    from geo.importers import Offer
    from geo.importers.cage import Turn

    Mask = npt.NDArray[np.bool_]

ACCEPTED = "own_accepted"


def show(own: Own, bundled: Dataset, today: int, state: ViewState, go: Callable[[ViewState], None]) -> None:
    """Draw one line over the map.

    Parameters
    ----------
    own
        What this session shows of its person's own.
    bundled
        The dataset of the page.
    today
        The last day of the timeline.
    state, go
        What the page shows, and how it comes to show something else.
    """
    _accepted(own, bundled, today)
    with st.container(key="own_events", horizontal=True, vertical_alignment="center"):
        for key, brought in (("districts", own.boundaries), ("events", own.imported)):
            if brought is not None:
                told = visible(own, brought, state) if isinstance(brought, Imported) else brought.summary()
                st.markdown(f"**{plain(brought.name)}**: {plain(told)}", width="content")
                unit = _("Feature") if key == "districts" else None
                problem_list.show(brought.problem_rows, brought.problems_csv, f"told_{key}", unit=unit)
        if own.imported is not None:
            _widen(own, state, go)
        if own.imported is not None and own.boundaries is None:
            _together(own, own.imported, bundled, today)
        st.button(_("Remove"), key="own_remove", icon=":material/close:", type="tertiary", on_click=forget)
        if own.imported is not None and own.table is not None:
            for offer in own.imported.offers:
                accept = partial(st.session_state.__setitem__, ACCEPTED, offer)
                show_offer(offer, f"own_{offer_key(offer)}", accept)


def show_removed() -> None:
    """Draw the way back for what was taken off the map; nothing where nothing was."""
    own = removed()
    if own is None:
        return
    names = [brought.name for brought in (own.boundaries, own.imported) if brought is not None]
    with st.container(key="own_removed", horizontal=True, vertical_alignment="center"):
        words = _("{names} is off the map again.")
        st.markdown(plain(words.format(names=", ".join(names))), width="content")
        st.button(_("Undo"), key="own_undo", icon=":material/undo:", type="tertiary", on_click=bring_back)
        st.button(
            _("Forget it"),
            key="own_forget",
            icon=":material/close:",
            type="tertiary",
            on_click=forget_removed,
        )


def visible(own: Own, imported: Imported, state: ViewState) -> str:
    """Return how many rows were read, how many are in the data, in the range, and on the map."""
    events = own.dataset.events
    added = (events["origin"] == ADDED).to_numpy(bool)
    chosen = matches(own.dataset, selection_of(state)) & added
    counts = {
        "read": imported.read,
        "kept": imported.shown,
        "left_out": imported.not_shown,
        "in_range": int((_in_range(own.dataset, state) & added).sum()),
        "on_map": int((chosen & (events["placing"] != "none").to_numpy(bool)).sum()),
    }
    words = (
        _(
            "{read} read, {kept} in the data, {left_out} not: see the list;"
            " {in_range} in the range, {on_map} on the map."
        )
        if imported.not_shown
        else _("{read} read, {kept} in the data, {in_range} in the range, {on_map} on the map.")
    )
    return words.format(**{name: number_text(count) for name, count in counts.items()})


def _in_range(dataset: Dataset, state: ViewState) -> Mask:
    first, last = (dataset.events[name].to_numpy() for name in ("first_day", "last_day"))
    within: Mask = (first <= state.last) & (last >= state.first)
    return within


def _widen(own: Own, state: ViewState, go: Callable[[ViewState], None]) -> None:
    """Draw the button that takes all added events into the range, where it leaves some out."""
    events = own.dataset.events
    added = (events["origin"] == ADDED).to_numpy(bool)
    if not (added & ~_in_range(own.dataset, state)).any():
        return
    first = min(state.first, int(events["first_day"][added].min()))
    last = max(state.last, int(events["last_day"][added].max()))
    wide = replace(state, first=first, last=last)
    st.button(
        _("Widen the range"),
        key="own_widen",
        icon=":material/width:",
        type="tertiary",
        on_click=partial(go, wide),
    )


def _together(own: Own, imported: Imported, bundled: Dataset, today: int) -> None:
    key = f"own_together_{own.identity}"  # What was chosen for another file is not chosen for this one.
    wanted = st.toggle(_("With the bundled events"), value=own.with_bundled, key=key)
    if wanted != own.with_bundled:
        again = partial(make, bundled, today, imported=imported, table=own.table, terms=own.terms)
        _show(partial(in_turn, work=partial(again, with_bundled=wanted)))


def _accepted(own: Own, bundled: Dataset, today: int) -> None:
    """Read the file again as the person wants it, where they have just said yes to an offer."""
    offer: Offer | None = st.session_state.pop(ACCEPTED, None)
    table = own.table
    if offer is None or table is None:
        return

    again = partial(
        make,
        bundled,
        today,
        boundaries=own.boundaries,
        with_bundled=own.with_bundled,
        table=table,
        terms=own.terms,
    )

    def work(turn: Turn) -> Own:
        outlines = own.boundaries.dataset if own.boundaries else bundled
        imported = import_apart(table, offer.mapping, outlines, today=today, turn=turn)
        return in_turn(turn, partial(again, imported=imported))

    try:
        _show(work)
    except ImportProblems as problems:
        for problem in problems.problems:
            st.error(plain(problem), icon=":material/error:")


def _show(work: Callable[[Turn], Own]) -> None:
    put(wait_in_turn(plain(_("Placing the events")), work))
    st.rerun()
