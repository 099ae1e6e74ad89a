"""Queries of a store: counts from its cube and rows by query, holding the counts and a few row groups at most.

Counts of whole bins come from the cube (:mod:`geo.store.counts`); the days at the two ends of a range that do not fill
a bin are counted row by row, so that all counts are exact to the day. Row groups that cannot hold what is asked are
not read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.identifiers import LIST_DELIMITER
from geo.spatial.map_tiles import FINEST, Cell, finest_of
from geo.store.address import Place
from geo.store.counts import BINS, LEVELS, bins_of, ends_of
from geo.store.layout import CLAIMS, EVENTS, TILE_LEVEL, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

WHOLE_REGION: Final = "all"
"""In place of districts: an event of all of them."""
MOST_HELD = 1_500_000
"""Entries of one cube that are held in memory: some 20 bytes each."""
MOST_SENT = 65_000
"""Entries of a part of the map at most, where a coarser bin is there."""
ENTRY: Final = ("cell", "district", "category", "evidence", "bin", "begins", "ends")
Placed = Literal["", "unplaced", "within"]
Box = tuple[float, float, float, float]
MOST_PARTS = 64
"""Cells by which a box is covered, to find the row groups that may hold what lies in it."""
MOST_SCANNED = 5_000_000
"""Rows that are read for one count of a box at most."""
MOST_FOUND = 4096
"""Ids of which is remembered where their event stands, or that there is none."""
_FOLDER = re.compile(r"counts/level=(\d+)/bin=(\w+)/")


@dataclass(frozen=True)
class Where:
    """The part of a store that is asked about; without anything all of it.

    Parameters
    ----------
    cell
        A cell of the map in which the events' points lie.
    placed
        `unplaced`: events without a point and a district; `within`: those of a district without a point.
    box
        West, south, east and north in degrees, west beyond east across the antimeridian: events whose point lies in
        it, its edges too, and those without a point, as OGC API - Features has it.
    """

    cell: Cell | None = None
    placed: Placed = ""
    box: Box | None = None


@dataclass(frozen=True)
class Question:
    """Which events are asked for: those that touch a range of days, both included, and pass filters (empty: all)."""

    first: int
    last: int
    categories: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    where: Where = Where()
    district: str = ""
    """A district of which the events are too, "" for any."""
    everywhere: bool = True
    """Whether events of all districts are asked for too."""


class Entries(NamedTuple):
    """Counts by cell and time: numbers of cells along the Z-order curve, -1 without a point; places of words; days."""

    cell: Ints
    district: Ints
    category: Ints
    evidence: Ints
    day: Ints
    begins: Ints
    ends: Ints


class Key(NamedTuple):
    """Where an event stands in the order of time: first day, then its place in the files."""

    day: int
    group: int
    row: int


class _Groups(NamedTuple):
    """All row groups of the events: file, number in it, rows, and the bounds of what is asked."""

    file: Ints
    number: Ints
    rows: Ints
    least_first: Ints
    most_first: Ints
    least_last: Ints
    most_last: Ints
    least_tile: Ints
    most_tile: Ints
    nowhere: Bools


class WideBoxError(ValueError):
    """A box touches more rows than are read for one answer."""


class Store:
    """One version of a store, opened.

    Parameters
    ----------
    address
        Of the store.
    manifest
        From :func:`geo.store.importing.manifest`.
    """

    def __init__(self, address: str, manifest: Mapping[str, Any]) -> None:
        """Read nothing yet."""
        self.place = Place(address)
        self.manifest = manifest
        self.version = str(manifest["version"])
        self._cube = lru_cache(4)(self._read_cube)
        self._tally = lru_cache(64)(self._count)
        self._found = lru_cache(MOST_FOUND)(self._look_for)
        self._looking = Lock()
        self._metadata = lru_cache(512)(self._read_metadata)  # Names of the version's own files.

    def __len__(self) -> int:
        """Return the number of events."""
        return int(self.manifest["events"])

    @property
    def days(self) -> tuple[int, int]:
        """First and last day of the events."""
        return int(self.manifest["firstDay"] or 0), int(self.manifest["lastDay"] or 0)

    @cached_property
    def extent(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north of all points in degrees, by what the files say of themselves."""
        names = [EVENTS.names.index(name) for name in ("lon", "lat")]
        sides = []
        for path in self.manifest["tables"]["events"]:
            about = self._metadata(path)
            for number in range(about.num_row_groups):
                lon, lat = (about.row_group(number).column(at).statistics for at in names)
                if lon is not None and lon.has_min_max and lat is not None and lat.has_min_max:
                    sides.append((lon.min, lat.min, lon.max, lat.max))
        if not sides:
            return None
        west, south, east, north = np.array(sides).T
        return float(west.min()), float(south.min()), float(east.max()), float(north.max())

    @cached_property
    def words(self) -> tuple[pd.Index, pd.Index, pd.Index]:
        """The different lists of districts, categories and verdicts, "" for none, in whose order all is counted."""
        found = pa.concat_tables(
            self._file(name).read(["district", "category", "evidence"])
            for name in self._cubes[LEVELS[0], BINS[0]]
        )
        different = (
            sorted({word or "" for word in pc.unique(column).to_pylist()}) for column in found.columns
        )
        districts, categories, evidence = (pd.Index(one, dtype=object) for one in different)
        return districts, categories, evidence

    @cached_property
    def district_lists(self) -> tuple[frozenset[str], ...]:
        """The districts of each of the first of `words`."""
        return tuple(frozenset(filter(None, text.split(LIST_DELIMITER))) for text in self.words[0])

    @cached_property
    def _cubes(self) -> dict[tuple[int, str], list[str]]:
        found: dict[tuple[int, str], list[str]] = {}
        for name in self.manifest["tables"]["counts"]:
            told = _FOLDER.match(name)
            if told:
                found.setdefault((int(told[1]), told[2]), []).append(name)
        return found

    def _read_metadata(self, name: str) -> pq.FileMetaData:
        with self.place.open(f"versions/{self.version}/{name}") as file:
            return pq.read_metadata(file)

    def _file(self, name: str, dictionaries: Sequence[str] = ()) -> pq.ParquetFile:
        return pq.ParquetFile(
            self.place.open(f"versions/{self.version}/{name}"),
            metadata=self._metadata(name),
            read_dictionary=list(dictionaries),
        )

    def _rows_of(self, level: int, name: str) -> int:
        return sum(self._metadata(one).num_rows for one in self._cubes.get((level, name), ()))

    def finest_bin(self, level: int, most: int = MOST_HELD) -> str:
        """Return the finest bin of a level's counts that has at most so many entries; else a year."""
        kept = [name for name in reversed(BINS) if (level, name) in self._cubes]
        return next((name for name in kept if self._rows_of(level, name) <= most), BINS[0])

    # --- counts ---

    def tally(self, first: int, last: int, where: Where = Where()) -> Ints:
        """Count the events that touch a range, exact to the day.

        Parameters
        ----------
        first, last
            Days since 1970-01-01, both included.
        where
            Which part of the map.

        Returns
        -------
        ndarray of int64, shape (lists of districts, categories, verdicts)
            In the order of `words`.
        """
        return self._tally(max(first, self.days[0]), min(last, self.days[1]), where)

    def _count(self, first: int, last: int, where: Where) -> Ints:
        shape = tuple(map(len, self.words))
        total = np.zeros(shape, "int64")
        if first > last:
            return total
        level = self._level_of(where, first, last)
        if not level:  # Finer than the cube, or across its cells: row by row.
            rows = self._scan(where, first_day=(self.days[0], last), last_day=(first, self.days[1]))
            for codes in rows:
                np.add.at(total, tuple(codes), 1)
            total.flags.writeable = False
            return total
        name = self.finest_bin(level)
        cube = self._cube(level, name, where.cell)
        kept = _is_where(cube, where, self._nowhere, level)
        ends = ends_of(cube.day, name)
        whole_begun = kept & ((ends <= last) | (last >= self.days[1]))
        whole_ended = kept & (ends < first)
        np.add.at(total, _codes(cube, whole_begun), cube.begins[whole_begun])
        np.add.at(total, _codes(cube, whole_ended), -cube.ends[whole_ended])
        if last < self.days[1]:
            start = int(bins_of(np.array([last]), name)[0])
            if last < int(ends_of(np.array([start]), name)[0]):
                for codes in self._scan(where, first_day=(start, last)):
                    np.add.at(total, tuple(codes), 1)
        start = int(bins_of(np.array([first - 1]), name)[0])
        if first > self.days[0] and first - 1 < int(ends_of(np.array([start]), name)[0]):
            for codes in self._scan(where, last_day=(start, first - 1)):
                np.add.at(total, tuple(codes), -1)
        total.flags.writeable = False  # Others are given the same.
        return total

    def _level_of(self, where: Where, first: int, last: int) -> int:
        """Return the level of the cube by which a part of the map is counted, 0 where it is counted row by row."""
        if where.box is not None:
            groups = self._pruned(where, (self.days[0], last), (first, self.days[1]))
            if self._groups.rows[groups].sum() > MOST_SCANNED:
                raise WideBoxError
            return 0
        if where.cell is None:
            return LEVELS[0]
        return next((one for one in LEVELS if one >= where.cell.level), 0)

    def masks(self, question: Question) -> tuple[Bools, Bools, Bools]:
        """Return which lists of districts, categories and verdicts pass the filters of a question."""
        asked = question.districts
        own = question.district
        lists = [
            question.everywhere
            if WHOLE_REGION in one
            else (not asked or bool(one & asked)) and (not own or own in one)
            for one in self.district_lists
        ]
        categories, evidence = (
            np.array([not chosen or word in chosen for word in words], bool)
            for words, chosen in zip(self.words[1:], (question.categories, question.evidence), strict=True)
        )
        return np.array(lists, bool), categories, evidence

    def count(self, question: Question) -> int:
        """Return how many events a question keeps."""
        lists, categories, evidence = self.masks(question)
        found = self.tally(question.first, question.last, question.where)
        return int(found[np.ix_(lists, categories, evidence)].sum())

    def facet_counts(self, question: Question) -> dict[str, dict[str, int]]:
        """Count the events behind each choice of a facet, under the choices of the other facets.

        Returns
        -------
        dict
            `categories`, `districts` and `evidence`, each a dict of id to number of events.
        """
        lists, categories, evidence = self.masks(question)
        found = self.tally(question.first, question.last, question.where)
        of_category = found[lists][:, :, evidence].sum(axis=(0, 2))
        of_evidence = found[lists][:, categories].sum(axis=(0, 1))
        of_list = found[:, categories][:, :, evidence].sum(axis=(1, 2))
        districts: dict[str, int] = {}
        everywhere = 0
        for members, number in zip(self.district_lists, of_list.tolist(), strict=True):
            if WHOLE_REGION in members:
                everywhere += number
            for one in members - {WHOLE_REGION}:
                districts[one] = districts.get(one, 0) + number
        return {
            "categories": dict(zip(self.words[1], of_category.tolist(), strict=True)),
            "districts": {WHOLE_REGION: everywhere} | {one: n + everywhere for one, n in districts.items()},
            "evidence": dict(zip(self.words[2], of_evidence.tolist(), strict=True)),
        }

    def categories_in(self, question: Question) -> dict[str, int]:
        """Return how many events of each category a question keeps."""
        lists, categories, evidence = self.masks(question)
        found = self.tally(question.first, question.last, question.where)
        some = found[lists][:, :, evidence].sum(axis=(0, 2)) * categories
        return dict(zip(self.words[1], some.tolist(), strict=True))

    @cached_property
    def _nowhere(self) -> Bools:
        """Which lists of districts are empty."""
        return np.array([not one for one in self.district_lists], bool)

    def _read_cube(self, level: int, name: str, cell: Cell | None) -> Entries:
        parts = [_NONE]
        low, high = _range_of(cell, level)
        for path in self._cubes.get((level, name), ()):
            about = self._metadata(path)
            asked = [
                at
                for at in range(about.num_row_groups)
                if cell is None or _may_hold(about.row_group(at).column(0).statistics, low, high)
            ]
            if asked:
                table = self._file(path, ENTRY[1:4]).read_row_groups(asked, list(ENTRY))
                parts.append(self._entries(table))
        return joined(parts)

    def _entries(self, table: pa.Table) -> Entries:
        return Entries._make(
            [
                pc.fill_null(table.column("cell"), -1).to_numpy().astype("int32"),
                *(
                    self._positions(table.column(name), words)
                    for name, words in zip(ENTRY[1:4], self.words, strict=True)
                ),
                pc.cast(table.column("bin"), pa.int32()).to_numpy(),
                *(table.column(one).to_numpy().astype("int32") for one in ENTRY[5:]),
            ]
        )

    def _positions(self, column: pa.ChunkedArray, words: pd.Index) -> Ints:
        """Return the positions of texts among the different words."""
        coded = column.unify_dictionaries().combine_chunks() if column.num_chunks else None
        if coded is None:
            return np.zeros(0, "int32")
        texts = [word or "" for word in coded.dictionary.to_pylist()]
        known = words.get_indexer(pd.Index([*texts, ""], dtype=object))
        found: Ints = known[pc.fill_null(coded.indices, len(known) - 1).to_numpy()].astype("int32")
        return found

    # --- rows ---

    @cached_property
    def _groups(self) -> _Groups:
        names = {name: EVENTS.names.index(name) for name in ("first_day", "last_day", "tile")}
        rows: list[tuple[int, ...]] = []
        for file, path in enumerate(self.manifest["tables"]["events"]):
            about = self._metadata(path)
            for number in range(about.num_row_groups):
                group = about.row_group(number)
                first, last, tile = (group.column(at).statistics for at in names.values())
                bounds = (first.min, first.max, last.min, last.max)
                tiles = (tile.min, tile.max) if tile.has_min_max else (-1, -1)
                rows.append((file, number, group.num_rows, *bounds, *tiles, int(tile.null_count > 0)))
        table = np.array(rows, "int64").reshape(-1, 10)
        return _Groups._make([*table.T[:9], table[:, 9] > 0])

    def _pruned(
        self, where: Where, first_day: tuple[int, int] | None, last_day: tuple[int, int] | None
    ) -> Ints:
        """Return the row groups that may hold rows of a part of the map, with days within bounds."""
        groups = self._groups
        kept = np.ones(len(groups.file), bool)
        if first_day is not None:
            kept &= (groups.most_first >= first_day[0]) & (groups.least_first <= first_day[1])
        if last_day is not None:
            kept &= (groups.most_last >= last_day[0]) & (groups.least_last <= last_day[1])
        if where.cell is not None:
            low, high = _range_of(where.cell, TILE_LEVEL)
            kept &= (groups.most_tile >= low) & (groups.least_tile <= high)
        elif where.placed:
            kept &= groups.nowhere
        elif where.box is not None:
            ranges = np.array(_ranges_within(where.box), "int64")
            touched = (groups.least_tile[:, None] <= ranges[:, 1]) & (
                groups.most_tile[:, None] >= ranges[:, 0]
            )
            kept &= touched.any(axis=1) | groups.nowhere
        return np.flatnonzero(kept)

    def _read(self, group: int, columns: Sequence[str], coded: Sequence[str] = ()) -> pa.Table:
        path = self.manifest["tables"]["events"][int(self._groups.file[group])]
        return self._file(path, coded).read_row_group(int(self._groups.number[group]), list(columns))

    def _scan(
        self,
        where: Where,
        first_day: tuple[int, int] | None = None,
        last_day: tuple[int, int] | None = None,
    ) -> Iterator[list[Ints]]:
        """Yield, by row group, the positions of the words of the rows of a part of the map, with days within bounds."""
        for group in self._pruned(where, first_day, last_day):
            table = self._read(group, _SCANNED + _place_columns(where), _CODED)
            kept = _rows_where(table, where, first_day, last_day)
            yield [
                self._positions(table.column(name), words)[kept]
                for name, words in zip(_CODED, self.words, strict=True)
            ]

    def keys(
        self,
        question: Question,
        limit: int,
        *,
        newest: bool = True,
        after: Key | None = None,
        begun_by: int | None = None,
    ) -> list[Key]:
        """Return where the first events of a question stand, in the order of time.

        Parameters
        ----------
        question
            Which events.
        limit
            How many at most.
        newest
            Whether the newest come first.
        after
            The last that is known already: those that come after it are asked for.
        begun_by
            Only events that begin by this day.
        """
        if limit <= 0:
            return []
        earliest = self.days[0]
        latest = question.last if begun_by is None else min(begun_by, question.last)
        if after is not None and newest:
            latest = min(latest, after.day)
        elif after is not None:
            earliest = max(earliest, after.day)
        bounds = (earliest, latest), (question.first, self.days[1])
        unseen = self._most_begun(question, earliest, latest)
        groups = self._groups
        asked = self._pruned(question.where, *bounds)
        edge = groups.most_first if newest else -groups.least_first
        asked = asked[np.argsort(-edge[asked], kind="stable")]
        sign = -1 if newest else 1
        masks = self.masks(question)
        found = np.zeros((0, 3), "int64")
        for group in asked:
            if unseen <= 0 or (len(found) == limit and sign * found[-1, 0] < -edge[group]):
                break  # Nothing is left, or what is left is later in the order than all that was found.
            table = self._read(group, _SCANNED + _place_columns(question.where), _CODED)
            kept = _rows_where(table, question.where, *bounds)
            for name, words, mask in zip(_CODED, self.words, masks, strict=True):
                if not mask.all():
                    kept &= mask[self._positions(table.column(name), words)]
            rows = np.flatnonzero(kept)
            unseen -= len(rows)
            days = table.column("first_day").to_numpy()[rows]
            some = np.column_stack([days, np.full(len(rows), group), rows]).astype("int64")
            if after is not None:
                some = some[_is_after(some, after, newest=newest)]
            found = np.concatenate([found, some])
            order = np.lexsort((sign * found[:, 2], sign * found[:, 1], sign * found[:, 0]))[:limit]
            found = found[order]
        return [Key(*map(int, row)) for row in found]

    def _most_begun(self, question: Question, earliest: int, latest: int) -> int:
        """Return how many events of a question begin within days: more than these where counts do not tell.

        Counts are of what touches a range: of an event that began before the range they do not tell the day.
        """
        if latest < question.first:
            return len(self)
        sooner = earliest - 1
        before = self.count(replace(question, last=sooner)) if sooner >= question.first else 0
        return self.count(replace(question, last=latest)) - before

    def rows(self, keys: Sequence[Key], columns: Sequence[str] = tuple(EVENTS.names)) -> pa.Table:
        """Return events by their keys, in that order."""
        by_group: dict[int, list[int]] = {}
        for at, key in enumerate(keys):
            by_group.setdefault(key.group, []).append(at)
        parts, order = [], []
        for group, asked in by_group.items():
            rows = [keys[at].row for at in asked]
            parts.append(self._read(group, columns).take(pa.array(rows)))
            order += asked
        if not parts:
            return pa.schema([EVENTS.field(name) for name in columns]).empty_table()
        return pa.concat_tables(parts).take(pa.array(np.argsort(order)))

    def find(self, event_id: str) -> Key | None:
        """Return where the event with an id stands, None where there is none."""
        return self._found(event_id)

    def _look_for(self, event_id: str) -> Key | None:
        with self._looking:  # It may read the ids of all groups: one at a time, whoever asks.
            return self._first_with(event_id)

    def _first_with(self, event_id: str) -> Key | None:
        for group in range(len(self._groups.file)):
            path = self.manifest["tables"]["events"][int(self._groups.file[group])]
            ids = self._metadata(path).row_group(int(self._groups.number[group])).column(0).statistics
            if ids is not None and ids.has_min_max and not ids.min <= event_id <= ids.max:
                continue
            table = self._read(group, ["event_id", "first_day"])
            at = pc.index(table.column("event_id"), event_id).as_py()
            if at >= 0:
                return Key(int(table.column("first_day")[at].as_py()), group, at)
        return None

    def claims(self, keys: Sequence[Key]) -> pa.Table:
        """Return the claims on events: of the files of claims beside their own."""
        by_file: dict[int, list[str]] = {}
        for event_id, key in zip(self.rows(keys, ["event_id"]).column(0).to_pylist(), keys, strict=True):
            by_file.setdefault(int(self._groups.file[key.group]), []).append(event_id)
        parts = []
        for at, ids in by_file.items():
            asked, ordered = pa.array(ids, pa.string()), sorted(ids)
            file = self._file(self.manifest["tables"]["claims"][at])
            for number in range(file.num_row_groups):  # Never more than a part of a file is held.
                if not _may_have(file.metadata.row_group(number).column(0).statistics, ordered):
                    continue
                kept = pc.is_in(file.read_row_group(number, ["event_id"]).column(0), asked)
                if pc.any(kept).as_py():
                    parts.append(file.read_row_group(number).filter(kept))
        return pa.concat_tables(parts) if parts else CLAIMS.empty_table()

    def sources(self, ids: Sequence[str] | None) -> pa.Table:
        """Return sources by their ids, None for all; they are sorted by it, so that few row groups are read."""
        found = [
            pq.read_table(
                self.place.open(f"versions/{self.version}/{path}"),
                filters=None if ids is None else [("source_id", "in", list(ids))],
            )
            for path in self.manifest["tables"]["sources"]
            if ids is None or ids
        ]
        return pa.concat_tables(found) if found else pa.table({})

    # --- the map ---

    def entries(
        self, level: int, tile: Cell | None = None, *, most: int = MOST_SENT, cells: bool = True
    ) -> tuple[str, Entries]:
        """Return counts by cell and time of a part of the map, with the finest bin that has not too many entries.

        Parameters
        ----------
        level
            Of the cells.
        tile
            The part of the map, of a coarser level; None for all, with the events that have no point.
        most
            How many entries at most, where a coarser bin is there.
        cells
            Whether cells are told apart.

        Returns
        -------
        name
            The bin.
        entries
            Sorted by day.
        """
        stored = next((one for one in LEVELS if one >= level), 0)
        kept = [name for name in reversed(BINS) if stored and (stored, name) in self._cubes]
        if not stored:
            finest = self._rows_as_entries(level, tile)
            for name in reversed(BINS):
                found = added(finest._replace(day=bins_of(finest.day, name)))
                if len(found.day) <= most or name == BINS[0]:
                    return name, found
        for name in kept:
            if tile is None and name != BINS[0] and self._rows_of(stored, name) > max(most * 16, MOST_HELD):
                continue
            found = self._cube(stored, name, tile)
            if tile is not None:
                inside = _is_where(found, Where(tile), self._nowhere, stored)
                found = Entries._make(column[inside] for column in found)
            coarser = (
                np.where(found.cell < 0, -1, found.cell >> 2 * (stored - level)) if cells else 0 * found.cell
            )
            found = added(found._replace(cell=coarser))
            if len(found.day) <= most or name == BINS[0]:
                return name, found
        return BINS[0], _NONE

    def _rows_as_entries(self, level: int, tile: Cell | None) -> Entries:
        """Return rows as counts by day of cells that are finer than those of the cube."""
        where = Where(tile)
        parts = [_NONE]
        for group in self._pruned(where, None, None):
            table = self._read(group, (*_SCANNED, "lon", "lat", "tile"), _CODED)
            kept = _rows_where(table, where, None, None)
            lon, lat = (table.column(name).to_numpy(zero_copy_only=False)[kept] for name in ("lon", "lat"))
            x, y = (axis.astype("int64") >> (FINEST - level) for axis in finest_of(lon, lat))
            words = [
                self._positions(table.column(name), words)[kept]
                for name, words in zip(_CODED, self.words, strict=True)
            ]
            one, none = np.ones(len(x), "int64"), np.zeros(len(x), "int64")
            cell = together(x, y)
            first, last = (table.column(name).to_numpy()[kept] for name in ("first_day", "last_day"))
            parts += [
                Entries._make([cell, *words, *one_of]) for one_of in ((first, one, none), (last, none, one))
            ]
        return joined(parts)


