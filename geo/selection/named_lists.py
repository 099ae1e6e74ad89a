"""Named lists of events that belong together on the map: at a point, in a cell or a district, or nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.dataset.coded_columns import coded_column
from geo.dataset.lookup import is_event, row_of
from geo.selection.filters import within
from geo.spatial.map_tiles import is_inside, read_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from geo.dataset.dataset import Dataset

UNPLACED = "unplaced"
AT = "at:"
WITHIN = "within:"
CELL = "cell:"
MOST_POINTS = 60
"""At how many points at most the events of a list ``at:`` lie."""


def is_list(dataset: Dataset, name: str) -> bool:
    """Whether a name is one of the lists :func:`events_of_list` knows for this dataset."""
    if name.startswith(AT):
        asked = events_at(name)
        return len(asked) <= MOST_POINTS and all(_is_at_point(dataset, event) for event in asked)
    if name.startswith(WITHIN):
        return name.removeprefix(WITHIN) in dataset.districts.index
    if name.startswith(CELL):
        return read_cell(name.removeprefix(CELL)) is not None
    return name == UNPLACED


def events_at(name: str) -> list[str]:
    """Return the ids in the name of a list ``at:``, one for each of its points."""
    return name.removeprefix(AT).split(",")


def at_points(dataset: Dataset, rows: Sequence[int]) -> str:
    """Return the name of the list of all events at the points of some; of the first `MOST_POINTS` points.

    Parameters
    ----------
    dataset
        The dataset.
    rows
        Positions of events that have a point.
    """
    events = dataset.events
    points: dict[tuple[float, float], str] = {}
    for row in rows:
        point = float(events["lon"].iloc[row]), float(events["lat"].iloc[row])
        points.setdefault(point, str(events.index[row]))
    return AT + ",".join(list(points.values())[:MOST_POINTS])


def _is_at_point(dataset: Dataset, event: str) -> bool:
    return is_event(dataset, event) and bool(
        dataset.events["placing"].iloc[row_of(dataset, event)] == "point"
    )


def events_of_list(dataset: Dataset, name: str) -> npt.NDArray[np.bool_]:
    """Return which events a named list holds.

    Parameters
    ----------
    dataset
        The loaded dataset.
    name
        ``unplaced``: events without a place on the map. ``at:EVENT,EVENT``: events at exactly the points
        of these events. ``cell:LEVEL/X/Y``: events whose point lies in that cell (:mod:`geo.spatial.map_tiles`).
        ``within:DISTRICT``: events in that district whose place is not known.

    Returns
    -------
    ndarray of bool, shape (events,)

    Raises
    ------
    ValueError
        When the name is no list of this dataset.
    """
    if not is_list(dataset, name):
        message = f"{name!r} is no list of events; expected unplaced, at:EVENT,EVENT, cell:LEVEL/X/Y or within:DISTRICT"
        raise ValueError(message)
    events = dataset.events
    if name == UNPLACED:
        return coded_column(dataset, "placing").where("none".__eq__)
    if name.startswith(AT):
        lon, lat = (events[axis].to_numpy(float) for axis in ("lon", "lat"))
        rows = [row_of(dataset, event) for event in events_at(name)]
        at_each = [(lon == lon[row]) & (lat == lat[row]) for row in rows]
        return np.asarray(np.logical_or.reduce(at_each), dtype=bool)
    cell = read_cell(name.removeprefix(CELL)) if name.startswith(CELL) else None
    if cell is not None:
        lon, lat = (events[axis].to_numpy(float) for axis in ("lon", "lat"))
        return is_inside(cell, lon, lat)
    district = name.removeprefix(WITHIN)
    return coded_column(dataset, "placing").where("district".__eq__) & within(dataset, district)
