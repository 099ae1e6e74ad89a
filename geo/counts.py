"""How many events a district has in a range: cumulative counts, so that a range is one subtraction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.dataset import Dataset


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
    events = dataset.events if kept is None else dataset.events[kept]
    begins = events["first_day"].to_numpy(dtype="int32")
    ends = events["last_day"].to_numpy(dtype="int32") + 1
    days = np.unique(np.concatenate([begins, ends]))
    number = events["district_ids"].map(len).to_numpy(dtype="int64")
    district = _positions(districts, [i for ids in events["district_ids"] for i in ids])
    category = np.repeat(_positions(categories, list(events["category"])), number)
    begun = np.zeros((len(districts), len(categories), len(days)), dtype="int32")
    ended = np.zeros_like(begun)
    np.add.at(begun, (district, category, np.repeat(np.searchsorted(days, begins), number)), 1)
    np.add.at(ended, (district, category, np.repeat(np.searchsorted(days, ends), number)), 1)
    return Counts(districts, categories, days, begun.cumsum(2, "int32"), ended.cumsum(2, "int32"))


def _positions(ids: Sequence[str], values: list[str]) -> NDArray[np.int64]:
    order = {entry: position for position, entry in enumerate(ids)}
    return np.array([order[value] for value in values], dtype="int64")