_SCANNED = ("first_day", "last_day", "district_ids", "category", "evidence")
_CODED = ("district_ids", "category", "evidence")
_NONE = Entries._make(np.zeros(0, "int64") for _ in Entries._fields)


def joined(parts: Sequence[Entries]) -> Entries:
    """Return all entries of several parts."""
    return Entries._make(np.concatenate(columns) for columns in zip(*parts, strict=True))


def _place_columns(where: Where) -> tuple[str, ...]:
    if where.box is not None:
        return ("lon", "lat")
    if where.cell is not None:
        return ("tile",) if where.cell.level <= TILE_LEVEL else ("tile", "lon", "lat")
    return ("tile",) if where.placed else ()


def _range_of(cell: Cell | None, level: int) -> tuple[int, int]:
    """Return the first and the last number of the cells of a level that lie in a cell, or that one lies in."""
    if cell is None:
        return -1, 1 << 62
    number = int(together(np.array([cell.x]), np.array([cell.y]))[0])
    shift = 2 * (level - cell.level)
    if shift < 0:
        return number >> -shift, number >> -shift
    return number << shift, ((number + 1) << shift) - 1


def _ranges_within(box: Box) -> list[tuple[int, int]]:
    """Return ranges of numbers of the finest cells of the cube that together cover a box."""
    west, south, east, north = box
    sides = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    corners = finest_of(
        np.array([edge for side in sides for edge in side]), np.array([north, south] * len(sides))
    )
    x, y = (axis.astype("int64") >> (FINEST - TILE_LEVEL) for axis in corners)
    bounds = [(x[at], y[at], x[at + 1], y[at + 1]) for at in range(0, len(x), 2)]
    cells, level = [(0, 0)], 0
    while level < TILE_LEVEL:
        finer = [
            (2 * column + right, 2 * row + below)
            for column, row in cells
            for right in (0, 1)
            for below in (0, 1)
        ]
        shift = TILE_LEVEL - level - 1
        finer = [
            (column, row)
            for column, row in finer
            if any(
                left >> shift <= column <= right >> shift and top >> shift <= row <= bottom >> shift
                for left, top, right, bottom in bounds
            )
        ]
        if len(finer) > MOST_PARTS:
            break
        cells, level = finer, level + 1
    return [_range_of(Cell(level, int(column), int(row)), TILE_LEVEL) for column, row in cells]


