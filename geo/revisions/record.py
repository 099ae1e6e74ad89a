"""The record as it is now: the rows of a data package with the accepted changes laid over them.

A row has a key that stays its own: the key column of its table, or in a table without one what it is about and a
digest of the row as it was first seen. Everything is text, as in the files.
"""

from __future__ import annotations

import errno
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

from geo.datapackage.descriptor import FILE
from geo.datapackage.read_files import TRANSLATIONS, read_package
from geo.datapackage.table_schemas import ALL_TABLES
from geo.translations import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pandas as pd

    from geo.datapackage.read_files import Package

Row = dict[str, str]
Kind = Literal["add", "change", "withdraw"]

NATURAL: Mapping[str, tuple[str, ...]] = {
    "events": ("event_id",),
    "sources": ("source_id",),
    "places": ("place_id",),
    "city_days": ("district_id",),
    "stories": ("story_id",),
    "story_steps": ("story_id", "step"),
}
"""Columns whose cells are the key of a row."""
PARTS: Mapping[str, tuple[str, ...]] = {
    "claims": ("event_id", "source_id", "field"),
    "control_periods": ("district_id", "extent", "from_date", "controller"),
    "district_facts": ("district_id", "field", "source_id"),
    TRANSLATIONS: ("table", "key", "field"),
}
"""Columns that begin the key of a row of the other tables, for whoever reads it; a digest makes it the row's own."""
BETWEEN = "~"
LONGEST_PART = 120
SHORT = 12
TRIES = 5
"""A package that is replaced while it is read is read again so often."""


