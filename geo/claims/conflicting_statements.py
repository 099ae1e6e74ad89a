"""Different accounts: claims whose words tell of a disagreement that no number and no date shows."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from geo.claims.claim_notes import says_otherwise
from geo.claims.counts_in_words import opposed_counts
from geo.claims.parsed_values import STATEMENT, Value, by_event_and_field, in_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import pandas as pd

    from geo.claims.parsed_values import ComparedClaim
    from geo.dataset.metadata import About


def account_rows(
    spoken: pd.DataFrame,
    found: Collection[tuple[str, str]],
    disputed: Collection[str],
    about: About,
) -> Iterator[dict[str, object]]:
    """Yield rows for each event of which different accounts are told: of what happened, and of single fields.

    A claim tells of a disagreement when its note has one of the dataset's words for it, or when it is a
    statement that has ("Baku denies"). Claims on fields whose values are known to differ do not count.
    Beside what tells stand the other claims on its field. Claims that count otherwise what they share
    another count with (`geo.claims.counts_in_words`) are different accounts by themselves. The statements on
    an event that is marked as disputed, and of which no number or date is known to differ, are such
    accounts too.

    Parameters
    ----------
    spoken
        Claims sorted by event and field, without the researcher's remarks.
    found
        Events and fields whose values are known to differ.
    disputed
        Events whose records are marked as disputed.
    about
        Gives the voices, the words of notes and the fields of statements.
    """
    statements = about.claim_rules.statement_fields
    explained = {event_id for event_id, _ in found}
    for event_id, entries in groupby(by_event_and_field(spoken), key=itemgetter(0)):
        fields = {field: claims for _, field, claims in entries}
        telling = {
            field
            for field, claims in fields.items()
            if (event_id, field) not in found
            and any(_tells(claim, about, aloud=field in statements) for claim in claims)
        }
        kept = set(telling)
        if event_id in disputed and event_id not in explained:
            kept |= statements & fields.keys()
        told = {field: fields[field] for field in fields if field in kept}
        counted: dict[str, list[ComparedClaim]] = {}
        for field, claim in sorted(opposed_counts(fields, about.claim_rules)):
            counted.setdefault(field, []).append(claim)
        yield from (_row(event_id, of_one, about) for of_one in _accounts(told, counted, about))


def _accounts(
    told: Mapping[str, list[ComparedClaim]], counted: Mapping[str, list[ComparedClaim]], about: About
) -> list[dict[str, list[ComparedClaim]]]:
    """Return claims by field for each row: a field that tells by itself is one, what happened is another."""
    statements = about.claim_rules.statement_fields
    alone = [
        {field: claims}
        for field, claims in told.items()
        if field not in statements and _is_between_two({field: claims}, about)
    ]
    rest = {field: claims for field, claims in told.items() if {field: claims} not in alone}
    if rest and not _is_between_two(rest, about):
        alone, rest = [], dict(told) if alone else {}
    rest |= {
        field: [*rest.get(field, []), *(claim for claim in claims if claim not in rest.get(field, []))]
        for field, claims in counted.items()
    }
    return [*alone, *([rest] if rest else [])]


def _is_between_two(told: Mapping[str, list[ComparedClaim]], about: About) -> bool:
    """Whether two claims or more are told, or a note sets the one that is against another."""
    claims = [claim for said in told.values() for claim in said]
    words = about.claim_rules.note_words
    return len({claim.value for claim in claims}) > 1 or any(says_otherwise(c.note, words) for c in claims)


def _tells(claim: ComparedClaim, about: About, *, aloud: bool) -> bool:
    words = about.claim_rules.note_words
    return says_otherwise(claim.note, words) or (aloud and says_otherwise(claim.value, words))


def _row(event_id: str, fields: Mapping[str, list[ComparedClaim]], about: About) -> dict[str, object]:
    claims = [claim for of_field in fields.values() for claim in of_field]
    named = next(iter(fields)) if len(fields) == 1 else STATEMENT
    same: dict[tuple[str, str, str], list[ComparedClaim]] = {}
    for field, of_field in fields.items():
        for claim in of_field:
            other = "" if field == named or field in about.claim_rules.statement_fields else field
            same.setdefault((claim.value, claim.unit, other), []).append(claim)
    values = tuple(
        Value(
            text=text,
            lowest=None,
            highest=None,
            source_ids=tuple(dict.fromkeys(claim.source_id for claim in alike)),
            voices=in_order((claim.voice for claim in alike), about),
            unit=unit,
            notes=tuple(dict.fromkeys(claim.note for claim in alike if claim.note)),
            field=field,
        )
        for (text, unit, field), alike in same.items()
    )
    return {
        "event_id": event_id,
        "field": named,
        "kind": STATEMENT,
        "scope": "",
        "n_values": len(values),
        "lowest": float("nan"),
        "highest": float("nan"),
        "unit": "",
        "ratio": float("nan"),
        "days": float("nan"),
        "n_sources": len({claim.source_id for claim in claims}),
        "voices": in_order((claim.voice for claim in claims), about),
        "values": values,
    }
