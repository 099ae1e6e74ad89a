"""The plain page of a record: the same without a script, beside the map, with an address of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from components.details.frame_rows import event_of
from geo.dataset.origin import ADDED
from geo.i18n import DEFAULT, language

if TYPE_CHECKING:
    from geo import Dataset


def plain_page_of_event(event_id: str, dataset: Dataset) -> str | None:
    """Return the address of an event's plain page, relative to the map's; None of a person's own event."""
    is_added = "origin" in dataset.events and event_of(dataset, event_id, ("origin",))["origin"] == ADDED
    return None if is_added else _address("event", event_id)


def plain_page_of_district(district_id: str) -> str:
    """Return the address of a district's plain page, relative to the map's."""
    return _address("district", district_id)


def suggest_address(**about: str) -> str:
    """Return the address on which a correction is suggested, relative to the map's.

    Parameters
    ----------
    about
        What it is of: `event`, with `source` and `field` for one of its claims; `district`, `place`, or `story` and
        `step`.
    """
    return f"{_prefix()}suggest?{urlencode(about)}"


def history_address(kind: str, name: str) -> str:
    """Return the address of the history of an event (`events`), district (`districts`), place or story."""
    return f"{_prefix()}history?{urlencode({'about': f'{kind}/{name}'})}"


def _prefix() -> str:
    return "" if language() == DEFAULT else f"{language()}/"


def _address(kind: str, name: str) -> str:
    return f"{_prefix()}{kind}/{quote(name, safe='')}"
