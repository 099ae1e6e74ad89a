"""Collections of features: what each holds, and the properties of its features with their types."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from geo.dataset import record_columns
from geo.i18n import marked, sentence_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.record_columns import Column
    from geo.i18n import Words

Kind = Literal["string", "number", "integer", "boolean", "date", "day", "strings", "objects"]
"""A `date` is a whole day of ISO 8601 as it stands in the table, a `day` is kept as its number; `strings` is a list of
texts, `objects` one of objects."""
Geometry = Literal["Point", "MultiPolygon", "none"]

UNTIL_NOW = 2**31 - 1
"""The day number of an end that has not come."""

_SCHEMAS: Mapping[Kind, dict[str, Any]] = {
    "string": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "day": {"type": "string", "format": "date"},
    "strings": {"type": "array", "items": {"type": "string"}},
    "objects": {"type": "array", "items": {"type": "object"}},
}


@dataclass(frozen=True)
class Property:
    """A property of the features of a collection.

    Parameters
    ----------
    name
        Its name.
    meaning
        What it says.
    kind
        Its type.
    is_queryable
        Whether it can be asked for: as a parameter of this name, and in filters.
    """

    name: str
    meaning: Words
    kind: Kind = "string"
    is_queryable: bool = True

    def schema(self) -> dict[str, Any]:
        """Return what it is as JSON Schema, in the current language."""
        return {"description": sentence_text(self.meaning), **_SCHEMAS[self.kind]}


@dataclass(frozen=True)
class Collection:
    """A collection of features.

    Parameters
    ----------
    id
        Its name in addresses.
    title, meaning
        What it holds, in a word and in a sentence.
    key
        The property that is the id of a feature.
    geometry
        What its features are on the map; `none` where they are nowhere.
    properties
        Of its features, in order.
    is_dated
        Whether its features have a first and a last day, which `datetime` compares.
    """

    id: str
    title: str
    meaning: str
    key: str
    geometry: Geometry
    properties: tuple[Property, ...]
    is_dated: bool = False

    @cached_property
    def queryables(self) -> dict[str, Property]:
        """The properties that can be asked for, by name."""
        return {one.name: one for one in self.properties if one.is_queryable}


_DATES = frozenset({"start_date", "end_date", "from_date", "to_date"})
"""Columns that a package has as whole days; others may be known to the month or the year."""


def _of(
    columns: tuple[Column, ...],
    *,
    without: tuple[str, ...] = (),
    unasked: tuple[str, ...] = (),
) -> tuple[Property, ...]:
    """Return the columns of an exported table as properties."""
    return tuple(
        Property(
            column.name,
            column.meaning,
            "date" if column.name in _DATES else column.kind,
            column.name not in unasked,
        )
        for column in columns
        if column.name not in without
    )


_DAYS = (
    Property("first_day", marked("First day of the time that the parameter datetime compares"), "day"),
    Property("last_day", marked("Last day of that time, itself included; null until now"), "day"),
)

EVENTS = Collection(
    "events",
    marked("Events"),
    marked("What happened, where and when, and how well it is supported by its sources."),
    "event_id",
    "Point",
    (
        # What a list holds is said by the list; the separators are those of tables.
        *_of(
            record_columns.EVENTS,
            without=("lon", "lat", "district_ids", "place_ids", "voices", "origin"),
            unasked=("date",),
        ),
        Property("district_ids", marked("Keys of districts; all of them of what is region-wide"), "strings"),
        Property("other_district_ids", marked("Districts that the dataset does not have"), "strings"),
        Property("region_wide", marked("Whether it is counted for every district"), "boolean"),
        Property("place_ids", marked("Keys of places"), "strings"),
        Property("voices", marked("Sides that speak of it"), "strings"),
        *_DAYS,
    ),
    is_dated=True,
)
DISTRICTS = Collection(
    "districts",
    marked("Districts"),
    marked(
        "The districts, and who controlled each on a day: that of the parameter datetime, of a range its last, "
        "else today."
    ),
    "district_id",
    "MultiPolygon",
    (
        *_of(record_columns.DISTRICTS),
        Property("day", marked("The day of the control"), "day", is_queryable=False),
        Property(
            "controller",
            marked(
                "Key of who held it on that day, of several of who held the larger part or is named first"
            ),
        ),
        Property("controller_label", marked("The same in words")),
        Property("share", marked("Held as a whole, or the larger, the smaller or an even part")),
        Property(
            "control",
            marked("All who held it: controller, label and share of each"),
            "objects",
            is_queryable=False,
        ),
    ),
)
PLACES = Collection(
    "places",
    marked("Places"),
    marked("Towns, villages and other places with their names."),
    "place_id",
    "Point",
    _of(record_columns.PLACES, without=("lon", "lat")),
)
CONTROL_PERIODS = Collection(
    "control_periods",
    marked("Control periods"),
    marked("Who controlled which district or part of one from which day to which."),
    "period_id",
    "MultiPolygon",
    (
        Property("period_id", marked("District, first day and holder")),
        *_of(record_columns.CONTROL_PERIODS, without=("source_ids",)),
        Property("source_ids", marked("Keys of the sources that say so"), "strings"),
        *_DAYS,
    ),
    is_dated=True,
)
CLAIMS = Collection(
    "claims",
    marked("Claims"),
    marked("What each source says of an event."),
    "claim_id",
    "none",
    (
        Property(
            "claim_id",
            marked("Key of the event and a number, which is another once claims are added or taken out"),
            is_queryable=False,
        ),
        *_of(record_columns.CLAIMS),
    ),
)
SOURCES = Collection(
    "sources",
    marked("Sources"),
    marked("The publications that claims come from."),
    "source_id",
    "none",
    _of(record_columns.SOURCES),
)

COLLECTIONS: Mapping[str, Collection] = {
    one.id: one for one in (DISTRICTS, EVENTS, PLACES, CONTROL_PERIODS, CLAIMS, SOURCES)
}
