"""Control of districts over time: who held which on a day, from the half-open periods of the dataset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.dataset.cache import cached

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.dataset.dataset import Dataset

WHOLE = "whole"
TOWN = "town"
LARGER = "larger"
SMALLER = "smaller"
EVEN = "even"
ORDER = {LARGER: 0, "": 1, SMALLER: 2}

Share = tuple[str, str]


@dataclass(frozen=True)
class Part:
    """What one record says: who held the whole, a part, or a town of a district.

    Parameters
    ----------
    controller
        Id of the controller.
    extent
        `whole`, `part` or `town`.
    size
        `larger` or `smaller` where a source lets one say so, else "".
    note
        The extent in words.
    date_precision
        Precision of the first day: `day`, `month` or `year`.
    from_day, to_day
        Days of the record: the first, and the first no longer held (None until now). They may
        go beyond the segment's.
    begins_with_event_id
        The event it began with, or None.
    source_ids
        The sources that say so.
    """

    controller: str
    extent: str
    size: str
    note: str
    date_precision: str
    from_day: int
    to_day: int | None
    begins_with_event_id: str | None
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class Segment:
    """A time in which the records on a district stay the same.

    Parameters
    ----------
    from_day, to_day
        The first day, and the first day no longer (None until now).
    parts
        The records: the larger part first, towns last.
    shares
        (controller id, `whole`, `larger`, `smaller` or `even`) for the fill of the district: a
        controller once, the larger first, town-sized exceptions left out. When only a part is
        recorded, even the smaller one, the unrecorded holder is the second share; when nothing but
        towns is, it has the whole.
    """

    from_day: int
    to_day: int | None
    parts: tuple[Part, ...]
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Change:
    """A change of control: what held before the day, and what holds from it on."""

    day: int
    district_id: str
    before: Segment | None
    after: Segment | None


def segments(dataset: Dataset) -> Mapping[str, tuple[Segment, ...]]:
    """Return the control history of each district, in order; times without a record are left out."""
    return _history(dataset.base or dataset)


@cached(1)
def _history(dataset: Dataset) -> Mapping[str, tuple[Segment, ...]]:
    unrecorded = dataset.about.unrecorded.id
    history: dict[str, tuple[Segment, ...]] = {str(district): () for district in dataset.districts.index}
    for district_id, rows in dataset.control_periods.groupby("district_id", sort=False):
        parts = [_part(row) for row in rows.to_dict("records")]
        history[str(district_id)] = tuple(_segments(parts, unrecorded))
    return history


def unbroken_history(dataset: Dataset) -> dict[str, tuple[Segment, ...]]:
    """Return the control history of each district without gaps, from the dataset's first day until now.

    Times without a record, before, between and after those with one, are segments without parts
    whose whole is the unrecorded holder's.
    """
    first_day = dataset.about.first_day
    nobody: tuple[Share, ...] = ((dataset.about.unrecorded.id, WHOLE),)
    unbroken: dict[str, tuple[Segment, ...]] = {}
    for district_id, history in segments(dataset).items():
        found: list[Segment] = []
        end: int | None = first_day
        for segment in history:
            if end is not None and end < segment.from_day:
                found.append(Segment(end, segment.from_day, (), nobody))
            found.append(segment)
            end = segment.to_day
        if end is not None:
            found.append(Segment(end, None, (), nobody))
        unbroken[district_id] = tuple(found)
    return unbroken


def recorded_shares(segment: Segment | None) -> tuple[Share, ...]:
    """Return the shares of a segment; none where there is no record of more than single towns."""
    if segment is None or all(part.extent == TOWN for part in segment.parts):
        return ()
    return segment.shares


def state_at(dataset: Dataset, day: int) -> dict[str, Segment]:
    """Return the segment that each district is in on a day; districts without a record are left out."""
    found = {}
    for district_id, history in segments(dataset).items():
        segment = segment_at(history, day)
        if segment is not None:
            found[district_id] = segment
    return found


def segment_at(history: Iterable[Segment], day: int) -> Segment | None:
    """Return the segment of a history that a day is in, None where there is no record."""
    for segment in history:
        if segment.from_day <= day and (segment.to_day is None or day < segment.to_day):
            return segment
    return None


def changes_between(dataset: Dataset, first: int, last: int) -> list[Change]:
    """Return the changes of control from one day to another, both included, in order of days.

    A change of the day is what holds from this day on and did not hold the day before. The
    beginning of a district's record is no change.
    """
    changes: list[Change] = []
    order = {district: position for position, district in enumerate(dataset.districts.index)}
    for district_id, history in segments(dataset).items():
        days = {segment.from_day for segment in history[1:]}
        days |= {segment.to_day for segment in history if segment.to_day is not None}
        changes.extend(
            Change(day, district_id, segment_at(history, day - 1), segment_at(history, day))
            for day in days
            if first <= day <= last
        )
    return sorted(changes, key=lambda change: (change.day, order[change.district_id]))


def _part(row: dict[Any, Any]) -> Part:
    return Part(
        controller=str(row["controller"]),
        extent=str(row["extent"]),
        size=str(row["extent_size"]),
        note=str(row["extent_note"]),
        date_precision=str(row["date_precision"]),
        from_day=int(row["from_day"]),
        to_day=None if pd.isna(row["to_day"]) else int(row["to_day"]),
        begins_with_event_id=str(row["begins_with_event_id"]) or None,
        source_ids=tuple(row["source_ids"]),
    )


def _segments(parts: list[Part], unrecorded: str) -> Iterable[Segment]:
    """Cut time at every day on which a record begins or ends."""
    cuts = sorted(
        {part.from_day for part in parts} | {part.to_day for part in parts if part.to_day is not None}
    )
    ends: list[int | None] = [*cuts[1:], None]
    for day, end in zip(cuts, ends, strict=True):
        held = [part for part in parts if part.from_day <= day and (part.to_day is None or day < part.to_day)]
        if held:
            held.sort(key=lambda part: (part.extent == TOWN, ORDER[part.size]))
            yield Segment(day, end, tuple(held), _shares(held, unrecorded))


def _shares(parts: list[Part], unrecorded: str) -> tuple[Share, ...]:
    areas = [part for part in parts if part.extent != TOWN]
    whole = [part for part in areas if part.extent == WHOLE]
    if whole:
        return ((whole[0].controller, WHOLE),)
    sizes: dict[str, set[str]] = {}
    for part in areas:
        sizes.setdefault(part.controller, set()).add(part.size)
    merged = {
        controller: LARGER if LARGER in found else SMALLER if found == {SMALLER} else ""
        for controller, found in sizes.items()
    }
    if not merged:
        return ((unrecorded, WHOLE),)
    if len(merged) == 1:
        merged[unrecorded] = ""
    if len(merged) == 2:  # noqa: PLR2004 (of two parts, one settles the other)
        one, other = merged
        merged = {
            one: merged[one] or _opposite(merged[other]),
            other: merged[other] or _opposite(merged[one]),
        }
    ordered = sorted(merged, key=lambda controller: (controller == unrecorded, ORDER[merged[controller]]))
    return tuple((controller, merged[controller] or EVEN) for controller in ordered)


def _opposite(size: str) -> str:
    return {LARGER: SMALLER, SMALLER: LARGER}.get(size, "")
