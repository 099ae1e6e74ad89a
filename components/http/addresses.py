"""Addresses of the plain pages: neutral slugs of events, ids of districts and places, one for each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from geo.dataset.cache import cached
from geo.dataset.columns import is_large
from geo.dates import EDTF_LENGTH, day_date
from geo.i18n import DEFAULT, LANGUAGES
from geo.identifiers import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.dataset import Dataset

LONGEST = 90
"""Characters of a slug."""


class Slugs(NamedTuple):
    """Slugs of a dataset's events: of each id its slug, and the other way."""

    of_event: Mapping[str, str]
    event_of: Mapping[str, str]


@cached(1)
def slugs(dataset: Dataset) -> Slugs:
    """Return the slugs of the events: day and English title, as `2020-11-25-kalbajar-handed-over`.

    Of a large dataset, and of some events of a store, the slugs are the ids. Events of one day and title are told
    apart by a number.

    Parameters
    ----------
    dataset
        In English.
    """
    events = dataset.events
    if is_large(len(events)) or dataset.base is not None:
        ids = {str(event_id): str(event_id) for event_id in events.index}
        return Slugs(ids, ids)
    known = {str(event_id) for event_id in events.index}
    of_event: dict[str, str] = {}
    event_of: dict[str, str] = {}
    columns = (events.index, events["first_day"], events["date_precision"], events["title"])
    for event_id, first, precision, title in zip(*columns, strict=True):
        day = day_date(first).isoformat()[: EDTF_LENGTH[precision]]
        whole = f"{day}-{slug(str(title))}"
        # Cut between two words, so that no half word gets a meaning of its own.
        base = whole if len(whole) <= LONGEST else whole[: LONGEST + 1].rpartition("-")[0]
        found, number = base, 2
        while found in event_of or (found in known and found != event_id):
            found, number = f"{base}-{number}", number + 1
        of_event[str(event_id)], event_of[found] = found, str(event_id)
    return Slugs(of_event, event_of)


def plain_path(kind: str, name: str = "", code: str = DEFAULT) -> str:
    """Return the address of a plain page below the server's.

    Parameters
    ----------
    kind
        `event`, `district`, `place`, `story`, or a list: `events`, `districts`, `places`, `stories`.
    name
        The slug; "" for a list. A step of a story is the story's id, a slash and its number.
    code
        The language.

    Examples
    --------
    >>> plain_path("district", "kalbajar", "az"), plain_path("events")
    ('/az/district/kalbajar', '/events')
    """
    parts = [
        "",
        *([] if code == DEFAULT else [code]),
        kind,
        *([quote(name, safe="/" if kind == "story" else "")] if name else []),
    ]
    return "/".join(parts)


def map_path(code: str = DEFAULT, **query: str) -> str:
    """Return the address of the map with something chosen on it."""
    chosen = urlencode(query | ({} if code == DEFAULT else {"lang": code}))
    return f"/?{chosen}" if chosen else "/"


def in_languages(kind: str, name: str = "") -> dict[str, str]:
    """Return the addresses of a plain page by language."""
    return {code: plain_path(kind, name, code) for code in LANGUAGES}


def record_address(origin: str, kind: str, name: str, code: str) -> str:
    """Return the address of the picture of a plain page, 1200 by 630; of a list it is that of the map.

    Examples
    --------
    >>> record_address("https://map.example", "district", "kalbajar", "hy")
    'https://map.example/hy/preview/district/kalbajar.png'
    """
    if kind in {"event", "district", "place"} and name:
        return f"{origin}{plain_path('preview', '', code)}/{kind}/{quote(name, safe='')}.png"
    return f"{origin}/preview.png?{urlencode({'lang': code})}"
