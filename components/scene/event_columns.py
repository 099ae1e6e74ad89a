"""The events of a scene as typed columns: one by one as long as that can be painted, above it by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.spatial.map_tiles import FINEST, finest_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from geo.dataset.dataset import Dataset

DEGREE = 100_000
"""Coordinates travel as whole hundred-thousandths of a degree (about one metre)."""

PLACINGS = ("point", "district", "none")

Columns = dict[str, "npt.NDArray[Any]"]


def event_columns(dataset: Dataset) -> Columns:
    """Return the columns of events that are drawn one by one: 24 bytes an event.

    Parameters
    ----------
    dataset
        The dataset.

    Returns
    -------
    dict of ndarray
        ``first``, ``last`` (int32, days since 1970-01-01), ``category``, ``evidence``, ``placing``
        (uint8, positions in the vocabularies and in `PLACINGS`), ``lon``, ``lat`` (int32, 1e-5 degrees,
        0 without a point), ``district_start`` (uint32, events + 1) and ``district_of`` (uint16): the
        districts of event i are ``district_of[district_start[i]:district_start[i + 1]]``.
    """
    events = dataset.events
    sets, members = _district_sets(dataset, events["district_ids"])
    sizes = np.array([len(row) for row in members], dtype=np.int64)
    ends = np.cumsum(sizes[sets])
    starts = np.concatenate(([0], ends))
    flat = np.array([at for row in members for at in row], np.uint16)
    within = np.arange(starts[-1]) - np.repeat(starts[:-1], sizes[sets])
    origin = np.cumsum(sizes) - sizes
    return {
        "first": events["first_day"].to_numpy(np.int32),
        "last": events["last_day"].to_numpy(np.int32),
        **_words(dataset),
        "placing": _codes(events["placing"], PLACINGS),
        "lon": quantise(events["lon"].fillna(0)),
        "lat": quantise(events["lat"].fillna(0)),
        "district_start": starts.astype(np.uint32),
        "district_of": flat[np.repeat(origin[sets], sizes[sets]) + within],
    }


def cell_columns(dataset: Dataset) -> tuple[dict[str, int], Columns]:
    """Return the columns of events that are counted by cell: some 6 bytes an event.

    Parameters
    ----------
    dataset
        The dataset; its events are sorted by first day.

    Returns
    -------
    header
        ``level``: of the finest cells (:mod:`geo.spatial.map_tiles`); ``x``, ``y``: the cell that the columns
        count from.
    columns
        ``day`` (int32): the first days that occur, and ``day_start`` (uint32, one more): where the
        events of each begin. ``x``, ``y`` (uint16, uint32 where the events lie too far apart): the
        finest cell of an event, from the header's; without a point x is the type's largest value and
        y the number of its set of districts, 0 for none. ``set_start``, ``set_of``: the districts of
        set k are ``set_of[set_start[k]:set_start[k + 1]]``. ``category``, ``evidence`` (uint8).
        ``long`` (uint32), ``long_last`` (int32): the events that last more than a day, and their last
        days.
    """
    events = dataset.events
    first, last = (events[column].to_numpy(np.int32) for column in ("first_day", "last_day"))
    starts = np.flatnonzero(np.diff(first, prepend=first[0] - 1)) if len(first) else np.zeros(0, np.int64)
    long = np.flatnonzero(last > first)
    placing = _codes(events["placing"], PLACINGS)
    header, places = _places(dataset, placing)
    return header, {
        "day": first[starts],
        "day_start": np.append(starts, len(first)).astype(np.uint32),
        **places,
        **_words(dataset),
        "long": long.astype(np.uint32),
        "long_last": last[long],
    }


def quantise(degrees: Sequence[float] | pd.Series[float]) -> npt.NDArray[np.int32]:
    """Return degrees as whole numbers of `DEGREE`."""
    whole: npt.NDArray[np.int32] = np.rint(np.asarray(degrees, dtype=float) * DEGREE).astype(np.int32)
    return whole


def _words(dataset: Dataset) -> Columns:
    events, about = dataset.events, dataset.about
    return {
        "category": _codes(events["category"], [item.id for item in about.categories]),
        "evidence": _codes(events["evidence"], [item.id for item in about.evidence]),
    }


def _places(dataset: Dataset, placing: npt.NDArray[np.uint8]) -> tuple[dict[str, int], Columns]:
    """Return the events' finest cells, counted from the one in the north-western corner of all."""
    events = dataset.events
    points = np.flatnonzero(placing == PLACINGS.index("point"))
    x, y = finest_of(*(events[axis].to_numpy(float)[points] for axis in ("lon", "lat")))
    west, north = (int(axis.min()) if len(points) else 0 for axis in (x, y))
    within = np.flatnonzero(placing == PLACINGS.index("district"))
    sets, members = _district_sets(dataset, events["district_ids"].iloc[within])
    widest = max([0, len(members), *(int(axis.max()) for axis in (x - west, y - north) if len(points))])
    dtype = np.uint16 if widest < np.iinfo(np.uint16).max else np.uint32
    across = np.full(len(events), np.iinfo(dtype).max, dtype)
    down = np.zeros(len(events), dtype)
    across[points], down[points] = x - west, y - north
    down[within] = sets + 1
    sizes = [0, *(len(row) for row in members)]
    return {"level": FINEST, "x": west, "y": north}, {
        "x": across,
        "y": down,
        "set_start": np.cumsum([0, *sizes]).astype(np.uint32),
        "set_of": np.array([at for row in members for at in row], np.uint16),
    }


def _district_sets(
    dataset: Dataset, declared: pd.Series[Any]
) -> tuple[npt.NDArray[np.intp], list[list[int]]]:
    """Return each event's set of districts, and the districts (positions) of each set.

    Events share their tuples of districts, so these are told apart by identity, not read one by one.
    """
    ids = declared.to_numpy()
    sets, known = pd.factorize(np.fromiter(map(id, ids), np.int64, len(ids)))
    samples = np.zeros(len(known), dtype=np.intp)
    samples[sets[::-1]] = np.arange(len(ids))[::-1]
    positions = {district: at for at, district in enumerate(dataset.districts.index)}
    numbers: dict[tuple[str, ...], int] = {}
    equal = np.array([numbers.setdefault(tuple(ids[at]), len(numbers)) for at in samples], dtype=np.intp)
    members = [[positions[district] for district in row] for row in numbers]
    return (equal[sets] if len(known) else sets), members


def _codes(values: pd.Series[Any], order: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Return the positions of words in a vocabulary, whether they are kept as text or as a category."""
    codes, found = values.factorize()
    places = pd.Index(list(order)).get_indexer(pd.Index(list(found)))
    if (places < 0).any() or (codes < 0).any():
        message = (
            f"column {values.name!r} has {sorted(set(map(str, found)) - set(order))}; expected {list(order)}"
        )
        raise ValueError(message)
    return places[codes].astype(np.uint8) if len(codes) else codes.astype(np.uint8)
