"""Positions of numbers and days in a chart: evenly, or by tens where they lie far apart."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.details.axis_ticks import scale_ticks
from geo.dates import day_date, day_number
from geo.i18n import number_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from components.details.inline_text import Json

FAR_APART = 100
"""From this ratio of the largest to the smallest number on, an even scale would press most marks flat."""
_PADDING = 0.08
_SHORTEST_PADDING = 5
_MOST_TIMES = 6
_MOST_YEARS = 8
_LONGEST_IN_MONTHS = 900
_LONGEST_IN_DAYS = 80


@dataclass(frozen=True)
class Scale:
    """The upright axis of a chart.

    Attributes
    ----------
    ticks
        The numbers at its lines, from the lowest up; the first is 0 on an even scale.
    by_tens
        Whether each line is ten times the one below; there is no 0 on such a scale.
    """

    ticks: tuple[float, ...]
    by_tens: bool

    def at(self, number: float) -> float:
        """Return where a number stands, in percent of the height."""
        if not self.by_tens:
            return 100 * number / self.ticks[-1]
        lowest, steps = self.ticks[0], len(self.ticks) - 1
        return max(0.0, 100 * math.log10(number / lowest) / steps)

    @property
    def lines(self) -> list[Json]:
        """The lines with their numbers, for the browser."""
        return [{"at": self.at(tick), "text": number_text(tick)} for tick in self.ticks]


def scale_of(numbers: Iterable[float]) -> Scale:
    """Return the axis for numbers of which none is negative; of whole numbers its lines are whole too.

    Lines of tens have no zero: where a number is 0 the scale is even, however far apart the others lie.
    """
    given = list(numbers)
    positive = [number for number in given if number > 0]
    largest = max(positive, default=1.0)
    smallest = min(positive, default=1.0)
    if largest / smallest < FAR_APART or min(given, default=0.0) <= 0:
        ticks = scale_ticks(largest)
        is_whole = all(number == int(number) for number in positive)
        return Scale(tuple(tick for tick in ticks if tick == int(tick)) if is_whole else ticks, by_tens=False)
    first, last = math.floor(math.log10(smallest)), math.ceil(math.log10(largest) - 1e-9)
    return Scale(tuple(10.0**power for power in range(first, last + 1)), by_tens=True)


def axis_of(first: int, last: int, limits: tuple[int, int]) -> tuple[int, int]:
    """Return the days a chart shows: the range and some days before and after it, within the limits.

    Parameters
    ----------
    first, last
        The chosen range, in days since 1970-01-01, inclusive.
    limits
        First and last day of the data.
    """
    more = max(_SHORTEST_PADDING, round(_PADDING * (last - first + 1)))
    return max(limits[0], first - more), min(limits[1], last + more)


def time_ticks(first: int, last: int) -> list[tuple[int, str]]:
    """Return days to name below a chart, at most eight, as ``(day, precision)``.

    ``precision`` is ``year``, ``month`` or ``day``: how the day is to be written. Years are whole multiples
    of their step, months begin with their first day.
    """
    length = last - first + 1
    if length <= _LONGEST_IN_DAYS:
        step = math.ceil(length / _MOST_TIMES)
        return [(day, "day") for day in range(first + step // 2, last + 1, step)]
    if length <= _LONGEST_IN_MONTHS:
        months = _months(first, last)
        return [(day, "month") for day in months[:: math.ceil(len(months) / _MOST_TIMES)]]
    years = range(day_date(first).year + 1, day_date(last).year + 1)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if len(years) / step <= _MOST_YEARS)
    return [(day_number(f"{year}-01-01"), "year") for year in years if year % step == 0]


def _months(first: int, last: int) -> list[int]:
    start, end = day_date(first), day_date(last)
    count = 12 * (end.year - start.year) + end.month - start.month
    found = [
        (start.year + (start.month + ahead - 1) // 12, (start.month + ahead - 1) % 12 + 1)
        for ahead in range(count + 1)
    ]
    days = [day_number(f"{year}-{month:02d}-01") for year, month in found]
    return [day for day in days if first <= day <= last]
