"""The list of districts: the way to choose one without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.view.picks import Pick
from geo.dataset.cache import cached
from geo.i18n import gettext as _
from geo.i18n import language, sort_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset


def show(dataset: Dataset, state: ViewState, on_pick: Callable[[Pick], None]) -> None:
    """Draw the list; choosing or clearing calls ``on_pick``."""
    st.session_state["district"] = state.district
    names = _by_name(dataset, language())
    st.selectbox(
        _("District"),
        list(names),
        key="district",
        format_func=names.__getitem__,
        placeholder=_("Choose a district, or click one on the map"),
        label_visibility="collapsed",
        on_change=lambda: on_pick(Pick("district", st.session_state["district"])),
    )


@cached(4)
def _by_name(dataset: Dataset, _language: str) -> dict[str, str]:
    """Return the names of the districts by their ids, in the order of the names."""
    names = {str(district): str(name) for district, name in dataset.districts["name"].items()}
    return dict(sorted(names.items(), key=lambda entry: sort_key(entry[1])))
