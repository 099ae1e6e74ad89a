"""The timeline: which day is shown and which range of days, chosen in the browser.

While a person drags or plays, the timeline talks to the map in the browser
(``frontend/shared/hub.js``); Python hears of it on release, as a commit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from components import assets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from streamlit.components.v2.types import ComponentRenderer

STRINGS: dict[str, str] = {
    "timeline": "Timeline",
    "step_back": "One step back",
    "step_forward": "One step forward",
    "play": "Play",
    "pause": "Pause",
    "unit": "Step",
    "unit_day": "Day",
    "unit_month": "Month",
    "unit_year": "Year",
    "unit_event": "Next event",
    "speed": "Speed",
    "loop": "Play again from the start at the end",
    "mode_window": "Moving window: play with a range of constant length",
    "compare": "Compare with a second day",
    "more": "Settings of the timeline",
    "jump": "Go to a period",
    "jump_own": "Own range",
    "events_one": "{count} event",
    "events_few": "{count} events",
    "events_many": "{count} events",
    "events_other": "{count} events",
    "range": "{from} – {to}",  # noqa: RUF001 (an en dash between days)
    "spoken": "{day}, {events}",
    "per_day": "{events} a day",
    "per_month": "{events} a month",
    "per_year": "{events} a year",
    "day_slider": "Day shown",
    "from_slider": "First day of the range",
    "to_slider": "Last day of the range",
    "compare_slider": "Day to compare with",
    "control_all": "Control of all {count} districts, a row each. Select one to see its history here",
    "control_one": "Control of {name} district",
    "share_larger": "Mostly {first}, part {second}",
    "share_even": "Part {first}, part {second}",
    "share_unrecorded": "{first} in part, rest not recorded",
    "until": "until {day}",
    "since": "since {day}",
    "other_categories": "other categories",
    "whole_period": "Show all years",
}
"""Every English word of the timeline, for the message catalogue.

The words in braces are filled in by the browser. ``events_*`` are the plural categories of CLDR;
a language without one of them falls back to ``events_other``.
"""