def _in_box(table: pa.Table, box: Box) -> Bools:
    west, south, east, north = box
    lon, lat = (table.column(name).to_numpy(zero_copy_only=False) for name in ("lon", "lat"))
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    kept: Bools = np.isnan(lon) | (across & (lat >= south) & (lat <= north))
    return kept


def _may_hold(statistics: Any, low: int, high: int) -> bool:  # noqa: ANN401 (of Arrow)
    return bool(
        statistics is not None and statistics.has_min_max and statistics.max >= low and statistics.min <= high
    )


def _may_have(statistics: Any, ids: Sequence[str]) -> bool:  # noqa: ANN401 (of Arrow)
    """Whether a row group may have one of some ids, which are sorted."""
    if statistics is None or not statistics.has_min_max:
        return True
    at = bisect_left(ids, statistics.min)
    return at < len(ids) and ids[at] <= statistics.max


def _is_where(entries: Entries, where: Where, nowhere: Bools, level: int) -> Bools:
    if where.cell is not None:
        low, high = _range_of(where.cell, level)
        inside: Bools = (entries.cell >= low) & (entries.cell <= high)
        return inside
    if where.placed:
        empty = nowhere[entries.district]
        without: Bools = (entries.cell < 0) & (empty if where.placed == "unplaced" else ~empty)
        return without
    return np.ones(len(entries.cell), bool)


