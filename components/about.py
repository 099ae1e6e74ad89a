"""About the data: what it holds, how it is to be read, where it comes from and under which licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from components.messages import gettext as _
from components.messages import number_text
from components.plain_text import plain

if TYPE_CHECKING:
    from geo.dataset import Dataset


def show(dataset: Dataset) -> None:
    """Tell the dataset's size, its editorial notes and its licences.

    Parameters
    ----------
    dataset
        The loaded dataset.
    """
    sizes = _("{events} events, {claims} claims, {sources} sources; data version {version}.")
    st.markdown(
        plain(
            sizes.format(
                events=number_text(len(dataset.events)),
                claims=number_text(len(dataset.claims)),
                sources=number_text(len(dataset.sources)),
                version=dataset.about.version,
            )
        )
    )
    for note in dataset.about.notes.values():
        st.markdown(plain(note))
    st.markdown(f"##### {_('Signs of evidence')}")
    for verdict in dataset.about.evidence:
        st.markdown(f"**{plain(verdict.label)}**: {plain(verdict.meaning)}")
    st.markdown(f"##### {_('Files and licences')}")
    st.dataframe(
        pd.DataFrame(
            [
                {
                    _("File"): item.path,
                    _("What it holds"): item.title,
                    _("Licence"): "; ".join(licence[1] for licence in item.licences),
                    _("Attribution"): item.attribution,
                }
                for item in dataset.about.resources
            ]
        ),
        hide_index=True,
    )
