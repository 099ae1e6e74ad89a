"""Questions that a file leaves open, asked with the first rows under each reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.wording.markdown_escape import plain
from geo.i18n import gettext as _
from geo.i18n import sentence_text

if TYPE_CHECKING:
    from geo.importers.table import Alternative, Question

OTHER = "?"
"""The answer of who wants none of the alternatives."""


def ask(question: Question, key: str) -> str:
    """Draw a question and return its answer: the value of an alternative, `OTHER` for another.

    Parameters
    ----------
    question
        From :attr:`geo.importers.table.Table.questions`; the first alternative stands until one is chosen.
    key
        Names the widget.
    """
    names = {
        "header": _("Line with the names of the columns"),
        "encoding": _("Encoding of the text"),
        "epsg": _("Coordinate system"),
    }
    ways = {way.value: way for way in question.alternatives}
    values = [*ways, OTHER]
    captions = [_rows(ways[value]) if value in ways else "" for value in values]
    st.markdown(plain(sentence_text(question.sentence)))
    return str(
        st.radio(
            names.get(question.about, ""),  # A label is read out as it stands: no escaped text.
            values,
            format_func=lambda value: (
                plain(sentence_text(ways[value].label)) if value in ways else plain(_("Another"))
            ),
            captions=captions,
            label_visibility="collapsed",
            key=key,
        )
    )


def _rows(way: Alternative) -> str:
    """Return the first rows of a reading, each on a line of its own."""
    return "  \n".join(plain(" | ".join(row)) for row in way.rows)
