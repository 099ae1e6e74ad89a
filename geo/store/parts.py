"""The parts of a slice: one pure function from some rows of a file to their events, claims, sources, problems and keys.

Nothing in it hangs on other slices: however a table is cut, each of its rows becomes the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset.columns import arrow_texts, read_once
from geo.dataset.memory import release
from geo.dataset.origin import ADDED
from geo.dataset.record_columns import REGION_WIDE
from geo.i18n import sentence_text, speaking
from geo.identifiers import LIST_DELIMITER, slug
from geo.importers.claims import claims_of, odd_counts, sources_of
from geo.importers.event_import import approximate_date_texts
from geo.importers.merge import judged
from geo.importers.placement import place
from geo.importers.row_dates import dates_of
from geo.importers.rows import categories_of, events_of
from geo.store import keys, layout
from geo.store.address import Place
from geo.store.executor import alone
from geo.store.plan import read_plan, work_folder
from geo.store.slices import read_slice

if TYPE_CHECKING:
    import numpy.typing as npt

    from geo.importers.claims import Publication
    from geo.importers.problems import Notes
    from geo.importers.table import Table
    from geo.store.plan import Plan
    from geo.store.slices import Slice, Source

BATCH = 8_192
"""Events that are kept, and read again, together."""
MOST_ODD = 1_000
"""Different counts that are no plain numbers, of a slice, by which it is decided what their signs mean."""
SOURCE_BUCKETS = 16
EXTRA = pa.schema([("key", pa.int64()), ("order", pa.int64())])
CODES = pa.dictionary(pa.int32(), pa.string())
CODED = frozenset(
    {
        *("date_precision", "category", "district_ids", "location_precision", "status", "other_district_ids"),
        *("placing", "located_in", "source_ids", "voices", "support", "evidence", "origin"),
        *("source_id", "field", "value", "unit"),
    }
)
"""Columns whose texts repeat: on the way into the files each text is kept once, and codes are moved."""
PARTS = pa.schema(
    [
        *((field.name, CODES if field.name in CODED else field.type) for field in layout.EVENTS),
        *EXTRA,
    ]
)
CLAIM_PARTS = pa.schema(
    [
        ("row", pa.int32()),
        *((field.name, CODES if field.name in CODED else field.type) for field in list(layout.CLAIMS)[1:]),
    ]
)


@dataclass(frozen=True)
class SliceTask:
    """A slice to make parts of: of which plan, in which store."""

    store: str
    plan: str
    number: int
    source: Source
    slice: Slice


@dataclass(frozen=True, eq=False)
class Parts:
    """What became of a slice.

    Parameters
    ----------
    events
        Columns `PARTS`: of the store, and the coarse order and where the row stands; sorted by that order.
    claims
        Columns `CLAIM_PARTS`; row is the position of the event in `events`, by which they are sorted.
    sources
        Index source_id.
    labels
        Label by the id of each category.
    notes
        Every problem.
    keys
        Of all rows (:data:`geo.store.keys.KEYS`), a batch for each part of the hashes.
    read, shown
        Rows, and events made of them.
    odd
        Different texts of counts that are no plain numbers.
    """

    events: pa.Table
    claims: pa.Table
    sources: pd.DataFrame
    labels: dict[str, str]
    notes: Notes
    keys: list[pa.RecordBatch]
    read: int
    shown: int
    odd: list[str]


def make_parts(table: Table, source: Source, plan: Plan) -> Parts:
    """Make the parts of a slice.

    Parameters
    ----------
    table
        From :func:`geo.store.slices.read_slice`.
    source, plan
        The file that it is of, and the plan.
    """
    mapping, notes = plan.mapping_of(source), table.notes
    dates = dates_of(table, mapping, notes, plan.days)
    places = place(table, mapping, plan.outlines, notes)
    ids = keys.ids_of_rows(table, mapping, plan.taken)
    shown = dates.read & ~places.outside
    categories, labels = categories_of(table, mapping)
    known = {category: plan.categories.get(slug(label), category) for category, label in labels.items()}
    sources, source_ids = sources_of(table, mapping, shown, _source_key)
    sources.insert(2, "voice", sources["publisher_kind"].map(_voices(plan)))
    order = (np.int64(source.number) << keys.ORDER_BITS) + table.frame.index.to_numpy("int64")
    rows = np.flatnonzero(shown)
    frame = _only(table.frame, shown)
    shapes = None if table.geometry is None else table.geometry[rows]
    part = replace(table, frame=frame, geometry=shapes)
    dated = dates.at(rows)
    made = events_of(
        part,
        mapping,
        dates=dated,
        places=places.at(rows),
        categories=categories.iloc[rows],
        labels=labels,
    )
    said = claims_of(
        frame,
        mapping,
        source_ids=source_ids,
        dates=made["start_date"],
        written=approximate_date_texts(part, mapping, dated.qualified),
        signs=plan.signs[source.columns],
        notes=notes,
    )
    made["source_id"] = source_ids.array
    made["category"] = made["category"].map(known).array
    made = judged(made.assign(source_ids=made["source_id"]), sources, plan.voices)
    events = events_table(made, ids.ids.iloc[rows], order[rows], source.number, ADDED)
    return Parts(
        *in_order(events, said),
        sources,
        {known[category]: label for category, label in labels.items()},
        notes,
        keys.key_batches(ids, order, shown),
        table.read,
        len(rows),
        sorted(set(odd_counts(table, mapping)))[:MOST_ODD],
    )


def _only(frame: pd.DataFrame, shown: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Return some rows of texts; nearly all are, and what lies between is left out in runs."""
    columns = {name: frame[name].array[shown] for name in frame.columns}
    return pd.DataFrame(columns, index=frame.index[shown])


