"""Words of the timeline, for the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.i18n import counted, marked

if TYPE_CHECKING:
    from geo.i18n import Counted

STRINGS: dict[str, str] = {
    "timeline": marked("Timeline"),
    "step_back": marked("One step back"),
    "step_forward": marked("One step forward"),
    "play": marked("Play"),
    "pause": marked("Pause"),
    "unit": marked("Step"),
    "unit_day": marked("Day"),
    "unit_month": marked("Month"),
    "unit_year": marked("Year"),
    "unit_event": marked("Next event"),
    "speed": marked("Speed"),
    "loop": marked("Play again from the start at the end"),
    "mode_window": marked("Moving window: play with a range of constant length"),
    "compare": marked("Compare with a second day"),
    "more": marked("Settings of the timeline"),
    "jump": marked("Go to a period"),
    "jump_own": marked("Period"),
    "range": marked("{from} – {to}"),
    "spoken": marked("{day}, {events}"),
    "per_day": marked("{events} a day"),
    "per_month": marked("{events} a month"),
    "per_year": marked("{events} a year"),
    "day_slider": marked("Day shown"),
    "from_slider": marked("First day of the range"),
    "to_slider": marked("Last day of the range"),
    "compare_slider": marked("Day to compare with"),
    "control_all": marked("Control of all {count} districts, a row each. Select one to see its history here"),
    "control_one": marked("Control of {name} district"),
    "share_larger": marked("Mostly {first}, part {second}"),
    "share_even": marked("Part {first}, part {second}"),
    "share_another": marked("{holders}, part {another}"),
    "share_unrecorded": marked("{first} in part, rest not recorded"),
    "until": marked("until {day}"),
    "since": marked("since {day}"),
    "other_categories": marked("other categories"),
    "whole_period": marked("Show all years"),
    "steps": marked("Steps of the story"),
    "step_day": marked("{step}, {day}"),
    "clock": marked("Control on {day}; events from {first} to {last}"),
}
COUNTED: dict[str, Counted] = {"events": counted("{count} event", "{count} events")}
"""Every English word of the timeline, for the message catalogue; `COUNTED` are those that count.

The words in braces are filled in by the browser. A message that counts becomes one for each plural category
of CLDR, ``events.one`` and so on; a count without its category falls back to ``events.other``.
"""
