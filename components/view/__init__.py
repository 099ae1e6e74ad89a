"""View: the state in the address, what is picked, the selection and voices that follow."""

from components.view.navigation import after_pick
from components.view.picks import Pick, read_pick
from components.view.selection import selection_of, view_message
from components.view.state import (
    KINDS,
    LONGEST_TEXT,
    PAGES,
    SORTS,
    Page,
    Sort,
    ViewState,
    at_days,
    from_query,
    to_query,
    without,
)
from components.view.voices import counts, scene_with_voices, with_voices

__all__ = [
    "KINDS",
    "LONGEST_TEXT",
    "PAGES",
    "SORTS",
    "Page",
    "Pick",
    "Sort",
    "ViewState",
    "after_pick",
    "at_days",
    "counts",
    "from_query",
    "read_pick",
    "scene_with_voices",
    "selection_of",
    "to_query",
    "view_message",
    "with_voices",
    "without",
]
