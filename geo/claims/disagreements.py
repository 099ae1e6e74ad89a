"""Disagreements of sources: claims on one field of one event whose values cannot all be right.

The rule, in short (`geo.claims.rules` has it in words for the page):

- Numbers are compared in one unit, with their ranges (`geo.claims.quantities.agree`); dates with their
  precision (`geo.claims.claimed_dates.dates_agree`). Fields with one meaning are compared as one only if
  the dataset says so (`dashboard.sameFields`).
- Values are compared only if their notes name the same moment and extent (`geo.claims.claim_notes`), since "before
  the war" and "after the war" are no contradiction.
- One source that gives two values means two different things by them, unless it says that one is the
  count of one side and one that of another; so does one publisher whose later number is the higher. A
  day within an event of several days contradicts none of its other days, as long as a source gives the
  last of them and the record is not marked as disputed.
- An early figure ("first report") contradicts a later one only where it is the higher.
- A part that is above its whole contradicts it (`geo.claims.parts`).
- A note that says that its claim contradicts another is believed in each of these cases.
- Statements are not compared by their words. They are listed as different accounts where a note or
  the statement itself says so and another claim stands beside it, where they count otherwise what they
  share another count with (`geo.claims.counts_in_words`), or where the record is marked as disputed and
  nothing else explains it.

Its limits: a value that holds several numbers ("4 / 8"), a number in words that shares no other count,
and opposed statements that nothing marks are not found; statements on a record that is marked as
disputed are found although they may go together.
"""

from __future__ import annotations

from itertools import combinations, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from geo.claims.candidates import comparison_candidates
from geo.claims.conflicting_statements import account_rows
from geo.claims.parsed_values import (
    NUMBER,
    Reading,
    as_text,
    by_event_and_field,
    gather,
    in_one_calendar,
    in_order,
    merge_readings,
)
from geo.claims.parts import is_above_whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset
    from geo.dataset.metadata import About

COLUMNS = {
    "event_id": "object",
    "field": "object",
    "kind": "object",
    "scope": "object",
    "n_values": "int64",
    "lowest": "float64",
    "highest": "float64",
    "unit": "object",
    "ratio": "float64",
    "days": "float64",
    "n_sources": "int64",
    "voices": "object",
    "values": "object",
}
MOST_COMPARED = 200
"""Different values of one field of one event that are compared, each with each; no record tells of so many."""
END = "end_date"
DATE_FIELDS = frozenset({"start_date", END})
"""The fields that claim the days of an event itself."""


class Span(NamedTuple):
    """What a table of events says of one: its days, and whether the record is marked as disputed."""

    first_day: int
    last_day: int
    is_disputed: bool
    is_told: bool = True
    """Whether a source gives its last day; where none does, its days are those that single sources give it."""


class Group(NamedTuple):
    """Values of one thing, and whether any of them contradict each other."""

    readings: tuple[Reading, ...]
    contradictory: bool


def disagreements(dataset: Dataset) -> pd.DataFrame:
    """Return where the sources of a dataset disagree; see `find_disagreements` for the columns."""
    return dataset.disagreements


def find_disagreements(
    claims: pd.DataFrame, events: pd.DataFrame, about: About, *, among: NDArray[np.bool_] | None = None
) -> pd.DataFrame:
    """Find where sources disagree.

    Parameters
    ----------
    claims
        Columns event_id, source_id, field, value, unit, note, publisher, published, voice. Their order
        changes nothing.
    events
        Index event_id; columns first_day, last_day (day numbers), status.
    about
        Gives the voices, the words of notes, the fields of one meaning and those of remarks.
    among
        Which of the claims are compared; None for all.

    Returns
    -------
    DataFrame
        One row a disagreement: numbers by falling ratio, then dates by falling distance, then different
        accounts. Columns

        - event_id, field (the dataset's main name of it);
        - kind: `number`, `date` or `statement`;
        - scope: the moment or extent that the values are of, in the words of their notes ("" as a rule);
        - n_values (int): how many different values;
        - lowest, highest (float): ends of all values in `unit`, or day numbers (since 1970-01-01) for
          dates (yearly days: in the year 2000), NaN for accounts;
        - unit: the unit of the numbers, `date` or `yearly day` for dates, "" for accounts;
        - ratio (float): highest by lowest number, inf above 0, NaN for other kinds;
        - days (float): days that lie at least between the earliest and the latest date, NaN for other kinds;
        - n_sources (int): sources that give one of the values;
        - voices: tuple of their voices' ids in display order;
        - values: tuple of `geo.claims.parsed_values.Value`, from the lowest to the highest.
    """
    spoken = as_text(claims.iloc[comparison_candidates(claims, events, about, among)])
    marked = (events["status"] == "disputed").to_numpy(dtype=bool)
    spans = spans_of(events[marked | events.index.isin(spoken["event_id"].unique())])
    told = set(spoken.loc[spoken["field"] == END, "event_id"])
    spans = {event_id: span._replace(is_told=event_id in told) for event_id, span in spans.items()}
    main = about.claim_rules.same_fields
    spoken = spoken.assign(field=[main.get(field, field) for field in spoken["field"]]).sort_values(
        ["event_id", "field", "source_id", "value", "unit", "note"]
    )
    rows = list(_value_rows(spoken, spans, about))
    found = {(str(row["event_id"]), str(row["field"])) for row in rows}
    rows += _part_rows(spoken, found, about)
    found |= {(str(row["event_id"]), str(row["field"])) for row in rows}
    disputed = {event_id for event_id, span in spans.items() if span.is_disputed}
    rows += account_rows(spoken, found, disputed, about)
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    order = frame.assign(kind=frame["kind"].map({"number": 0, "date": 1, "statement": 2}))
    order = order.sort_values(
        ["kind", "ratio", "days", "event_id", "field", "scope"],
        ascending=[True, False, False, True, True, True],
    )
    return frame.loc[order.index].reset_index(drop=True)


