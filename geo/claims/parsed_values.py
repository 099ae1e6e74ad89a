"""The different values that the claims on one field of one event give, read as numbers or dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from geo.claims.claim_notes import Note, read_note
from geo.claims.claimed_dates import ClaimedDate, dates_agree, read_date
from geo.claims.quantities import (
    Quantity,
    agree,
    in_common_unit,
    is_measured,
    is_share,
    read_quantity,
    read_sum,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.claims.quantities import Bound
    from geo.dataset.metadata import About

NUMBER = "number"
DATE = "date"
STATEMENT = "statement"
YEARLY = "yearly day"
SPELLINGS = {
    **dict.fromkeys(("person", "people", "soldier", "soldiers", "serviceman", "servicemen"), "persons"),
    **dict.fromkeys(("combatants", "civilians"), "persons"),
    **dict.fromkeys(("settlement", "village", "villages", "town", "towns"), "settlements"),
    **dict.fromkeys(("hectare", "hectares"), "ha"),
    **dict.fromkeys(("sq km", "square km"), "km2"),
    "%": "percent",
}
"""Units that count or measure the same; who the people are is said by the field."""


class Value(NamedTuple):
    """One of several values of a field, as written, with the sources that give it.

    `lowest` and `highest` are in the unit of the row it belongs to (day numbers for dates), None for
    what is neither a number nor a date; `unit` and `notes` are those of its claims; `bound` is said
    beside the number or in a note (`exact`, `about`, `at_least`, `at_most`, `vague`); `field` is the
    field of its claims where the row is named after another, "" otherwise.
    """

    text: str
    lowest: float | None
    highest: float | None
    source_ids: tuple[str, ...]
    voices: tuple[str, ...]
    unit: str = ""
    notes: tuple[str, ...] = ()
    bound: Bound = "exact"
    field: str = ""


class ComparedClaim(NamedTuple):
    """One claim as it is compared."""

    value: str
    unit: str
    note: str
    source_id: str
    publisher: str
    published: str
    voice: str


@dataclass(frozen=True, eq=False)
class Reading:
    """One value of a field, read, with the claims that give it.

    Parameters
    ----------
    kind
        `number` or `date`.
    read
        The value, numbers in `unit`.
    unit
        The unit that all values of the field are compared in; `date` or `yearly day` for dates.
    scope
        The moment and extent that its notes name.
    claims
        The claims that give it.
    notes
        What their notes say, in the same order.
    """

    kind: str
    read: Quantity | ClaimedDate
    unit: str
    scope: frozenset[str]
    claims: tuple[ComparedClaim, ...]
    notes: tuple[Note, ...]

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and highest number, or the first and last day."""
        if isinstance(self.read, Quantity):
            return self.read.low, self.read.high
        return self.read.first, self.read.last

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources that give it."""
        return tuple(dict.fromkeys(claim.source_id for claim in self.claims))

    @property
    def voices(self) -> tuple[str, ...]:
        """The voices of these sources."""
        return tuple(dict.fromkeys(claim.voice for claim in self.claims))

    @cached_property
    def written_in(self) -> frozenset[str]:
        """The units that its claims are written in."""
        return frozenset(unit_of(claim.value, claim.unit) for claim in self.claims)

    @cached_property
    def printed(self) -> frozenset[tuple[str, str]]:
        """Publisher and day of the publications that give it, where both are known."""
        return frozenset(
            (claim.publisher, claim.published) for claim in self.claims if claim.publisher and claim.published
        )

    @cached_property
    def days_of_publishers(self) -> dict[str, frozenset[str]]:
        """The days on which each publisher gives it, where both are known."""
        days: dict[str, set[str]] = {}
        for publisher, day in self.printed:
            days.setdefault(publisher, set()).add(day)
        return {publisher: frozenset(found) for publisher, found in days.items()}

    @cached_property
    def numbers(self) -> frozenset[float]:
        """Every number that its claims name."""
        return frozenset(end for claim in set(self.claims) for end in _numbers_of(claim))

    @cached_property
    def reported(self) -> bool:
        """Whether all its claims say that it is only the day of a report."""
        return all(note.reported for note in self.notes)

    @cached_property
    def counters(self) -> frozenset[tuple[str, str]]:
        """Source and side for each claim whose note says by whose count the value is."""
        return frozenset(
            (claim.source_id, who)
            for claim, note in zip(self.claims, self.notes, strict=True)
            for who in note.whose
        )

    @property
    def early(self) -> frozenset[str]:
        """The words of its scope that call it an early figure, where all its claims say so."""
        return frozenset.intersection(*(note.early for note in self.notes))

    def is_comparable(self, other: Reading) -> bool:
        """Return whether both are dates, or numbers in one unit."""
        return self.kind == other.kind and (self.kind == DATE or self.unit == other.unit)

    def agrees(self, other: Reading) -> bool:
        """Return whether both values can be right as they are written."""
        if isinstance(self.read, Quantity) and isinstance(other.read, Quantity):
            return agree(
                self.read,
                other.read,
                measured=is_measured(self.unit),
                converted=self.written_in.isdisjoint(other.written_in),
            )
        if isinstance(self.read, ClaimedDate) and isinstance(other.read, ClaimedDate):
            return dates_agree(self.read, other.read)
        return False

    def is_same_number(self, other: Reading) -> bool:
        """Return whether both are single numbers that agree."""
        numbers = [value.read for value in (self, other) if isinstance(value.read, Quantity)]
        return len(numbers) == len((self, other)) and all(map(_is_single, numbers)) and self.agrees(other)

    def says_it_differs_from(self, other: Reading) -> bool:
        """Return whether a note of this value says that it contradicts the other one."""
        return any(not (named and named.isdisjoint(other.numbers)) for named in self.differing)

    @cached_property
    def differing(self) -> frozenset[frozenset[float]]:
        """The numbers that each note names which says that it contradicts another value."""
        return frozenset(frozenset(note.named) for note in self.notes if note.differs)

    def sorting(self) -> tuple[float, float, str]:
        """Return what puts values from the lowest to the highest, in one order whatever they came in."""
        return (*self.ends, self.claims[0].value)


def merge_readings(
    readings: Iterable[Reading], about: About, field_of: Mapping[Reading, str] | None = None
) -> tuple[Value, ...]:
    """Return values for a page: one for each number or date, with all who give it.

    Parameters
    ----------
    readings
        Sorted values; "almost 10,000" and "more than 10,000" become one value with two notes.
    about
        Gives the order of voices.
    field_of
        The field of those that are of another than the row; they stay values of their own.
    """
    values = []
    other = field_of or {}
    for (ends, field), same in groupby(readings, key=lambda one: (one.ends, other.get(one, ""))):
        given = list(same)
        claims = [claim for reading in given for claim in reading.claims]
        bounds = {reading.read.bound for reading in given if isinstance(reading.read, Quantity)}
        values.append(
            Value(
                text=claims[0].value,
                lowest=float(ends[0]),
                highest=float(ends[1]),
                source_ids=tuple(sorted({claim.source_id for claim in claims})),
                voices=in_order((claim.voice for claim in claims), about),
                unit=claims[0].unit,
                notes=tuple(dict.fromkeys(claim.note for claim in claims if claim.note)),
                bound=bounds.pop() if len(bounds) == 1 else "exact",
                field=field,
            )
        )
    return tuple(values)


def in_one_calendar(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Return values with their dates as days of every year where one of them is such a day.

    `1993-11-25` and `2020-11-25` are one value then, all are in the order of the calendar, and a value
    that is written as a day of every year stands before those of its day that are not.
    """
    dates = [reading.read for reading in readings if isinstance(reading.read, ClaimedDate)]
    if not any(date.yearly for date in dates):
        return readings
    yearly = [
        (date.yearly, replace(reading, read=ClaimedDate(*date.day_of_year, yearly=True), unit=YEARLY))
        for reading, date in zip(readings, dates, strict=True)
    ]
    return [
        reading for _, reading in sorted(yearly, key=lambda one: (one[1].ends, not one[0], one[1].sorting()))
    ]


