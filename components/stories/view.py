"""View of a story's step, and what a person's choice makes of it: pure, from state to state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from components.view.own_story import NEW, known_stories
from components.view.state import ViewState, default_state
from geo.dataset.lookup import is_event
from geo.spatial.look import read_look

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.stories import Step, Story

Choice = tuple[str, int | None]
"""``("explore", None)``, ``("leave", None)``, ``("all", None)``, ``("make", None)``, or a story's id and the number of
a step."""

EXPLORE: Choice = ("explore", None)
LEAVE: Choice = ("leave", None)
ALL: Choice = ("all", None)
MAKE: Choice = ("make", None)


def story_of(dataset: Dataset, state: ViewState) -> Story | None:
    """Return the story that a state reads or has left to explore."""
    return next((story for story in known_stories(dataset) if story.id == state.story), None)


def is_reading(state: ViewState) -> bool:
    """Whether a story's step is told, not the list of stories."""
    return state.page == "stories" and state.story not in {None, NEW}


def is_making(state: ViewState) -> bool:
    """Whether a person makes a story of views of their own."""
    return state.page == "stories" and state.story == NEW


def still_making(before: ViewState, after: ViewState) -> ViewState:
    """Return the state after a choice on the map or the timeline: whoever makes a story goes on making it."""
    return replace(after, page="stories") if is_making(before) else after


def step_name(state: ViewState) -> str | None:
    """Return what tells a step that is read from every other; None where none is."""
    return f"{state.story} {state.step}" if is_reading(state) else None


def step_of(dataset: Dataset, state: ViewState) -> Step | None:
    """Return the step that is told; None where none is."""
    story = story_of(dataset, state) if is_reading(state) else None
    return story.steps[state.step - 1] if story else None


def step_events(dataset: Dataset, state: ViewState) -> tuple[str, ...]:
    """Return the events of the step that is told, those alone that the dataset has; none where no step is told."""
    step = step_of(dataset, state)
    return _known_events(dataset, step) if step else ()


def _known_events(dataset: Dataset, step: Step) -> tuple[str, ...]:
    return tuple(event for event in step.event_ids if is_event(dataset, event))


def step_view(dataset: Dataset, state: ViewState, today: int) -> ViewState:
    """Return the view that the step of a state sets; the state itself where no step is told.

    Parameters
    ----------
    dataset
        Its stories, and what there is of what they name: an id of nothing chooses nothing.
    state
        Whatever it says beside story, step and language is replaced.
    today
        The last day of the timeline, in days since 1970-01-01.

    Returns
    -------
    ViewState
        Day and range within the timeline, the day within the range; the first event of the step chosen; the map
        where the step has it look.
    """
    step = step_of(dataset, state)
    return state if step is None else _view_of(dataset, state, step, today)


def view_of_draft(dataset: Dataset, state: ViewState, step: Step, today: int) -> ViewState:
    """Return the view of a step of the story that a person makes; they go on making it."""
    return replace(_view_of(dataset, state, step, today), story=NEW, step=0)


def _view_of(dataset: Dataset, state: ViewState, step: Step, today: int) -> ViewState:
    first, last = sorted(min(max(day, dataset.about.first_day), today) for day in _range(step))
    events = _known_events(dataset, step)
    return ViewState(
        day=min(max(step.day, first), last),
        first=first,
        last=last,
        district=step.district_id if step.district_id in dataset.districts.index else None,
        place=step.place_id if step.place_id in dataset.places.index else None,
        event=events[0] if events else None,
        page="stories",
        story=state.story,
        step=state.step,
        language=state.language,
        at=read_look(step.at),
    )


def _range(step: Step) -> tuple[int, int]:
    """Return the range of a step, widened to its day."""
    return min(step.first_day, step.day), max(step.last_day, step.day)


def at_step(dataset: Dataset, state: ViewState, today: int, *, story: str, step: int) -> ViewState:
    """Return the state of a step as its address has it: story and step alone, the view follows from them."""
    return replace(
        default_state(dataset, today), page="stories", story=story, step=step, language=state.language
    )


def step_states(dataset: Dataset, story: Story, state: ViewState, today: int) -> list[ViewState]:
    """Return the view that each step of a story sets, in the language of a state."""
    return [
        step_view(dataset, at_step(dataset, state, today, story=story.id, step=number), today)
        for number in range(1, len(story.steps) + 1)
    ]


def after_choice(dataset: Dataset, state: ViewState, choice: Choice, today: int) -> ViewState:
    """Return the state after a choice in the list, the reader or the note of a story that was left.

    Exploring opens the ordinary page at the view of the step and keeps the story, to come back to; leaving
    forgets it. On the ordinary page its view stays.
    """
    name, step = choice
    if step is not None:
        return at_step(dataset, state, today, story=name, step=step)
    if choice == EXPLORE:
        return replace(state, page="map")
    if choice == MAKE:
        view = state if state.page != "stories" or is_reading(state) else default_state(dataset, today)
        return replace(view, page="stories", story=NEW, step=0)
    if choice == LEAVE:
        page = "map" if state.page == "stories" else state.page
        return replace(state, page=page, story=None, step=0)
    return replace(default_state(dataset, today), page="stories", language=state.language)


def read_choice(value: object, dataset: Dataset) -> Choice | None:
    """Return the choice in a message from the browser, or None when it is none that stories offer.

    Parameters
    ----------
    value
        Expected: ``{"explore": None}``, ``{"leave": None}``, ``{"all": None}``, ``{"make": None}`` or
        ``{"story": id, "step": number}``.
    dataset
        Tells which stories and steps exist.
    """
    if not isinstance(value, dict):
        return None
    for choice in (EXPLORE, LEAVE, ALL, MAKE):
        if value == {choice[0]: None}:
            return choice
    number = value.get("step")
    if value.keys() != {"story", "step"} or not isinstance(number, int) or isinstance(number, bool):
        return None
    steps = {story.id: len(story.steps) for story in known_stories(dataset)}
    name = value["story"]
    return (name, number) if isinstance(name, str) and 1 <= number <= steps.get(name, 0) else None