def _source_key(publication: Publication) -> str:
    text = "\x1f".join(publication).encode()
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def _voices(plan: Plan) -> dict[str, str]:
    return {kind: voice.id for voice in reversed(plan.voices) for kind in voice.publisher_kinds}


def _text(column: pd.Series) -> pa.Array:
    """Return a column of texts, null where blank; those that repeat as codes."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        words = pa.array(column.cat.categories.astype("str").array, pa.string())
        return pa.DictionaryArray.from_arrays(pa.array(column.cat.codes.to_numpy("int32")), words)
    if column.dtype == object:
        return pa.array(column.to_numpy(dtype=object), pa.string())
    cells = pa.array(column.array, pa.large_string())
    return cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells


def _plain(column: pa.Array) -> pa.Array:
    """Return texts, null where blank; their letters are not copied."""
    texts = pc.cast(column, pa.string())
    named = pc.fill_null(pc.not_equal(texts, ""), False)  # noqa: FBT003 (a value)
    if texts.offset or named.offset:
        return pc.if_else(named, texts, pa.scalar(None, pa.string()))
    _, *letters = texts.buffers()
    return pa.Array.from_buffers(pa.string(), len(texts), [named.buffers()[1], *letters])


def _codes(column: pa.Array) -> pa.DictionaryArray:
    """Return texts that repeat as codes, null where blank."""
    coded = column if isinstance(column, pa.DictionaryArray) else column.dictionary_encode()
    words = pc.cast(coded.dictionary, pa.string())
    codes = pc.fill_null(coded.indices, -1).to_numpy()
    named = np.append(pc.not_equal(words, "").to_numpy(zero_copy_only=False).astype(bool), [False])
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=~named[codes]), words)


def in_order(events: pa.Table, said: pd.DataFrame) -> tuple[pa.Table, pa.Table]:
    """Return events in their coarse order and what is said of them, `row` being the position of an event."""
    rank = np.argsort(events.column("key").to_numpy(), kind="stable")
    return events.take(pa.array(rank)).combine_chunks(), _claims(said, rank)


def following(rows: npt.NDArray[np.int32], rank: npt.NDArray[np.int64]) -> tuple[pa.Array, pa.Array]:
    """Return the order of claims whose events are put into another one, and the new positions of their events.

    Parameters
    ----------
    rows
        The position of the event of each claim; those of an event stay in their order.
    rank
        The old position of each event, in the new order; claims of events that are not among them are left out.
    """
    base = None if (rows[1:] >= rows[:-1]).all() else np.argsort(rows, kind="stable")
    size = max(int(rows.max(initial=-1)), int(rank.max(initial=-1))) + 1
    amounts = np.bincount(rows, minlength=size)
    begins = np.cumsum(amounts) - amounts
    moved = amounts[rank]
    ends = np.cumsum(moved)
    order = np.arange(int(moved.sum())) + np.repeat(begins[rank] - (ends - moved), moved)
    positions = np.repeat(np.arange(len(rank), dtype="int32"), moved)
    return pa.array(order if base is None else base[order]), pa.array(positions)


def events_table(
    made: pd.DataFrame, ids: pd.Series, order: npt.NDArray[np.int64], file: int, origin: str
) -> pa.Table:
    """Return events with the columns `PARTS`.

    Parameters
    ----------
    made
        Columns of :attr:`geo.dataset.dataset.Dataset.events`, source_ids and line.
    ids
        The id of each.
    order
        Where each stands, which tells it from all others.
    file
        The number of the file, -1 for none.
    origin
        Whose events they are.
    """
    lists = {
        name: read_once(made[name], LIST_DELIMITER.join)
        for name in ("other_district_ids", "place_ids", "voices")
    }
    districts = read_once(made["district_ids"], LIST_DELIMITER.join)
    wide = made["region_wide"].to_numpy(bool)
    if wide.any():
        districts = districts.where(~wide, REGION_WIDE)
    lon, lat = made["lon"].to_numpy(), made["lat"].to_numpy()
    first = made["first_day"].to_numpy("int32")
    tile = layout.tile_of(lon, lat)
    known: dict[str, Any] = {
        "event_id": arrow_texts(ids.array).combine_chunks(),
        "start_date": pc.cast(pc.cast(_text(made["start_date"]), pa.string()), pa.date32()),
        "end_date": pc.cast(pa.array(made["end_date"].to_numpy(dtype=object), pa.string()), pa.date32()),
        "lon": pa.array(lon, mask=~np.isfinite(lon)),
        "lat": pa.array(lat, mask=~np.isfinite(lat)),
        "district_ids": _text(districts),
        **{name: _text(column) for name, column in lists.items()},
        "origin": pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(made), "int32")), [origin]),
        "tile": pa.array(tile.astype("int32"), mask=tile < 0),
        "file": pa.repeat(pa.scalar(file if file >= 0 else None, pa.int32()), len(made)),
        "key": pa.array(layout.sort_key(tile, first)),
        "order": pa.array(order),
    }
    columns = []
    for field in PARTS:
        if field.name in known:
            column = known[field.name]
        elif pa.types.is_string(field.type) or field.type == CODES:
            column = _text(made[field.name])
        else:
            column = pa.array(made[field.name].to_numpy())
        columns.append(_stored(column, field.type))
    return pa.table(columns, schema=PARTS)


def _stored(column: pa.Array, kind: pa.DataType) -> pa.Array:
    if kind == CODES:
        return _codes(column)
    return _plain(column) if pa.types.is_string(kind) else pc.cast(column, kind)


def _claims(said: pd.DataFrame, rank: npt.NDArray[np.int64]) -> pa.Table:
    """Return claims in the order of the sorted events."""
    order, rows = following(said["row"].to_numpy("int32"), rank)
    columns = [_stored(_text(said[field.name]), field.type).take(order) for field in list(CLAIM_PARTS)[1:]]
    return pa.table([rows, *columns], schema=CLAIM_PARTS)


def do_slice(task: SliceTask) -> dict[str, Any]:
    """Make the parts of a slice, write them into the store, and return what is known of them.

    A slice that was finished before is not made again. One that is made twice is the same both times.
    """
    alone()
    store = Place(task.store)
    name = f"{work_folder(task.plan)}/slices/{task.number:06}"
    done = store.read_json(f"{name}.json")
    if isinstance(done, dict):
        return done
    plan = read_plan(task.store, task.plan)
    source = task.source
    mapping = plan.mapping_of(source)
    used = list(dict.fromkeys(column for choice in mapping.fields.values() for column in choice.columns))
    table = read_slice(source, task.slice, plan.reading, used, plan.name)
    with speaking(plan.language):
        parts = make_parts(table, source, plan)
        problems = _problems(parts.notes, source.number)
    del table
    told = write_parts(store, name, parts, problems)
    del parts
    release()
    store.write_json(f"{name}.json", told, lasting=False)
    return told


def _problems(notes: Notes, file: int) -> pa.Table:
    frame = notes.frame()
    words = {name: [sentence_text(words) for words in frame[name]] for name in ("expected", "remedy")}
    columns = [
        pa.repeat(pa.scalar(file, pa.int32()), len(frame)),
        *(
            pa.array(words.get(field.name, frame[field.name].to_list()), field.type)
            for field in list(layout.PROBLEMS)[1:]
        ),
    ]
    return pa.table(columns, schema=layout.PROBLEMS)


def write_parts(store: Place, name: str, parts: Parts, problems: pa.Table) -> dict[str, Any]:
    """Write the parts of a slice, events and claims in batches of a year each, and return where they are."""
    order = parts.events.column("key").to_numpy()
    borders = _borders(order)
    of_events = parts.claims.column("row").to_numpy()
    cuts = np.searchsorted(of_events, borders)
    events, claims, batches = [], [], []
    for at in range(len(borders) - 1):
        start, stop = int(borders[at]), int(borders[at + 1])
        (batch,) = parts.events.slice(start, stop - start).combine_chunks().to_batches()
        events.append(batch)
        some = parts.claims.slice(int(cuts[at]), int(cuts[at + 1] - cuts[at]))
        local = pc.subtract(some.column("row"), pa.scalar(start, pa.int32()))
        some = some.set_column(0, "row", local).combine_chunks()
        claims.append(some.to_batches()[0] if len(some) else _no_rows(CLAIM_PARTS))
        batches.append([int(order[start]), int(order[stop - 1])])
    store.write_arrow(f"{name}.events.arrow", events, PARTS)
    store.write_arrow(f"{name}.claims.arrow", claims, CLAIM_PARTS)
    store.write_arrow(f"{name}.keys.arrow", parts.keys, keys.KEYS)
    store.write_arrow(f"{name}.problems.arrow", problems.combine_chunks().to_batches(), layout.PROBLEMS)
    store.write_arrow(f"{name}.sources.arrow", _source_batches(parts.sources), layout.SOURCES)
    different, counts = np.unique(order, return_counts=True)
    severity = problems.column("severity")
    return {
        "read": parts.read,
        "shown": parts.shown,
        "claims": len(parts.claims),
        "problems": len(problems),
        "errors": int(pc.sum(pc.equal(severity, "error")).as_py() or 0),
        "sources": len(parts.sources),
        "labels": parts.labels,
        "odd": parts.odd,
        "batches": batches,
        "keys": [different.tolist(), counts.tolist()],
    }


def _no_rows(schema: pa.Schema) -> pa.RecordBatch:
    return pa.record_batch([pa.array([], field.type) for field in schema], schema=schema)


def _borders(order: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return where batches begin: with each year, and after so many events."""
    years = order // (layout.TILES * layout.MONTHS)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(years)) + 1, [len(order)]]).astype("int64")
    found = [np.arange(start, stop, BATCH) for start, stop in pairwise(starts) if stop > start]
    return np.concatenate([*found, [len(order)]]) if len(order) else np.zeros(1, "int64")


def source_bucket(source_id: str) -> int:
    """Return which part of the sources one belongs to."""
    return hashlib.blake2b(source_id.encode(), digest_size=1).digest()[0] % SOURCE_BUCKETS


def _source_batches(sources: pd.DataFrame) -> list[pa.RecordBatch]:
    frame = sources.reset_index()
    buckets = np.array([source_bucket(one) for one in frame["source_id"]], dtype="int64")
    columns = [_plain(_text(frame[field.name])) for field in layout.SOURCES]
    whole = pa.table(columns, schema=layout.SOURCES)
    found = []
    for bucket in range(SOURCE_BUCKETS):
        some = whole.filter(pa.array(buckets == bucket)).combine_chunks().to_batches()
        found.append(some[0] if some else _no_rows(layout.SOURCES))
    return found
