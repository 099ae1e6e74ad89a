"""What the page must show of a range and a day, worked out from the data without the page's help."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from components.view.state import ViewState, to_query
from geo.control.history import state_at
from geo.dates import day_number
from tests.golden import ROWS

if TYPE_CHECKING:
    import geo
    from tests.browser.page import Days

TODAY = "2026-11-21"
ALL_EVENTS = ROWS["events"]
ALL_PAINTED = f"(stage) => stage.painted.events === {ALL_EVENTS}"
ALL_SHOWN = f"{ALL_EVENTS} of {ALL_EVENTS} events in the range"


def event_count(dataset: geo.Dataset, days: Days) -> int:
    """Count the events that overlap the range."""
    events = dataset.events
    return int(((events["first_day"] <= days.last) & (events["last_day"] >= days.first)).sum())


def holders(dataset: geo.Dataset, day: int) -> dict[str, int]:
    """Count the districts that each controller held whole, by the controller's name."""
    whole = Counter(
        segment.shares[0][0] for segment in state_at(dataset, day).values() if len(segment.shares) == 1
    )
    return {controller.label: whole[controller.id] for controller in dataset.about.controllers}


def query(dataset: geo.Dataset, days: Days) -> dict[str, str]:
    """Return the address's parameters for a range and a day."""
    state = ViewState(day=days.day, first=days.first, last=days.last)
    return to_query(state, dataset, day_number(TODAY))
