"""One figure of one event each: what its claims count, from the lowest to the highest of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from geo.claims.disagreements import Span, groups_of, spans_of
from geo.claims.parsed_values import (
    SPELLINGS,
    ComparedClaim,
    Value,
    as_text,
    by_event_and_field,
    gather,
    in_order,
    merge_readings,
)
from geo.claims.quantities import UNITS, Quantity
from geo.dataset.cache import cached
from geo.dataset.columns import positions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.claims.disagreements import Group
    from geo.claims.parsed_values import Reading
    from geo.dataset.dataset import Dataset
    from geo.dataset.measures import CountedField, Measure
    from geo.dataset.metadata import About
    from geo.figures.counted_claims import InView


@dataclass(frozen=True)
class Point:
    """A figure of an event.

    Parameters
    ----------
    measure_id, event_id, field
        What is counted, of which event, by which field of its claims.
    place_id
        The place it is of, "" where that is not told or it is of several.
    first_day, last_day
        Days of the event (day numbers), both included.
    lowest, highest
        The lowest and the highest claim, in the measure's unit.
    scope
        The moment or extent that its values are of, in the words of their notes ("" as a rule).
    disputed
        Whether its values contradict each other.
    values
        The values from the lowest to the highest, their numbers in the measure's unit.
    source_ids, voices
        All their sources, and the voices of these in display order.
    """

    measure_id: str
    event_id: str
    field: str
    place_id: str
    first_day: int
    last_day: int
    lowest: float
    highest: float
    scope: str
    disputed: bool
    values: tuple[Value, ...]
    source_ids: tuple[str, ...]
    voices: tuple[str, ...]


class InWords(NamedTuple):
    """A claim that counts something and is not plainly a number in the measure's unit."""

    measure_id: str
    event_id: str
    field: str
    value: Value


class Points(NamedTuple):
    """The figures of a view, the claims that are not plainly a number, and the rows of their events."""

    figures: tuple[Point, ...]
    in_words: tuple[InWords, ...]
    rows: Mapping[str, int]


class _Context(NamedTuple):
    about: About
    spans: Mapping[str, Span]
    rows: Mapping[str, int]
    place_ids: Mapping[str, tuple[str, ...]]
    place_names: Mapping[str, str]


def points_of(dataset: Dataset, view: InView) -> Points:
    """Return the figures of a view by measure, and then in the order of the events.

    Values of one thing are one figure (`geo.claims.disagreements.groups_of`); what is of another moment,
    extent or side is another figure of the same event.

    Parameters
    ----------
    dataset
        The dataset.
    view
        The claims that count, as `geo.figures.counted_claims.in_view` gives them.
    """
    return _read_points(
        dataset, tuple((measure, claims.tobytes()) for measure, claims in view.claims.items())
    )


@cached(12, of_large=4)
def _read_points(dataset: Dataset, by_measure: tuple[tuple[str, bytes], ...]) -> Points:
    chosen = {measure: np.frombuffer(claims, np.int32) for measure, claims in by_measure}
    rank = {measure.id: position for position, measure in enumerate(dataset.about.measures)}
    entries = {
        (measure.id, entry.field): (measure, entry)
        for measure in dataset.about.measures
        for entry in measure.fields
    }
    every = np.unique(np.concatenate([np.zeros(0, np.int32), *chosen.values()]))
    context, read = _context(dataset, every), _sorted(dataset, every)
    found = [
        (*entries[measure, field], event_id, of_field)
        for measure, claims in chosen.items()
        for event_id, field, of_field in by_event_and_field(read[read.index.isin(claims)])
    ]
    figures = [point for each in found for point in _points(*each, context)]
    figures.sort(
        key=lambda point: (
            rank[point.measure_id],
            context.rows[point.event_id],
            point.field,
            point.lowest,
        )
    )
    in_words = [words for each in found for words in _in_words(*each, context)]
    return Points(tuple(figures), tuple(in_words), context.rows)


