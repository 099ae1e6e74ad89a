"""View of a story's step: which story a state reads, and the view that its step sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.view.state import ViewState
from geo.dataset.lookup import is_event
from geo.stories import stories_of

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.stories import Step, Story


def story_of(dataset: Dataset, state: ViewState) -> Story | None:
    """Return the story that a state reads or has left to explore."""
    return next((story for story in stories_of(dataset) if story.id == state.story), None)


def is_reading(state: ViewState) -> bool:
    """Whether a story's step is told, not the list of stories."""
    return state.page == "stories" and state.story is not None


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
    return tuple(event for event in step.event_ids if is_event(dataset, event)) if step else ()


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
        Day and range within the timeline, the day within the range; the first event of the step chosen.
    """
    step = step_of(dataset, state)
    if step is None:
        return state
    first, last = sorted(min(max(day, dataset.about.first_day), today) for day in _range(step))
    events = step_events(dataset, state)
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
    )


def _range(step: Step) -> tuple[int, int]:
    """Return the range of a step, widened to its day."""
    return min(step.first_day, step.day), max(step.last_day, step.day)
