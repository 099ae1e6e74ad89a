"""A person's own districts: a layer is dropped, its names are chosen, what became of it is told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from components.own_events import problem_list, upload
from components.own_events.background import wait_in_turn
from components.wording.markdown_escape import plain
from geo.i18n import gettext as _
from geo.importers.cage import draw_apart
from geo.importers.own_districts import name_column

if TYPE_CHECKING:
    from geo.importers import Table
    from geo.importers.cage import Turn
    from geo.importers.own_districts import Boundaries

FILE = "districts"
_MADE = "own_districts_made"


def ask(turn: int = 0) -> Boundaries | None:
    """Draw the place to drop a layer, and what became of it; return its districts.

    Parameters
    ----------
    turn
        How often the dialog was opened.

    Raises
    ------
    ImportProblems
        When it has no polygons with names.
    """
    label = _(
        "Polygons with names: GeoJSON, GeoPackage, GeoParquet, KML, TopoJSON, or a Shapefile in a zip archive"
    )
    brought = upload.ask(FILE, label, turn, areas=True)
    if brought is None:
        st.session_state.pop(_MADE, None)
        return None
    columns = brought.table.columns
    likeliest = name_column(brought.table)
    column = st.selectbox(
        _("Column with the names of the districts"),
        columns,
        index=columns.index(likeliest) if likeliest else None,
        key=f"{brought.identity}_names",
        placeholder=_("no column"),
    )
    made: tuple[str, str | None, Boundaries] | None = st.session_state.get(_MADE)
    if made is None or made[:2] != (brought.identity, column):
        work = partial(_draw_boundaries, brought.table, column or "")
        made = brought.identity, column, wait_in_turn(plain(_("Reading the outlines")), work)
        st.session_state[_MADE] = made
    tell(made[2])
    return made[2]


def _draw_boundaries(table: Table, column: str, turn: Turn) -> Boundaries:
    return draw_apart(table, column, turn=turn)


def forget() -> None:
    """Forget the layer that was read."""
    upload.forget(FILE)
    st.session_state.pop(_MADE, None)


def tell(boundaries: Boundaries, key: str = "districts") -> None:
    """Say what became of a layer, with the list of what was repaired and left out."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(boundaries.summary()), width="content")
        problem_list.show(
            boundaries.problem_rows,
            boundaries.problems_csv,
            key,
            file="features-to-mend.csv",
            unit=_("Feature"),
        )
