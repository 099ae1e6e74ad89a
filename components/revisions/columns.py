"""Columns of the tables in words, and which of them may be corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.i18n import gettext as _
from geo.i18n import marked
from geo.revisions.record import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.metadata import About

LABELS: Mapping[str, str] = {
    "title": marked("Title"),
    "summary": marked("Summary"),
    "start_date": marked("First day"),
    "end_date": marked("Last day"),
    "date_precision": marked("How exactly the day is known"),
    "category": marked("Category"),
    "district_ids": marked("Districts"),
    "district_id": marked("District"),
    "place_name": marked("Place in words"),
    "place_ids": marked("Places"),
    "place_id": marked("Place"),
    "lon": marked("Longitude"),
    "lat": marked("Latitude"),
    "location_precision": marked("How exactly the place is known"),
    "status": marked("Research status"),
    "event_id": marked("Event"),
    "source_id": marked("Source"),
    "source_ids": marked("Sources"),
    "field": marked("Field"),
    "value": marked("Value"),
    "unit": marked("Unit"),
    "note": marked("Note"),
    "publisher": marked("Publisher"),
    "publisher_kind": marked("Kind of publisher"),
    "language": marked("Language"),
    "published": marked("Day of publication"),
    "url": marked("Address"),
    "accessed": marked("Read on"),
    "extent": marked("Extent"),
    "extent_size": marked("Size of the part"),
    "extent_note": marked("Extent in words"),
    "from_date": marked("From"),
    "to_date": marked("Until (the first day no longer)"),
    "controller": marked("Controller"),
    "begins_with_event_id": marked("Begins with the event"),
    "name_en": marked("Name in English"),
    "name_az": marked("Name in Azerbaijani"),
    "name_hy": marked("Name in Armenian"),
    "name_ru": marked("Name in Russian"),
    "kind": marked("Kind"),
    "coordinate_source": marked("Source of the point"),
    "coordinate_precision": marked("Precision of the point"),
    "text": marked("Text"),
    "day": marked("Day that is shown"),
    "event_ids": marked("Events"),
    "en": marked("English"),
    "by": marked("Translated by"),
    "checked_by": marked("Checked by"),
    "story_id": marked("Story"),
    "step": marked("Step"),
    "order": marked("Place in the list"),
    "city_day": marked("City Day"),
    "decree_date": marked("Day of the decree"),
    "table": marked("Table"),
    "key": marked("Key"),
}
TABLES: Mapping[str, str] = {
    "events": marked("Event"),
    "claims": marked("Claim"),
    "sources": marked("Source"),
    "places": marked("Place"),
    "control_periods": marked("Control of a district"),
    "district_facts": marked("Fact of a district"),
    "city_days": marked("City Day"),
    "stories": marked("Story"),
    "story_steps": marked("Step of a story"),
    "translations": marked("Translation"),
}
EDITED: Mapping[str, tuple[str, ...]] = {
    "events": (
        "title",
        "start_date",
        "end_date",
        "date_precision",
        "category",
        "district_ids",
        "place_name",
        "place_ids",
        "lon",
        "lat",
        "location_precision",
        "summary",
    ),
    "claims": ("value", "unit", "note"),
    "sources": ("title", "publisher", "publisher_kind", "language", "published", "url", "note"),
    "places": ("name_en", "name_az", "name_hy", "name_ru", "lon", "lat", "district_id", "note"),
    "control_periods": (
        "extent",
        "extent_size",
        "extent_note",
        "from_date",
        "to_date",
        "date_precision",
        "controller",
        "source_ids",
    ),
    "district_facts": ("value",),
    "stories": ("title", "summary"),
    "story_steps": ("title", "text"),
    "translations": ("text",),
}
"""Columns that a correction may change, by table, in the order of the form."""
LONG = frozenset({"summary", "text", "note", "extent_note"})
"""Columns of whole sentences."""


def column_label(column: str) -> str:
    """Return a column in words; one that only a dataset of somebody's own has as its name reads."""
    label = LABELS.get(column)
    return _(label) if label else column.replace("_", " ").capitalize()


def table_label(table: str) -> str:
    """Return what a row of a table is, in words."""
    label = TABLES.get(kind_of(table))
    return _(label) if label else table.replace("_", " ").capitalize()


def choices_of(column: str, about: About, allowed: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the values that a cell may have with their words; none where it may have any.

    Parameters
    ----------
    column
        Its name.
    about
        Gives the words of categories, controllers and kinds of publishers.
    allowed
        The values of the Table Schema.
    """
    known: dict[str, dict[str, str]] = {
        "category": {entry.id: entry.label for entry in about.categories},
        "controller": {entry.id: entry.label for entry in about.controllers},
        "publisher_kind": dict(about.publisher_kinds),
        "date_precision": {"day": _("to the day"), "month": _("to the month"), "year": _("to the year")},
        "location_precision": {
            "exact": _("exact point"),
            "settlement": _("the settlement's point"),
            "district": _("within the district, place not known"),
            "none": _("no place on the map"),
        },
        "extent": {"whole": _("the whole district"), "part": _("a part of it"), "town": _("a town in it")},
        "extent_size": {"larger": _("the larger part"), "smaller": _("the smaller part")},
    }
    words = known.get(column, {})
    values = allowed or (tuple(words) if column in {"category", "controller", "publisher_kind"} else ())
    return [(value, words.get(value, value)) for value in values]
