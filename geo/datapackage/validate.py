"""Validation of a data package as a whole: cells, keys, links between tables, intervals of days."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.datapackage.descriptor import FILE
from geo.datapackage.parquet.check import check_columns
from geo.datapackage.schema_rules import each_once, is_number, validate_table
from geo.datapackage.table_schemas import ALL_TABLES, KEYS, LINKS, key_of
from geo.datapackage.vocabulary import district_ids, vocabulary_problems
from geo.dataset.columns import positions
from geo.dataset.record_columns import REGION_WIDE
from geo.dates import day_number, is_day, month_day, partial_interval
from geo.errors import Problem
from geo.i18n import Sentence, marked
from geo.identifiers import slug, split_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    from geo.datapackage.read_files import Package
    from geo.i18n import Words


def validate(package: Package) -> list[Problem]:
    """Return what is wrong with a package, what reading it found included, in the order of its tables."""
    problems = list(package.problems)
    for name in (name for name in ALL_TABLES if name in package.tables):
        checked = check_columns if name in package.partitioned else validate_table
        problems.extend(checked(package.path(name), package.tables[name], package.fields[name]))
        if name in KEYS or name not in package.partitioned:  # A million rows are not compared cell by cell.
            problems.extend(_repeated_rows(package, name))
        problems.extend(_unknown_links(package, name))
        problems.extend(_unknown_list_items(package, name))
    problems.extend(_event_dates(package))
    problems.extend(_event_points(package))
    problems.extend(
        _unreadable(package, "sources", "published", partial_interval, marked("a date of the calendar"))
    )
    problems.extend(
        _unreadable(package, "city_days", "city_day", month_day, marked("a day of the year like 11-25"))
    )
    problems.extend(_control_dates(package))
    problems.extend(_outline_names(package))
    problems.extend(vocabulary_problems(package))
    return problems


def records(frame: pd.DataFrame) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line number and the cells of each row."""
    for line, *wrong_cells in frame.itertuples(name=None):
        yield int(line), dict(zip(frame.columns, wrong_cells, strict=True))


def wrong_cells(package: Package, table: str, column: str, wrong: npt.ArrayLike) -> Iterator[tuple[int, str]]:
    """Yield the line number and the text of those cells of a column that are wrong."""
    found = package.tables[table].loc[np.asarray(wrong, dtype=bool), column]
    yield from ((int(line), str(value)) for line, value in zip(found.index, found, strict=True))


def _repeated_rows(package: Package, name: str) -> Iterator[Problem]:
    """Yield rows with the key of an earlier one; without a key, rows that repeat an earlier one."""
    key, frame = KEYS.get(name), package.tables[name]
    keys = [key] if key else list(frame.columns)
    repeated = frame.duplicated(keys).to_numpy(dtype=bool)
    if not repeated.any():
        return
    alike = frame[frame.duplicated(keys, keep=False)]
    first: dict[object, int] = {}
    for line, row in records(alike):
        value = row[key] if key else tuple(row.values())
        if not value:
            continue
        if value in first:
            expected, remedy = _own_row(first[value], key, in_rows=name in package.partitioned)
            yield Problem(package.path(name), line, key or "", row[key] if key else "", expected, remedy)
        else:
            first[value] = line


def _own_row(first: int, key: str | None, *, in_rows: bool) -> tuple[Words, Words]:
    """Return what was expected of a row that repeats another, and what to do."""
    values = {"row": str(first), "key": key or ""}
    if key:
        expected = (
            marked("a row of its own (row {row} has the same {key})")
            if in_rows
            else marked("a row of its own (line {row} has the same {key})")
        )
        remedy = (
            marked("Remove the row or give it an {key} of its own")
            if key[0] in "aeiou"
            else marked("Remove the row or give it a {key} of its own")
        )
        return Sentence(expected, values), Sentence(remedy, values)
    expected = (
        marked("a row of its own (row {row} has the same cells)")
        if in_rows
        else marked("a row of its own (line {row} has the same cells)")
    )
    return Sentence(expected, values), marked("Remove the row")


def _unknown_links(package: Package, name: str) -> Iterator[Problem]:
    for (table, column), target in LINKS.items():
        if table != name or target in package.unread:
            continue
        linked = package.tables[name][column]
        ids = pd.Index(package.tables[target][KEYS[target]])
        known = (positions(linked, ids) >= 0) | (linked == "").to_numpy(dtype=bool)
        expected = key_of(KEYS[target], package.path(target))
        remedy = Sentence(marked("Correct the id or add the row to {file}"), {"file": package.path(target)})
        for line, value in wrong_cells(package, name, column, ~known):
            yield Problem(package.path(name), line, column, value, expected, remedy)


def _unknown_list_items(package: Package, name: str) -> Iterator[Problem]:
    path = package.path(name)
    for column, field in ALL_TABLES[name].items():
        reference = field.get("list", {}).get("reference")
        if reference is None or reference in package.unread:
            continue
        known, expected = _known_ids(package, reference)
        wrong = ~each_once(package.tables[name][column], partial(_all_known, known=known))
        for line, cell in wrong_cells(package, name, column, wrong):
            items = split_list(cell)
            for item in items:
                if item not in known:
                    remedy = marked("Correct the id or add what it stands for")
                    yield Problem(path, line, column, item, expected, remedy)
            if len(items) != len(set(items)):
                yield Problem(
                    path, line, column, cell, marked("each id once"), marked("Remove the second one")
                )


def _all_known(cell: str, known: set[str]) -> bool:
    """Whether a list holds known ids only, each once."""
    items = split_list(cell)
    return known.issuperset(items) and len(items) == len(set(items))


