"""What a person brought, for as long as their session lasts: never written to a file or another session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from components.scene import build_scene
from geo.combine import combine

if TYPE_CHECKING:
    from geo.dataset import Dataset
    from geo.importers import Imported

_KEY = "own_events"


@dataclass(frozen=True, eq=False)
class Own:
    """A person's events on the map.

    Attributes
    ----------
    imported
        What became of their file, problems included.
    dataset
        The dataset with their events.
    scene
        The dataset as the browser draws it.
    with_bundled
        Whether the bundled events are shown too.
    """

    imported: Imported
    dataset: Dataset
    scene: bytes
    with_bundled: bool


def current() -> Own | None:
    """Return the events of this session, None when the person brought none."""
    own: Own | None = st.session_state.get(_KEY)
    return own


def take(imported: Imported, bundled: Dataset, today: int, *, with_bundled: bool) -> Own:
    """Put imported events on the map of this session.

    Parameters
    ----------
    imported
        From :func:`geo.importers.import_events`.
    bundled
        The dataset whose districts they are shown on.
    today
        The last day of the timeline, in days since 1970-01-01.
    with_bundled
        Whether the bundled events stay beside them.
    """
    dataset = combine(bundled, imported, bundled=with_bundled)
    own = Own(imported, dataset, build_scene(dataset, today), with_bundled)
    st.session_state[_KEY] = own
    return own


def forget() -> None:
    """Take the person's events off the map again."""
    st.session_state.pop(_KEY, None)
