"""The page: reads the view from the address, composes the components, writes back what the person did."""

from __future__ import annotations

import importlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

import geo
from components import (
    about,
    assets,
    connection,
    details,
    disagreements,
    downloads,
    figures,
    filters,
    guide,
    heading,
    invalid_dataset,
    newer_data,
    own_events,
    server_dataset,
    stage,
    stories,
)
from components.scene.build import scene_words, version_of
from components.settings import is_store, settings
from components.view import address, undo
from components.view.language import speak
from components.view.navigation import after_pick
from components.view.selection import selection_of
from components.view.state import ViewState, from_query, to_query
from components.view.voices import counts, scene_with_voices, seen_of, with_voices
from geo.i18n import gettext as _
from geo.selection.filters import matches
from geo.spatial.look import read_look
from geo.translations import translated_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.details import Pick


def main() -> None:
    """Draw the page, or say what is wrong with the dataset."""
    assets.keep_bundles()
    address.arrive()
    speak()
    if is_store(settings().dataset):
        # Whoever shows a dataset needs nothing of stores.
        importlib.import_module("components.store_page.page").main()
        return
    try:
        dataset = newer_data.session_dataset(str(settings().dataset))
    except geo.DataPackageError as error:
        heading.configure(None)
        invalid_dataset.show(error)
        return
    heading.configure(translated_dataset(dataset).about.title)
    page()


@st.fragment
def page() -> None:
    """Draw everything that follows the view; whatever a person does reruns only this."""
    speak()
    given = settings()
    today = given.today
    bundled = newer_data.session_dataset(str(given.dataset))
    own = own_events.current()
    whole = own.dataset if own else bundled
    asked, not_understood = from_query(address.query(), whole, today)
    state = stories.step_view(whole, asked, today)
    record = with_voices(whole, state.voices)
    dataset = translated_dataset(record)
    selection = selection_of(state)

    go = partial(turn_to, state=state, dataset=dataset, today=today)
    go_told = partial(go, is_told=True)

    def follow(choice: Pick) -> None:
        # Whatever is touched in a story's map or timeline is exploring: the ordinary page, from the step's view.
        go(stories.still_making(state, after_pick(explored(state), choice, dataset)))

    with st.container(key="page"):
        head(dataset, state, go, lambda: tools(bundled, record, state, today))
        is_list = state.page == "stories" and not (stories.is_reading(state) or stories.is_making(state))
        if is_list or state.page in {"about", "disagreements"}:
            notices(bundled, own)
        if state.page == "about":
            about.show(dataset, today=today, address=downloads.address())
            return
        with st.container(key="told"):  # Always there: what follows must not change its place on the page.
            heading.say_not_understood(not_understood)
            if own:
                own_events.show_told(own, bundled, today, state, go)
            else:
                own_events.show_removed()
        if is_list:
            stories.show_list(dataset, state, today=today, go=go)
            return
        top(whole, dataset, state, today=today, go=go, follow=follow)
        if state.page == "disagreements":
            disagreements.show(dataset, state, selection, on_pick=follow)
        else:
            with st.container(key="body", horizontal=True):
                with st.container(key="stage"):
                    scene = own.scene if own else server_dataset.scene_of(bundled, today)
                    if state.voices:
                        scene = scene_with_voices(whole, state.voices, today)
                    seen = version_of(record, today, seen_of(state.voices))
                    charts = partial(
                        figures.show, dataset, state, selection, stage.CHANNEL, today=today, on_pick=follow
                    )
                    instead = charts if state.page == "figures" else None
                    stage.show(
                        dataset,
                        state,
                        scene,
                        stage.CHANNEL,
                        words=scene_words(dataset, seen) if dataset.spoken else None,
                        today=today,
                        go=lambda moved: go(stories.still_making(state, explored(moved))),
                        follow=follow,
                        instead=instead,
                        only=stories.step_events(whole, state),
                        told=stories.told_name(state),
                        steps=stories.dots(dataset, state),
                        go_to_step=lambda step: go_told(stories.at_dot(dataset, state, step, today)),
                    )
                with st.container(key=stage.SHEET_KEY):
                    stage.sheet_handle(
                        stories.step_name(state) or state.event or state.district,
                        is_aside=state.page == "figures",
                    )
                    notices(bundled, own)
                    side(dataset, state, selection, today=today, go=go, go_told=go_told, follow=follow)
            if stories.is_reading(state):
                stories.show_paper(dataset, state, today=today, go=go)