def spans_of(events: pd.DataFrame) -> dict[str, Span]:
    """Return what the table of events says of each: columns first_day, last_day, status by event_id."""
    columns = (events["first_day"], events["last_day"], events["status"] == "disputed")
    return {
        str(event_id): Span(int(first), int(last), bool(disputed))
        for event_id, first, last, disputed in zip(events.index, *columns, strict=True)
    }


def _value_rows(spoken: pd.DataFrame, spans: Mapping[str, Span], about: About) -> Iterator[dict[str, object]]:
    """Yield the rows of numbers and dates; only fields with two values or more are looked at."""
    compared = spoken[~spoken["field"].isin(about.claim_rules.statement_fields)]
    keys = ["event_id", "field"]
    texts = compared["value"].str.cat(compared["unit"], sep="\0")
    several = texts.groupby([compared[key] for key in keys], sort=False).transform("nunique") > 1
    for event_id, field, claims in by_event_and_field(compared[several]):
        if event_id in spans:
            for group in groups_of(gather(claims, about), field, spans[event_id]):
                if group.contradictory:
                    yield _row(event_id, field, group.readings, about)


def _part_rows(
    spoken: pd.DataFrame, found: Collection[tuple[str, str]], about: About
) -> Iterator[dict[str, object]]:
    """Yield a row for each whole that a part is above, where its own values are not known to differ."""
    wholes = about.claim_rules.part_fields
    family = {*wholes, *(field for parts in wholes.values() for field in parts)}
    entries = by_event_and_field(spoken[spoken["field"].isin(family)])
    for event_id, of_event in groupby(entries, key=itemgetter(0)):
        readings = {field: gather(claims, about) for _, field, claims in of_event}
        for whole, parts in wholes.items():
            if (event_id, whole) in found or whole not in readings:
                continue
            of_parts = {part: readings[part] for part in sorted(parts) if part in readings}
            pairs = [
                (part, total, one)
                for part, ones in of_parts.items()
                for total in readings[whole]
                for one in ones
                if is_above_whole(one, total)
                and not _told_apart(one, total, _given([*readings[whole], *ones]))
            ]
            if pairs:
                field_of = {one: part for part, _, one in pairs}
                of_whole = dict.fromkeys(total for _, total, _ in pairs)
                yield _row(event_id, whole, [*of_whole, *field_of], about, field_of)


def _given(readings: Sequence[Reading]) -> dict[Reading, set[str]]:
    """Return the sources of each value, with those that agree with it."""
    return {reading: _sources_of(reading, readings) for reading in readings}


def groups_of(readings: Sequence[Reading], field: str, span: Span) -> list[Group]:
    """Return the values that are of one thing together, each group from its lowest to its highest.

    Two values are of one thing when they contradict each other, when they are equal, or when they agree
    and are of the same moment and extent; so is whatever is of one thing with either.

    Parameters
    ----------
    readings
        The different values of one field of one event.
    field, span
        The field, and what the table of events says of the event.
    """
    groups: list[Group] = []
    readings = _bounded(readings)
    given = _given(readings)
    pairs = [
        (first, second, clashes)
        for first, second in combinations(readings, 2)
        if first.is_comparable(second)
        for clashes in [clash(first, second, given, field, span)]
        if clashes or first.ends == second.ends or (first.scope == second.scope and first.agrees(second))
    ]
    left = sorted(readings, key=Reading.sorting)
    while left:
        members, clashes = _reach(left[0], pairs)
        groups.append(Group(tuple(reading for reading in left if reading in members), clashes))
        left = [reading for reading in left if reading not in members]
    return groups


