"""Rules of a dataset for the fields of its claims: which mean the same, which are sentences or remarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class NoteWords:
    """The words by which a dataset's notes tell how a claim stands to others of its field.

    Parameters
    ----------
    differ
        Beginnings of words that say that the claim contradicts another ("disagree").
    apart
        Beginnings of words that say that the value is of another moment or extent ("before",
        "as a whole", "first report").
    report
        Phrases that say that a date is the day of a report and not of what it reports.
    early
        Words that say that a figure is an early one, which later ones may exceed ("first report").
    whose
        Phrases that say by whose count a value is ("Armenian figure"); the first word names the side.
    """

    differ: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    early: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClaimRules:
    """How the claims of a dataset are compared.

    Parameters
    ----------
    same_fields
        Fields that mean the same as another: field to the main one.
    statement_fields
        Fields whose values are sentences, not comparable by their words.
    remark_fields
        Fields in which the researcher speaks of the sources, and no source of the event.
    note_words
        The words by which notes tell how a claim stands to others of its field.
    part_fields
        Fields that count parts of what another counts, by this other ("deaths_total": deaths_civilian, ...).
    counted_words
        Nouns that follow a number in a sentence, as they are written: noun to the unit that claims of the
        same have ("people": persons).
    """

    same_fields: Mapping[str, str] = field(default_factory=dict)
    statement_fields: frozenset[str] = frozenset()
    remark_fields: frozenset[str] = frozenset()
    note_words: NoteWords = field(default_factory=NoteWords)
    part_fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    counted_words: Mapping[str, str] = field(default_factory=dict)
