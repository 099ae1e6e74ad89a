"""Comparison of two days: who held each district on both, since when, and by which event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.control.history import WHOLE, segment_at, segments

if TYPE_CHECKING:
    from geo.control.history import Segment
    from geo.dataset.dataset import Dataset

Holding = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Difference:
    """A district that was not held alike on both days.

    Parameters
    ----------
    district_id
        Id of the district.
    before, after
        The segments of the earlier and of the later day, None where there is no record.
    since_day
        The first day from which on it was held without a break as on the later day.
    date_precision
        How precisely that day is known: `day`, `month` or `year`.
    event_ids
        The events with which the records of that day begin, none where none is recorded.
    turns
        How often its holders changed between the two days; more than 1 when others held it between.
    """

    district_id: str
    before: Segment | None
    after: Segment | None
    since_day: int
    date_precision: str
    event_ids: tuple[str, ...]
    turns: int


@dataclass(frozen=True)
class Comparison:
    """Two days of all districts.

    Parameters
    ----------
    first, last
        The earlier and the later day, in days since 1970-01-01.
    differing
        The districts held otherwise on the later day, in the order of the dataset.
    returned
        Ids of the districts held alike on both days but otherwise on a day between them.
    """

    first: int
    last: int
    differing: tuple[Difference, ...]
    returned: tuple[str, ...]


def compare_days(dataset: Dataset, one: int, other: int) -> Comparison:
    """Compare who held the districts on two days, given in any order.

    Two records say the same when controller, extent, size and the note on the extent agree; the
    note on the holder of a whole district says nothing of its extent and does not count.

    Parameters
    ----------
    dataset
        With the control periods.
    one, other
        Days since 1970-01-01.
    """
    first, last = sorted((one, other))
    differing: list[Difference] = []
    returned: list[str] = []
    for district_id, history in segments(dataset).items():
        runs = _unchanged_spans(history, first, last)
        (_, before), (since_day, after) = runs[0], runs[-1]
        if _holding(before) != _holding(after):
            differing.append(
                Difference(
                    district_id,
                    before,
                    segment_at(history, last),
                    since_day,
                    *_beginning(after, since_day),
                    turns=len(runs) - 1,
                )
            )
        elif len(runs) > 1:
            returned.append(district_id)
    return Comparison(first, last, tuple(differing), tuple(returned))


def _unchanged_spans(history: tuple[Segment, ...], first: int, last: int) -> list[tuple[int, Segment | None]]:
    """Return the day and the segment with which each time of unchanged holders begins."""
    days = {segment.from_day for segment in history}
    days |= {segment.to_day for segment in history if segment.to_day is not None}
    runs = [(first, segment_at(history, first))]
    for day in sorted(day for day in days if first < day <= last):
        segment = segment_at(history, day)
        if _holding(segment) != _holding(runs[-1][1]):
            runs.append((day, segment))
    return runs


def _holding(segment: Segment | None) -> Holding:
    if segment is None:
        return ()
    parts = (
        (part.controller, part.extent, part.size, "" if part.extent == WHOLE else part.note)
        for part in segment.parts
    )
    return tuple(sorted(parts))


def _beginning(segment: Segment | None, day: int) -> tuple[str, tuple[str, ...]]:
    """Return the precision of the record that begins on a day, the larger part first, and its events."""
    began = [part for part in segment.parts if part.from_day == day] if segment else []
    events = (part.begins_with_event_id for part in began)
    return began[0].date_precision if began else "day", tuple(dict.fromkeys(filter(None, events)))