def _sorted(dataset: Dataset, claims: NDArray[np.int32]) -> pd.DataFrame:
    """Return some claims by event and field, each under its position."""
    columns = ["event_id", "field", *ComparedClaim._fields]
    few = pd.DataFrame({name: dataset.claims[name].iloc[claims].array for name in columns}, index=claims)
    return as_text(few).sort_values(["event_id", "field", "source_id", "value", "unit", "note"])


def _context(dataset: Dataset, claims: NDArray[np.int32]) -> _Context:
    """Return what is to be known of the events of some claims."""
    rows = np.unique(positions(dataset.claims["event_id"].iloc[claims], dataset.events.index))
    columns = ("first_day", "last_day", "status", "place_ids")
    events = pd.DataFrame({name: dataset.events[name].iloc[rows] for name in columns})
    return _Context(
        about=dataset.about,
        spans=spans_of(events),
        rows=dict(zip(events.index, rows.tolist(), strict=True)),
        place_ids=dict(zip(events.index, events["place_ids"], strict=True)),
        place_names=dict(zip(dataset.places.index, dataset.places["name_en"], strict=True)),
    )


def _points(
    measure: Measure, entry: CountedField, event_id: str, claims: Sequence[ComparedClaim], context: _Context
) -> Iterator[Point]:
    span = context.spans[event_id]
    readings = [reading for reading in gather(claims, context.about) if _factor(reading, measure)]
    for group in groups_of(readings, entry.field, span):
        values = _values(group, measure, context.about)
        yield Point(
            measure_id=measure.id,
            event_id=event_id,
            field=entry.field,
            place_id="" if measure.everywhere else entry.place or _place(event_id, values, context),
            first_day=span.first_day,
            last_day=span.last_day,
            lowest=min(value.lowest for value in values if value.lowest is not None),
            highest=max(value.highest for value in values if value.highest is not None),
            scope=_scope(group),
            disputed=group.contradictory,
            values=values,
            source_ids=tuple(sorted({source for value in values for source in value.source_ids})),
            voices=in_order((voice for value in values for voice in value.voices), context.about),
        )


def _in_words(
    measure: Measure, entry: CountedField, event_id: str, claims: Sequence[ComparedClaim], context: _Context
) -> Iterator[InWords]:
    readings = [reading for reading in gather(claims, context.about) if _factor(reading, measure)]
    drawn = {claim for reading in readings for claim in reading.claims}
    for claim in claims:
        if claim not in drawn:
            notes = (claim.note,) if claim.note else ()
            value = Value(claim.value, None, None, (claim.source_id,), (claim.voice,), claim.unit, notes)
            yield InWords(measure.id, event_id, entry.field, value)


def _factor(reading: Reading, measure: Measure) -> float | None:
    """Return what turns a number into the measure's unit; None for what is no number in such a unit."""
    if not isinstance(reading.read, Quantity) or reading.read.bound == "vague":
        return None
    wanted = SPELLINGS.get(measure.unit, measure.unit)
    if reading.unit == wanted:
        return 1.0
    own, other = UNITS.get(reading.unit), UNITS.get(wanted)
    return own[1] / other[1] if own and other and own[0] == other[0] else None


def _values(group: Group, measure: Measure, about: About) -> tuple[Value, ...]:
    factor = _factor(group.readings[0], measure) or 1.0
    return tuple(
        value
        if factor == 1.0 or value.lowest is None or value.highest is None
        else value._replace(lowest=value.lowest * factor, highest=value.highest * factor)
        for value in merge_readings(group.readings, about)
    )


def _scope(group: Group) -> str:
    scopes = {reading.scope for reading in group.readings}
    return "; ".join(sorted(scopes.pop())) if len(scopes) == 1 else ""


def _place(event_id: str, values: Sequence[Value], context: _Context) -> str:
    """Return the event's only place, or the only one of its places that the notes name."""
    places = context.place_ids[event_id]
    notes = " ".join(note for value in values for note in value.notes)
    named = [place for place in places if len(places) == 1 or context.place_names[place] in notes]
    return named[0] if len(named) == 1 else ""
