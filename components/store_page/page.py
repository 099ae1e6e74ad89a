"""The page of a store: the view from the address, the same parts as of a dataset, what the person did written back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

import geo
from components import (
    connection,
    details,
    filters,
    heading,
    invalid_dataset,
    newer_data,
    server_store,
    stage,
    turns,
)
from components.scene.build import scene_words, version_of
from components.settings import settings
from components.store_page import view
from components.store_page.panel import amended
from components.view import address, undo
from components.view.language import speak
from components.view.navigation import after_pick
from components.view.selection import selection_of
from components.view.state import from_query, to_query
from components.wording.markdown_escape import plain
from geo.i18n import gettext as _
from geo.i18n import number_text
from geo.spatial.look import read_look
from geo.store.searching import MOST_SEARCHED
from geo.store.subset import question_of
from geo.translations import translated_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.server_store import Opened
    from components.view.picks import Pick
    from components.view.state import ViewState

    Change = Callable[[ViewState], ViewState]

_SHOWN = "store_shown"
LEFT_OUT = ("support", "voices")
"""Filters that the counts of a store do not tell apart."""


def main() -> None:
    """Draw the page, or say what is wrong with the store."""
    try:
        opened = server_store.opened(str(settings().dataset))
    except geo.DataPackageError as error:
        heading.configure(None)
        invalid_dataset.show(error)
        return
    heading.configure(translated_dataset(opened.base).about.title)
    page()


@st.fragment
@turns.taken
def page() -> None:
    """Draw everything that follows the view; whatever a person does reruns only this."""
    speak()
    today = settings().today
    found = _session_store()
    opened = replace(found, base=translated_dataset(found.base))
    asked, not_understood = _asked_for(opened, today)
    state = view.answerable(asked, words=True)
    listed = view.listed(opened, state)

    def change(to: Change) -> None:
        # The view may have become another since that was drawn in which something was chosen.
        before = view.answerable(_asked_for(opened, today)[0], words=True)
        after = to(before)
        if after == before:
            return
        undo.note(before, after)
        moved = replace(after, at=read_look(address.query().get(address.LOOK, "")))
        written = {**to_query(moved, opened.base, today), "order": moved.order}
        address.write({name: word for name, word in written.items() if (name, word) != ("order", "newest")})

    def follow(choice: Pick) -> None:
        event = choice.value if choice.kind == "event" and isinstance(choice.value, str) else None
        change(lambda now: after_pick(now, choice, view.known(opened, event or now.event or "")))

    with st.container(key="page"):
        title = heading.title_of(listed.dataset, state)
        heading.show(listed.dataset, state, change, lambda: None, title=title)
        with st.container(key="told"):
            newest = server_store.opened(str(settings().dataset))
            newer_data.tell(found.base, newest.base, today, lambda: None, partial(_show, newest))
            heading.say_not_understood(not_understood)
            _say_left_out(asked, state)
            _say_searched(opened, state)
        if state.page == "map":
            _map(opened, state, listed, today=today, change=change, follow=follow)
        else:
            _other_part(opened, change)


def _asked_for(opened: Opened, today: int) -> tuple[ViewState, tuple[str, ...]]:
    """Read the view from the address, and what of it names nothing."""
    query = {"order": "newest", **address.query()}
    return from_query(query, view.known(opened, query.get("event", "")), today)


def _session_store() -> Opened:
    """Return the version that this session began with, or asked for since; the newest where its files are gone."""
    newest = server_store.opened(str(settings().dataset))
    found: Opened = st.session_state.setdefault(_SHOWN, newest)
    if found is not newest and not found.store.place.exists(f"versions/{found.store.version}"):
        st.session_state[_SHOWN] = newest
        return newest
    return found


def _show(newest: Opened) -> None:
    st.session_state[_SHOWN] = newest


def _map(
    opened: Opened,
    state: ViewState,
    listed: view.Listed,
    *,
    today: int,
    change: Callable[[Change], None],
    follow: Callable[[Pick], None],
) -> None:
    """Draw filters, map, timeline and panel."""
    base = opened.base
    found = view.found_words(opened, state, question_of(state))
    shown = opened.store.count(question_of(state)) if found is None else len(found.keys)
    filters.show(
        base,
        state,
        partial(view.facets, opened, state),
        shown,
        today=today,
        go=change,
        follow=follow,
        total=len(opened.store),
        left_out=LEFT_OUT,
        look=view.searched(opened, state),
    )
    with st.container(key="body", horizontal=True):
        with st.container(key="stage"):
            scene = server_store.scene_of(opened, today)
            words = scene_words(base, version_of(base, today)) if base.spoken else None
            drawn = view.drawn(opened, state)
            stage.show_map(listed.dataset, state, scene, words, drawn=drawn, follow=follow)
            stage.show_timeline(
                listed.dataset,
                state,
                today=today,
                go=change,
                follow=follow,
                on_live_change=lambda: None,
                drawn=drawn,
            )
            stage.hand_over(scene, words)
        with st.container(key=stage.SHEET_KEY):
            stage.sheet_handle(state.event or state.district)
            connection.show(None)
            filters.choose_district(base, state, follow)
            details.show(
                listed.dataset,
                replace(state, text=""),
                selection_of(replace(state, text="")),
                today=today,
                on_pick=follow,
                amend=partial(amended, opened=opened, state=state, listed=listed),
            )


def _say_searched(opened: Opened, state: ViewState) -> None:
    """Say what words were looked for in, or why they were not."""
    if not state.text or state.page != "map":
        return
    found = view.found_words(opened, state, question_of(state))
    count = opened.store.count(question_of(state))
    if found is None:
        words = _(view.TOO_MANY_TO_SEARCH)
        sentence = words.format(count=number_text(count), most=number_text(MOST_SEARCHED))
        st.warning(plain(sentence), icon=":material/filter_alt_off:")
        return
    sentence = _(
        "The panel lists the {kept} of {count} events that have the words “{text}”. The map, the timeline and the"
        " numbers beside the filters count all {count}."
    )
    st.info(
        plain(sentence.format(kept=number_text(len(found.keys)), count=number_text(count), text=state.text)),
        icon=":material/search:",
    )


def _say_left_out(asked: ViewState, state: ViewState) -> None:
    """Say what of the address a store cannot answer, and what can be asked instead."""
    if (asked.voices, asked.support, asked.story, asked.list) != (
        state.voices,
        state.support,
        state.story,
        state.list,
    ):
        sentence = _(
            "This many events are counted: voices and how well events are supported cannot be asked for. Choose a"
            " range, categories, districts or a sign of evidence, or click a cell of the map."
        )
        st.warning(plain(sentence), icon=":material/filter_alt_off:")


def _other_part(opened: Opened, change: Callable[[Change], None]) -> None:
    """Say that a part of the page reads all events, which a store has too many of, and lead back to the map."""
    told = opened.store.manifest
    with st.container(key="store_part"):
        st.markdown(
            plain(
                _(
                    "This part of the page reads every event and claim, and a store may have any number of them."
                )
            )
        )
        sentence = _(
            "In the store: events {events}, claims {claims}, sources {sources}; read were rows {read}, files {files}."
        )
        st.markdown(
            plain(
                sentence.format(
                    events=number_text(told["events"]),
                    claims=number_text(told["claims"]),
                    sources=number_text(told["sources"]),
                    read=number_text(told["read"]),
                    files=number_text(len(told["inputs"])),
                )
            )
        )
        st.markdown(
            plain(
                _(
                    "For figures and disagreements, import a narrower range or region as a dataset of its own. The"
                    " store's Parquet files can be read by DuckDB, GeoPandas and QGIS."
                )
            )
        )
        st.button(
            _("Back to the map"), key="store_back", on_click=lambda: change(partial(replace, page="map"))
        )
