"""How many events a district has in a range: cumulative counts, so that a range is one subtraction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.event_columns import coded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.dataset import Dataset
    from geo.event_columns import Coded


@dataclass(frozen=True, eq=False)
class Counts:
    """Events by district and category, cumulative over the days on which one begins or ends.

    Parameters
    ----------
    districts, categories
        Ids, in the order of the arrays' axes.
    days
        Day numbers, rising.
    begun, ended
        int32, (district, category, day): events that had begun by each of the days, and events
        that had ended before it. An event is in a range when it has begun by the last day and
        not ended before the first.
    """

    districts: tuple[str, ...]
    categories: tuple[str, ...]
    days: NDArray[np.int32]
    begun: NDArray[np.int32]
    ended: NDArray[np.int32]

    def between(self, first: int, last: int) -> NDArray[np.int32]:
        """Return the number of events in a range of days, both included: (district, category)."""
        if last < first:
            return np.zeros(self.begun.shape[:2], dtype="int32")
        return self._by(self.begun, last) - self._by(self.ended, first)

    def _by(self, counts: NDArray[np.int32], day: int) -> NDArray[np.int32]:
        position = int(np.searchsorted(self.days, day, side="right")) - 1
        return counts[:, :, position] if position >= 0 else np.zeros(counts.shape[:2], dtype="int32")


def count_events(dataset: Dataset, kept: NDArray[np.bool_] | None = None) -> Counts:
    """Count events by district, category and day; an event counts for each of its districts.

    Parameters
    ----------
    dataset
        The dataset.
    kept
        Which events count, in the order of `dataset.events`; all without it.
    """
    districts = tuple(str(district) for district in dataset.districts.index)
    categories = tuple(category.id for category in dataset.about.categories)
    chosen = np.arange(len(dataset.events)) if kept is None else np.flatnonzero(kept)
    begins = dataset.events["first_day"].to_numpy(dtype="int32")[chosen]
    ends = dataset.events["last_day"].to_numpy(dtype="int32")[chosen] + 1
    days = np.unique(np.concatenate([begins, ends]))
    district, number = _members(coded(dataset, "district_ids"), districts, chosen)
    category = np.repeat(_members(coded(dataset, "category"), categories, chosen)[0], number)
    begun = np.zeros((len(districts), len(categories), len(days)), dtype="int32")
    ended = np.zeros_like(begun)
    np.add.at(begun, (district, category, np.repeat(np.searchsorted(days, begins), number)), 1)
    np.add.at(ended, (district, category, np.repeat(np.searchsorted(days, ends), number)), 1)
    return Counts(districts, categories, days, begun.cumsum(2, "int32"), ended.cumsum(2, "int32"))


def _members(
    column: Coded, ids: Sequence[str], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the positions in `ids` of what some rows hold, one after the other, and how many each holds."""
    order = {entry: position for position, entry in enumerate(ids)}
    lists = [value if isinstance(value, tuple) else (value,) for value in column.different]
    held = np.array([order[entry] for entries in lists for entry in entries], dtype="int64")
    sizes = np.array([len(entries) for entries in lists], dtype="int64")
    codes = column.codes[rows]
    number = sizes[codes] if len(sizes) else np.zeros(0, dtype="int64")
    first = (np.cumsum(sizes) - sizes)[codes] if len(sizes) else number
    within = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
    return held[np.repeat(first, number) + within], number
