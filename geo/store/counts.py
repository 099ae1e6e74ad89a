"""Counts of the events of a store by cell and time, from which a map of any number of events is drawn.

An entry says how many events of a cell, district, category and evidence begin in a bin of time, and how many have
their last day in it. A range of time touches the events that have begun by its end but those that have ended before
its start. Events without a point have no cell (null); they count for each of their districts.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.identifiers import LIST_DELIMITER
from geo.store.layout import TILE_LEVEL

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
    found: list[pa.Table] = []
    table, finest = _by_day(events), TILE_LEVEL
    for level in reversed(LEVELS):
        table = add(table.set_column(0, "cell", pc.shift_right(table.column("cell"), 2 * (finest - level))))
        finest = level
        found += [
            table if name == "day" else add(table.set_column(4, "bin", _bins(table.column("bin"), name)))
            for name in reversed(BINS)
        ]
    return found


def _by_day(events: pa.Table) -> pa.Table:
    """Return the entries of the finest cells by day."""
    placed = pc.is_valid(events.column("tile"))
    lists = pc.fill_null(events.column("district_ids"), "")
    # An event with a point counts once, in the first of its districts; one without for each of them.
    parted = pc.split_pattern(lists, LIST_DELIMITER).combine_chunks()
    first = pc.list_element(parted, 0)
    spread = parted.filter(pc.invert(placed).combine_chunks())
    rows = events.filter(pc.invert(placed)).take(pc.list_parent_indices(spread))
    parts = []
    for some, district in (
        (events.filter(placed), first.filter(placed.combine_chunks())),
        (rows, spread.flatten()),
    ):
        named = pc.if_else(pc.equal(district, ""), pa.scalar(None, pa.string()), district)
        for day, begins in (("first_day", 1), ("last_day", 0)):
            parts.append(
                pa.table(
                    [
                        some.column("tile"),
                        named,
                        some.column("category"),
                        some.column("evidence"),
                        pc.cast(some.column(day), pa.date32()),
                        pa.repeat(pa.scalar(begins, pa.int64()), len(some)),
                        pa.repeat(pa.scalar(1 - begins, pa.int64()), len(some)),
                    ],
                    schema=SCHEMA,
                )
            )
    return add(pa.concat_tables(parts))


def add(table: pa.Table) -> pa.Table:
    """Add up the entries that are of the same cell, district, category, evidence and bin, and sort them."""
    sums = table.group_by(list(KEYS), use_threads=False).aggregate([("begins", "sum"), ("ends", "sum")])
    sums = sums.select([*KEYS, "begins_sum", "ends_sum"]).rename_columns(SCHEMA.names)
    order = [(name, "ascending") for name in KEYS]
    return sums.take(pc.sort_indices(sums, sort_keys=order)).cast(SCHEMA)


def _bins(days: pa.ChunkedArray, name: str) -> pa.Array:
    """Return the first day of the bin of each day."""
    numbers = pc.cast(days, pa.int32()).to_numpy()
    if name == "week":
        first = (numbers + 3) // 7 * 7 - 3  # The first of January 1970 was a Thursday.
    else:
        unit = "datetime64[M]" if name == "month" else "datetime64[Y]"
        first = numbers.astype("datetime64[D]").astype(unit).astype("datetime64[D]").astype("int64")
    return pc.cast(pa.array(np.asarray(first, dtype="int32")), pa.date32())
