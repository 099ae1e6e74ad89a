"""The page's head: title, what the dataset is about, and the buttons that belong to the whole page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import about
from components.assets import FRONTEND, component
from components.messages import gettext as _
from components.plain_text import plain

if TYPE_CHECKING:
    from geo.dataset import Dataset

_actions = component("actions", "actions/index.js")


def style() -> None:
    """Apply the page's own style sheet; it holds no data."""
    st.html(FRONTEND / "page/page.css")


def icon() -> str:
    """Return the page's icon as SVG; Streamlit's own icons would be fetched from the internet."""
    return (FRONTEND / "page/icon.svg").read_text(encoding="utf-8")


def show(dataset: Dataset) -> None:
    """Draw the head.

    Parameters
    ----------
    dataset
        Gives title, subtitle and the text behind "About the data".
    """
    with st.container(key="heading", horizontal=True, vertical_alignment="center"):
        with st.container(key="title", width="stretch"):
            st.markdown(f"# {plain(dataset.about.title)}")
            with st.container(key="subtitle"):
                st.caption(plain(dataset.about.subtitle))
        with st.container(key="actions", horizontal=True, width="content", gap="small"):
            if st.button(_("About the data"), key="about", icon=":material/info:"):
                about.show(dataset)
            _actions(
                key="copy_link",
                width="content",
                data={
                    "filters": _("Filters"),
                    "filtersSelector": ".st-key-filters",
                    "label": _("Copy link"),
                    "copied": _("Link copied"),
                    "failed": _("Not copied: copy the address from the browser's bar"),
                },
            )


def say_not_understood(parts: tuple[str, ...]) -> None:
    """Say which parts of the address name nothing of this dataset; the rest of the view holds."""
    if parts:
        sentence = _("Not understood in the address, and left out: {parts}")
        st.warning(plain(sentence.format(parts=", ".join(parts))), icon=":material/link_off:")
