"""Ids of the events of a store: the same however the rows are cut into files and slices, and each once.

A row with an id keeps it. One without has an id that is made of its cells, so that it does not hang on where the row
stands; rows that are alike in every cell are numbered. What repeats an earlier id is refused, wherever that stands, as
in a table that is imported as a whole. That is known once all slices are there: each writes its ids by their hashes,
and :func:`repeated` looks through a part of the hashes at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.dataset.columns import arrow_texts
from geo.identifiers import slug
from geo.importers.cells import without_blank_words
from geo.importers.layouts import BY_ID, OWN
from geo.importers.rows import LONGEST_ID

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    import numpy.typing as npt

    from geo.importers.mapping import ColumnMapping
    from geo.importers.table import Table

    Hashes = npt.NDArray[np.uint64]
    Bools = npt.NDArray[np.bool_]

BUCKETS = 64
"""Parts of the hashes."""
ORDER_BITS = 40
"""Bits of a line; the number of the file stands above them."""
MADE, ALIKE, SHOWN = 1, 2, 4
KEYS = pa.schema(
    [
        ("id", pa.uint64()),
        ("text", pa.uint64()),
        ("order", pa.int64()),
        ("flags", pa.uint8()),
        ("value", pa.large_string()),
    ]
)
"""Hash of the id, hash of what it was made of, file and line, flags, and the id as the file has it."""
DROP = 0
"""Instead of a name: the event is left out."""


class Ids(NamedTuple):
    """Ids of rows.

    Parameters
    ----------
    ids
        The id of each row.
    texts
        Hash of what it was made of.
    made
        Which are not the file's own letters.
    alike
        Which were made of all cells.
    written
        The ids as the file has them.
    """

    ids: pd.Series
    texts: Hashes
    made: Bools
    alike: Bools
    written: pd.Series


def ids_of_rows(table: Table, mapping: ColumnMapping, taken: AbstractSet[str]) -> Ids:
    """Return the ids of the rows of a table, without a look at other rows.

    Parameters
    ----------
    table
        Columns that the mapping uses.
    mapping
        What they mean.
    taken
        Ids that belong to others.
    """
    frame = table.frame
    layout = BY_ID[mapping.layout]
    prefix = mapping.layout if layout.signature else slug(table.name.rsplit(".", 1)[0]) or "event"
    columns = mapping.columns("event_id")
    texts = without_blank_words(frame[columns[0]]) if columns else pd.Series("", frame.index, dtype="str")
    before = "" if mapping.layout == OWN and columns else f"{prefix}-"
    plain = texts.str.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*").to_numpy(bool)
    alike = (texts == "").to_numpy(bool).copy()
    ids = before + texts
    hashes = _hashes(texts)
    other = np.flatnonzero(~plain & ~alike)
    if len(other):
        made = [slug(text[:LONGEST_ID]).strip("-") for text in texts.iloc[other]]
        alike[other] = [not one for one in made]
        ids.iloc[other] = pd.Series([before + one for one in made], ids.index[other], dtype="str")
    rows = np.flatnonzero(alike)
    if len(rows):
        cells = frame.iloc[rows]
        of_cells = pd.util.hash_pandas_object(cells, index=False).to_numpy()
        if table.geometry is not None:
            shapes = np.array([str(shape) for shape in table.geometry[rows]], dtype=object)
            of_cells = of_cells * np.uint64(31) + pd.util.hash_array(shapes, categorize=False)
        hashes[rows] = of_cells
        names = [f"{prefix}-{number:016x}" for number in of_cells]
        ids.iloc[rows] = pd.Series(names, ids.index[rows], dtype="str")
    if taken:
        known = ids.isin(list(taken)).to_numpy(bool)
        ids = ids.where(~known, "added-" + ids)
    return Ids(ids, hashes, ~plain, alike, texts)


def _hashes(texts: pd.Series) -> Hashes:
    return pd.util.hash_array(texts.to_numpy(dtype=object), categorize=False).copy()


def key_batches(ids: Ids, order: npt.NDArray[np.int64], shown: Bools) -> list[pa.RecordBatch]:
    """Return the keys of rows, a batch for each part of the hashes."""
    hashes = _hashes(ids.ids)
    by_bucket = np.argsort(bucket := (hashes >> np.uint64(58)).astype("uint8"), kind="stable")
    ends = np.searchsorted(bucket[by_bucket], np.arange(BUCKETS + 1))
    flags = (ids.made * MADE + ids.alike * ALIKE + shown * SHOWN).astype("uint8")
    numbers = [hashes[by_bucket], ids.texts[by_bucket], order[by_bucket], flags[by_bucket]]
    written = arrow_texts(ids.written.array).combine_chunks().take(pa.array(by_bucket))
    whole = pa.record_batch([*map(pa.array, numbers), written], schema=KEYS)
    return [whole.slice(ends[at], ends[at + 1] - ends[at]) for at in range(BUCKETS)]


class Changes(NamedTuple):
    """What becomes of events that another has the id of.

    Parameters
    ----------
    order
        File and line of each, sorted.
    name
        What is put behind its id; `DROP` leaves the event out, below zero is the hash of its text.
    refused
        Which rows repeat an earlier one: their order and the id as the file has it.
    shown
        How many of the refused were events until then.
    """

    order: npt.NDArray[np.int64]
    name: npt.NDArray[np.object_]
    refused: pa.Table
    shown: int


def repeated(keys: pa.Table) -> Changes:
    """Find the rows that have the id of another.

    Parameters
    ----------
    keys
        Columns `KEYS`, of all rows whose hashes are of some parts.
    """
    nothing = Changes(
        np.array([], "int64"), np.array([], object), keys.slice(0, 0).select(["order", "value"]), 0
    )
    if not len(keys):
        return nothing
    hashes = keys.column("id").to_numpy()
    same = np.flatnonzero(_in_groups(hashes))
    if not len(same):
        return nothing
    some = keys.take(pa.array(same)).to_pandas()
    some = some.sort_values(["id", "order"], kind="stable", ignore_index=True)
    alike = (some["flags"].to_numpy() & ALIKE) > 0
    shown = (some["flags"].to_numpy() & SHOWN) > 0
    again = some.duplicated(["id", "text"]).to_numpy() & ~alike
    names = np.full(len(some), None, dtype=object)
    names[again] = DROP
    copies = alike & shown
    number = some[copies].groupby("id").cumcount().to_numpy() + 1
    names[np.flatnonzero(copies)[number > 1]] = [f"-{one}" for one in number[number > 1]]
    kept = shown & ~again & ~alike
    of_group = some["id"].where(kept)
    crowded = kept & (of_group.groupby(of_group).transform("size").fillna(0).to_numpy() > 1)
    if crowded.any():
        made = (some["flags"].to_numpy() & MADE) > 0
        # One stays as it is: that of the file's own letters, else the first.
        first = some[crowded].assign(made=made[crowded]).sort_values(["id", "made", "order"], kind="stable")
        stays = first.index[~first.duplicated("id")]
        renamed = np.flatnonzero(crowded & ~np.isin(np.arange(len(some)), stays))
        names[renamed] = [f"-{text & 0xFFFFFFFF:08x}" for text in some["text"].to_numpy()[renamed].tolist()]
    changed = np.flatnonzero([name is not None for name in names])
    order = some["order"].to_numpy()[changed]
    rank = np.argsort(order)
    refused = pa.table({"order": some["order"][again].to_numpy(), "value": some["value"][again].tolist()})
    return Changes(order[rank], names[changed][rank], refused, int((again & shown).sum()))


def _in_groups(hashes: Hashes) -> Bools:
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    same = ordered[1:] == ordered[:-1]
    found = np.zeros(len(hashes), bool)
    found[order[1:][same]] = True
    found[order[:-1][same]] = True
    return found
