"""The list of what is wrong with a file's rows or features, to look at and to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.wording.markdown_escape import plain
from geo.i18n import gettext as _
from geo.i18n import number_text, sentence_text

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

WIDTH = 720
"""Of the list in pixels, where the page has room."""
MOST_ROWS = 1_000
"""Rows that are shown; the file has all."""


def show(
    rows: pd.DataFrame,
    as_csv: Callable[[], bytes],
    key: str,
    *,
    file: str = "rows-to-mend.csv",
    unit: str | None = None,
) -> None:
    """Draw a button that opens the list; nothing where nothing is wrong.

    Parameters
    ----------
    rows
        Columns line, column, value, expected, remedy, severity (:mod:`geo.importers.problems`).
    as_csv
        Makes the file of all of them.
    key, file
        Names the widgets, and the file.
    unit
        What is counted in the file, where that is not its lines.
    """
    if rows.empty:
        return
    with (
        st.popover(_("See the list"), key=f"own_{key}_list"),
        st.container(key=f"own_{key}_told", width=WIDTH),
    ):
        told = rows.head(MOST_ROWS)
        told = told.assign(**{name: told[name].map(sentence_text) for name in ("expected", "remedy")})
        st.dataframe(
            told.rename(
                columns={
                    "line": unit or _("Line"),
                    "column": _("Column"),
                    "value": _("Value"),
                    "expected": _("Expected"),
                    "remedy": _("What to do"),
                    "severity": _("Weight"),
                    "rows": _("Rows"),
                }
            ),
            hide_index=True,
        )
        if len(rows) > MOST_ROWS:
            more = _("The first {shown} of {all} are shown; the file has them all.")
            st.caption(plain(more.format(shown=number_text(MOST_ROWS), all=number_text(len(rows)))))
        st.download_button(
            _("Download the list (CSV)"), as_csv, file_name=file, mime="text/csv", key=f"own_{key}_problems"
        )
