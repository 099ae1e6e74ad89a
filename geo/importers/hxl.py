"""Humanitarian Exchange Language: a row of tags below the header says what the columns hold.

Source of the tags: HXL hashtag dictionary 1.1 (https://hxlstandard.org/standard/1-1final/dictionary/).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.importers.table import Table

TAG = re.compile(r"#[a-z][a-z0-9_]{0,60}(?:[ ]?\+[a-z][a-z0-9_]{0,60}){0,12}", re.IGNORECASE)
LONGEST = 200
FEWEST = 2
"""Tags that make a row one of tags."""
FIELDS: tuple[tuple[str, frozenset[str], str], ...] = tuple(
    (tag, frozenset(attributes.split()), field)
    for tag, attributes, field in (
        ("#event", "id", "event_id"),
        ("#event", "code", "event_id"),
        ("#event", "name", "title"),
        ("#event", "title", "title"),
        ("#event", "type", "category"),
        ("#event", "description", "summary"),
        ("#cause", "type", "category"),
        ("#cause", "", "category"),
        ("#date", "start", "date"),
        ("#date", "occurred", "date"),
        ("#date", "end", "end_date"),
        ("#date", "year", "year"),
        ("#date", "reported", "published"),
        ("#date", "", "date"),
        ("#geo", "lat", "lat"),
        ("#geo", "lon", "lon"),
        ("#geo", "coord", "coordinates"),
        ("#geo", "precision", "location_precision"),
        ("#geo", "bounds", "wkt"),
        ("#adm2", "name", "district_ids"),
        ("#loc", "name", "place_name"),
        ("#loc", "", "place_name"),
        ("#affected", "killed", "deaths_total"),
        ("#affected", "fatalities", "deaths_total"),
        ("#affected", "injured", "injured"),
        ("#affected", "wounded", "injured"),
        ("#description", "", "summary"),
        ("#meta", "source", "source"),
        ("#meta", "url", "url"),
        ("#source", "", "source"),
        ("#item", "name", "title"),
        ("#event", "", "title"),
    )
)
"""Tag, attributes that it must have, and our field; the first that fits counts."""


def tags_of(table: Table) -> dict[str, str]:
    """Return the tags by column: found when the file was read, in the header itself, or in the first row."""
    known: Mapping[str, str] = getattr(table, "tags", {})
    if known:
        return dict(known)
    headers = {column: column.strip() for column in table.columns if _is_tag(column)}
    if len(headers) >= FEWEST:
        return headers
    return _tag_row(table)


def without_tags(table: Table) -> Table:
    """Return a table without a first row of tags, which is no row of data."""
    if not _tag_row(table):
        return table
    geometry = table.geometry[1:] if table.geometry is not None else None
    return replace(table, frame=table.frame.iloc[1:], geometry=geometry)


def field_of_tag(tag: str) -> str:
    """Return our field by a tag with its attributes, "" when it has none.

    >>> field_of_tag("#affected +killed"), field_of_tag("#geo+lat"), field_of_tag("#sector")
    ('deaths_total', 'lat', '')
    """
    name, *attributes = tag.lower().replace(" ", "").split("+")
    given = set(attributes)
    return next((field for known, needed, field in FIELDS if known == name and needed <= given), "")


def _is_tag(text: str) -> bool:
    return len(text) <= LONGEST and TAG.fullmatch(text.strip()) is not None


def _tag_row(table: Table) -> dict[str, str]:
    if not len(table.frame):
        return {}
    cells = {column: str(cell).strip() for column, cell in table.frame.iloc[0].items() if str(cell).strip()}
    if len(cells) < FEWEST or not all(map(_is_tag, cells.values())):
        return {}
    return {str(column): cell for column, cell in cells.items()}
