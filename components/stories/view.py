"""What a person's choice makes of the view of a story: pure, from state to state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from components.view.state import default_state
from geo.stories import stories_of

if TYPE_CHECKING:
    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset

Choice = tuple[str, int | None]
"""``("explore", None)``, ``("leave", None)``, ``("all", None)``, or a story's id and the number of a step."""

EXPLORE: Choice = ("explore", None)
LEAVE: Choice = ("leave", None)
ALL: Choice = ("all", None)


def at_step(dataset: Dataset, state: ViewState, today: int, *, story: str, step: int) -> ViewState:
    """Return the state of a step as its address has it: story and step alone, the view follows from them."""
    return replace(
        default_state(dataset, today), page="stories", story=story, step=step, language=state.language
    )


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
    if choice == LEAVE:
        page = "map" if state.page == "stories" else state.page
        return replace(state, page=page, story=None, step=0)
    return replace(default_state(dataset, today), page="stories", language=state.language)


def read_choice(value: object, dataset: Dataset) -> Choice | None:
    """Return the choice in a message from the browser, or None when it is none that stories offer.

    Parameters
    ----------
    value
        Expected: ``{"explore": None}``, ``{"leave": None}``, ``{"all": None}`` or ``{"story": id, "step": number}``.
    dataset
        Tells which stories and steps exist.
    """
    if not isinstance(value, dict):
        return None
    for choice in (EXPLORE, LEAVE, ALL):
        if value == {choice[0]: None}:
            return choice
    number = value.get("step")
    if value.keys() != {"story", "step"} or not isinstance(number, int) or isinstance(number, bool):
        return None
    steps = {story.id: len(story.steps) for story in stories_of(dataset)}
    name = value["story"]
    return (name, number) if isinstance(name, str) and 1 <= number <= steps.get(name, 0) else None
