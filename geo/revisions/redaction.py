"""Redaction: an unlawful text is deleted, and the history says that it was, by whom and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from geo.i18n import marked
from geo.revisions.database import writing
from geo.revisions.errors import RevisionError
from geo.revisions.people import clean, now, number_of
from geo.revisions.suggestions import GONE
from geo.revisions.tables import (
    contact,
    decision,
    decision_text,
    redaction,
    revision,
    revision_text,
    suggestion,
    suggestion_text,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table

    from geo.revisions.people import Person


def redact(engine: Engine, suggestion_id: int, person: Person, reason: str) -> int:
    """Delete the texts of a suggestion, of what was said of it and of what it changed; return how many.

    What it changed in the record stays changed: another suggestion puts the record right.

    Raises
    ------
    RevisionError
        When there is no such suggestion, or no reason is given.
    """
    reason = clean(reason)
    if not reason:
        raise RevisionError(marked("Give the reason in a sentence; it is public."))
    with writing(engine) as connection:
        if connection.scalar(select(suggestion.c.id).where(suggestion.c.id == suggestion_id)) is None:
            raise RevisionError(GONE)
        decisions = connection.scalars(
            select(decision.c.id).where(decision.c.suggestion_id == suggestion_id)
        ).all()
        revisions = connection.scalars(
            select(revision.c.id).where(revision.c.decision_id.in_(decisions))
        ).all()
        who = number_of(connection, person.subject)
        done = sum(
            _delete(connection, table, int(row), who, reason)
            for table, rows in (
                (suggestion_text, [suggestion_id]),
                (decision_text, decisions),
                (revision_text, revisions),
            )
            for row in rows
        )
        connection.execute(delete(contact).where(contact.c.suggestion_id == suggestion_id))
    return done


def _delete(connection: Connection, table: Table, row: int, person: int, reason: str) -> int:
    if connection.scalar(select(table.c.id).where(table.c.id == row)) is None:
        return 0
    values = {"table_name": table.name, "row_id": row, "reason": reason, "person_id": person, "at": now()}
    connection.execute(insert(redaction).values(values))
    connection.execute(delete(table).where(table.c.id == row))
    return 1
