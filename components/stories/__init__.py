"""Stories: the list of them, and the reader, in which a step sets the view of map and timeline.

Python makes list, bar, step, paper and maker as models of plain words and numbers; the browser only draws them. What
draws is imported when it is asked for: the plain pages share the models, and a component that is first imported outside
of a run of the page is never known to the server.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from components.stories.model import step_headings, telling
from components.stories.view import (
    after_choice,
    is_making,
    is_reading,
    read_choice,
    step_events,
    step_name,
    step_states,
    step_view,
    still_making,
    story_of,
)

if TYPE_CHECKING:
    from components.stories.page import (
        at_dot,
        dots,
        show_bar,
        show_list,
        show_maker,
        show_note,
        show_paper,
        show_step,
        told_name,
    )

__all__ = [
    "after_choice",
    "at_dot",
    "dots",
    "is_making",
    "is_reading",
    "read_choice",
    "show_bar",
    "show_list",
    "show_maker",
    "show_note",
    "show_paper",
    "show_step",
    "step_events",
    "step_headings",
    "step_name",
    "step_states",
    "step_view",
    "still_making",
    "story_of",
    "telling",
    "told_name",
]
DRAWN = {
    "at_dot",
    "dots",
    "show_bar",
    "show_list",
    "show_maker",
    "show_note",
    "show_paper",
    "show_step",
    "told_name",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - Whichever of the page's functions it is.
    """Return a function that draws, which is imported now."""
    if name in DRAWN:
        return getattr(importlib.import_module("components.stories.page"), name)
    raise AttributeError(name)
