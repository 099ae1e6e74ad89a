"""Control of districts: its history, comparisons of two days, City Days."""

from geo.control.city_days import city_days_from
from geo.control.comparison import Comparison, Difference, compare_days
from geo.control.history import (
    WHOLE,
    Change,
    Part,
    Segment,
    changes_between,
    recorded_shares,
    segment_at,
    segments,
    state_at,
    unbroken_history,
)

__all__ = [
    "WHOLE",
    "Change",
    "Comparison",
    "Difference",
    "Part",
    "Segment",
    "changes_between",
    "city_days_from",
    "compare_days",
    "recorded_shares",
    "segment_at",
    "segments",
    "state_at",
    "unbroken_history",
]
