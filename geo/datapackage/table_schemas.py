"""Tables, columns and types that every data package must have, whatever its Table Schemas add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.datapackage.descriptor import FILE
from geo.datapackage.patterns import CITY_DAY, ID, is_pattern
from geo.errors import Problem
from geo.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.i18n import Words

Field = dict[str, Any]


def _field(kind: str = "string", *, list_of: str = "", **constraints: object) -> Field:
    field: Field = {"type": kind, "constraints": constraints}
    return field | ({"list": {"reference": list_of}} if list_of else {})


TEXT = _field()
NEEDED = _field(required=True)
KEY = _field(required=True, pattern=ID)
DEGREES_EAST: dict[str, Any] = {"minimum": -180, "maximum": 180}
DEGREES_NORTH: dict[str, Any] = {"minimum": -90, "maximum": 90}
PRECISION = _field(required=True, enum=["day", "month", "year"])

TABLES: Mapping[str, Mapping[str, Field]] = {
    "events": {
        "event_id": KEY,
        "title": NEEDED,
        "start_date": _field("date", required=True),
        "end_date": _field("date"),
        "date_precision": PRECISION,
        "category": NEEDED,
        "district_ids": _field(list_of="districts"),
        "place_name": TEXT,
        "place_ids": _field(list_of="places"),
        "lon": _field("number", **DEGREES_EAST),
        "lat": _field("number", **DEGREES_NORTH),
        "location_precision": _field(required=True, enum=["exact", "settlement", "district", "none"]),
        "summary": TEXT,
        "status": NEEDED,
    },
    "claims": {
        "event_id": KEY,
        "source_id": KEY,
        "field": NEEDED,
        "value": TEXT,
        "unit": TEXT,
        "note": TEXT,
    },
    "sources": {
        "source_id": KEY,
        "title": TEXT,
        "publisher": TEXT,
        "publisher_kind": NEEDED,
        "language": TEXT,
        "published": TEXT,
        "url": TEXT | {"format": "uri"},
        "accessed": TEXT,
        "note": TEXT,
    },
    "control_periods": {
        "district_id": KEY,
        "extent": _field(required=True, enum=["whole", "part", "town"]),
        "extent_size": _field(enum=["larger", "smaller"]),
        "extent_note": TEXT,
        "from_date": _field("date", required=True),
        "to_date": _field("date"),
        "date_precision": PRECISION,
        "controller": NEEDED,
        "begins_with_event_id": TEXT,
        "source_ids": _field(required=True, list_of="sources"),
    },
    "places": {
        "place_id": KEY,
        "name_en": NEEDED,
        "name_az": TEXT,
        "name_hy": TEXT,
        "name_ru": TEXT,
        "kind": TEXT,
        "lon": _field("number", required=True, **DEGREES_EAST),
        "lat": _field("number", required=True, **DEGREES_NORTH),
        "district_id": KEY,
        "note": TEXT,
    },
    "city_days": {
        "district_id": KEY,
        "city_day": _field(required=True, pattern=CITY_DAY),
        "decree_date": TEXT,
        "source_id": KEY,
    },
    "district_facts": {"district_id": KEY, "field": NEEDED, "value": TEXT, "source_id": KEY},
}
OPTIONAL_TABLES: Mapping[str, Mapping[str, Field]] = {
    "stories": {
        "story_id": KEY,
        "order": _field("integer", required=True, minimum=1),
        "title": NEEDED,
        "summary": TEXT,
    },
    "story_steps": {
        "story_id": KEY,
        "step": _field("integer", required=True, minimum=1),
        "title": NEEDED,
        "text": NEEDED,
        "day": _field("date", required=True),
        "from_date": _field("date", required=True),
        "to_date": _field("date", required=True),
        "district_id": TEXT,
        "event_ids": TEXT,
        "place_id": TEXT,
        "source_ids": TEXT,
    },
}
"""Tables that a package may have: what their ids name is checked with the numbers of the stories."""
ALL_TABLES: Mapping[str, Mapping[str, Field]] = {**TABLES, **OPTIONAL_TABLES}

KEYS: Mapping[str, str] = {
    "events": "event_id",
    "sources": "source_id",
    "places": "place_id",
    "city_days": "district_id",
    "stories": "story_id",
}
LINKS: Mapping[tuple[str, str], str] = {
    ("claims", "event_id"): "events",
    ("claims", "source_id"): "sources",
    ("control_periods", "begins_with_event_id"): "events",
    ("city_days", "source_id"): "sources",
    ("district_facts", "source_id"): "sources",
    ("story_steps", "story_id"): "stories",
}


def key_of(key: str, where: str) -> Sentence:
    """Return what was expected of a link: a key of a table, or of a list of the descriptor."""
    # Translators: the name of a column, and of the file that it is a key of: "an event_id of events.csv".
    vowel = marked("an {key} of {where}")
    # Translators: the name of a column, and of the file that it is a key of: "a place_id of places.csv".
    consonant = marked("a {key} of {where}")
    return Sentence(vowel if key[:1] in "aeiou" else consonant, {"key": key, "where": where})


def merge_fields(table: str, schema: object, problems: list[Problem]) -> dict[str, Field]:
    """Return a table's fields by name: its Table Schema, with what every package must have.

    Parameters
    ----------
    table
        Name of the table.
    schema
        The Table Schema as read from the descriptor.
    problems
        What is wrong with the schema is added here; such a field counts as the model's.
    """
    needed = ALL_TABLES[table]
    described: dict[str, Field] = {}
    entries = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(entries, list):
        _note(
            f"{table}.schema.fields",
            marked("a list of fields"),
            marked("Describe every column in {descriptor}"),
            problems,
        )
        return dict(needed)
    for position, entry in enumerate(entries):
        name = entry.get("name") if isinstance(entry, dict) else None
        where = f"{table}.schema.fields[{position}]"
        if not isinstance(name, str) or not name or name in described:
            _note(
                where,
                marked("a field with a name of its own"),
                marked("Name the field in {descriptor}"),
                problems,
            )
        else:
            described[name] = entry if _well_formed(where, entry, problems) else {}
    for name in needed:
        if name not in described:
            expected = Sentence(marked("a description of the column {name}"), {"name": name})
            _note(
                f"{table}.schema.fields",
                expected,
                marked("Add the field and the column in {descriptor}"),
                problems,
            )
    return {name: _merge(described.get(name, {}), needed.get(name, TEXT)) for name in {**needed, **described}}


def _merge(described: Field, needed: Field) -> Field:
    constraints = {**described.get("constraints", {}), **needed["constraints"]}
    allowed = described.get("constraints", {}).get("enum")
    if allowed is not None and "enum" in needed["constraints"]:
        constraints["enum"] = [value for value in needed["constraints"]["enum"] if value in allowed]
    kind = needed["type"] if needed["type"] != "string" else described.get("type", "string")
    return {**described, **needed, "type": kind, "constraints": constraints}


def _well_formed(where: str, entry: Field, problems: list[Problem]) -> bool:
    """Note what cannot be understood in a field's description."""
    before = len(problems)
    constraints = entry.get("constraints", {})
    if not isinstance(constraints, dict):
        _note(f"{where}.constraints", marked("an object"), marked("Correct it in {descriptor}"), problems)
        return False
    if not isinstance(constraints.get("enum", []), list):
        _note(
            f"{where}.constraints.enum",
            marked("a list of values"),
            marked("Correct it in {descriptor}"),
            problems,
        )
    for bound in ("minimum", "maximum"):
        value = constraints.get(bound, 0)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            _note(
                f"{where}.constraints.{bound}",
                marked("a number"),
                marked("Correct it in {descriptor}"),
                problems,
            )
    if not is_pattern(constraints.get("pattern", "")):
        _note(
            f"{where}.constraints.pattern",
            marked("a short regular expression without look-around and back-references (RE2)"),
            marked("Correct it in {descriptor}"),
            problems,
        )
    if not isinstance(entry.get("type", ""), str) or not isinstance(entry.get("description", ""), str):
        _note(
            where, marked("texts as type and description"), marked("Correct them in {descriptor}"), problems
        )
    return len(problems) == before


def _note(column: str, expected: Words, remedy: str, problems: list[Problem]) -> None:
    problems.append(Problem(FILE, None, column, "", expected, Sentence(remedy, {"descriptor": FILE})))
