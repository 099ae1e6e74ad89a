"""The second pass over an import: parts of slices become the sorted files of a store, and counts are added up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset.memory import release
from geo.errors import shorten
from geo.i18n import gettext, marked, speaking
from geo.store import counts, keys, layout
from geo.store.address import Place
from geo.store.executor import alone
from geo.store.parts import CLAIM_PARTS, PARTS, SOURCE_BUCKETS, following
from geo.store.plan import read_plan, work_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from geo.store.plan import Plan

FILE_ROWS = 250_000
"""Events of a file of the store, about; one tile in one month is never parted."""
SMALL_ROWS = 1_000_000
"""Rows of sources, problems or counts that are merged at once."""
MOST_CODES = 10_000
"""Different texts of a column that is written as codes."""
LOOKED_AT = 10_000
"""Rows by which it is decided whether what a column holds comes again."""
CHANGES = pa.schema([("order", pa.int64()), ("name", pa.string())])


@dataclass(frozen=True)
class KeyTask:
    """Parts of the hashes in which ids that come again are looked for."""

    store: str
    plan: str
    slices: int
    first: int
    last: int


@dataclass(frozen=True)
class FileTask:
    """A file of events to write: those whose keys are from `low` to below `high`, from batches of slices."""

    store: str
    plan: str
    version: str
    year: int
    number: int
    low: int
    high: int
    batches: tuple[tuple[int, tuple[int, ...]], ...]

    @property
    def name(self) -> str:
        """The path of the file below `events` and `claims`."""
        return f"year={self.year:04}/part-{self.number}.parquet"


@dataclass(frozen=True)
class MergeTask:
    """Small files to merge into one: sources, problems or counts."""

    store: str
    plan: str
    target: str
    kind: str
    names: tuple[str, ...]
    batches: tuple[int, ...] = ()


def find_repeated(task: KeyTask) -> dict[str, Any]:
    """Find ids that come again, write what becomes of their rows, and return how many events are lost by it."""
    alone()
    store, work = Place(task.store), work_folder(task.plan)
    name = f"{work}/keys/{task.first:02}"
    done = store.read_json(f"{name}.json")
    if isinstance(done, dict):
        return done
    asked = list(range(task.first, task.last))
    found = [store.read_arrow(f"{work}/slices/{at:06}.keys.arrow", asked) for at in range(task.slices)]
    plan = read_plan(task.store, task.plan)
    changes = keys.repeated(pa.concat_tables(found) if found else keys.KEYS.empty_table())
    names = ["" if name == keys.DROP else name for name in changes.name]
    table = pa.table([pa.array(changes.order), pa.array(names, pa.string())], schema=CHANGES)
    store.write_arrow(f"{name}.changes.arrow", table.to_batches(), CHANGES)
    with speaking(plan.language):
        problems = _refused(changes.refused, plan)
    store.write_arrow(f"{name}.problems.arrow", problems.to_batches(), layout.PROBLEMS)
    told = {
        "changes": len(table),
        "problems": len(problems),
        "lost": changes.shown,
        "dropped": int(sum(not one for one in names)),
    }
    store.write_json(f"{name}.json", told, lasting=False)
    return told


def _refused(refused: pa.Table, plan: Plan) -> pa.Table:
    order = refused.column("order").to_numpy()
    files = order >> keys.ORDER_BITS
    of_file = [next(iter(plan.mapping_of(source).columns("event_id")), "") for source in plan.files]
    expected = gettext(marked("an id of its own (an earlier row has the same)"))
    remedy = gettext(marked("Remove the row, give it its own id, or import without a column for the id"))
    count = len(refused)
    columns = [
        pa.array(files.astype("int32")),
        pa.array(order & ((1 << keys.ORDER_BITS) - 1)),
        pa.array([of_file[file] for file in files], pa.string()),
        pa.array([shorten(str(value)) for value in refused.column("value").to_pylist()], pa.string()),
        *(pa.repeat(pa.scalar(text, pa.string()), count) for text in (expected, remedy, "error")),
        pa.repeat(pa.scalar(1, pa.int64()), count),
    ]
    return pa.table(columns, schema=layout.PROBLEMS)


@lru_cache(maxsize=1)
def _changes(address: str, plan: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.object_]]:
    """Return what becomes of rows whose id another has: sorted by file and line."""
    store, folder = Place(address), f"{work_folder(plan)}/keys"
    names = [name for name in store.names(folder) if name.endswith(".changes.arrow")]
    found = pa.concat_tables(
        [CHANGES.empty_table(), *(store.read_arrow(f"{folder}/{name}") for name in names)]
    )
    order = found.column("order").to_numpy()
    rank = np.argsort(order, kind="stable")
    return order[rank], found.column("name").to_numpy(zero_copy_only=False)[rank]


def write_file(task: FileTask) -> dict[str, Any]:
    """Write a file of events, the one of their claims, and their counts, and return how many there are."""
    alone()
    store, work = Place(task.store), work_folder(task.plan)
    name = f"{work}/files/{task.year:05}-{task.number:05}"
    done = store.read_json(f"{name}.json")
    if isinstance(done, dict):
        return done
    events, claims = _gathered(store, task)
    events, kept = _changed(task, events)
    rank = layout.order_of(events)
    rank = rank[kept[rank]]
    order, of_claims = following(claims.column("row").to_numpy(), rank)
    events = events.take(pa.array(rank)).combine_chunks()
    ids = events.column("event_id").take(of_claims)
    claims = claims.take(order).set_column(0, "event_id", ids).select(layout.CLAIMS.names)
    stored = layout.with_geometry(events.select(layout.EVENTS.names))
    target = f"versions/{task.version}"
    size = _write(store, f"{target}/events/{task.name}", stored, layout.ROW_GROUP)
    size += _write(store, f"{target}/claims/{task.name}", claims, 5 * layout.ROW_GROUP)
    entries = counts.count(events)
    store.write_arrow(f"{name}.counts.arrow", [as_batch(table) for table in entries], counts.SCHEMA)
    days = pc.min_max(events.column("first_day")).as_py()
    told = {
        "name": task.name,
        "events": len(events),
        "claims": len(claims),
        "bytes": size,
        "first_day": days["min"],
        "last_day": pc.max(events.column("last_day")).as_py(),
        "counts": [len(table) for table in entries],
    }
    del events, claims, stored
    release()
    store.write_json(f"{name}.json", told, lasting=False)
    return told


def _write(store: Place, name: str, table: pa.Table, row_group: int) -> int:
    """Write events or claims, the texts of each column as codes where many are alike."""
    repeating = []
    for at, field in enumerate(table.schema):
        column = table.column(at)
        if pa.types.is_dictionary(field.type) and (
            max((len(chunk.dictionary) for chunk in column.chunks), default=0) > MOST_CODES
        ):
            column = column.cast(pa.string())  # Each row group would hold all of its texts.
            table = table.set_column(at, field.name, column)
        elif not pa.types.is_dictionary(field.type):
            some = column.slice(0, LOOKED_AT)
            if pc.count_distinct(some).as_py() * 2 > len(some) - some.null_count:
                continue
        repeating.append(field.name)
    return store.write_parquet(name, table, row_group, repeating)


def _gathered(store: Place, task: FileTask) -> tuple[pa.Table, pa.Table]:
    """Return the events of a file from all slices, and their claims, whose `row` is the position of the event."""
    work = work_folder(task.plan)
    events, claims = [PARTS.empty_table()], [CLAIM_PARTS.empty_table()]
    total = 0
    for number, batches in task.batches:
        name = f"{work}/slices/{number:06}"
        told = store.read_arrow(f"{name}.events.arrow", batches)
        said = store.read_arrow(f"{name}.claims.arrow", batches)
        for some, of_some in zip(told.to_batches(), said.to_batches(), strict=True):
            order = some.column("key").to_numpy()
            low, high = (int(cut) for cut in np.searchsorted(order, [task.low, task.high]))
            if low >= high:
                continue
            rows = of_some.column("row").to_numpy()
            first, last = (int(cut) for cut in np.searchsorted(rows, [low, high]))
            moved = pa.array(rows[first:last] - np.int32(low - total), pa.int32())
            part = pa.Table.from_batches([of_some.slice(first, last - first)])
            claims.append(part.set_column(0, "row", moved))
            events.append(pa.Table.from_batches([some.slice(low, high - low)]))
            total += high - low
    return _as_one(pa.concat_tables(events)), _as_one(pa.concat_tables(claims))


def _as_one(table: pa.Table) -> pa.Table:
    """Return a table in one piece, in which each code stands for the same text."""
    return table.unify_dictionaries().combine_chunks()


def _changed(task: FileTask, events: pa.Table) -> tuple[pa.Table, npt.NDArray[np.bool_]]:
    """Give events another id that became like another's, and tell which stay: not those that repeat an id."""
    order, names = _changes(task.store, task.plan)
    kept = np.ones(len(events), bool)
    if not len(order):
        return events, kept
    own = events.column("order").to_numpy()
    at = np.searchsorted(order, own)
    at[at == len(order)] = 0
    touched = np.flatnonzero(order[at] == own)
    behind = names[at[touched]]
    kept[touched] = behind.astype(bool)
    renamed = touched[behind.astype(bool)]
    if len(renamed):
        ids = events.column("event_id").combine_chunks()
        new = pc.binary_join_element_wise(
            ids.take(pa.array(renamed)), pa.array(behind[behind.astype(bool)], pa.string()), ""
        )
        mask = np.zeros(len(events), bool)
        mask[renamed] = True
        ids = pc.replace_with_mask(ids, pa.array(mask), new)
        events = events.set_column(0, "event_id", ids)
    return events, kept


