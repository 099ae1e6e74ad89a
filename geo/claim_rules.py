"""What a dataset says of the fields of its claims: which mean the same, which are sentences or remarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.notes import NoteWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.descriptor import Section


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
    """

    same_fields: Mapping[str, str] = field(default_factory=dict)
    statement_fields: frozenset[str] = frozenset()
    remark_fields: frozenset[str] = frozenset()
    note_words: NoteWords = field(default_factory=NoteWords)


def read_claim_rules(own: Section) -> ClaimRules:
    """Read the rules from the descriptor's `dashboard` section; what is not there is empty."""
    words = own.section("noteWords", optional=True)
    return ClaimRules(
        same_fields=own.mapping("sameFields"),
        statement_fields=frozenset(own.texts("statementFields", optional=True)),
        remark_fields=frozenset(own.texts("remarkFields", optional=True)),
        note_words=NoteWords(*(words.texts(key, optional=True) for key in ("differ", "apart", "report"))),
    )
