"""One figure of one event each: what its claims count, from the lowest to the highest of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.disagreements import Span, groups_of, spans_of
from geo.quantities import UNITS, Quantity
from geo.readings import SPELLINGS, Value, by_event_and_field, gather, in_order, merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.about import About
    from geo.dataset import Dataset
    from geo.disagreements import Group
    from geo.measures import Counted, Measure
    from geo.readings import Reading, Said


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
    """All figures of a dataset, and the claims that are not plainly a number."""

    figures: tuple[Point, ...]
    in_words: tuple[InWords, ...]


class _Context(NamedTuple):
    about: About
    spans: Mapping[str, Span]
    place_ids: Mapping[str, tuple[str, ...]]
    place_names: Mapping[str, str]


@lru_cache(maxsize=32)
def points_of(dataset: Dataset, voices: frozenset[str] = frozenset()) -> Points:
    """Return the figures of all measures by measure, and then in the order of the events.

    Values of one thing are one figure (`geo.disagreements.groups_of`); what is of another moment,
    extent or side is another figure of the same event.

    Parameters
    ----------
    dataset
        The dataset.
    voices
        Whose claims count; empty counts all.
    """
    claimed = dataset.claims.groupby("event_id")["field"].agg(frozenset).to_dict()
    counted: dict[str, list[tuple[Measure, Counted]]] = {}
    for measure in dataset.about.measures:
        for entry in measure.fields:
            counted.setdefault(entry.field, []).append((measure, entry))
    claims = dataset.claims[dataset.claims["field"].isin(list(counted))]
    if voices:
        claims = claims[claims["voice"].isin(voices)]
    claims = claims.sort_values(["event_id", "field", "source_id", "value", "unit", "note"])
    context = _context(dataset)
    found = [
        (measure, entry, event_id, said)
        for event_id, field, said in by_event_and_field(claims)
        for measure, entry in counted[field]
        if _counts(entry, claimed[event_id])
    ]
    figures = [point for each in found for point in _points(*each, context)]
    rank = {measure.id: position for position, measure in enumerate(dataset.about.measures)}
    order = {event_id: position for position, event_id in enumerate(dataset.events.index)}
    figures.sort(key=lambda point: (rank[point.measure_id], order[point.event_id], point.field, point.lowest))
    return Points(tuple(figures), tuple(words for each in found for words in _in_words(*each, context)))


def _context(dataset: Dataset) -> _Context:
    return _Context(
        about=dataset.about,
        spans=spans_of(dataset.events),
        place_ids=dict(zip(dataset.events.index, dataset.events["place_ids"], strict=True)),
        place_names=dict(zip(dataset.places.index, dataset.places["name_en"], strict=True)),
    )


def _counts(entry: Counted, claimed: frozenset[str]) -> bool:
    return (not entry.beside or entry.beside in claimed) and entry.without not in claimed


def _points(
    measure: Measure, entry: Counted, event_id: str, said: Sequence[Said], context: _Context
) -> Iterator[Point]:
    span = context.spans[event_id]
    readings = [reading for reading in gather(said, context.about) if _factor(reading, measure)]
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
    measure: Measure, entry: Counted, event_id: str, said: Sequence[Said], context: _Context
) -> Iterator[InWords]:
    readings = [reading for reading in gather(said, context.about) if _factor(reading, measure)]
    drawn = {claim for reading in readings for claim in reading.said}
    for claim in said:
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
        for value in merged(group.readings, about)
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
