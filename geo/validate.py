"""Validate a data package as a whole: cells, keys, links between tables, intervals, vocabularies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.dates import day_number, month_day, partial_interval
from geo.descriptor import FILE
from geo.errors import Problem
from geo.identifiers import slug, split_list
from geo.package import TABLES
from geo.schema import is_date, validate_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.package import Package

REGION_WIDE = "all"


def validate(package: Package) -> list[Problem]:
    """Return every error of a package, those of reading it included, in the order of its tables."""
    problems = list(package.problems)
    for name in TABLES:
        frame = package.tables[name]
        problems.extend(validate_table(package.path(name), frame, package.fields(name)))
        problems.extend(_repeated_keys(package, name))
        problems.extend(_unknown_links(package, name))
        problems.extend(_unknown_list_items(package, name))
    problems.extend(_event_dates(package))
    problems.extend(_event_points(package))
    problems.extend(_published_dates(package))
    problems.extend(_city_days(package))
    problems.extend(_control_dates(package))
    problems.extend(_vocabularies(package))
    problems.extend(_references_of_descriptor(package))
    return problems


def _records(frame: pd.DataFrame) -> Iterator[tuple[int, dict[str, str]]]:
    for line, *cells in frame.itertuples():
        yield int(line), dict(zip(frame.columns, cells, strict=True))


def _as_list(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(item) for item in value]  # type: ignore[attr-defined]


def _repeated_keys(package: Package, name: str) -> Iterator[Problem]:
    frame = package.tables[name]
    key = _as_list(package.resources.get(name, {}).get("schema", {}).get("primaryKey", []))
    if frame.empty or not key or not set(key) <= set(frame.columns):
        return
    first: dict[tuple[str, ...], int] = {}
    for line, *cells in frame[key].itertuples():
        value = tuple(cells)
        if value in first:
            expected = f"a different {' + '.join(key)} in each row (line {first[value]} has the same)"
            yield Problem(
                package.path(name),
                int(line),
                key[0],
                " + ".join(cell for cell in value if cell),
                expected,
                "Remove the row or give it an id of its own",
            )
        else:
            first[value] = int(line)


def _unknown_links(package: Package, name: str) -> Iterator[Problem]:
    frame = package.tables[name]
    for link in package.resources.get(name, {}).get("schema", {}).get("foreignKeys", []):
        column = _as_list(link["fields"])[0]
        target = str(link["reference"]["resource"])
        target_column = _as_list(link["reference"]["fields"])[0]
        if column not in frame or target_column not in package.tables.get(target, ()):
            continue
        known = set(package.tables[target][target_column])
        for line, value in frame[column].items():
            if value and value not in known:
                yield Problem(
                    package.path(name),
                    int(str(line)),
                    column,
                    value,
                    f"a {target_column} of {package.path(target)}",
                    f"Correct the id or add the row to {package.path(target)}",
                )


def _unknown_list_items(package: Package, name: str) -> Iterator[Problem]:
    for field in package.fields(name):
        column, reference = field["name"], field.get("list", {}).get("reference")
        if reference is None or column not in package.tables[name]:
            continue
        known, where = _known_ids(package, str(reference))
        for line, cell in package.tables[name][column].items():
            items = split_list(cell)
            for item in items:
                if item not in known:
                    yield Problem(
                        package.path(name),
                        int(str(line)),
                        column,
                        item,
                        f"an id of {where}",
                        "Correct the id or add what it stands for",
                    )
            if len(items) != len(set(items)):
                remedy = "Remove the second one"
                yield Problem(package.path(name), int(str(line)), column, cell, "each id once", remedy)


def _known_ids(package: Package, reference: str) -> tuple[set[str], str]:
    if reference != "districts":
        column = "place_id" if reference == "places" else "source_id"
        frame = package.tables[reference]
        return set(frame[column]) if column in frame else set(), package.path(reference)
    layer = package.layers["districts"]
    outlined = {slug(str(name)) for name in layer["name_en"]} if "name_en" in layer else set()
    where = f"the districts in {FILE} or {package.path('districts')}, or {REGION_WIDE!r}"
    return {REGION_WIDE, *district_ids(package), *outlined}, where


def district_ids(package: Package) -> list[str]:
    """Return the ids of the dataset's districts in display order, as far as the descriptor has them."""
    own = package.root.content.get("dashboard")
    entries = own.get("districts", []) if isinstance(own, dict) else []
    return [str(entry.get("id", "")) for entry in entries if isinstance(entry, dict)]


def _event_dates(package: Package) -> Iterator[Problem]:
    for line, event in _records(package.tables["events"]):
        start, end = event["start_date"], event["end_date"]
        if is_date(start) and is_date(end) and end < start:
            expected = f"a last day on or after the first, {start}"
            yield Problem(package.path("events"), line, "end_date", end, expected, "Correct one of the days")


