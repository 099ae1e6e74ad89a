"""The handle with which a phone's bottom sheet is drawn up and down."""

from __future__ import annotations

import streamlit as st

from components.assets import component
from geo.i18n import gettext as _

SHEET_KEY = "side"

_sheet = component("sheet", "sheet/index.js")


def handle(chosen: str | None, *, is_aside: bool = False) -> None:
    """Draw the handle; it belongs at the top of the container with the key ``SHEET_KEY``.

    Parameters
    ----------
    chosen
        What is selected: a new selection draws a lowered sheet up again.
    is_aside
        Whether the part of the page has more to show than a map: the sheet then begins lowered.
    """
    with st.container(key="handle"):
        _sheet(
            key="sheet",
            data={
                "selector": f".st-key-{SHEET_KEY}",
                "chosen": chosen,
                "aside": is_aside,
                "label": _("Details: draw up or down, or press to change the height"),
            },
        )
