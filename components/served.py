"""The dataset that this server shows, and its scene: loaded and packed once, before the first visitor."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import geo
from components.scene.build import build_scene


@st.cache_resource(show_spinner=False)
def load(folder: str) -> geo.Dataset:
    """Load and join a dataset once for the process.

    Raises
    ------
    DataPackageError
        When it cannot be shown.
    """
    return geo.load(Path(folder))


@st.cache_resource(show_spinner=False)
def scene_of(folder: str, today: int) -> bytes:
    """Pack what the browser draws once for a dataset and a day (in days since 1970-01-01)."""
    return build_scene(load(folder), today)
