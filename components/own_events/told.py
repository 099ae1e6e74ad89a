"""What became of the person's file: counts, the list of rows that are not shown, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.messages import gettext as _
from components.own_events.session import forget, take
from components.plain_text import plain

if TYPE_CHECKING:
    from components.own_events.session import Own
    from geo.dataset import Dataset


def show(own: Own, bundled: Dataset, today: int) -> None:
    """Draw one line over the map.

    Parameters
    ----------
    own
        The events of this session.
    bundled
        The dataset they were added to.
    today
        The last day of the timeline.
    """
    imported = own.imported

    def together() -> None:
        take(imported, bundled, today, with_bundled=bool(st.session_state["own_together"]))

    with st.container(key="own_events", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(imported.name)}**: {plain(imported.summary())}", width="content")
        if len(imported.problem_rows):
            with st.popover(_("See the list"), key="own_list"):
                st.dataframe(imported.problem_rows, hide_index=True)
                st.download_button(
                    _("Download the list (CSV)"),
                    imported.problems_csv,
                    file_name="rows-to-mend.csv",
                    mime="text/csv",
                    key="own_problems",
                )
        st.toggle(
            _("With the bundled events"),
            value=own.with_bundled,
            key="own_together",
            on_change=together,
        )
        st.button(_("Remove"), key="own_remove", icon=":material/close:", type="tertiary", on_click=forget)