@dataclass(frozen=True)
class Change:
    """A row that is added, changed or withdrawn.

    Parameters
    ----------
    table
        Name of the table; of translations with the language, as in `translations/az`.
    key
        Of the row.
    before, after
        The row, None where there is none.
    """

    table: str
    key: str
    before: Row | None
    after: Row | None

    @property
    def kind(self) -> Kind:
        """What becomes of the row."""
        if self.before is None:
            return "add"
        return "withdraw" if self.after is None else "change"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns whose cells differ, in the order of the table."""
        before, after = self.before or {}, self.after or {}
        names = dict.fromkeys([*before, *after])
        return tuple(name for name in names if before.get(name, "") != after.get(name, ""))

    @property
    def about(self) -> str:
        """The event, district, story or source that the row speaks of, as `events/kalbajar-handover`."""
        return about_of(self.table, self.after or self.before or {})


def about_of(table: str, row: Mapping[str, str]) -> str:
    """Return what a row speaks of: the event of a claim, the district of a fact, the row of a translated text."""
    if row.get("event_id"):
        return f"events/{row['event_id']}"
    if table == "places":
        return f"places/{row.get('place_id', '')}"
    if row.get("story_id"):
        return f"stories/{row['story_id']}"
    if row.get("source_id") and table == "sources":
        return f"sources/{row['source_id']}"
    if row.get("district_id"):
        return f"districts/{row['district_id']}"
    name, key = row.get("table", ""), row.get("key", "").split("|")[0]
    named = {"control_periods": "districts", "story_steps": "stories", "claims": "events"}
    return f"{named.get(name, name)}/{key}" if key else table


def digest(row: Mapping[str, str] | None) -> str:
    """Return a digest of a row's cells, "" of none.

    >>> digest({"a": "1"}) == digest({"a": "1"}) != digest({"a": "2"})
    True
    """
    if row is None:
        return ""
    return hashlib.sha256(json.dumps(row, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]


def key_of_row(table: str, row: Mapping[str, str]) -> str:
    """Return the key of a row that was not seen before.

    >>> key_of_row("story_steps", {"story_id": "kalbajar", "step": "2"})
    'kalbajar~2'
    """
    columns = NATURAL.get(table)
    if columns:
        return BETWEEN.join(row.get(name, "") for name in columns)
    parts = [row.get(name, "")[:LONGEST_PART] for name in PARTS[kind_of(table)]]
    return BETWEEN.join([*parts, digest(row)[:SHORT]])


def kind_of(table: str) -> str:
    """Return the resource of a table: that of `translations/az` is `translations`."""
    return table.split("/", maxsplit=1)[0]


@dataclass(frozen=True, eq=False)
class RecordTable:
    """A table of the record.

    Parameters
    ----------
    path
        Of its file inside the package.
    columns
        In the order of the schema.
    rows
        By key, in the order of the file; what was added comes last.
    """

    path: str
    columns: tuple[str, ...]
    rows: Mapping[str, Row]

    @cached_property
    def key_of(self) -> Mapping[str, str]:
        """The key of each row by its digest."""
        return {digest(row): key for key, row in self.rows.items()}

    @cached_property
    def _positions(self) -> dict[str, dict[str, list[str]]]:
        return {}

    def keys_where(self, column: str, value: str) -> list[str]:
        """Return the keys of the rows with a value in a column; the column is indexed when it is first asked."""
        if column not in self._positions:
            found: dict[str, list[str]] = defaultdict(list)
            for key, row in self.rows.items():
                found[row.get(column, "")].append(key)
            self._positions[column] = found
        return list(self._positions[column].get(value, ()))


@dataclass(frozen=True, eq=False)
class Record:
    """The tables of a package as they are after changes.

    Parameters
    ----------
    package
        The package as it was read.
    tables
        By name; tables that are kept as Parquet cannot be mended here and are left out.
    seal
        Digest of the package's descriptor, which holds those of all its files.
    unfit
        Ids of accepted revisions that could not be laid over the package, since its row is another one.
    """

    package: Package
    tables: Mapping[str, RecordTable]
    seal: str = ""
    unfit: tuple[int, ...] = field(default=())

    def row(self, table: str, key: str) -> Row | None:
        """Return a row as it is now, None where there is none."""
        found = self.tables.get(table)
        return None if found is None else found.rows.get(key)

    def rows(self, table: str) -> Mapping[str, Row]:
        """Return the rows of a table by key; none of a table that there is not."""
        found = self.tables.get(table)
        return {} if found is None else found.rows

    def where(self, table: str, column: str, value: str) -> dict[str, Row]:
        """Return the rows of a table with a value in a column, by key."""
        found = self.tables.get(table)
        if found is None:
            return {}
        return {key: found.rows[key] for key in found.keys_where(column, value)}

    def changed(self, changes: Iterable[Change]) -> Record:
        """Return the record after changes; those of a row that has another state are made all the same."""
        tables = dict(self.tables)
        fresh: dict[str, dict[str, Row]] = {}
        for change in changes:
            if change.table not in fresh:
                fresh[change.table] = dict(tables[change.table].rows)
            if change.after is None:
                fresh[change.table].pop(change.key, None)
            else:
                fresh[change.table][change.key] = change.after
        for name, rows in fresh.items():
            tables[name] = replace(tables[name], rows=rows)
        return replace(self, tables=tables)

    def is_stale(self, change: Change) -> bool:
        """Whether the row of a change is no longer what the change was made on."""
        return digest(self.row(change.table, change.key)) != digest(change.before)


def seal_of(folder: Path) -> str:
    """Return the digest of a package's descriptor, which holds those of all its files.

    Raises
    ------
    OSError
        When there is none.
    """
    return hashlib.sha256((folder / FILE).read_bytes()).hexdigest()


def read_record(folder: Path) -> Record:
    """Read the record of a package as it stands on disk.

    Raises
    ------
    DataPackageError
        When there is no descriptor that can be read.
    OSError
        When the folder is being replaced all the time.
    """
    for _attempt in range(TRIES):
        before = seal_of(folder) if (folder / FILE).is_file() else ""
        package = read_package(folder)
        if before == seal_of(folder):
            return record_of(package, before)
    message = "it changes while it is read"
    raise OSError(errno.EBUSY, message, str(folder))


def record_of(package: Package, seal: str = "") -> Record:
    """Return the record of a package as it was read."""
    tables = {
        name: _table(name, package.path(name), package.tables[name])
        for name in ALL_TABLES
        if name in package.tables and name not in package.unread and name not in package.partitioned
    }
    for path, frame in package.translations.items():
        name = f"{TRANSLATIONS}/{PurePosixPath(path).stem}"
        tables[name] = _table(name, path, frame[list(COLUMNS)])
    return Record(package, tables, seal)


def _table(name: str, path: str, frame: pd.DataFrame) -> RecordTable:
    columns = tuple(str(column) for column in frame.columns)
    rows: dict[str, Row] = {}
    for cells in frame.itertuples(index=False, name=None):
        row = dict(zip(columns, map(str, cells), strict=True))
        rows.setdefault(key_of_row(name, row), row)
    return RecordTable(path, columns, rows)


@dataclass(frozen=True)
class Applied:
    """A change that was accepted, with the number of its revision."""

    revision: int
    change: Change
    before_digest: str
    after_digest: str


def overlaid(record: Record, applied: Iterable[Applied]) -> Record:
    """Return a record with accepted changes laid over it.

    The package may have the first of the changes of a row already, as after a release: those behind them are made,
    and the row keeps the key that it had before. A row that is neither what the first change was made on nor what one
    of them made is left as it is, and the number of its last change noted.
    """
    steps: dict[tuple[str, str], list[Applied]] = {}
    for one in applied:
        # The row that was changed last comes last.
        steps[one.change.table, one.change.key] = [*steps.pop((one.change.table, one.change.key), []), one]
    tables: dict[str, dict[str, Row]] = {}
    unfit = list(record.unfit)
    for (name, key), of_row in steps.items():
        table = record.tables.get(name)
        if table is None:
            unfit.append(of_row[-1].revision)
            continue
        rows = tables.setdefault(name, dict(table.rows))
        states = [of_row[0].before_digest, *(one.after_digest for one in of_row)]
        there = [state for state in states if state and state in table.key_of]
        last = of_row[-1]
        found = table.key_of[there[-1]] if there else None
        is_new = found is None and "" in states and key not in rows
        if (found is None and not is_new) or (last.after_digest and last.change.after is None):
            unfit.append(last.revision)
        elif last.change.after is None:
            rows.pop(found or key, None)
        elif found is None:
            rows[key] = last.change.after
        else:
            _put(rows, found, key, last.change.after)
    fresh = {name: replace(record.tables[name], rows=rows) for name, rows in tables.items()}
    return replace(record, tables={**record.tables, **fresh}, unfit=tuple(unfit))


def _put(rows: dict[str, Row], found: str, key: str, row: Row) -> None:
    """Put a row in the place of another one, under its own key; rows keep their order."""
    if found == key:
        rows[key] = row
        return
    items = [(key, row) if name == found else (name, one) for name, one in rows.items()]
    rows.clear()
    rows.update(items)


def differences(old: Record, new: Record) -> list[Change]:
    """Return the changes that make one record the other, by table in the order of its rows."""
    found: list[Change] = []
    for name, table in new.tables.items():
        before, after = old.tables[name].rows, table.rows
        if before is after:
            continue
        of_digest = old.tables[name].key_of
        moved = {of_digest[mark] for row in after.values() if (mark := digest(row)) in of_digest}
        found += [
            Change(name, key, row, after.get(key))
            for key, row in before.items()
            if key not in moved and after.get(key) != row
        ]
        found += [
            Change(name, key, None, row)
            for key, row in after.items()
            if key not in before and digest(row) not in of_digest
        ]
    return found
