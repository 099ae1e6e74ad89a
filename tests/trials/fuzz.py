"""Trial: made-up tables with dates, coordinates, encodings and layouts as people have them, and worse.

No table may end in a traceback or take longer than ten seconds. Each of its rows is shown or told, and what is
shown is what was written: its cells, its day, its point, its number of people.
"""

from __future__ import annotations

import random
import signal
import time
import traceback
from collections import Counter
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import box

from geo.dates import day_number
from geo.errors import DataPackageError
from geo.i18n import Sentence, sentence_text
from geo.importers import import_events, read_table, recognise
from geo.importers.cage import read_apart
from tests.trials import spellings
from tests.trials.tables import MARK, Written, made_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.importers import ColumnMapping, Imported, Table

LONG_SECONDS = 10
"""Of the processor: on a machine with other work the clock says nothing."""
SHOWN = 400
"""Bytes of a table in which something was found."""
NAMES = {"shusha": ["Şuşa", "Шуша", "Շուշի"], "lachin": ["Laçın", "Лачин"]}
CLOSE = 1e-6
ELSEWHERE = frozenset({"wkt", "coordinates", "location_precision"})
"""Fields that say of a place what two columns of degrees do not."""


class TooLongError(Exception):
    """A table took longer than it may."""


def trial(count: int, seed: int, *, first: int = 0, caged: int = 0) -> bool:
    """Import made-up tables and print the counts; True where nothing was found.

    Parameters
    ----------
    count, seed
        How many, and of which chance.
    first
        Number of the first, so that a trial can be run in parts.
    caged
        How many of them are read in the cage too, which must give the same.
    """
    districts = _districts()
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    signal.signal(signal.SIGPROF, _too_long)
    step = max(1, count // caged) if caged else 0
    for number in range(first, first + count):
        written = made_up(random.Random(seed * 1_000_003 + number))
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, LONG_SECONDS)
        try:
            outcome = _outcome(written, districts)
            if step and number % step == 0:
                signal.setitimer(signal.ITIMER_PROF, LONG_SECONDS)
                outcome = _caged(written) or outcome
        except TooLongError:
            outcome = "OVER 10 S"
        except Exception:  # noqa: BLE001 (a traceback is what is looked for)
            traceback.print_exc()
            outcome = "TRACEBACK"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, time.process_time() - begun)
        kind = outcome.partition(":")[0]
        outcomes[kind] += 1
        if kind.isupper():
            print(f"{outcome}\n  table {number} of seed {seed}, {written.name}, {written.content[:SHOWN]!r}")
    kinds = ("imported", "refused", "OVER 10 S", "TRACEBACK", "LOST", "CHANGED", "MISREAD", "CAGE")
    print(f"| tables | {' | '.join(kinds).lower()} | slowest, s |")
    print(f"|---{'|---' * (len(kinds) + 1)}|")
    print(f"| {count} | " + " | ".join(str(outcomes[kind]) for kind in kinds) + f" | {slowest:.1f} |")
    return not any(kind.isupper() for kind in outcomes)


def _too_long(*_: object) -> None:
    raise TooLongError


def _districts() -> gpd.GeoDataFrame:
    shapes = [box(46.5, 39.5, 47.5, 40.5), box(46, 39, 46.5, 40)]
    index = pd.Index(["shusha", "lachin"], name="district_id")
    return gpd.GeoDataFrame({"name": ["Shusha", "Lachin"]}, geometry=shapes, index=index, crs=4326)


def _outcome(written: Written, districts: gpd.GeoDataFrame) -> str:
    """Import a table; return `imported`, `refused`, or what is wrong, its kind in capitals before a colon."""
    try:
        table = read_table(written.content, written.name)
    except DataPackageError:
        return "refused"
    found = _lost(written, table) or _changed(written, table)
    try:
        mapping = _with_date(table, recognise(table))
        imported = import_events(table, mapping, districts, names=NAMES)
    except DataPackageError:
        return found or "refused"
    return found or _untold(table, imported) or _misread(table, mapping, imported) or "imported"