def in_order(voices: Iterable[str], about: About) -> tuple[str, ...]:
    """Return the ids of voices in display order, each once."""
    heard = set(voices)
    return tuple(voice.id for voice in about.voices if voice.id in heard)


def as_text(claims: pd.DataFrame) -> pd.DataFrame:
    """Return some claims of a large dataset with all columns as text, so that they sort as texts do."""
    texts = {
        str(name): pd.Series(
            column.cat.categories.take(column.cat.codes.to_numpy(), fill_value=np.nan), claims.index
        )
        for name, column in claims.items()
        if isinstance(column.dtype, pd.CategoricalDtype)
    }
    return claims.assign(**texts)


def by_event_and_field(claims: pd.DataFrame) -> Iterator[tuple[str, str, list[ComparedClaim]]]:
    """Yield event, field and claims of each event and field.

    Parameters
    ----------
    claims
        Columns event_id, field and those of `Said`; rows of one event and field follow each other.
    """
    compared = map(ComparedClaim, *(claims[name].tolist() for name in ComparedClaim._fields))
    rows = zip(claims["event_id"].tolist(), claims["field"].tolist(), compared, strict=True)
    for (event_id, field), group in groupby(rows, key=itemgetter(0, 1)):
        yield event_id, field, [claim for _, _, claim in group]


