"""The page: reads the view from the address, composes the components, writes what the person did back.

Start it with ``sh .run/start``; the data side lives in ``geo/``, the components in ``components/``.
"""

from __future__ import annotations

import os
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import streamlit as st

import geo
from components import (
    about,
    assets,
    details,
    disagreements,
    downloads,
    figures,
    filters,
    heading,
    invalid_dataset,
    own_events,
    stage,
)
from components.scene.build import build_scene, scene_words, version_of
from components.view.language import speak
from components.view.navigation import after_pick
from components.view.selection import selection_of
from components.view.state import ViewState, from_query, to_query
from components.view.voices import counts, heard, heard_scene, seen_of
from geo.dates import day_number
from geo.i18n import gettext as _
from geo.selection.filters import matches
from geo.translations import spoken

if TYPE_CHECKING:
    from components.details import Pick

DATASET = Path(os.environ.get("DASHBOARD_DATASET") or Path(__file__).parent / "data" / "karabakh")


@st.cache_resource(show_spinner=False)
def load(folder: str) -> geo.Dataset:
    """Load and join a dataset once for the process."""
    return geo.load(Path(folder))


@st.cache_resource(show_spinner=False)
def scene_of(folder: str, today: int) -> bytes:
    """Pack what the browser draws once for a dataset and a day."""
    return build_scene(load(folder), today)


def main() -> None:
    """Draw the page, or say what is wrong with the dataset."""
    assets.keep_bundles()
    speak()
    try:
        dataset = load(str(DATASET))
    except geo.DataPackageError as error:
        heading.configure(None)
        invalid_dataset.show(error)
        return
    heading.configure(spoken(dataset).about.title)
    page(dataset)


@st.fragment
def page(bundled: geo.Dataset) -> None:
    """Draw everything that follows the view; whatever a person does reruns only this."""
    speak()
    today = day_number(os.environ.get("DASHBOARD_TODAY") or date.today().isoformat())  # noqa: DTZ011
    own = own_events.current()
    whole = own.dataset if own else bundled
    state, not_understood = from_query(st.query_params, whole, today)
    record = heard(whole, state.voices)
    dataset = spoken(record)
    selection = selection_of(state)
    channel = st.session_state.setdefault("channel", uuid4().hex)

    def go(next_state: ViewState) -> None:
        st.query_params.from_dict(to_query(next_state, dataset, today))

    def follow(choice: Pick) -> None:
        go(after_pick(state, choice, dataset))

    with st.container(key="page"):
        heading.show(dataset, state, go, lambda: tools(bundled, record, state, today))
        if state.page == "about":
            about.show(dataset, today=today, address=downloads.address())
            return
        with st.container(key="told"):  # Always there: what follows must not change its place on the page.
            heading.say_not_understood(not_understood)
            if own:
                own_events.show_told(own, bundled, today, state, go)
            else:
                own_events.show_removed()
        filters.show(
            dataset,
            state,
            counts(whole, selection),
            int(matches(dataset, selection).sum()),
            today=today,
            go=go,
            follow=follow,
        )
        if state.page == "disagreements":
            disagreements.show(dataset, state, selection, on_pick=follow)
        else:
            with st.container(key="body", horizontal=True):
                with st.container(key="stage"):
                    scene = own.scene if own else scene_of(str(DATASET), today)
                    if state.voices:
                        scene = heard_scene(whole, state.voices, today)
                    seen = version_of(record, today, seen_of(state.voices))
                    charts = partial(
                        figures.show, dataset, state, selection, channel, today=today, on_pick=follow
                    )
                    instead = charts if state.page == "figures" else None
                    stage.show(
                        dataset,
                        state,
                        scene,
                        channel,
                        words=scene_words(dataset, seen) if dataset.spoken else None,
                        today=today,
                        go=go,
                        follow=follow,
                        instead=instead,
                    )
                with st.container(key=stage.SHEET_KEY):
                    stage.sheet_handle(state.event or state.district, is_aside=state.page == "figures")
                    filters.choose_district(dataset, state, follow)
                    details.show(dataset, state, selection, today=today, on_pick=follow)


def tools(bundled: geo.Dataset, dataset: geo.Dataset, state: ViewState, today: int) -> None:
    """Draw the buttons that bring events in and take records along."""
    if st.button(_("Add events"), key="add_events", icon=":material/add:"):
        own_events.open_dialog(bundled, today)
    downloads.show(dataset, state, today)


if __name__ == "__main__":
    main()