def _with_date(table: Table, mapping: ColumnMapping) -> ColumnMapping:
    """Return a mapping with the column of dates that a person would choose where none was found."""
    if {"date", "year", "attested"} & set(mapping.fields):
        return mapping
    known = {
        str(name): table.frame[name].str.strip().isin(list(spellings.DATES)).sum() for name in table.frame
    }
    best = max(known, key=lambda name: known[name], default="")
    return mapping.with_field("date", best) if best and known[best] else mapping


def _caged(written: Written) -> str:
    """Read a table in the cage and here, and return what differs."""
    answers: list[object] = []
    for read in (read_table, read_apart):
        try:
            table = read(written.content, written.name)
        except DataPackageError as error:
            answers.append(str(error))
            continue
        words = [sentence_text(remark) for remark in table.remarks]
        notes = table.notes.frame().map(
            lambda cell: sentence_text(cell) if isinstance(cell, Sentence) else cell
        )
        answers.append(
            (
                table.frame.reset_index().to_dict("list"),
                notes.to_dict("list"),
                words,
                [(one.about, [way.value for way in one.alternatives]) for one in table.questions],
                (table.unread, table.encoding, table.separator, table.header, table.parts, table.part),
            )
        )
    return "" if answers[0] == answers[1] else f"CAGE: {answers}"


def _marks(texts: Iterator[str] | list[str]) -> list[str]:
    return [mark for text in texts for mark in MARK.findall(text)]


def _lost(written: Written, table: Table) -> str:
    """Return which rows are neither in the table nor told."""
    wanted = {mark for row in written.rows for mark in _marks(row)}
    if written.damaged:
        wanted &= set(_marks([written.content.replace(b"\0", b"").decode("latin-1")]))
    rows = [_marks([str(cell) for cell in row]) for row in table.frame.itertuples(index=False)]
    found = [mark for marks in rows for mark in marks]
    missing = wanted - set(found)
    told = table.unread + sum(_lines_above(table))
    if any(question.about in {"header", "encoding"} for question in table.questions):
        told += len(missing & set(_marks(table.columns)))
    problems = table.notes.frame()
    errors = int(problems.loc[problems["severity"] == "error", "rows"].sum())
    if len(missing) > told:
        return f"LOST: {sorted(missing)}, told {told}, {table.columns}"
    if errors < table.unread:
        return f"LOST: {table.unread} not read, {errors} of them told"
    if written.equal and len(set(found)) < len(found):
        return f"CHANGED: a row stands twice, {found}"
    return ""


def _lines_above(table: Table) -> Iterator[int]:
    """Yield how many lines above the header the remarks tell."""
    for remark in table.remarks:
        told = vars(remark)["values"] if isinstance(remark, Sentence) else {}
        if {"count", "first"} <= set(told):
            yield int(told["count"])


def _changed(written: Written, table: Table) -> str:
    """Return a row whose cells are not those that were written."""
    if not written.equal or any(question.about == "encoding" for question in table.questions):
        return ""
    by_mark = {_marks(row)[0]: row for row in written.rows}
    for cells in table.frame.itertuples(index=False):
        marks = _marks([str(cell) for cell in cells])
        row = by_mark.get(marks[0]) if marks else None
        if row is None or _bare(row) != _bare([str(cell) for cell in cells]):
            return f"CHANGED: {row} came as {list(cells)}"
    return ""


def _bare(cells: list[str]) -> list[str]:
    """Return cells without the blank ones, as no program tells these from cells that are not there."""
    return [text for cell in cells if (text := cell.strip())]


