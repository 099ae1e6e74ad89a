"""The dataset that this server shows, and its scene: loaded and packed once, before the first visitor."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import geo
from components.scene.build import build_scene
from geo.datapackage.newer import Watched
from geo.dataset.cache import cached


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
def watched(folder: str) -> Watched:
    """Return the dataset of a folder, which may be replaced by a newer one while it is shown."""
    return Watched(Path(folder), load(folder))


def newest(folder: str) -> geo.Dataset:
    """Return the dataset of a folder as it is now, for whoever has not begun with an older one."""
    return watched(folder).newest()


@cached(2)
def scene_of(dataset: geo.Dataset, today: int) -> bytes:
    """Pack what the browser draws once for a dataset and a day (in days since 1970-01-01)."""
    return build_scene(dataset, today)