def merge(task: MergeTask) -> int:
    """Merge small files into one of the store, and return how many rows it has."""
    alone()
    store, work = Place(task.store), work_folder(task.plan)
    batches = list(task.batches) or None
    table = pa.concat_tables([store.read_arrow(f"{work}/{name}", batches) for name in task.names])
    if task.kind == "sources":
        table = _each_once(table)
    elif task.kind == "problems":
        order = [("file", "ascending"), ("line", "ascending"), ("column", "ascending")]
        table = table.take(pc.sort_indices(table, sort_keys=order))
    else:
        table = counts.add(table)
    store.write_parquet(task.target, table, layout.ROW_GROUP)
    return len(table)


def as_batch(table: pa.Table) -> pa.RecordBatch:
    """Return a table as one batch."""
    whole = table.combine_chunks()
    columns = [
        column.chunk(0) if column.num_chunks else pa.array([], column.type) for column in whole.columns
    ]
    return pa.record_batch(columns, schema=table.schema)


def _each_once(table: pa.Table) -> pa.Table:
    """Return sources by their id, each once: the first."""
    if not len(table):
        return table
    ordered = table.take(pc.sort_indices(table, sort_keys=[("source_id", "ascending")]))
    ids = ordered.column("source_id")
    new = np.ones(len(ordered), bool)
    new[1:] = pc.not_equal(ids.slice(1), ids.slice(0, len(ids) - 1)).to_numpy()
    return ordered.filter(pa.array(new))