def _untold(table: Table, imported: Imported) -> str:
    """Return which rows of a table are neither shown nor told."""
    if imported.read != len(table.frame) + table.unread:
        return f"LOST: {imported.read} read of {len(table.frame)} and {table.unread}"
    errors = imported.problem_rows[imported.problem_rows["severity"] == "error"]
    silent = set(table.frame.index) - set(imported.events["line"]) - set(errors["line"])
    more = int((errors["rows"] - 1).sum())
    if len(silent) > more or imported.shown != imported.events["line"].nunique():
        return f"LOST: lines {sorted(silent)} are not shown and not told"
    return ""


def _misread(table: Table, mapping: ColumnMapping, imported: Imported) -> str:
    """Return what is shown otherwise than it was written."""
    events = imported.events.reset_index().set_index("line", drop=False)
    looks = [_misread_day, _misread_count, _misread_district]
    if table.geometry is None and not mapping.swapped and not set(mapping.fields) & ELSEWHERE:
        looks.append(_misread_point)
    rows = {line: position for position, line in enumerate(table.frame.index)}
    for line, event in zip(events["line"], (event for _, event in events.iterrows()), strict=True):
        row = table.frame.iloc[rows[line]]
        for look in looks:
            found = look(row, mapping, event, imported)
            if found:
                return f"MISREAD: line {line}, {found}"
    return ""


def _cell(row: pd.Series, mapping: ColumnMapping, name: str) -> str:
    columns = mapping.columns(name)
    return str(row[columns[0]]).strip() if len(columns) == 1 else "?"


def _misread_day(row: pd.Series, mapping: ColumnMapping, event: pd.Series, _: Imported) -> str:
    readings = spellings.DATES.get(_cell(row, mapping, "date"))
    if readings is None or mapping.columns("end_date") or mapping.columns("date_precision"):
        return ""
    shown = int(event["first_day"]), int(event["last_day"])
    if shown in {(day_number(first), day_number(last)) for first, last in readings}:
        return ""
    return f"{_cell(row, mapping, 'date')} is shown from {event['start_date']} to {event['end_date']}"


def _misread_point(row: pd.Series, mapping: ColumnMapping, event: pd.Series, _: Imported) -> str:
    written = _cell(row, mapping, "lon"), _cell(row, mapping, "lat")
    for text, name, known in (
        (written[0], "lon", spellings.LONGITUDES),
        (written[1], "lat", spellings.LATITUDES),
    ):
        right = known.get(text)
        if right == spellings.NONE and not np.isnan(event[name]):
            return f"{text} is no {name}, and shown at {event[name]}"
        if isinstance(right, float) and not np.isnan(event[name]) and abs(event[name] - right) > CLOSE:
            return f"{text} is shown at {name} {event[name]}"
    return ""


def _misread_count(row: pd.Series, mapping: ColumnMapping, event: pd.Series, imported: Imported) -> str:
    text = _cell(row, mapping, "deaths_total")
    right = spellings.COUNTS.get(text)
    if right is None:
        return ""
    claims = imported.claims
    own = claims[(claims["event_id"] == event["event_id"]) & (claims["field"] == "deaths_total")]
    said = {str(value) for value in own["value"]}
    problems = imported.problem_rows
    told = (problems["line"] == event["line"]) & (problems["column"] == mapping.columns("deaths_total")[0])
    if said - {right}:
        return f"{text} people are shown as {said}"
    return "" if said or right == spellings.BLANK or told.any() else f"{text} people are not told"


def _misread_district(row: pd.Series, mapping: ColumnMapping, event: pd.Series, imported: Imported) -> str:
    text = _cell(row, mapping, "district_ids")
    right = spellings.DISTRICTS.get(text)
    if not text or right is None or event["region_wide"]:
        return ""
    problems = imported.problem_rows
    told = (problems["line"] == event["line"]) & (problems["column"] == mapping.columns("district_ids")[0])
    shown = tuple(event["district_ids"])
    if right and shown != right:
        return f"{text} is shown in {shown}"
    return "" if right or told.any() else f"{text} is not told"
