"""The list of districts: the way to choose one without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.view.picks import Pick
from geo.i18n import gettext as _
from geo.i18n import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset


def show(dataset: Dataset, state: ViewState, on_pick: Callable[[Pick], None]) -> None:
    """Draw the list; choosing or clearing calls ``on_pick``."""
    st.session_state["district"] = state.district
    st.selectbox(
        _("District"),
        sorted(
            dataset.districts.index,
            key=lambda district: sort_key(str(dataset.districts.at[district, "name"])),
        ),
        key="district",
        format_func=lambda district: str(dataset.districts.at[district, "name"]),
        placeholder=_("Choose a district, or click one on the map"),
        label_visibility="collapsed",
        on_change=lambda: on_pick(Pick("district", st.session_state["district"])),
    )
