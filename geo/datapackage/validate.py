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
from geo.datapackage.table_schemas import KEYS, LINKS, TABLES
from geo.datapackage.vocabulary import district_ids, vocabulary_problems
from geo.dataset.columns import positions
from geo.dataset.record_columns import REGION_WIDE
from geo.dates import day_number, is_day, month_day, partial_interval
from geo.errors import Problem
from geo.identifiers import slug, split_list, with_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    from geo.datapackage.read_files import Package


def validate(package: Package) -> list[Problem]:
    """Return what is wrong with a package, what reading it found included, in the order of its tables."""
    problems = list(package.problems)
    for name in TABLES:
        checked = check_columns if name in package.partitioned else validate_table
        problems.extend(checked(package.path(name), package.tables[name], package.fields[name]))
        if name in KEYS or name not in package.partitioned:  # A million rows are not compared cell by cell.
            problems.extend(_repeated_rows(package, name))
        problems.extend(_unknown_links(package, name))
        problems.extend(_unknown_list_items(package, name))
    problems.extend(_event_dates(package))
    problems.extend(_event_points(package))
    problems.extend(_unreadable(package, "sources", "published", partial_interval, "a date of the calendar"))
    problems.extend(_unreadable(package, "city_days", "city_day", month_day, "a day of the year like 11-25"))
    problems.extend(_control_dates(package))
    problems.extend(_outline_names(package))
    problems.extend(vocabulary_problems(package))
    return problems


