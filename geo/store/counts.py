"""Counts of the events of a store by cell and time, from which a map of any number of events is drawn.

An entry says how many events of a cell, districts, category and evidence begin in a bin of time, and how many have
their last day in it. A range of time touches the events that have begun by its end but those that have ended before
its start. Events without a point have no cell (null). Each event counts once, for all of its districts together: an
entry's `district` is their list as the event has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.store.layout import TILE_LEVEL

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

LEVELS: Final = (4, 6, 8, 10)
"""Of the cells; those of level 4 are 2,500 km wide at the equator, those of level 10 some 40 km."""
BINS: Final = ("year", "month", "week", "day")
"""Of time, the coarsest first. Weeks begin on Mondays; a bin is written as its first day."""
KINDS: Final = tuple((level, name) for level in reversed(LEVELS) for name in reversed(BINS))
"""Levels and bins, the finest first."""
SMALLER: Final = 3
"""Events for each entry at least, so that counts are kept: where there are fewer, the events are as small."""
KEYS: Final = ("cell", "district", "category", "evidence", "bin")
SCHEMA = pa.schema(
    [
        ("cell", pa.int32()),
        ("district", pa.string()),
        ("category", pa.string()),
        ("evidence", pa.string()),
        ("bin", pa.date32()),
        ("begins", pa.int64()),
        ("ends", pa.int64()),
    ]
)
WORDS: Final = ("district", "category", "evidence")
DAYS: Final = 1 << 24
EARLIEST: Final = -(1 << 23)
"""Days before 1970-01-01 that a key can hold, and places for them."""


class _Entries(NamedTuple):
    """Entries as numbers: cells, positions among the different words, days; and their counts."""

    cell: Ints
    words: Ints
    day: Ints
    begins: Ints
    ends: Ints


def count(events: pa.Table) -> list[pa.Table]:
    """Count events by cell and time.

    Parameters
    ----------
    events
        Columns tile, district_ids, category, evidence, first_day, last_day of :data:`geo.store.layout.EVENTS`.

    Returns
    -------
    list
        Columns `SCHEMA`, for each of `KINDS`; each is made of the one before, which is finer.
    """
    words, entries = _by_day(events)
    found: list[pa.Table] = []
    finest = TILE_LEVEL
    for level in reversed(LEVELS):
        entries = _added(entries._replace(cell=entries.cell >> 2 * (finest - level)))
        finest = level
        for name in reversed(BINS):
            binned = entries if name == "day" else _added(entries._replace(day=bins_of(entries.day, name)))
            found.append(_table(words, binned))
    return found


def _by_day(events: pa.Table) -> tuple[pa.Table, _Entries]:
    """Return the different words, and the entries of the finest cells by day."""
    cell = pc.fill_null(events.column("tile"), -1).to_numpy().astype("int64")
    codes, texts = [], []
    for column in ("district_ids", *WORDS[1:]):
        of_event, different = _coded(events.column(column))
        codes.append(of_event)
        texts.append(different)
    shape = [max(1, len(one)) for one in texts]
    packed = np.ravel_multi_index(tuple(codes), tuple(shape))
    used, of_entry = np.unique(packed, return_inverse=True)
    parts = np.unravel_index(used, tuple(shape)) if len(used) else [used] * len(WORDS)
    words = pa.table(
        {
            name: pa.array(text, pa.string()).take(pa.array(part))
            for name, text, part in zip(WORDS, texts, parts, strict=True)
        }
    )
    first, last = (events.column(name).to_numpy().astype("int64") for name in ("first_day", "last_day"))
    one, none = np.ones(len(cell), "int64"), np.zeros(len(cell), "int64")
    return words, _Entries(
        np.tile(cell, 2),
        np.tile(of_entry.ravel(), 2),
        np.concatenate([first, last]),
        np.concatenate([one, none]),
        np.concatenate([none, one]),
    )


def _coded(column: pa.ChunkedArray) -> tuple[Ints, list[str | None]]:
    """Return the position of each text among the different ones, which are sorted; nothing is a text too."""
    whole = column.unify_dictionaries().combine_chunks()
    coded = whole if isinstance(whole, pa.DictionaryArray) else whole.dictionary_encode()
    words = [word or "" for word in coded.dictionary.to_pylist()]
    different = sorted({*words, ""})
    positions = {word: at for at, word in enumerate(different)}
    rank = np.array([positions[word] for word in [*words, ""]], dtype="int64")
    codes = pc.fill_null(coded.indices, len(words)).to_numpy()
    return rank[codes], [word or None for word in different]


def _added(entries: _Entries) -> _Entries:
    """Add up the entries of the same cell, words and day, in their order."""
    if not len(entries.cell):
        return entries
    size = int(entries.words.max()) + 1
    place = (entries.cell + 1) * size + entries.words
    places = None
    if int(place.max()) >= DAYS << 15:  # So that the key has room for any number of words.
        places, at = np.unique(place, return_inverse=True)
        place = at.ravel()
    keys = place * DAYS + (entries.day - EARLIEST)
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.append([True], ordered[1:] != ordered[:-1]))
    begins, ends = (np.add.reduceat(amounts[order], starts) for amounts in (entries.begins, entries.ends))
    keys = ordered[starts]
    place = keys // DAYS if places is None else places[keys // DAYS]
    return _Entries(place // size - 1, place % size, keys % DAYS + EARLIEST, begins, ends)


def _table(words: pa.Table, entries: _Entries) -> pa.Table:
    named = words.take(pa.array(entries.words))
    return pa.table(
        [
            pa.array(entries.cell.astype("int32"), mask=entries.cell < 0),
            *(named.column(name) for name in WORDS),
            pa.array(entries.day.astype("int32"), pa.date32()),
            pa.array(entries.begins),
            pa.array(entries.ends),
        ],
        schema=SCHEMA,
    )


def add(table: pa.Table) -> pa.Table:
    """Add up the entries that are of the same cell, district, category, evidence and bin, and sort them."""
    sums = table.group_by(list(KEYS), use_threads=False).aggregate([("begins", "sum"), ("ends", "sum")])
    sums = sums.select([*KEYS, "begins_sum", "ends_sum"]).rename_columns(SCHEMA.names)
    order = [(name, "ascending") for name in KEYS]
    return sums.take(pc.sort_indices(sums, sort_keys=order)).cast(SCHEMA)


def bins_of(days: Ints, name: str) -> Ints:
    """Return the first day of the bin of each day; days are whole days since 1970-01-01."""
    if name == "day":
        return days
    if name == "week":
        return (days + 3) // 7 * 7 - 3  # The first of January 1970 was a Thursday.
    unit = "datetime64[M]" if name == "month" else "datetime64[Y]"
    return days.astype("datetime64[D]").astype(unit).astype("datetime64[D]").astype("int64")


def ends_of(bins: Ints, name: str) -> Ints:
    """Return the last day of each bin, by its first day."""
    if name in {"day", "week"}:
        return bins + (6 if name == "week" else 0)
    unit = "datetime64[M]" if name == "month" else "datetime64[Y]"
    following = bins.astype("datetime64[D]").astype(unit) + np.timedelta64(1)
    return following.astype("datetime64[D]").astype("int64") - 1
