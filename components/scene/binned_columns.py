"""The counts of a store as typed columns: how many events of a cell begin and end in each bin of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.store.layout import apart
from geo.store.query import WHOLE_REGION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from components.scene.event_columns import Columns
    from geo.dataset.dataset import Dataset
    from geo.spatial.map_tiles import Cell
    from geo.store.query import Entries, Store

LEVEL = 10
"""Of the cells: the finest of the cube."""
MOST_ENTRIES = 150_000
"""Entries of the map: some 15 bytes each."""
MOST_BINS = 65_000
"""Entries of the timeline."""


@dataclass(frozen=True, eq=False)
class Binned:
    """The counts of a store, as a scene carries them.

    Parameters
    ----------
    count
        Of all events.
    header
        ``level``, ``x``, ``y`` as of :func:`components.scene.event_columns.cell_columns`; ``bin``: of time.
    columns
        Those of `cell_columns`, an entry in place of an event, none of them long; ``set`` (uint16): its list of
        districts; ``begins``, ``ends`` (uint32): events. ``bin_day`` (int32), ``bin_set``, ``bin_category``,
        ``bin_evidence``, ``bin_begins``, ``bin_ends``: the same without cells, for the timeline.
    """

    count: int
    header: Mapping[str, Any]
    columns: Columns


def binned_columns(store: Store, dataset: Dataset, level: int = LEVEL) -> Binned:
    """Return the counts of a store for a scene, with the finest bins that are not too many.

    Parameters
    ----------
    store
        The store.
    dataset
        Its base, which has the vocabularies.
    level
        Of the cells.
    """
    part = part_columns(store, dataset, level)
    _name, over_time = store.entries(level, most=MOST_BINS, cells=False)
    words = {f"bin_{key}": column for key, column in _words(store, over_time, dataset).items()}
    over = {"bin_day": over_time.day.astype(np.int32), **words}
    return Binned(part.count, part.header, {**part.columns, **over})


def part_columns(store: Store, dataset: Dataset, level: int, tile: Cell | None = None) -> Binned:
    """Return the counts of a part of the map, without those of the timeline. Parameters as in :func:`binned_columns`.

    Parameters
    ----------
    tile
        The part; None for all of it, with the events without a point.
    """
    name, found = store.entries(level, tile, most=MOST_ENTRIES if tile is None else MOST_BINS)
    placed = found.cell >= 0
    x, y = apart(np.where(placed, found.cell, 0))
    west, north = (int(axis[placed].min()) if placed.any() else 0 for axis in (x, y))
    positions = {str(district): at for at, district in enumerate(dataset.districts.index)}
    lists = [
        [] if WHOLE_REGION in one else sorted(positions[each] for each in one if each in positions)
        for one in store.district_lists
    ]
    widest = max(0, len(lists) + 1, *(int(axis[placed].max(initial=0)) for axis in (x - west, y - north)))
    dtype = np.uint16 if widest < np.iinfo(np.uint16).max else np.uint32
    # Without a point the row is the number of the list of districts, from 1; 0 where it names none.
    without = np.array([at + 1 if one else 0 for at, one in enumerate(lists)])[found.district]
    starts = np.flatnonzero(np.diff(found.day, prepend=found.day[:1] - 1))
    header = {"level": level, "x": west, "y": north, "bin": name}
    return Binned(
        len(store),
        header,
        {
            "day": found.day[starts].astype(np.int32),
            "day_start": np.append(starts, len(found.day)).astype(np.uint32),
            "x": np.where(placed, x - west, np.iinfo(dtype).max).astype(dtype),
            "y": np.where(placed, y - north, without).astype(dtype),
            "set_start": np.cumsum([0, 0, *map(len, lists)]).astype(np.uint32),
            "set_of": np.array([at for one in lists for at in one], np.uint16),
            "long": np.zeros(0, np.uint32),
            "long_last": np.zeros(0, np.int32),
            **_words(store, found, dataset),
        },
    )


def _words(store: Store, entries: Entries, dataset: Dataset) -> Columns:
    about = dataset.about
    known = [item.id for item in about.categories], [item.id for item in about.evidence]
    _lists, categories, evidence = store.words
    return {
        "category": _places(categories, known[0])[entries.category],
        "evidence": _places(evidence, known[1])[entries.evidence],
        "set": entries.district.astype(np.uint16),
        "begins": entries.begins.astype(np.uint32),
        "ends": entries.ends.astype(np.uint32),
    }


def _places(words: pd.Index, known: Sequence[str]) -> npt.NDArray[np.uint8]:
    places: npt.NDArray[np.uint8] = pd.Index(list(known)).get_indexer(words).clip(0).astype(np.uint8)
    return places
