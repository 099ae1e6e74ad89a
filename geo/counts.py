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
    """Events by district and category, cumulative over days.

    Parameters
    ----------
    districts, categories
        Ids, in the order of the arrays' axes.
    first_day
        Day number of the first position on the day axis.
    begun, ended
        int32, (district, category, day): events that began by the end of the day, and events
        whose last day was before it. An event is in a range when it began by its last day and
        did not end before its first.
    """

    districts: tuple[str, ...]
    categories: tuple[str, ...]
    first_day: int
    begun: NDArray[np.int32]
    ended: NDArray[np.int32]

    def between(self, first: int, last: int) -> NDArray[np.int32]:
        """Return the number of events in a range of days, both included: (district, category)."""
        if last < first:
            return np.zeros(self.begun.shape[:2], dtype="int32")
        return _at(self.begun, last - self.first_day) - _at(self.ended, first - self.first_day)


def count_events(dataset: Dataset, kept: NDArray[np.bool_] | None = None) -> Counts:
    """Count events by district, category and day.

    An event counts for each of its districts.

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
    if events.empty:
        zeros = np.zeros((len(districts), len(categories), 1), dtype="int32")
        return Counts(districts, categories, dataset.about.first_day, zeros, zeros)
    first_day = int(events["first_day"].min())
    days = int(events["last_day"].max()) - first_day + 2
    number = events["district_ids"].map(len).to_numpy()
    district = _positions(districts, [i for ids in events["district_ids"] for i in ids])
    category = np.repeat(_positions(categories, list(events["category"])), number)
    shape = (len(districts), len(categories), days)
    begun = np.zeros(shape, dtype="int32")
    ended = np.zeros(shape, dtype="int32")
    begins = np.repeat(events["first_day"].to_numpy(), number) - first_day
    ends = np.repeat(events["last_day"].to_numpy(), number) - first_day + 1
    np.add.at(begun, (district, category, begins), 1)
    np.add.at(ended, (district, category, ends), 1)
    return Counts(districts, categories, first_day, begun.cumsum(2, "int32"), ended.cumsum(2, "int32"))


def _positions(ids: Sequence[str], values: list[str]) -> NDArray[np.int64]:
    order = {entry: position for position, entry in enumerate(ids)}
    return np.array([order[value] for value in values], dtype="int64")


def _at(counts: NDArray[np.int32], day: int) -> NDArray[np.int32]:
    """Return the counts on a day; nothing before the first, the last one after the last."""
    if day < 0:
        return np.zeros(counts.shape[:2], dtype="int32")
    return counts[:, :, min(day, counts.shape[2] - 1)]