def _event_points(package: Package) -> Iterator[Problem]:
    path = package.path("events")
    for line, event in _records(package.tables["events"]):
        placed = event["location_precision"] in {"exact", "settlement"}
        for column in ("lon", "lat"):
            if placed and not event[column]:
                expected = f"degrees, because location_precision is {event['location_precision']}"
                yield Problem(path, line, column, "", expected, "Add the point or choose district or none")
            if not placed and event[column]:
                expected = f"no point, because location_precision is {event['location_precision']!r}"
                remedy = "Remove the point or choose exact or settlement"
                yield Problem(path, line, column, event[column], expected, remedy)


def _published_dates(package: Package) -> Iterator[Problem]:
    frame = package.tables["sources"]
    for line, value in frame["published"].items() if "published" in frame else ():
        try:
            partial_interval(value or "2000")
        except ValueError:
            expected = "a day, month or year of the calendar"
            yield Problem(
                package.path("sources"), int(str(line)), "published", value, expected, "Correct the date"
            )


def _city_days(package: Package) -> Iterator[Problem]:
    frame = package.tables["city_days"]
    for line, value in frame["city_day"].items() if "city_day" in frame else ():
        try:
            month_day(value)
        except ValueError:
            expected = "a day of the year like 11-25"
            yield Problem(
                package.path("city_days"), int(str(line)), "city_day", value, expected, "Correct the day"
            )


def _control_dates(package: Package) -> Iterator[Problem]:
    """Yield periods that do not end after they begin, and whole periods that overlap another."""
    path = package.path("control_periods")
    periods: list[tuple[str, int, float, str, int]] = []
    for line, row in _records(package.tables["control_periods"]):
        if not is_date(row["from_date"]) or (row["to_date"] and not is_date(row["to_date"])):
            continue
        first = day_number(row["from_date"])
        last = day_number(row["to_date"]) if row["to_date"] else float("inf")
        if last <= first:
            expected = f"a day after from_date, {row['from_date']} (it is the first day no longer held)"
            yield Problem(path, line, "to_date", row["to_date"], expected, "Correct one of the days")
        elif row["extent"] in {"whole", "part"}:
            periods.append((row["district_id"], first, last, row["extent"], line))
    periods.sort(key=lambda period: period[:2])
    for position, (district, first, last, extent, line) in enumerate(periods):
        for other, start, stop, other_extent, other_line in periods[position + 1 :]:
            if other != district or start >= last:
                break
            if "whole" in {extent, other_extent} and start < min(last, stop) and first < stop:
                expected = f"no other period of {district} while one of the whole runs (line {line})"
                remedy = "Change the days, or make both rows parts"
                yield Problem(path, other_line, "from_date", "", expected, remedy)


def _vocabularies(package: Package) -> Iterator[Problem]:
    """Yield values that the tables may hold but the dashboard section has no label or colour for."""
    own = package.root.content.get("dashboard")
    if not isinstance(own, dict):
        return
    voiced = {
        kind
        for voice in own.get("voices", [])
        if isinstance(voice, dict)
        for kind in voice.get("publisherKinds", [])
    }
    known: Mapping[tuple[str, str], tuple[str, set[str]]] = {
        ("events", "category"): ("categories", _ids(own, "categories")),
        ("control_periods", "controller"): ("controllers", _ids(own, "controllers")),
        ("control_periods", "district_id"): ("districts", _ids(own, "districts")),
        ("places", "district_id"): ("districts", _ids(own, "districts")),
        ("city_days", "district_id"): ("districts", _ids(own, "districts")),
        ("district_facts", "district_id"): ("districts", _ids(own, "districts")),
        ("sources", "publisher_kind"): ("voices", voiced),
    }
    for (table, column), (section, ids) in known.items():
        frame = package.tables[table]
        for line, value in frame[column].items() if column in frame else ():
            if value and value not in ids:
                expected = f"an id of dashboard.{section} in {FILE}"
                remedy = f"Correct it, or describe it in {FILE}"
                yield Problem(package.path(table), int(str(line)), column, value, expected, remedy)
    groups = _ids(own, "groups")
    for category in own.get("categories", []):
        group = category.get("group") if isinstance(category, dict) else None
        if isinstance(group, str) and group not in groups:
            expected = "an id of dashboard.groups"
            yield Problem(FILE, None, "dashboard.categories", group, expected, "Correct the group")


def _ids(own: Mapping[str, Any], section: str) -> set[str]:
    entries: Iterable[object] = own.get(section, [])
    return {str(entry.get("id")) for entry in entries if isinstance(entry, dict)}


def _references_of_descriptor(package: Package) -> Iterator[Problem]:
    """Yield events and places that the dashboard section names and the tables do not have."""
    own = package.root.content.get("dashboard")
    if not isinstance(own, dict):
        return
    for section, key, table, column in (
        ("landmarks", "eventId", "events", "event_id"),
        ("districts", "seat", "places", "place_id"),
    ):
        frame = package.tables[table]
        known = set(frame[column]) if column in frame else set()
        for entry in own.get(section, []):
            value = entry.get(key) if isinstance(entry, dict) else None
            if isinstance(value, str) and value and value not in known:
                expected = f"a {column} of {package.path(table)}"
                yield Problem(FILE, None, f"dashboard.{section}.{key}", value, expected, "Correct the id")
