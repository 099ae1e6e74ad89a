"""Notes of claims, read: which moment and extent a value is of, and whether it differs from others.

A note is free text that the researcher wrote beside a claim. The words that matter are the dataset's
(`dashboard.noteWords` of its descriptor); dates are read in English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.claims.quantities import PREFIXES, read_quantity
from geo.dates import month_names
from geo.short_texts import cached_if_short

if TYPE_CHECKING:
    from geo.claims.quantities import Bound
    from geo.dataset.claim_rules import NoteWords

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\s+)?"
_MONTH = "|".join(month_names("en", widths=("wide",)))
_DATE = rf"(?:\d{{1,2}}\s+(?:{_MONTH})(?:\s+\d{{4}})?|(?:{_MONTH})\s+\d{{4}}|(?:1[89]|20)\d{{2}})\b"
# A date says which moment a value is of where it begins a part of the note or follows one of these words;
# "APA 2013" and "a statement of 2020" say who spoke and when, not what was counted.
_MOMENT = re.compile(
    rf"(?:^|[;,]\s*|\b(?:in|on|by|at|as of|until|since|from|to)\s+){_WEEKDAY}({_DATE})", re.IGNORECASE
)
_DAY = re.compile(rf"\b\d{{1,2}}\s+(?:{_MONTH})\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ROUGH = {"approximate": "about", "rounded": "about", "rounded estimate": "about", "estimate": "about"}


@dataclass(frozen=True)
class Note:
    """What a note says of the value beside it.

    Parameters
    ----------
    scope
        The moments and extents that it names; values of different scopes are not compared.
    differs
        Whether it says that the value contradicts another.
    named
        The numbers that it names where it says so; empty when it names none.
    bound
        "at least", "about" and the like, said in the note and not beside the number; None when
        nothing of the kind is said.
    reported
        Whether a date beside it is the day of a report.
    early
        Those words of `scope` that call it an early figure.
    whose
        The sides by whose count it is, each by the first word of the phrase that says so.
    """

    scope: frozenset[str] = frozenset()
    differs: bool = False
    named: frozenset[float] = frozenset()
    bound: Bound | None = None
    reported: bool = False
    early: frozenset[str] = frozenset()
    whose: frozenset[str] = frozenset()


@cached_if_short(65_536, longest=500)
def read_note(note: str, value: str, words: NoteWords) -> Note:
    """Read what a note says of the value beside it.

    Parameters
    ----------
    note
        The note of a claim.
    value
        The claim's value; a bound followed by a number counts when it is this number.
    words
        The words that matter.
    """
    if not note:
        return Note()
    moments = {match.group(1).casefold() for match in _MOMENT.finditer(note)}
    differ = _starts(note, words.differ)
    early = frozenset(_phrases_after(note, words.early))
    return Note(
        scope=early | frozenset(moments) | frozenset(_phrases_after(note, words.apart)),
        differs=differ is not None,
        named=frozenset() if differ is None else _numbers(note[differ:]),
        bound=_bound(note, value),
        reported=_starts(note, words.report) is not None,
        early=early,
        whose=frozenset(found.split()[0] for found in _phrases_after(note, words.whose)),
    )


def days_in(text: str) -> frozenset[str]:
    """Return the days of the calendar that a text names (`19 july`), without their years."""
    return frozenset(" ".join(match.group().casefold().split()) for match in _DAY.finditer(text))


@cached_if_short(65_536, longest=500)
def says_otherwise(text: str, words: NoteWords) -> bool:
    """Return whether a text has one of the words that say that accounts differ."""
    return _starts(text, words.differ) is not None


def _starts(text: str, beginnings: tuple[str, ...]) -> int | None:
    pattern = _pattern(beginnings)
    match = pattern.search(text) if pattern else None
    return match.start() if match else None


def _phrases_after(text: str, beginnings: tuple[str, ...]) -> list[str]:
    pattern = _pattern(beginnings)
    return [match.group(1).casefold() for match in pattern.finditer(text)] if pattern else []


@lru_cache(maxsize=64)
def _pattern(beginnings: tuple[str, ...]) -> re.Pattern[str] | None:
    if not beginnings:
        return None
    choices = "|".join(re.escape(word) for word in sorted(beginnings, key=len, reverse=True))
    return re.compile(rf"\b({choices})", re.IGNORECASE)


def _numbers(text: str) -> frozenset[float]:
    return frozenset(float(number.replace(",", "")) for number in _NUMBERS.findall(text))


def _bound(note: str, value: str) -> Bound | None:
    """Return the bound that a part of the note is, alone or before the number itself."""
    number = read_quantity(value)
    for part in re.split(r"[;,](?!\d)", note):
        said = part.strip().casefold()
        if said in PREFIXES:
            return PREFIXES[said]
        if said in _ROUGH:
            return "about"
        repeated = read_quantity(said)
        if repeated and number and repeated.bound != "exact" and repeated.low == number.low:
            return repeated.bound
    return None