def turn_to(
    next_state: ViewState, state: ViewState, dataset: geo.Dataset, today: int, *, is_told: bool = False
) -> None:
    """Put the next view into the address, and remember which filters the one before had.

    Parameters
    ----------
    next_state, state
        The next view and this one.
    dataset, today
        What is shown, and the last day of the timeline.
    is_told
        Whether the next view is a story's step, which says itself where the map looks.
    """
    undo.note(state, next_state)
    moved = next_state
    if not (is_told or stories.is_reading(next_state)):
        # The map tells the address by itself where a person has moved it: that may be newer than this run.
        at = read_look(address.query().get(address.LOOK, ""))
        # A step that is left to explore leaves the map where it had it look.
        moved = replace(next_state, at=at or (state.at if stories.is_reading(state) else None))
    address.write(to_query(moved, dataset, today))


def head(
    dataset: geo.Dataset, state: ViewState, go: Callable[[ViewState], None], take_along: Callable[[], None]
) -> None:
    """Draw the ways past the head, and the head."""
    guide.show(state, heading.title_of(dataset, state))
    heading.show(dataset, state, go, take_along)


def top(
    whole: geo.Dataset,
    dataset: geo.Dataset,
    state: ViewState,
    *,
    today: int,
    go: Callable[[ViewState], None],
    follow: Callable[[Pick], None],
) -> None:
    """Draw the filters, or in their place the bar of the story that is read: its steps set the filters."""
    if stories.is_reading(state) or stories.is_making(state):
        stories.show_bar(dataset, state, today=today, go=go)
        return
    selection = selection_of(state)
    shown = int(matches(dataset, selection).sum())
    filters.show(dataset, state, counts(whole, selection), shown, today=today, go=go, follow=follow)


def side(
    dataset: geo.Dataset,
    state: ViewState,
    selection: geo.Selection,
    *,
    today: int,
    go: Callable[[ViewState], None],
    go_told: Callable[[ViewState], None],
    follow: Callable[[Pick], None],
) -> None:
    """Draw what the panel tells: the step of the story that is read, the one that is made, or the details."""
    if stories.is_reading(state):
        stories.show_step(dataset, state, today=today, go=go)
        return
    if stories.is_making(state):
        stories.show_maker(dataset, state, today=today, go=go, go_told=go_told)
        return
    stories.show_note(dataset, state, today=today, go=go)
    filters.choose_district(dataset, state, follow)
    details.show(dataset, state, selection, today=today, on_pick=follow)


def explored(state: ViewState) -> ViewState:
    """Return the state on the page that is explored: a story's step is told on a page of its own."""
    return replace(state, page="map") if state.page == "stories" else state


def notices(bundled: geo.Dataset, own: own_events.Own | None) -> None:
    """Draw what the page says of itself: that it is not connected, and that there are newer data."""
    given = settings()
    connection.show(own)
    newer_data.tell(bundled, server_dataset.watched(str(given.dataset)).newest(), given.today)


def tools(bundled: geo.Dataset, dataset: geo.Dataset, state: ViewState, today: int) -> None:
    """Draw the buttons that bring events in and take records along."""
    if st.button(_("Add events"), key="add_events", icon=":material/add:"):
        own_events.open_dialog(bundled, today)
    downloads.show(dataset, state, today)
