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
    from_query,
    moved,
    to_query,
    without,
)
from components.view.voices import counts, heard, heard_scene

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
    "counts",
    "from_query",
    "heard",
    "heard_scene",
    "moved",
    "read_pick",
    "selection_of",
    "to_query",
    "view_message",
    "without",
]