def _codes(entries: Entries, kept: Bools) -> tuple[Ints, Ints, Ints]:
    return entries.district[kept], entries.category[kept], entries.evidence[kept]


def _rows_where(
    table: pa.Table, where: Where, first_day: tuple[int, int] | None, last_day: tuple[int, int] | None
) -> Bools:
    kept = np.ones(len(table), bool)
    for name, bounds in (("first_day", first_day), ("last_day", last_day)):
        if bounds is not None:
            days = table.column(name).to_numpy()
            kept &= (days >= bounds[0]) & (days <= bounds[1])
    if where.box is not None:
        kept &= _in_box(table, where.box)
    if where.cell is None and not where.placed:
        return kept
    tile = pc.fill_null(table.column("tile"), -1).to_numpy()
    if where.cell is None:
        empty = pc.is_null(table.column("district_ids")).to_numpy()
        kept &= (tile < 0) & (empty if where.placed == "unplaced" else ~empty)
        return kept
    low, high = _range_of(where.cell, TILE_LEVEL)
    kept &= (tile >= low) & (tile <= high)
    if where.cell.level > TILE_LEVEL:
        rows = np.flatnonzero(kept)
        lon, lat = (table.column(name).to_numpy(zero_copy_only=False)[rows] for name in ("lon", "lat"))
        shift = FINEST - where.cell.level
        x, y = finest_of(lon, lat)
        kept[rows] = (x >> shift == where.cell.x) & (y >> shift == where.cell.y)
    return kept


def _is_after(rows: Ints, key: Key, *, newest: bool) -> Bools:
    day, group, row = rows.T
    if newest:
        day, group, row = -day, -group, -row
        key = Key(*(-part for part in key))
    later: Bools = (day > key.day) | (
        (day == key.day) & ((group > key.group) | ((group == key.group) & (row > key.row)))
    )
    return later


def added(entries: Entries) -> Entries:
    """Add up the entries that are of the same cell, words and day, and sort them by day."""
    if not len(entries.day):
        return entries
    numbers = np.zeros(len(entries.day), "int64")
    for column in (entries.evidence, entries.category, entries.district, entries.cell):
        # Each time the numbers become as few as there are different ones, so that there is room for the next.
        numbers = pd.factorize(numbers * (int(column.max()) + 2) + column + 1)[0]
    least = int(entries.day.min())
    span = int(numbers.max()) + 1
    keys, first, at = np.unique(
        (entries.day.astype("int64") - least) * span + numbers, return_index=True, return_inverse=True
    )
    begins, ends = (
        np.bincount(at.ravel(), amounts, len(keys)).astype("int64")
        for amounts in (entries.begins, entries.ends)
    )
    return Entries._make([*(column[first].astype("int64") for column in entries[:5]), begins, ends])
