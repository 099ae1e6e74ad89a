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
from geo.selection.named_lists import AT, CELL, UNPLACED, WITHIN, is_list, listed

__all__ = [
    "AT",
    "CELL",
    "TIME",
    "UNPLACED",
    "VOICES",
    "WITHIN",
    "Selection",
    "facet_counts",
    "is_list",
    "listed",
    "mask",
    "matches",
    "strongest_filter",
    "within",
]
