"""The columns of the exported tables: their names, types, meaning and width, said once for every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.identifiers import LIST_DELIMITER

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["string", "number", "integer", "boolean"]


@dataclass(frozen=True)
class Column:
    """A column of an exported table.

    Parameters
    ----------
    name
        Its name.
    meaning
        What a cell holds, in a sentence.
    kind
        Type of a cell as Table Schema names it. Dates are strings: a month or a year is no day.
    width
        In a spreadsheet, in characters.
    """

    name: str
    meaning: str
    kind: Kind = "string"
    width: int = 18


EVENTS = (
    Column("event_id", "Key of the event", width=30),
    Column("title", "What happened, in a few words", width=48),
    Column("date", "When, as an EDTF date or interval that is no finer than what is known", width=22),
    Column("start_date", "First day, ISO 8601; see date_precision", width=12),
    Column("end_date", "Last day, ISO 8601; blank for an event of one day, month or year", width=12),
    Column("date_precision", "Whether the dates are known to the day, the month or the year", width=14),
    Column("category", "Kind of event", width=16),
    Column("district_ids", f"Districts, separated by {LIST_DELIMITER}; all is every district", width=24),
    Column("place_name", "Place in words", width=24),
    Column("place_ids", f"Keys of places, separated by {LIST_DELIMITER}", width=18),
    Column("lon", "Longitude in degrees (WGS 84), blank without a point", "number", 10),
    Column("lat", "Latitude in degrees (WGS 84), blank without a point", "number", 10),
    Column("location_precision", "What the point stands for: exact, settlement, district or none", width=18),
    Column("summary", "Neutral summary of what the sources say", width=60),
    Column("status", "The researcher's word on the record", width=14),
    Column("n_sources", "Number of sources that make claims on it", "integer", 10),
    Column("n_publishers", "Number of their publishers", "integer", 12),
    Column("voices", f"Sides that speak of it, separated by {LIST_DELIMITER}", width=24),
    Column("support", "Verdict on the support: several (sides), one_side or single (source)", width=12),
    Column("independent", "Whether a voice of no party to the conflict speaks of it", "boolean", 12),
    Column("state_only", "Whether all its sources are bodies of a state", "boolean", 12),
    Column("disputed", "Whether its sources disagree", "boolean", 12),
    Column("evidence", "The sign on the map: disputed, else the verdict on the support", width=12),
    Column("origin", "dataset, or added by the person who made this file", width=12),
)
CLAIMS = (
    Column("event_id", "The event that is spoken of", width=30),
    Column("source_id", "The source that says so", width=30),
    Column("field", "What is said: a date, a count, a statement", width=22),
    Column("value", "The value as claimed", width=48),
    Column("unit", "Unit of the value", width=12),
    Column("note", "Remark on the claim", width=48),
    Column("publisher", "Who published it", width=24),
    Column("voice", "The side the publisher speaks with", width=16),
)
SOURCES = (
    Column("source_id", "Key of the source", width=30),
    Column("title", "Title of the publication", width=60),
    Column("publisher", "Who published it", width=24),
    Column("publisher_kind", "Kind of publisher", width=20),
    Column("voice", "The side the publisher speaks with", width=16),
    Column("language", "Language, ISO 639", width=10),
    Column("published", "Day of publication, ISO 8601; blank when it is not known", width=12),
    Column("url", "Address", width=60),
    Column("accessed", "Day on which it was read, ISO 8601", width=12),
    Column("note", "Remark on the source", width=48),
)
DISTRICTS = (
    Column("district_id", "Key of the district"),
    Column("name", "English name"),
    Column("economic_region", "Economic region of Azerbaijan"),
    Column("outlined", "Whether an outline is openly published", "boolean"),
    Column("seat_lon", "Longitude of the seat in degrees (WGS 84)", "number"),
    Column("seat_lat", "Latitude of the seat in degrees (WGS 84)", "number"),
)
CONTROL_PERIODS = (
    Column("district_id", "Key of the district"),
    Column("name", "English name of the district"),
    Column("extent", "What was held: the whole, a part, or a town"),
    Column("extent_size", "Whether the part was the larger or the smaller, where a source lets one say so"),
    Column("extent_note", "What was held, in words; the geometry is the whole district's"),
    Column("from_date", "First day held, ISO 8601; see date_precision"),
    Column("to_date", "First day no longer held, ISO 8601; blank until now"),
    Column("date_precision", "Whether from_date is known to the day, the month or the year"),
    Column("controller", "Key of the holder"),
    Column("controller_label", "The holder"),
    Column("begins_with_event_id", "The event it began with"),
    Column("source_ids", f"Keys of the sources that say so, separated by {LIST_DELIMITER}"),
)
PLACES = (
    Column("place_id", "Key of the place"),
    Column("name_en", "English name"),
    Column("name_az", "Azerbaijani name"),
    Column("name_hy", "Armenian name"),
    Column("name_ru", "Russian name"),
    Column("kind", "Kind of place"),
    Column("district_id", "The district it lies in"),
    Column("lon", "Longitude in degrees (WGS 84)", "number"),
    Column("lat", "Latitude in degrees (WGS 84)", "number"),
)

RECORD_TABLES: Mapping[str, tuple[Column, ...]] = {"events": EVENTS, "claims": CLAIMS, "sources": SOURCES}
DISTRICT_TABLES: Mapping[str, tuple[Column, ...]] = {
    "districts": DISTRICTS,
    "control_periods": CONTROL_PERIODS,
    "places": PLACES,
}


def names(columns: tuple[Column, ...]) -> list[str]:
    """Return the names of columns in their order."""
    return [column.name for column in columns]


REGION_WIDE = "all"
"""Stands for all districts of a dataset in a list of districts."""


PLACING = {"exact": "point", "settlement": "point", "district": "district", "none": "none"}
