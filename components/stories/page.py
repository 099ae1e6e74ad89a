"""The parts of the page that stories have: list, bar, step, paper, and the note of a story left to explore."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.assets import component
from components.stories.model import bar_model, list_model, note_model, paper_model, step_model
from components.stories.view import after_choice, read_choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.details.inline_text import Json
    from components.view.state import ViewState
    from geo import Dataset

    Go = Callable[[ViewState], None]

_stories = component("stories", "stories/index.js")


def show_list(dataset: Dataset, state: ViewState, *, today: int, go: Go) -> None:
    """Draw the list of stories.

    Parameters
    ----------
    dataset, state
        What is shown.
    today
        The last day of the tracks, in days since 1970-01-01.
    go
        Takes the state at the step that was chosen.
    """
    _draw("stories_list", list_model(dataset, today), dataset, state, today=today, go=go)


def show_bar(dataset: Dataset, state: ViewState, *, today: int, go: Go) -> None:
    """Draw the bar of the story that is read, in the place of the filters."""
    with st.container(key="story_bar"):
        _draw("story_bar_of", bar_model(dataset, state), dataset, state, today=today, go=go)


def show_step(dataset: Dataset, state: ViewState, *, today: int, go: Go) -> None:
    """Draw the panel of the step: its text, its sources, who says so, and the ways on."""
    with st.container(key="story_step"):
        _draw("story_step_of", step_model(dataset, state), dataset, state, today=today, go=go)


def show_paper(dataset: Dataset, state: ViewState, *, today: int, go: Go) -> None:
    """Draw the whole story as it is printed; the screen does not show it."""
    with st.container(key="story_paper"):
        _draw("story_paper_of", paper_model(dataset, state), dataset, state, today=today, go=go)


def show_note(dataset: Dataset, state: ViewState, *, today: int, go: Go) -> None:
    """Draw the way back to a story that was left to explore, where one was."""
    if state.story is not None:
        with st.container(key="story_note"):
            _draw("story_note_of", note_model(dataset, state), dataset, state, today=today, go=go)


def _draw(key: str, model: Json | None, dataset: Dataset, state: ViewState, *, today: int, go: Go) -> None:
    """Draw a model; what is pressed in it leads to the next state."""

    def changed() -> None:
        choice = read_choice(st.session_state[key].get("pick"), dataset)
        if choice is not None:
            go(after_choice(dataset, state, choice, today))

    if model is not None:
        _stories(key=key, data=model, on_pick_change=changed)
