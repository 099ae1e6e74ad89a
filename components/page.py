"""The page: reads the view from the address, composes the components, writes back what the person did."""

from __future__ import annotations

import importlib
from dataclasses import replace
from functools import partial

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
    turns,
)
from components.page_view import (
    NAME,
    PAGE,
    ROW,
    SIDE,
    TIMELINE,
    PageView,
    change,
    choose,
    explored,
    follow,
    note_drawn,
    page_view,
    then_drawn,
)
from components.scene.build import scene_words, version_of
from components.settings import is_store, settings
from components.view import address
from components.view.language import speak
from components.view.voices import counts, scene_with_voices, seen_of
from geo.i18n import gettext as _
from geo.i18n import language
from geo.selection.filters import matches
from geo.translations import translated_dataset

_HEAD = "head"
"""In the session: what the head was drawn from."""
_HAS_MAP = "has_map"
"""In the session from when the map was sent."""


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
    with st.container(key="page"):
        head(page_view())
        page()


def head(view: PageView) -> None:
    """Draw the ways past the head, and the head: what stays when day, district or filters become others."""
    st.session_state[_HEAD] = head_of(view)

    guide.show(view.state, heading.title_of(view.dataset, view.state))
    heading.show(view.dataset, view.state, change, tools)


def head_of(view: PageView) -> tuple[object, ...]:
    """Return what the head is drawn from: where it is the same for another view, the head that stands is right.

    The menu of downloads is of the view, while it is open.
    """
    state = view.state
    taken_along = replace(state, at=None) if downloads.is_open() else None
    own = view.own.identity if view.own else None
    return state.page, state.story is None, language(), own, view.bundled.about.version, taken_along


@st.fragment
def tools() -> None:
    """Draw the buttons that bring events in and take records along."""
    speak()
    view = page_view()  # Opened later, the menu is of the view of then.
    if st.button(_("Add events"), key="add_events", icon=":material/add:"):
        own_events.open_dialog(view.bundled, view.today)
    downloads.show(view.record, view.state, view.today)


@st.fragment(key=PAGE)
@turns.taken
def page() -> None:
    """Draw everything that follows the view; whatever a person does there reruns only this."""
    speak()
    view = page_view()
    if st.session_state.get(_HEAD) != head_of(view):
        address.stay()
        st.rerun()
    note_drawn(None)
    with st.container(key="view"):
        if view.is_list or view.state.page in {"about", "disagreements"}:
            notices(view)
        if view.state.page == "about":
            about.show(view.dataset, today=view.today, address=downloads.address())
        else:
            told(view)
            if view.is_list:
                stories.show_list(view.dataset, view.state, today=view.today, go=view.go)
            else:
                explore(view)
        name_part()
    note_drawn(view)


@st.fragment(key=NAME)
@turns.taken
def name_part() -> None:
    """Name the view."""
    speak()
    view = page_view()
    downloads.show_name(heading.title_of(view.dataset, view.state), view.record, view.state, view.today)


def told(view: PageView) -> None:
    """Draw what the page tells of the address and of the person's own data."""
    with st.container(key="told"):  # Always there: what follows must not change its place on the page.
        heading.say_not_understood(view.not_understood)
        if view.own:
            own_events.show_told(view.own, view.bundled, view.today, view.state, view.go)
        else:
            own_events.show_removed()


def explore(view: PageView) -> None:
    """Draw a part of the page that has filters.

    What is waited for comes first: at the beginning the map, whose frame loads meanwhile, and then, as the browser
    moves map and timeline by itself, the details.
    """
    above = st.container(key="above")
    if view.state.page == "disagreements":
        disagreements.show(view.dataset, view.state, view.selection, on_pick=follow)
    else:
        with st.container(key="body", horizontal=True):
            places = {
                stage_part: st.container(key="stage"),
                # A draft of a story concerns the timeline too.
                partial(side, view) if view.is_told else side_part: st.container(key=stage.SHEET_KEY),
            }
        for draw in reversed(places) if st.session_state.get(_HAS_MAP) else places:
            with places[draw]:
                draw()
        st.session_state[_HAS_MAP] = True
        if stories.is_reading(view.state):
            stories.show_paper(view.dataset, view.state, today=view.today, go=view.go)
    with above:
        if view.is_told:
            stories.show_bar(view.dataset, view.state, today=view.today, go=then_drawn(view.go))
        else:
            row_part()


@st.fragment(key=ROW)
@turns.taken
def row_part() -> None:
    """Draw the filters."""
    speak()
    view = page_view()
    shown = int(matches(view.dataset, view.selection).sum())
    filters.show(
        view.dataset,
        view.state,
        lambda: counts(view.whole, view.selection),
        shown,
        today=view.today,
        go=choose,
        follow=follow,
    )


def stage_part() -> None:
    """Draw the map, or the figures in its place, and the timeline."""
    view = page_view()
    dataset, state, today = view.dataset, view.state, view.today
    scene = view.own.scene if view.own else server_dataset.scene_of(view.bundled, today)
    if state.voices:
        scene = scene_with_voices(view.whole, state.voices, today)
    seen = version_of(view.record, today, seen_of(state.voices))
    words = scene_words(dataset, seen) if dataset.spoken else None
    if state.page == "figures":
        figures.show(dataset, state, view.selection, stage.CHANNEL, today=today, on_pick=follow)
    else:
        stage.show_map(
            dataset,
            state,
            scene,
            words,
            only=stories.step_events(view.whole, state),
            told=stories.told_name(state),
            follow=follow,
        )
    timeline_part()
    stage.hand_over(scene, words)


@st.fragment(key=TIMELINE)
@turns.taken
def timeline_part() -> None:
    """Draw the timeline, which hands the view on to the map."""
    speak()
    view = page_view()
    dataset, state, today = view.dataset, view.state, view.today
    stage.show_timeline(
        dataset,
        state,
        today=today,
        go=then_drawn(lambda to: change(lambda now: stories.still_making(now, explored(to(now))))),
        follow=follow,
        only=stories.step_events(view.whole, state),
        told=stories.told_name(state),
        steps=stories.dots(dataset, state),
        go_to_step=then_drawn(lambda step: view.go_told(stories.at_dot(dataset, state, step, today))),
        on_live_change=lambda: st.rerun(PAGE),
    )


@st.fragment(key=SIDE)
@turns.taken
def side_part() -> None:
    """Draw the side."""
    speak()
    side(page_view())


def side(view: PageView) -> None:
    """Draw what the panel tells: the step of the story that is read, the one that is made, or the details."""
    dataset, state, today = view.dataset, view.state, view.today
    chosen = stories.step_name(state) or state.event or state.district
    stage.sheet_handle(chosen, is_aside=state.page == "figures")
    notices(view)
    go = then_drawn(view.go)
    if stories.is_reading(state):
        stories.show_step(dataset, state, today=today, go=go)
        return
    if stories.is_making(state):
        stories.show_maker(dataset, state, today=today, go=go, go_told=then_drawn(view.go_told))
        return
    stories.show_note(dataset, state, today=today, go=go)
    filters.choose_district(dataset, state, follow)
    details.show(dataset, state, view.selection, today=today, on_pick=follow)


def notices(view: PageView) -> None:
    """Draw what the page says of itself: that it is not connected, and that there are newer data."""
    given = settings()
    connection.show(view.own)
    newer_data.tell(
        view.bundled, server_dataset.watched(str(given.dataset)).newest(), given.today, lambda: st.rerun(PAGE)
    )
