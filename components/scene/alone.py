"""Map and timeline in a page without Streamlit, the file that is taken along and the embed: what they need."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from components.wording import map_words, timeline_words
from geo.i18n import browser_formats, browser_strings, language_tag, marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.metadata import About

LEAFLET_OPTIONS: Mapping[str, bool | float] = MappingProxyType(
    {"zoom_control": False, "attribution_control": False, "zoom_snap": 0.25, "zoom_delta": 0.5}
    | {"wheel_px_per_zoom_level": 120, "max_zoom": 15, "min_zoom": 6}
)
"""What the map is built with, by folium's names."""


STORY_STRINGS: dict[str, str] = {
    "previous_step": marked("Previous step"),
    "next_step": marked("Next step"),
    "explore": marked("Explore from here"),
    "back_to_step": marked("Back to step {number}"),
    "step_sources": marked("Sources of this step"),
    "source_mark": marked("Source {number}"),
}
"""The words of a story that a map alone tells, for the message catalogue."""


def leaflet_options() -> dict[str, Any]:
    """Return what the map is built with, by Leaflet's own names."""
    options = {
        re.sub("_(.)", lambda found: found[1].upper(), name): value for name, value in LEAFLET_OPTIONS.items()
    }
    return {"center": [0, 0], "zoom": 7, **options}


def told(about: About, words: Mapping[str, str]) -> dict[str, Any]:
    """Return what map and timeline say in the language of this run, beside the words of the scene.

    Parameters
    ----------
    about
        Of the dataset in that language: its periods and big days.
    words
        Of the page around them, translated.
    """
    return {
        "jumps": jumps_of(about),
        "landmarks": landmarks_of(about),
        "locale": language_tag(),
        "formats": browser_formats(),
        "strings": {
            "map": browser_strings(map_words.STRINGS, map_words.COUNTED),
            "timeline": browser_strings(timeline_words.STRINGS, timeline_words.COUNTED),
            "page": dict(words),
        },
    }


def jumps_of(about: About) -> list[dict[str, Any]]:
    """Return the periods to go to as the timeline takes them."""
    return [{"id": jump.id, "label": jump.label, "from": jump.first, "to": jump.last} for jump in about.jumps]


def landmarks_of(about: About) -> list[dict[str, Any]]:
    """Return the big days as the timeline takes them."""
    return [{"day": landmark.day, "label": landmark.label} for landmark in about.landmarks]
