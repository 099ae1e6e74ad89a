"""Vocabulary of the tables, compared with that of the descriptor's dashboard section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.claims.evidence import VERDICTS
from geo.datapackage.descriptor import FILE
from geo.datapackage.table_schemas import key_of
from geo.errors import Problem
from geo.i18n import Sentence, marked
from geo.identifiers import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.datapackage.read_files import Package
    from geo.i18n import Words


VOCABULARIES: Mapping[tuple[str, str], str] = {
    ("events", "category"): "categories",
    ("control_periods", "controller"): "controllers",
    ("control_periods", "district_id"): "districts",
    ("places", "district_id"): "districts",
    ("city_days", "district_id"): "districts",
    ("district_facts", "district_id"): "districts",
    ("sources", "publisher_kind"): "voices",
}
LISTS = ("districts", "groups", "categories", "controllers", "voices", "evidence", "jumps", "measures")


def vocabulary_problems(package: Package) -> Iterator[Problem]:
    """Yield values without an entry in the dashboard section, and entries that name nothing."""
    own = package.root.content.get("dashboard")
    if not isinstance(own, dict):
        return
    yield from _unknown_values(package, own)
    yield from _repeated_entries(own)
    yield from _unknown_references(package, own)
    yield from _unknown_in_measures(package, own)


def district_ids(package: Package) -> list[str]:
    """Return the ids of the dataset's districts in display order, as far as the descriptor has them."""
    own = package.root.content.get("dashboard")
    return _ids(own, "districts") if isinstance(own, dict) else []


def _entries(own: Mapping[str, Any], section: str) -> list[Mapping[str, Any]]:
    entries = own.get(section)
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _ids(own: Mapping[str, Any], section: str) -> list[str]:
    return [entry["id"] for entry in _entries(own, section) if isinstance(entry.get("id"), str)]


def _publisher_kinds(own: Mapping[str, Any]) -> list[str]:
    kinds = [entry.get("publisherKinds") for entry in _entries(own, "voices")]
    return [kind for some in kinds if isinstance(some, list) for kind in some if isinstance(kind, str)]


def _unknown_values(package: Package, own: Mapping[str, Any]) -> Iterator[Problem]:
    for (table, column), section in VOCABULARIES.items():
        known = _publisher_kinds(own) if section == "voices" else _ids(own, section)
        values = package.tables[table][column]
        strange = values[~values.isin(["", *known])]
        for line, value in zip(strange.index, strange, strict=True):
            places = {"section": f"dashboard.{section}", "descriptor": FILE}
            expected = Sentence(marked("an entry of {section} in {descriptor}"), places)
            remedy = Sentence(marked("Correct it, or describe it in {descriptor}"), {"descriptor": FILE})
            yield Problem(package.path(table), int(line), column, value, expected, remedy)


def _repeated_entries(own: Mapping[str, Any]) -> Iterator[Problem]:
    for section in LISTS:
        ids = _ids(own, section)
        for repeated in sorted({entry for entry in ids if ids.count(entry) > 1}):
            yield _problem(
                f"dashboard.{section}", repeated, marked("each id once"), marked("Remove or rename one")
            )
    for verdict in VERDICTS:
        if verdict not in _ids(own, "evidence"):
            expected = Sentence(marked("an entry with the id {id}"), {"id": verdict})
            yield _problem("dashboard.evidence", "", expected, marked("Add it"))


def _unknown_references(package: Package, own: Mapping[str, Any]) -> Iterator[Problem]:
    groups = pd.Series(_ids(own, "groups"), dtype="str")
    for section, key, known, target, what in (
        ("categories", "group", groups, "", key_of("id", "dashboard.groups")),
        (
            "landmarks",
            "eventId",
            package.tables["events"]["event_id"],
            "events",
            key_of("event_id", package.path("events")),
        ),
        (
            "districts",
            "seat",
            package.tables["places"]["place_id"],
            "places",
            key_of("place_id", package.path("places")),
        ),
    ):
        if target in package.unread:
            continue
        values = [entry[key] for entry in _entries(own, section) if isinstance(entry.get(key), str)]
        there = _there(values, known)
        for value in values:
            if value and value not in there:
                yield _problem(f"dashboard.{section}.{key}", value, what, marked("Correct the id"))
    outlined = {slug(str(name)) for name in package.layers["districts"].get("name_en", ())}
    for entry in _entries(own, "districts"):
        if outlined and not entry.get("seat") and entry.get("id") not in outlined:
            expected = Sentence(marked("an outline in {file} or a seat"), {"file": package.path("districts")})
            remedy = marked("Add one of them")
            yield _problem("dashboard.districts", str(entry.get("id", "")), expected, remedy)


def _unknown_in_measures(package: Package, own: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield events that a measure adds and places of its fields that there are not, and kinds of states."""
    for key, column, target in (("adds", "event_id", "events"), ("place", "place_id", "places")):
        if target in package.unread:
            continue
        what = key_of(column, package.path(target))
        found = [
            value
            for measure in _entries(own, "measures")
            for value in _listed(
                measure.get("adds")
                if key == "adds"
                else [e.get(key, "") for e in _entries(measure, "fields")]
            )
            if isinstance(value, str)
        ]
        known = _there(found, package.tables[target][column])
        for value in found:
            if value and value not in known:
                yield _problem(f"dashboard.measures.{key}", value, what, marked("Correct the id"))
    for voice in _entries(own, "voices"):
        kinds, states = voice.get("publisherKinds"), voice.get("stateKinds")
        for kind in states if isinstance(states, list) else []:
            if isinstance(kinds, list) and kind not in kinds:
                expected, remedy = marked("one of its publisherKinds"), marked("Correct it")
                yield _problem("dashboard.voices.stateKinds", str(kind), expected, remedy)


def _there(values: list[str], known: pd.Series) -> frozenset[str]:
    """Return those of some values that are in a column, which may be long."""
    return frozenset(known[known.isin(values)])


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _problem(column: str, value: str, expected: Words, remedy: Words) -> Problem:
    return Problem(FILE, None, column, value, expected, remedy)
