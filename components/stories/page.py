"""The parts of the page that stories have: list, bar, step, paper, and the note of a story left to explore."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.assets import component
from components.stories.maker import as_own, draft_of, maker_model, read_draft, story_of_draft
from components.stories.model import bar_model, dots_model, list_model, note_model, paper_model, step_model
from components.stories.view import (
    ALL,
    MAKE,
    after_choice,
    is_making,
    is_reading,
    read_choice,
    step_name,
    view_of_draft,
)
from components.view.own_story import NEW, OWN, keep_own_story, own_story
from geo.i18n import gettext as _
from geo.stories import StoryFileError, read_story

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.details.inline_text import Json
    from components.view.state import ViewState
    from geo import Dataset
    from geo.stories import Step, Story

    Go = Callable[[ViewState], None]

DRAFT = "story_draft"
LOAD = "story_load"
PROBLEMS = "story_problems"
SHOWN = "story_shown"
LONGEST_NAME = 120
"""Characters of a file's name."""

_stories = component("stories", "stories/index.js")
_maker = component("story_maker", "stories/maker.js")


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
    problems = st.session_state.get(PROBLEMS, [])

    def opened() -> None:
        value = st.session_state["stories_list"].get("opened")
        if isinstance(value, dict) and isinstance(value.get("text"), str):
            name = str(value.get("name") or _("This file"))[:LONGEST_NAME]
            content = value["text"].encode("utf-8", "replace")
            _open(lambda: as_own(read_story(content, name)), dataset, state, today=today, go=go)

    _draw(
        "stories_list",
        list_model(dataset, today, problems),
        dataset,
        state,
        today=today,
        go=go,
        on_open=opened,
    )


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


def show_maker(dataset: Dataset, state: ViewState, *, today: int, go: Go, go_told: Go) -> None:
    """Draw the maker: the steps of the draft, which the browser keeps, and what the record says of them.

    `go_told` takes the state at a step of the draft, as a reader will see it.
    """

    def drafted() -> None:
        draft = read_draft(st.session_state["story_maker_of"].get("draft"))
        if draft is not None:
            st.session_state[DRAFT] = draft

    def previewed() -> None:
        value = st.session_state["story_maker_of"].get("preview")
        draft = read_draft(value)
        if draft is None:
            return
        step = value.get("step")
        number = step if isinstance(step, int) and not isinstance(step, bool) and step > 0 else 1
        _open(lambda: story_of_draft(draft), dataset, state, today=today, go=go, step=number)

    def shown() -> None:
        value = st.session_state["story_maker_of"].get("show")
        draft = read_draft(value)
        step = value.get("step") if draft else None
        if draft is None or not isinstance(step, int) or isinstance(step, bool):
            return
        st.session_state[DRAFT] = draft
        story = _draft_story()
        if story is not None and 1 <= step <= len(story.steps):
            go_told(_shown(dataset, state, story.steps[step - 1], today))

    model = maker_model(dataset, state, st.session_state.get(DRAFT), st.session_state.get(LOAD))
    with st.container(key="story_maker"):
        _maker(
            key="story_maker_of",
            data=model,
            on_draft_change=drafted,
            on_preview_change=previewed,
            on_show_change=shown,
        )


def told_name(state: ViewState) -> str | None:
    """Return what tells the step that the map shows from the one before; None where it shows none.

    While a story is made, that is how many of its steps were looked at.
    """
    return f"{NEW} {st.session_state.get(SHOWN, 0)}" if is_making(state) else step_name(state)


def dots(dataset: Dataset, state: ViewState) -> Json | None:
    """Return the dots of the timeline: steps of the story that is read or made; None without one."""
    return dots_model(dataset, state, _draft_story() if is_making(state) else None)


def at_dot(dataset: Dataset, state: ViewState, number: int, today: int) -> ViewState:
    """Return the state at a dot of the timeline: the step that is read, or the view of a step that is made."""
    draft = _draft_story() if is_making(state) else None
    if draft is not None:
        return _shown(dataset, state, draft.steps[number - 1], today)
    return after_choice(dataset, state, (str(state.story), number), today)


def _shown(dataset: Dataset, state: ViewState, step: Step, today: int) -> ViewState:
    """Return the view of a step of the draft; the map goes to it, wherever it was moved since."""
    st.session_state[SHOWN] = st.session_state.get(SHOWN, 0) + 1
    return view_of_draft(dataset, state, step, today)


def _draft_story() -> Story | None:
    """Return the draft as the browser sent it last; None where it cannot be read yet."""
    draft = st.session_state.get(DRAFT)
    try:
        return story_of_draft(draft) if draft else None
    except StoryFileError:
        return None


def _open(
    read: Callable[[], Story], dataset: Dataset, state: ViewState, *, today: int, go: Go, step: int = 1
) -> None:
    """Read a story and go to a step of it; where it cannot be read, the list says why."""
    try:
        story = read()
    except StoryFileError as error:
        st.session_state[PROBLEMS] = [str(problem) for problem in error.problems]
        if not is_making(state):
            go(after_choice(dataset, state, ALL, today))
        return
    st.session_state[PROBLEMS] = []
    keep_own_story(story)
    go(after_choice(dataset, state, (OWN, min(step, len(story.steps))), today))


def _draw(
    key: str,
    model: Json | None,
    dataset: Dataset,
    state: ViewState,
    *,
    today: int,
    go: Go,
    on_open: Callable[[], None] | None = None,
) -> None:
    """Draw a model; what is pressed in it leads to the next state."""

    def changed() -> None:
        choice = read_choice(st.session_state[key].get("pick"), dataset)
        if choice is None:
            return
        own = own_story()
        if choice == MAKE and own is not None and is_reading(state) and state.story == OWN:
            before = st.session_state.get(LOAD) or {"number": 0}
            st.session_state[LOAD] = {"number": before["number"] + 1, "draft": draft_of(own)}
        go(after_choice(dataset, state, choice, today))

    if model is not None:
        _stories(key=key, data=model, on_pick_change=changed, on_opened_change=on_open or _nothing)


def _nothing() -> None:
    """Hear of a file that only the list opens."""
