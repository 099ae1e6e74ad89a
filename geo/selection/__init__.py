"""Selections: which events a person has chosen, and named lists of them."""

from geo.selection.filters import (
    TIME,
    VOICES,
    Selection,
    facet_counts,
    mask,
    matches,
    strongest_filter,
    within,
)
from geo.selection.named_lists import AT, CELL, UNPLACED, WITHIN, events_of_list, is_list

__all__ = [
    "AT",
    "CELL",
    "TIME",
    "UNPLACED",
    "VOICES",
    "WITHIN",
    "Selection",
    "events_of_list",
    "facet_counts",
    "is_list",
    "mask",
    "matches",
    "strongest_filter",
    "within",
]
