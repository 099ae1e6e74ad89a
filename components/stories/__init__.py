"""Stories: the list of them, and the reader, in which a step sets the view of map and timeline.

Python makes list, bar, step and paper as models of plain words and numbers; the browser only draws them.
"""

from components.stories.model import dots_model
from components.stories.page import show_bar, show_list, show_note, show_paper, show_step
from components.stories.view import after_choice, is_reading, read_choice, step_events, step_name, step_view

__all__ = [
    "after_choice",
    "dots_model",
    "is_reading",
    "read_choice",
    "show_bar",
    "show_list",
    "show_note",
    "show_paper",
    "show_step",
    "step_events",
    "step_name",
    "step_view",
]
