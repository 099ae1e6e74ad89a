"""Counts in words: numbers that sentences give, set against other claims on the same thing.

That two sentences are of the same thing their words do not tell; that they share a count does. Where one
says "10 families (58 people)" and another source has 10 families and 45 people, one of them is wrong; where
one says "227 families (856 people)" and another has 17 families, they may speak of two things.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.claims.claim_notes import days_in
from geo.claims.parsed_values import unit_of
from geo.claims.quantities import PREFIXES, WORDS, Quantity, agree, read_quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.claims.parsed_values import ComparedClaim
    from geo.dataset.claim_rules import ClaimRules

FieldAndClaim = tuple[str, "ComparedClaim"]

_CLAUSES = re.compile(r";|\.\s")


class Count(NamedTuple):
    """A number of things that a claim gives, in itself, in a clause of its sentence or in its note."""

    unit: str
    quantity: Quantity
    days: frozenset[str]
    claim: FieldAndClaim


def count_pattern(nouns: Iterable[str]) -> str:
    """Return a pattern for a number before one of some nouns, which Python and Arrow read alike."""
    prefixes, words, things = (
        "|".join(re.escape(word) for word in sorted(texts, key=len, reverse=True))
        for texts in (PREFIXES, (word for word, (low, high) in WORDS.items() if low == high), nouns)
    )
    number = rf"[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|[0-9]+|{words}"
    return rf"\b((?:(?:{prefixes})\s+)?(?:{number}))\s+({things})\b"


def opposed_counts(fields: Mapping[str, Iterable[ComparedClaim]], rules: ClaimRules) -> set[FieldAndClaim]:
    """Return the claims on one event that count otherwise what they share another count with.

    Parameters
    ----------
    fields
        The claims of the event by field. What a claim's note counts is of the same thing as the claim;
        what other claims of its source count may be.
    rules
        Gives the fields of statements and the nouns.

    Returns
    -------
    set
        Field and claim: statements, and what stands against them.
    """
    if not rules.counted_words:
        return set()
    units = frozenset(unit_of("", unit) for unit in rules.counted_words.values())
    clauses: list[list[Count]] = []
    noted: list[list[Count]] = []
    by_source: dict[str, list[Count]] = {}
    for field, claims in fields.items():
        for claim in claims:
            if field in rules.statement_fields:
                clauses += [
                    list(_counts(text, (field, claim), rules)) for text in _CLAUSES.split(claim.value)
                ]
                continue
            own, beside = _own_count((field, claim), units), list(_counts(claim.note, (field, claim), rules))
            if beside:
                noted.append([*own, *beside])
            else:
                by_source.setdefault(claim.source_id, []).extend(own)
    clauses = [counts for counts in clauses if counts]
    others = [*clauses, *noted, *(counts for counts in by_source.values() if counts)]
    return {
        found
        for clause in clauses
        for other in others
        if other[0].claim[1].source_id != clause[0].claim[1].source_id
        for found in _opposed(clause, other)
    }


def _own_count(claimed: FieldAndClaim, units: frozenset[str]) -> list[Count]:
    """Return the number that a claim is, where it counts what the dataset has a noun for."""
    _, claim = claimed
    unit = unit_of(claim.value, claim.unit)
    quantity = read_quantity(claim.value, claim.unit) if unit in units else None
    return [] if quantity is None else [Count(unit, quantity, days_in(claim.note), claimed)]


def _counts(text: str, claimed: FieldAndClaim, rules: ClaimRules) -> Iterator[Count]:
    for number, noun in _pattern(tuple(rules.counted_words)).findall(text):
        quantity = read_quantity(number)
        if quantity is not None:
            unit = rules.counted_words.get(noun.lower(), noun)
            yield Count(unit_of("", unit), quantity, days_in(text), claimed)


@lru_cache(maxsize=64)
def _pattern(nouns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(count_pattern(nouns), re.IGNORECASE | re.ASCII)


def _opposed(clause: list[Count], other: list[Count]) -> Iterator[FieldAndClaim]:
    """Yield the claims of both that count one thing otherwise, where they count another alike."""
    days = clause[0].days
    comparable = [one for one in other if not (days and one.days and days.isdisjoint(one.days))]
    shared = {
        mine.unit
        for mine in clause
        for theirs in comparable
        if mine.unit == theirs.unit and mine.quantity == theirs.quantity
    }
    for unit in {count.unit for count in clause} - shared if shared else ():
        mine = [count for count in clause if count.unit == unit]
        theirs = [count for count in comparable if count.unit == unit]
        if theirs and not any(agree(one.quantity, another.quantity) for one in mine for another in theirs):
            yield from (count.claim for count in (*mine, *theirs))
