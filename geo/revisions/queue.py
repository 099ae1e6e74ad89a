"""The queue of suggestions, and what became of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import exists, func, select

from geo.revisions.suggestions import changes_of
from geo.revisions.tables import (
    FINAL,
    contact,
    decision,
    decision_text,
    person,
    suggestion,
    suggestion_text,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from geo.revisions.record import Change

Status = Literal["waiting", "asked", "accepted", "refused", "replaced"]
STATUSES: tuple[Status, ...] = ("waiting", "asked", "accepted", "refused")
MOST_LISTED = 200


@dataclass(frozen=True)
class Said:
    """What a reviewer said of a suggestion: its number, outcome, reason, by whom, when."""

    id: int
    outcome: str
    reason_code: str
    reason: str
    name: str
    role: str
    own: bool
    at: str
    redacted: bool


@dataclass(frozen=True)
class Entry:
    """A suggestion as a list shows it.

    Parameters
    ----------
    id, token
        Its number, and the word by which its sender follows it.
    question
        One of :data:`geo.revisions.suggestions.QUESTIONS`.
    changes, source, comment, name
        As they were sent; empty where the text was redacted.
    subject, role
        Who sent it.
    at
        When, as ISO 8601 in UTC.
    replaces, replaced_by
        Numbers of the suggestion before it and after it.
    status
        What became of it.
    said
        What reviewers said, the first first.
    redacted
        Whether its text was redacted.
    """

    id: int
    token: str
    question: str
    changes: tuple[Change, ...]
    source: str
    comment: str
    name: str
    subject: str
    role: str
    at: str
    replaces: int | None
    replaced_by: int | None
    status: Status
    said: tuple[Said, ...]
    redacted: bool


def _final(outcome: str) -> ColumnElement[bool]:
    return exists().where(decision.c.suggestion_id == suggestion.c.id, decision.c.outcome == outcome)


_LATER = suggestion.alias("later")
_REPLACED = exists().where(_LATER.c.replaces == suggestion.c.id)
_OPEN = (
    ~exists().where(decision.c.suggestion_id == suggestion.c.id, decision.c.outcome.in_(FINAL)) & ~_REPLACED
)
_WHERE: dict[Status, ColumnElement[bool]] = {
    "waiting": _OPEN & ~_final("ask_back"),
    "asked": _OPEN & _final("ask_back"),
    "accepted": _final("accept"),
    "refused": _final("refuse"),
    "replaced": _REPLACED,
}


def counts(connection: Connection) -> dict[Status, int]:
    """Return how many suggestions there are of each status."""
    return {
        status: int(
            connection.scalar(select(func.count()).select_from(suggestion).where(_WHERE[status])) or 0
        )
        for status in STATUSES
    }


def entries(
    connection: Connection,
    status: Status | None = None,
    *,
    numbers: tuple[int, ...] | None = None,
    subject: str | None = None,
    newest_first: bool = False,
    limit: int = MOST_LISTED,
) -> list[Entry]:
    """Return suggestions: the oldest first, or the newest.

    Parameters
    ----------
    connection
        Of the database.
    status
        Those with this status; all without one.
    numbers
        These alone.
    subject
        Those that a person has sent.
    newest_first
        The order.
    limit
        At most so many.
    """
    asked = (
        select(suggestion, suggestion_text.c.content, person.c.subject)
        .outerjoin(suggestion_text, suggestion_text.c.id == suggestion.c.id)
        .join(person, person.c.id == suggestion.c.person_id)
        .order_by(suggestion.c.id.desc() if newest_first else suggestion.c.id)
        .limit(limit)
    )
    if status is not None:
        asked = asked.where(_WHERE[status])
    if numbers is not None:
        asked = asked.where(suggestion.c.id.in_(numbers))
    if subject is not None:
        asked = asked.where(person.c.subject == subject)
    rows = connection.execute(asked).all()
    ids = [int(row.id) for row in rows]
    said = _said(connection, ids)
    later = {
        int(row.replaces): int(row.id)
        for row in connection.execute(
            select(suggestion.c.id, suggestion.c.replaces).where(suggestion.c.replaces.in_(ids))
        )
    }
    return [_entry(row, tuple(said.get(int(row.id), ())), later.get(int(row.id))) for row in rows]


def _entry(row: Any, said: tuple[Said, ...], replaced_by: int | None) -> Entry:  # noqa: ANN401 - A row of the query.
    content = json.loads(row.content) if row.content else None
    final = next((one.outcome for one in said if one.outcome in FINAL), None)
    status: Status
    if final is not None:
        status = "accepted" if final == "accept" else "refused"
    elif replaced_by is not None:
        status = "replaced"
    else:
        status = "asked" if said else "waiting"
    return Entry(
        id=int(row.id),
        token=row.token,
        question=row.question,
        changes=() if content is None else changes_of(content),
        source="" if content is None else content["source"],
        comment="" if content is None else content["comment"],
        name="" if content is None else content["name"],
        subject=row.subject,
        role=row.role,
        at=row.at,
        replaces=row.replaces,
        replaced_by=replaced_by,
        status=status,
        said=said,
        redacted=content is None,
    )


def _said(connection: Connection, ids: list[int]) -> dict[int, list[Said]]:
    rows = connection.execute(
        select(decision, decision_text.c.content)
        .outerjoin(decision_text, decision_text.c.id == decision.c.id)
        .where(decision.c.suggestion_id.in_(ids))
        .order_by(decision.c.id)
    )
    found: dict[int, list[Said]] = {}
    for row in rows:
        content = json.loads(row.content) if row.content else {"name": "", "reason": ""}
        found.setdefault(int(row.suggestion_id), []).append(
            Said(
                id=int(row.id),
                outcome=row.outcome,
                reason_code=row.reason_code,
                reason=content["reason"],
                name=content["name"],
                role=row.role,
                own=bool(row.own),
                at=row.at,
                redacted=row.content is None,
            )
        )
    return found


def entry(connection: Connection, number: int) -> Entry | None:
    """Return a suggestion by its number, None where there is none."""
    return next(iter(entries(connection, numbers=(number,))), None)


def entry_of_token(connection: Connection, token: str) -> Entry | None:
    """Return a suggestion by the word that its sender follows it by, None where there is none."""
    number = connection.scalar(select(suggestion.c.id).where(suggestion.c.token == token))
    return None if number is None else entry(connection, int(number))


def email_of(connection: Connection, number: int) -> str:
    """Return the e-mail address that was left with a suggestion, "" for none; for reviewers alone."""
    return str(connection.scalar(select(contact.c.email).where(contact.c.suggestion_id == number)) or "")