def records(frame: pd.DataFrame) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line number and the cells of each row."""
    for line, *cells in frame.itertuples(name=None):
        yield int(line), dict(zip(frame.columns, cells, strict=True))


def cells(package: Package, table: str, column: str, wrong: npt.ArrayLike) -> Iterator[tuple[int, str]]:
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
            unit = "row" if name in package.partitioned else "line"
            expected = f"a row of its own ({unit} {first[value]} has the same {key or 'cells'})"
            remedy = f"Remove the row{f' or give it {with_article(key)} of its own' if key else ''}"
            yield Problem(package.path(name), line, key or "", row[key] if key else "", expected, remedy)
        else:
            first[value] = line


def _unknown_links(package: Package, name: str) -> Iterator[Problem]:
    for (table, column), target in LINKS.items():
        if table != name or target in package.unread:
            continue
        linked = package.tables[name][column]
        ids = pd.Index(package.tables[target][KEYS[target]])
        known = (positions(linked, ids) >= 0) | (linked == "").to_numpy(dtype=bool)
        expected = f"{with_article(KEYS[target])} of {package.path(target)}"
        remedy = f"Correct the id or add the row to {package.path(target)}"
        for line, value in cells(package, name, column, ~known):
            yield Problem(package.path(name), line, column, value, expected, remedy)


def _unknown_list_items(package: Package, name: str) -> Iterator[Problem]:
    path = package.path(name)
    for column, field in TABLES[name].items():
        reference = field.get("list", {}).get("reference")
        if reference is None or reference in package.unread:
            continue
        known, expected = _known_ids(package, reference)
        wrong = ~each_once(package.tables[name][column], partial(_all_known, known=known))
        for line, cell in cells(package, name, column, wrong):
            items = split_list(cell)
            for item in items:
                if item not in known:
                    remedy = "Correct the id or add what it stands for"
                    yield Problem(path, line, column, item, expected, remedy)
            if len(items) != len(set(items)):
                yield Problem(path, line, column, cell, "each id once", "Remove the second one")


def _all_known(cell: str, known: set[str]) -> bool:
    """Whether a list holds known ids only, each once."""
    items = split_list(cell)
    return known.issuperset(items) and len(items) == len(set(items))


def _known_ids(package: Package, reference: str) -> tuple[set[str], str]:
    if reference == "districts":
        outlined = {slug(str(name)) for name in package.layers["districts"].get("name_en", ())}
        where = f"a district of {FILE} or {package.path('districts')}, or {REGION_WIDE!r}"
        return {REGION_WIDE, *district_ids(package), *outlined}, where
    known = set(package.tables[reference][KEYS[reference]])
    return known, f"{with_article(KEYS[reference])} of {package.path(reference)}"


def _event_dates(package: Package) -> Iterator[Problem]:
    events = package.tables["events"]
    ended = events.loc[events["end_date"] != "", ["start_date", "end_date"]]
    for line, start, end in ended[
        ended["end_date"].astype("str") < ended["start_date"].astype("str")
    ].itertuples(name=None):
        if is_day(start) and is_day(end):
            expected = f"a last day on or after the first, {start}"
            yield Problem(
                package.path("events"), int(line), "end_date", end, expected, "Correct one of the days"
            )


def _event_points(package: Package) -> Iterator[Problem]:
    path, events = package.path("events"), package.tables["events"]
    pointed = events["location_precision"].isin(["exact", "settlement"])
    pointless = events["location_precision"].isin(["district", "none"])
    found: list[tuple[int, Problem]] = []
    for column in ("lon", "lat"):
        blank = events[column].isna() | (events[column] == "")
        for line, precision in cells(package, "events", "location_precision", pointed & blank):
            expected = f"degrees, because location_precision is {precision!r}"
            remedy = "Add the point, or choose 'district' or 'none'"
            found.append((line, Problem(path, line, column, "", expected, remedy)))
        for line, value in cells(package, "events", column, pointless & ~blank):
            precision = events["location_precision"][line]
            expected = f"no point, because location_precision is {precision!r}"
            remedy = "Remove the point, or choose 'exact' or 'settlement'"
            found.append((line, Problem(path, line, column, value, expected, remedy)))
    yield from (problem for _, problem in sorted(found, key=itemgetter(0)))


def _unreadable(
    package: Package, table: str, column: str, read: Callable[[str], object], expected: str
) -> Iterator[Problem]:
    wrong = ~each_once(package.tables[table][column], partial(_is_readable, read=read))
    for line, value in cells(package, table, column, wrong):
        yield Problem(package.path(table), line, column, value, expected, "Correct the date")


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
            expected = f"a day after from_date, {row['from_date']} (it is the first day no longer held)"
            yield Problem(path, line, "to_date", row["to_date"], expected, "Correct one of the days")
        elif row["extent"] in {"whole", "part"}:
            periods.append((row["district_id"], first, end, row["extent"], line))
    periods.sort()
    for position, (district, _, end, extent, line) in enumerate(periods):
        for other, start, _, other_extent, other_line in periods[position + 1 :]:
            if other != district or start >= end:
                break
            if "whole" in {extent, other_extent}:
                expected = f"no period of {district} beside one of the whole (line {line} runs then)"
                remedy = "Change the days, or make both rows parts"
                yield Problem(path, other_line, "from_date", "", expected, remedy)


def _outline_names(package: Package) -> Iterator[Problem]:
    """Yield outlines without a name, with the name of another, or with no number as label point."""
    layer, path = package.layers["districts"], package.path("districts")
    if "districts" in package.unread:
        return
    if "name_en" not in layer:
        yield Problem(path, None, "name_en", "", "a property name_en in each feature", "Add the names")
        return
    first: dict[str, int] = {}
    for row, name in zip(layer.index, layer["name_en"], strict=True):
        district = slug(name) if isinstance(name, str) else ""
        if not district:
            yield Problem(path, int(row), "name_en", "", "a name", "Name the outline")
        elif district in first:
            expected = f"a name of its own (feature {first[district]} has the same)"
            yield Problem(path, int(row), "name_en", name, expected, "Rename one, as in 'Shaki (city)'")
        else:
            first[district] = int(row)
    for column, limit in (("label_lon", 180), ("label_lat", 90)):
        for row, value in zip(layer.index, layer.get(column, [0] * len(layer)), strict=True):
            if not is_number(str(value), -limit, limit):
                expected = f"degrees from -{limit} to {limit}"
                yield Problem(path, int(row), column, str(value), expected, "Correct the label's point")
