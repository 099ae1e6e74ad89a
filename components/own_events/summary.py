"""The summary of what a person brought: counts, the rows that are not shown, and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from components.own_events import problem_list
from components.own_events.background import wait_for
from components.own_events.mapping import show_offer
from components.own_events.session import forget, make, put
from components.wording.markdown_escape import plain
from geo.i18n import gettext as _
from geo.importers import import_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.own_events.session import Own
    from geo.dataset.dataset import Dataset
    from geo.importers import Imported, Offer

ACCEPTED = "own_accepted"


def show(own: Own, bundled: Dataset, today: int) -> None:
    """Draw one line over the map.

    Parameters
    ----------
    own
        What this session shows of its person's own.
    bundled
        The dataset of the page.
    today
        The last day of the timeline.
    """
    _accepted(own, bundled, today)
    with st.container(key="own_events", horizontal=True, vertical_alignment="center"):
        for key, brought in (("districts", own.boundaries), ("events", own.imported)):
            if brought is not None:
                st.markdown(f"**{plain(brought.name)}**: {plain(brought.summary())}", width="content")
                unit = _("Feature") if key == "districts" else None
                problem_list.show(brought.problem_rows, brought.problems_csv, f"told_{key}", unit=unit)
        if own.imported is not None and own.boundaries is None:
            _together(own, own.imported, bundled, today)
        st.button(_("Remove"), key="own_remove", icon=":material/close:", type="tertiary", on_click=forget)
        if own.imported is not None and own.table is not None:
            for number, offer in enumerate(own.imported.offers):
                accept = partial(st.session_state.__setitem__, ACCEPTED, offer)
                show_offer(offer, f"own_offer_{number}", accept)


def _together(own: Own, imported: Imported, bundled: Dataset, today: int) -> None:
    key = f"own_together_{own.identity}"  # What was chosen for another file is not chosen for this one.
    wanted = st.toggle(_("With the bundled events"), value=own.with_bundled, key=key)
    if wanted != own.with_bundled:
        _show(partial(make, bundled, today, imported=imported, with_bundled=wanted, table=own.table))


def _accepted(own: Own, bundled: Dataset, today: int) -> None:
    """Read the file again as the person wants it, where they have just said yes to an offer."""
    offer: Offer | None = st.session_state.pop(ACCEPTED, None)
    table = own.table
    if offer is None or table is None:
        return

    def again() -> Own:
        outlines = own.boundaries.dataset if own.boundaries else bundled
        imported = import_events(table, offer.mapping, outlines.districts, neighbours=outlines.neighbours)
        return make(
            bundled,
            today,
            imported=imported,
            boundaries=own.boundaries,
            with_bundled=own.with_bundled,
            table=table,
        )

    _show(again)


def _show(work: Callable[[], Own]) -> None:
    put(wait_for(plain(_("Placing the events")), work))
    st.rerun()
