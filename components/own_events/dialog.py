"""Drop a file, look at what its columns mean, put its events on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.messages import gettext as _
from components.messages import number_text
from components.own_events.mapping import edit
from components.own_events.session import take
from components.plain_text import plain
from geo.importers import ImportProblems, Table, import_events, read_table, recognise
from geo.importers.reading import FORMATS

if TYPE_CHECKING:
    from geo.dataset import Dataset
    from geo.importers import ColumnMapping

PREVIEW_ROWS = 5
_READ = "own_events_read"


def open_dialog(bundled: Dataset, today: int) -> None:
    """Open the dialog "Add events".

    Parameters
    ----------
    bundled
        The dataset whose districts the events are shown on.
    today
        The last day of the timeline, in days since 1970-01-01.
    """
    st.dialog(_("Add events"), width="large")(_content)(bundled, today)


def _content(bundled: Dataset, today: int) -> None:
    st.markdown(
        plain(_("Your events are shown on the districts of this map. They stay in this browser session."))
    )
    file = st.file_uploader(plain(FORMATS), key="own_file")
    if file is None:
        return
    try:
        table = _read(file.file_id, file.getvalue(), file.name)
        mapping = edit(table, recognise(table))
        _preview(table)
        with_bundled = st.checkbox(_("Show the bundled events too"), value=True, key="own_with_bundled")
        if st.button(_("Show on the map"), type="primary", key="own_show"):
            _show(table, mapping, bundled, today, with_bundled=with_bundled)
    except ImportProblems as problems:
        for problem in problems.problems:
            st.error(plain(problem), icon=":material/error:")


def _read(file_id: str, content: bytes, name: str) -> Table:
    """Read an uploaded file once, however often the dialog runs."""
    remembered: tuple[str, Table] | None = st.session_state.get(_READ)
    if remembered is None or remembered[0] != file_id:
        with st.spinner(_("Reading the file")):
            remembered = (file_id, read_table(content, name))
        st.session_state[_READ] = remembered
    return remembered[1]


def _preview(table: Table) -> None:
    rows = _("First {rows} of {count} rows").format(
        rows=number_text(min(PREVIEW_ROWS, len(table.frame))), count=number_text(table.read)
    )
    st.caption(plain(rows))
    st.dataframe(table.frame.head(PREVIEW_ROWS), height="content")


def _show(table: Table, mapping: ColumnMapping, bundled: Dataset, today: int, *, with_bundled: bool) -> None:
    with st.spinner(_("Placing the events")):
        imported = import_events(table, mapping, bundled.districts, neighbours=bundled.neighbours)
    if imported.shown == 0:
        st.error(plain(imported.summary()), icon=":material/error:")
        for problem in imported.problems(PREVIEW_ROWS):
            st.error(plain(problem))
        return
    take(imported, bundled, today, with_bundled=with_bundled)
    st.session_state.pop(_READ, None)
    st.rerun()