def _bounded(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Return the values; of very many those that stand evenly from the lowest to the highest, both included."""
    if len(readings) <= MOST_COMPARED:
        return readings
    rising = sorted(readings, key=Reading.sorting)
    step = (len(rising) - 1) / (MOST_COMPARED - 1)
    return [rising[round(place * step)] for place in range(MOST_COMPARED)]


def _reach(start: Reading, pairs: Sequence[tuple[Reading, Reading, bool]]) -> tuple[set[Reading], bool]:
    """Return what can be reached from a value over the pairs, and whether any of these clash."""
    members, grown = {start}, True
    while grown:
        size = len(members)
        for first, second, _ in pairs:
            if first in members or second in members:
                members |= {first, second}
        grown = len(members) > size
    return members, any(clashes for first, _, clashes in pairs if first in members)


def clash(first: Reading, second: Reading, given: Mapping[Reading, set[str]], field: str, span: Span) -> bool:
    """Return whether two values of one kind contradict each other; the order of the two changes nothing.

    Parameters
    ----------
    first, second
        Two of the values.
    given
        The sources of each value of the field of the event, with those that agree with it.
    field, span
        The field, and what the table of events says of the event.
    """
    if first.agrees(second):
        return False
    if first.says_it_differs_from(second) or second.says_it_differs_from(first):
        return True
    if first.kind == NUMBER:
        same = first.scope == second.scope or _fell(first, second) or _fell(second, first)
        return same and (_of_two_sides(first, second) or not _told_apart(first, second, given))
    if first.reported or second.reported:
        return False
    within = span.is_told and all(
        span.first_day <= end <= span.last_day for value in (first, second) for end in value.ends
    )
    return span.is_disputed or not (within and field in DATE_FIELDS)


def _fell(early: Reading, later: Reading) -> bool:
    """Whether an early figure is above a later one of the same thing: what was counted once is not uncounted."""
    rest = early.scope - early.early
    return bool(early.early) and not later.early and rest == later.scope and early.ends[0] > later.ends[1]


def _of_two_sides(first: Reading, second: Reading) -> bool:
    """Whether a source gives one value as the count of one side and the other as that of another."""
    return any(
        source == other_source and side != other_side
        for source, side in first.counters
        for other_source, other_side in second.counters
    )


def _told_apart(first: Reading, second: Reading, given: Mapping[Reading, set[str]]) -> bool:
    """Whether a source gives both values, or one publisher gives the higher of them on a later day."""
    lower, higher = sorted((first, second), key=Reading.sorting)
    later = higher.days_of_publishers
    if any(min(days) < max(later[name]) for name, days in lower.days_of_publishers.items() if name in later):
        return True
    return not given[first].isdisjoint(given[second])


def _sources_of(value: Reading, readings: Iterable[Reading]) -> set[str]:
    """Return the sources that give a value or a single number that agrees with it."""
    same = (other for other in readings if other is value or other.is_same_number(value))
    return {source for other in same for source in other.source_ids}


def _row(
    event_id: str,
    field: str,
    readings: Sequence[Reading],
    about: About,
    field_of: Mapping[Reading, str] | None = None,
) -> dict[str, object]:
    readings = sorted(readings, key=Reading.sorting) if field_of else in_one_calendar(readings)
    is_number = readings[0].kind == NUMBER
    lowest = min(reading.ends[0] for reading in readings)
    highest = max(reading.ends[1] for reading in readings)
    apart = max(reading.ends[0] for reading in readings) - min(reading.ends[1] for reading in readings)
    scopes = {reading.scope for reading in readings}
    sources = {source for reading in readings for source in reading.source_ids}
    values = merge_readings(readings, about, field_of)
    return {
        "event_id": event_id,
        "field": field,
        "kind": readings[0].kind,
        "scope": "; ".join(sorted(scopes.pop())) if len(scopes) == 1 else "",
        "n_values": len(values),
        "lowest": lowest,
        "highest": highest,
        "unit": readings[0].unit,
        "ratio": _ratio(lowest, highest) if is_number else float("nan"),
        "days": float("nan") if is_number else apart,
        "n_sources": len(sources),
        "voices": in_order((voice for value in values for voice in value.voices), about),
        "values": values,
    }


def _ratio(lowest: float, highest: float) -> float:
    return highest / lowest if lowest > 0 else float("inf")