def files_of(
    store: str, plan: str, version: str, told: Sequence[Mapping[str, Any]], rows: int = FILE_ROWS
) -> list[FileTask]:
    """Return the files to write: cut where a year begins or a file is full, as all slices together have it.

    Parameters
    ----------
    store, plan, version
        Where.
    told
        What :func:`geo.store.parts.do_slice` says of each slice.
    rows
        Of a file, about.
    """
    every = np.concatenate([np.array(one["keys"][0], "int64") for one in told] or [np.array([], "int64")])
    amounts = np.concatenate([np.array(one["keys"][1], "int64") for one in told] or [np.array([], "int64")])
    different, at = np.unique(every, return_inverse=True)
    total = np.bincount(at, amounts, len(different)).astype("int64")
    cuts: list[tuple[int, int, int]] = []
    year, number, filled = None, 0, 0
    for key, amount in zip(different.tolist(), total.tolist(), strict=True):
        of_key = layout.year_of(key)
        if of_key != year:
            year, number, filled = of_key, 0, 0
            cuts.append((of_key, number, key))
        elif filled >= rows:
            number, filled = number + 1, 0
            cuts.append((of_key, number, key))
        filled += amount
    ends = [low for _, _, low in cuts[1:]] + [int(key) + 1 for key in different[-1:]]
    return [
        FileTask(store, plan, version, year, number, low, high, _batches(told, low, high))
        for (year, number, low), high in zip(cuts, ends, strict=True)
    ]


