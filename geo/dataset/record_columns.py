"""The columns of the exported tables: their names, types, meaning and width, said once for every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.i18n import Sentence, marked, sentence_text
from geo.identifiers import LIST_DELIMITER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.i18n import Words

Kind = Literal["string", "number", "integer", "boolean"]


@dataclass(frozen=True)
class Column:
    """A column of an exported table.

    Parameters
    ----------
    name
        Its name.
    meaning
        What a cell holds: a message marked for the catalogue, or a sentence with places; `description` says it.
    kind
        Type of a cell as Table Schema names it. Dates are strings: a month or a year is no day.
    width
        In a spreadsheet, in characters.
    """

    name: str
    meaning: Words
    kind: Kind = "string"
    width: int = 18

    @property
    def description(self) -> str:
        """What a cell holds, in the current language."""
        return sentence_text(self.meaning)


EVENTS = (
    Column("event_id", marked("Key of the event"), width=30),
    Column("title", marked("What happened, in a few words"), width=48),
    Column("date", marked("When, as an EDTF date or interval that is no finer than what is known"), width=22),
    Column("start_date", marked("First day, ISO 8601; see date_precision"), width=12),
    Column("end_date", marked("Last day, ISO 8601; blank for an event of one day, month or year"), width=12),
    Column(
        "date_precision", marked("Whether the dates are known to the day, the month or the year"), width=14
    ),
    Column("category", marked("Kind of event"), width=16),
    Column(
        "district_ids",
        Sentence(marked("Districts, separated by {sign}; all is every district"), {"sign": LIST_DELIMITER}),
        width=24,
    ),
    Column("place_name", marked("Place in words"), width=24),
    Column(
        "place_ids",
        Sentence(marked("Keys of places, separated by {sign}"), {"sign": LIST_DELIMITER}),
        width=18,
    ),
    Column("lon", marked("Longitude in degrees (WGS 84), blank without a point"), "number", 10),
    Column("lat", marked("Latitude in degrees (WGS 84), blank without a point"), "number", 10),
    Column(
        "location_precision",
        marked("What the point stands for: exact, settlement, district or none"),
        width=18,
    ),
    Column("summary", marked("Neutral summary of what the sources say"), width=60),
    Column("status", marked("The researcher's word on the record"), width=14),
    Column("n_sources", marked("Number of sources that make claims on it"), "integer", 10),
    Column("n_publishers", marked("Number of their publishers"), "integer", 12),
    Column(
        "voices",
        Sentence(marked("Sides that speak of it, separated by {sign}"), {"sign": LIST_DELIMITER}),
        width=24,
    ),
    Column(
        "support", marked("Verdict on the support: several (sides), one_side or single (source)"), width=12
    ),
    Column("independent", marked("Whether a voice of no party to the conflict speaks of it"), "boolean", 12),
    Column("state_only", marked("Whether all its sources are bodies of a state"), "boolean", 12),
    Column("disputed", marked("Whether its sources disagree"), "boolean", 12),
    Column("evidence", marked("The sign on the map: disputed, else the verdict on the support"), width=12),
    Column("origin", marked("dataset, or added by the person who made this file"), width=12),
)
CLAIMS = (
    Column("event_id", marked("The event that is spoken of"), width=30),
    Column("source_id", marked("The source that says so"), width=30),
    Column("field", marked("What is said: a date, a count, a statement"), width=22),
    Column("value", marked("The value as claimed"), width=48),
    Column("unit", marked("Unit of the value"), width=12),
    Column("note", marked("Remark on the claim"), width=48),
    Column("publisher", marked("Who published it"), width=24),
    Column("voice", marked("The side the publisher speaks with"), width=16),
)
SOURCES = (
    Column("source_id", marked("Key of the source"), width=30),
    Column("title", marked("Title of the publication"), width=60),
    Column("publisher", marked("Who published it"), width=24),
    Column("publisher_kind", marked("Kind of publisher"), width=20),
    Column("voice", marked("The side the publisher speaks with"), width=16),
    Column("language", marked("Language, ISO 639"), width=10),
    Column("published", marked("Day of publication, ISO 8601; blank when it is not known"), width=12),
    Column("url", marked("Address"), width=60),
    Column("accessed", marked("Day on which it was read, ISO 8601"), width=12),
    Column("note", marked("Remark on the source"), width=48),
)
DISTRICTS = (
    Column("district_id", marked("Key of the district")),
    Column("name", marked("English name")),
    Column("economic_region", marked("Economic region of Azerbaijan")),
    Column("outlined", marked("Whether an outline is openly published"), "boolean"),
    Column("seat_lon", marked("Longitude of the seat in degrees (WGS 84)"), "number"),
    Column("seat_lat", marked("Latitude of the seat in degrees (WGS 84)"), "number"),
)
CONTROL_PERIODS = (
    Column("district_id", marked("Key of the district")),
    Column("name", marked("English name of the district")),
    Column("extent", marked("What was held: the whole, a part, or a town")),
    Column(
        "extent_size",
        marked("Whether the part was the larger or the smaller, where a source lets one say so"),
    ),
    Column("extent_note", marked("What was held, in words; the geometry is the whole district's")),
    Column("from_date", marked("First day held, ISO 8601; see date_precision")),
    Column("to_date", marked("First day no longer held, ISO 8601; blank until now")),
    Column("date_precision", marked("Whether from_date is known to the day, the month or the year")),
    Column("controller", marked("Key of the holder")),
    Column("controller_label", marked("The holder")),
    Column("begins_with_event_id", marked("The event it began with")),
    Column(
        "source_ids",
        Sentence(marked("Keys of the sources that say so, separated by {sign}"), {"sign": LIST_DELIMITER}),
    ),
)
PLACES = (
    Column("place_id", marked("Key of the place")),
    Column("name_en", marked("English name")),
    Column("name_az", marked("Azerbaijani name")),
    Column("name_hy", marked("Armenian name")),
    Column("name_ru", marked("Russian name")),
    Column("kind", marked("Kind of place")),
    Column("district_id", marked("The district it lies in")),
    Column("lon", marked("Longitude in degrees (WGS 84)"), "number"),
    Column("lat", marked("Latitude in degrees (WGS 84)"), "number"),
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