def gather(claims: Iterable[ComparedClaim], about: About) -> list[Reading]:
    """Return the different values that claims on one field of one event give.

    Claims that give the same number (`53,340` and `53340`) or date of the same scope are one value.
    What is neither a number nor a date is left out.

    Parameters
    ----------
    claims
        The claims.
    about
        Gives the words of notes.
    """
    every = list(claims)
    converts = len({unit_of(claim.value, claim.unit) for claim in every}) > 1
    gathered: dict[tuple[object, ...], list[tuple[ComparedClaim, Note]]] = {}
    for claim in every:
        note = read_note(claim.note, claim.value, about.claim_rules.note_words)
        found = _parse_value(claim, note, converts=converts)
        if found is not None:
            kind, read, unit = found
            scope = note.scope if kind == NUMBER else frozenset()
            gathered.setdefault((kind, read, unit, scope), []).append((claim, note))
    return [
        Reading(*key, *map(tuple, zip(*claimed, strict=True)))  # type: ignore[arg-type]
        for key, claimed in gathered.items()
    ]


def _parse_value(
    claim: ComparedClaim, note: Note, *, converts: bool
) -> tuple[str, Quantity | ClaimedDate, str] | None:
    dated = read_date(claim.value, claim.unit)
    if dated is not None:
        return DATE, dated, YEARLY if dated.yearly else DATE
    quantity = read_quantity(claim.value, claim.unit) or read_sum(claim.value)
    if quantity is None:
        return None
    if note.bound and quantity.bound == "exact" and quantity.is_point:
        quantity = replace(quantity, bound=note.bound)
    unit = unit_of(claim.value, claim.unit)
    return NUMBER, *(in_common_unit(quantity, unit) if converts else (quantity, unit))


def unit_of(value: str, unit: str) -> str:
    """Return the unit of a claim without the ways to write it: people are people, a half is a share."""
    if is_share(value) and not unit:
        return "percent"
    return SPELLINGS.get(unit, unit)


def _is_single(quantity: Quantity) -> bool:
    return quantity.is_point and quantity.bound != "vague"


def _numbers_of(claim: ComparedClaim) -> set[float]:
    quantity = read_quantity(claim.value, claim.unit) or read_sum(claim.value)
    return {quantity.low, quantity.high} if quantity else set()