def _batches(
    told: Sequence[Mapping[str, Any]], low: int, high: int
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Return the batches of each slice that may hold keys from `low` to below `high`."""
    found = []
    for number, one in enumerate(told):
        bounds = np.array(one["batches"], dtype="int64").reshape(-1, 2)
        asked = np.flatnonzero((bounds[:, 0] < high) & (bounds[:, 1] >= low))
        if len(asked):
            found.append((number, tuple(asked.tolist())))
    return tuple(found)


def source_tasks(store: str, plan: str, version: str, told: Sequence[Mapping[str, Any]]) -> list[MergeTask]:
    """Return the files of sources to write."""
    names = tuple(f"slices/{at:06}.sources.arrow" for at in range(len(told)))
    total = sum(one["sources"] for one in told)
    parts = 1 if total <= SMALL_ROWS else SOURCE_BUCKETS
    each = SOURCE_BUCKETS // parts
    return [
        MergeTask(
            store,
            plan,
            f"versions/{version}/sources/part-{part}.parquet",
            "sources",
            names,
            tuple(range(part * each, (part + 1) * each)),
        )
        for part in range(parts)
    ]


def problem_tasks(store: str, plan: str, version: str, amounts: Sequence[tuple[str, int]]) -> list[MergeTask]:
    """Return the files of problems to write, of parts with so many rows each."""
    return [
        MergeTask(store, plan, f"versions/{version}/problems/part-{number}.parquet", "problems", names)
        for number, names in enumerate(_groups(amounts))
    ]


def count_tasks(
    store: str, plan: str, version: str, told: Sequence[Mapping[str, Any]], files: Sequence[FileTask]
) -> list[MergeTask]:
    """Return the files of counts to write: those of bins in which they are fewer than the events."""
    events = sum(one["events"] for one in told)
    tasks = []
    for at, (level, name) in enumerate(counts.KINDS):
        if sum(one["counts"][at] for one in told) * counts.SMALLER > events and name != counts.BINS[0]:
            continue
        amounts = [
            (f"files/{task.year:05}-{task.number:05}.counts.arrow", one["counts"][at])
            for task, one in zip(files, told, strict=True)
        ]
        folder = f"versions/{version}/counts/level={level}/bin={name}"
        tasks += [
            MergeTask(store, plan, f"{folder}/part-{number}.parquet", "counts", names, (at,))
            for number, names in enumerate(_groups(amounts))
        ]
    return tasks


def _groups(amounts: Sequence[tuple[str, int]]) -> list[tuple[str, ...]]:
    """Return names in groups of so many rows together."""
    groups: list[list[str]] = []
    filled = 0
    for name, rows in amounts:
        if not groups or (filled and filled + rows > SMALL_ROWS):
            groups.append([])
            filled = 0
        groups[-1].append(name)
        filled += rows
    return [tuple(group) for group in groups]