def _known_ids(package: Package, reference: str) -> tuple[set[str], Words]:
    if reference == "districts":
        outlined = {slug(str(name)) for name in package.layers["districts"].get("name_en", ())}
        values = {"descriptor": FILE, "file": package.path("districts"), "all": repr(REGION_WIDE)}
        where = Sentence(marked("a district of {descriptor} or {file}, or {all}"), values)
        return {REGION_WIDE, *district_ids(package), *outlined}, where
    known = set(package.tables[reference][KEYS[reference]])
    return known, key_of(KEYS[reference], package.path(reference))


def _event_dates(package: Package) -> Iterator[Problem]:
    events = package.tables["events"]
    ended = events.loc[events["end_date"] != "", ["start_date", "end_date"]]
    for line, start, end in ended[
        ended["end_date"].astype("str") < ended["start_date"].astype("str")
    ].itertuples(name=None):
        if is_day(start) and is_day(end):
            expected = Sentence(marked("a last day on or after the first, {first}"), {"first": start})
            remedy = marked("Correct one of the days")
            yield Problem(package.path("events"), int(line), "end_date", end, expected, remedy)


def _event_points(package: Package) -> Iterator[Problem]:
    path, events = package.path("events"), package.tables["events"]
    pointed = events["location_precision"].isin(["exact", "settlement"])
    pointless = events["location_precision"].isin(["district", "none"])
    found: list[tuple[int, Problem]] = []
    for column in ("lon", "lat"):
        blank = events[column].isna() | (events[column] == "")
        for line, precision in wrong_cells(package, "events", "location_precision", pointed & blank):
            expected = Sentence(
                marked("degrees, because location_precision is {precision}"), {"precision": repr(precision)}
            )
            remedy = marked("Add the point, or choose 'district' or 'none'")
            found.append((line, Problem(path, line, column, "", expected, remedy)))
        for line, value in wrong_cells(package, "events", column, pointless & ~blank):
            precision = events["location_precision"][line]
            expected = Sentence(
                marked("no point, because location_precision is {precision}"), {"precision": repr(precision)}
            )
            remedy = marked("Remove the point, or choose 'exact' or 'settlement'")
            found.append((line, Problem(path, line, column, value, expected, remedy)))
    yield from (problem for _, problem in sorted(found, key=itemgetter(0)))


def _unreadable(
    package: Package, table: str, column: str, read: Callable[[str], object], expected: Words
) -> Iterator[Problem]:
    wrong = ~each_once(package.tables[table][column], partial(_is_readable, read=read))
    for line, value in wrong_cells(package, table, column, wrong):
        yield Problem(package.path(table), line, column, value, expected, marked("Correct the date"))


def _is_readable(cell: str, read: Callable[[str], object]) -> bool:
    try:
        read(cell)
    except ValueError:
        return not cell
    return True


def _control_dates(package: Package) -> Iterator[Problem]:
    """Yield periods that do not end after they begin, and whole periods that overlap another."""
    path = package.path("control_periods")
    periods: list[tuple[str, int, float, str, int]] = []
    for line, row in records(package.tables["control_periods"]):
        if not is_day(row["from_date"]) or (row["to_date"] and not is_day(row["to_date"])):
            continue
        first = day_number(row["from_date"])
        end = day_number(row["to_date"]) if row["to_date"] else float("inf")
        if end <= first:
            expected = Sentence(
                marked("a day after from_date, {day} (it is the first day no longer held)"),
                {"day": row["from_date"]},
            )
            remedy = marked("Correct one of the days")
            yield Problem(path, line, "to_date", row["to_date"], expected, remedy)
        elif row["extent"] in {"whole", "part"}:
            periods.append((row["district_id"], first, end, row["extent"], line))
    periods.sort()
    for position, (district, _, end, extent, line) in enumerate(periods):
        for other, start, _, other_extent, other_line in periods[position + 1 :]:
            if other != district or start >= end:
                break
            if "whole" in {extent, other_extent}:
                expected = Sentence(
                    marked("no period of {district} beside one of the whole (line {line} runs then)"),
                    {"district": district, "line": str(line)},
                )
                remedy = marked("Change the days, or make both rows parts")
                yield Problem(path, other_line, "from_date", "", expected, remedy)


def _outline_names(package: Package) -> Iterator[Problem]:
    """Yield outlines without a name, with the name of another, or with no number as label point."""
    layer, path = package.layers["districts"], package.path("districts")
    if "districts" in package.unread:
        return
    if "name_en" not in layer:
        expected, remedy = marked("a property name_en in each feature"), marked("Add the names")
        yield Problem(path, None, "name_en", "", expected, remedy)
        return
    first: dict[str, int] = {}
    for row, name in zip(layer.index, layer["name_en"], strict=True):
        district = slug(name) if isinstance(name, str) else ""
        if not district:
            yield Problem(path, int(row), "name_en", "", marked("a name"), marked("Name the outline"))
        elif district in first:
            same = {"feature": str(first[district])}
            of_its_own = Sentence(marked("a name of its own (feature {feature} has the same)"), same)
            rename = marked("Rename one, as in 'Shaki (city)'")
            yield Problem(path, int(row), "name_en", name, of_its_own, rename)
        else:
            first[district] = int(row)
    for column, limit in (("label_lon", 180), ("label_lat", 90)):
        for row, value in zip(layer.index, layer.get(column, [0] * len(layer)), strict=True):
            if not is_number(str(value), -limit, limit):
                degrees = Sentence(
                    marked("degrees from {low} to {high}"), {"low": f"-{limit}", "high": f"{limit}"}
                )
                correct = marked("Correct the label's point")
                yield Problem(path, int(row), column, str(value), degrees, correct)
