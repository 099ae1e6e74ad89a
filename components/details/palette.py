"""The colours, icons and fixed words of the panel, and the small pictures that refer to them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from geo.i18n import marked, translated

if TYPE_CHECKING:
    from components.details.inline_text import Json
    from geo.dataset.metadata import About

# Stripes as on the map, in CSS pixels: 8 + 4 where the sources say who held more, 6 + 6 where not.
_STRIPE = {"whole": 12, "larger": 8, "smaller": 4, "even": 6}

STRINGS: dict[str, str] = {
    "panel": marked("Details"),
    "new_tab": marked("opens in a new tab"),
    "close": marked("Close"),
    "plain_page": marked("Plain page"),
    "suggest": marked("Suggest a correction"),
    "history": marked("History"),
    "order": marked("Order of the events"),
    "claimed": marked("Values by source"),
    "copy_event": marked("Copy link to this event"),
    "copied": marked("Link copied"),
    "copy_failed": marked("Not copied: copy the address from the browser's bar"),
}


class Palette:
    """Positions of a dataset's controllers, categories and kinds of evidence in the panel's model."""

    def __init__(self, about: About) -> None:
        self._about = about
        self._controllers = {item.id: position for position, item in enumerate(about.controllers)}
        self._controllers[about.unrecorded.id] = len(about.controllers)
        self._categories = {item.id: position for position, item in enumerate(about.categories)}
        self._groups = {item.id: position for position, item in enumerate(about.groups)}
        self._evidence = {item.id: item for item in about.evidence}

    @cached_property
    def model(self) -> Json:
        """Colours (light and dark) and icon paths, in the order the positions count."""
        about = self._about
        return {
            "controllers": [[item.light, item.dark] for item in (*about.controllers, about.unrecorded)],
            "groups": [[item.light, item.dark] for item in about.groups],
            "categories": [[item.light, item.dark] for item in about.categories],
            "icons": [item.icon_path for item in about.categories],
            "words": translated(STRINGS),
        }

    def swatch(self, shares: tuple[tuple[str, str], ...]) -> list[list[int]]:
        """Return stripes ``[controller, width in pixels]``; one stripe is a solid swatch.

        Without shares nothing is recorded: the swatch is that of the unrecorded holder.
        """
        shares = shares or ((self._about.unrecorded.id, "whole"),)
        stripes = [[self._controllers[holder], _STRIPE[size]] for holder, size in shares]
        return stripes if len(stripes) <= 2 else [[holder, 4] for holder, _width in stripes]  # noqa: PLR2004

    def icon(self, category: str) -> Json:
        """Return a category's icon with its name."""
        position = self._categories[category]
        return {"category": position, "label": self._about.categories[position].label}

    def group(self, group: str) -> int:
        """Return a group's position."""
        return self._groups[group]

    def sign(self, evidence: str) -> Json:
        """Return the sign of a kind of evidence with its name and meaning."""
        item = self._evidence[evidence]
        return {"evidence": item.id, "label": item.label, "meaning": item.meaning}
