"""Decisions on suggestions: accept, refuse or ask back, each with a public reason; and what was accepted taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from geo.errors import DataPackageError
from geo.i18n import marked
from geo.identifiers import split_list
from geo.revisions.check import errors_of
from geo.revisions.current import current, last_revision
from geo.revisions.database import alone, reading, writing
from geo.revisions.errors import DecidedError, NotAllowedError, RevisionError, StaleError
from geo.revisions.people import LONGEST_NAME, PROGRAM, Person, clean, now, number_of
from geo.revisions.record import Change, digest, kind_of
from geo.revisions.suggestions import (
    GONE,
    LONGEST_COMMENT,
    Suggested,
    changes_of,
    insert_suggestion,
    new_form_id,
    number_if_known,
    refuse_decided,
)
from geo.revisions.tables import (
    contact,
    decision,
    decision_text,
    revision,
    revision_text,
    suggestion,
    suggestion_text,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from geo.revisions.record import Record, Row

REASONS = {
    "": marked("No reason of the list"),
    "right": marked("The source says so"),
    "source_says_otherwise": marked("The source says otherwise"),
    "source_unfit": marked("The source cannot be used"),
    "not_neutral": marked("The words take a side"),
    "known": marked("The record says so already"),
    "not_about": marked("It does not belong in this record"),
    "unclear": marked("Something is missing to decide"),
}
"""Reasons to choose from, beside the sentence in own words; both are public."""
TRIES = 5
"""Others may accept between the check and the writing; then it is checked anew, so often."""
MACHINE = Person(PROGRAM, "", "program")
STALE = marked("The record has changed since this was suggested. Make it anew on the record as it is now.")


def decide(
    engine: Engine,
    record: Record,
    suggestion_id: int,
    outcome: str,
    person: Person,
    *,
    reason: str = "",
    reason_code: str = "",
) -> int:
    """Decide on a suggestion, and return the number of the decision.

    Parameters
    ----------
    engine, record
        The database, and the record as it is on disk.
    suggestion_id
        Its number.
    outcome
        `accept`, `refuse` or `ask_back`.
    person
        Who decides.
    reason
        In their words; needed where they do not accept.
    reason_code
        One of `REASONS`.

    Raises
    ------
    DecidedError
        When there is a decision already, or another suggestion took its place.
    NotAllowedError
        When the person may not: no reviewer, not of this district, or it is their own.
    StaleError
        When the record has changed since.
    DataPackageError
        When the check finds an error.
    RevisionError
        When there is no such suggestion, or no reason is given.
    """
    reason = clean(reason, LONGEST_COMMENT)
    _complete(outcome, reason, reason_code)
    for _attempt in range(TRIES):
        with reading(engine) as connection:
            row = connection.execute(select(suggestion).where(suggestion.c.id == suggestion_id)).first()
            if row is None:
                raise RevisionError(GONE)
            refuse_decided(connection, suggestion_id)
            mine = number_if_known(connection, person.subject)
            own = row.person_id == mine
            text = connection.scalar(
                select(suggestion_text.c.content).where(suggestion_text.c.id == suggestion_id)
            )
            seen = last_revision(connection)
            live = current(connection, record)
        changes = () if text is None else changes_of(json.loads(text))
        _may_decide(person, own=own, districts=districts_of(live, changes))
        if outcome == "accept":
            _acceptable(row.question, text)
            _check(live, changes)
        try:
            with writing(engine) as connection:
                alone(connection)
                if outcome == "accept" and last_revision(connection) != seen:
                    continue
                refuse_decided(connection, suggestion_id)
                made = _write(
                    connection,
                    suggestion_id,
                    outcome,
                    person,
                    own=own,
                    reason=reason,
                    reason_code=reason_code,
                )
                if outcome == "accept":
                    write_revisions(connection, made, changes)
                    _ask_for_translations(connection, live, changes)
                return made
        except IntegrityError as error:
            with reading(engine) as connection:
                refuse_decided(connection, suggestion_id)
            raise StaleError(STALE) from error
    raise StaleError(marked("Others are deciding at this moment. Try again."))


def _complete(outcome: str, reason: str, reason_code: str) -> None:
    if outcome not in {"accept", "refuse", "ask_back"} or reason_code not in REASONS:
        raise RevisionError(marked("That is no decision: accept, refuse or ask back."))
    if outcome != "accept" and not reason:
        raise RevisionError(marked("Give the reason in a sentence; it is public."))


def _acceptable(question: str, text: str | None) -> None:
    if text is None:
        raise RevisionError(marked("The text of this suggestion was redacted."))
    if question == "stale":
        raise RevisionError(marked("Write the translation anew; that suggestion can be accepted."))


def _check(live: Record, changes: tuple[Change, ...]) -> None:
    if any(live.is_stale(change) for change in changes):
        raise StaleError(STALE)
    errors = errors_of(live, changes) if changes else ()
    if errors:
        raise DataPackageError(errors)


def _may_decide(person: Person, *, own: bool, districts: frozenset[str]) -> None:
    if not person.may_review:
        raise NotAllowedError(marked("Only reviewers decide."))
    if own and not person.is_local:
        raise NotAllowedError(marked("Nobody decides on what they suggested themselves."))
    if person.districts and not (districts and districts <= person.districts):
        raise NotAllowedError(marked("You review other districts than those of this suggestion."))


def districts_of(live: Record, changes: tuple[Change, ...]) -> frozenset[str]:
    """Return the districts that changes speak of: those of their rows, or of the events of these; empty for none."""
    found: set[str] = set()
    for change in changes:
        row: Row = change.after or change.before or {}
        cells = row.get("district_ids", row.get("district_id", ""))
        if not cells and row.get("event_id"):
            cells = (live.row("events", row["event_id"]) or {}).get("district_ids", "")
        if not cells and row.get("table") == "events":
            cells = (live.row("events", row.get("key", "")) or {}).get("district_ids", "")
        found.update(split_list(cells))
    return frozenset(found)


def _write(
    connection: Connection,
    suggestion_id: int,
    outcome: str,
    person: Person,
    *,
    own: bool,
    reason: str,
    reason_code: str,
) -> int:
    values = {
        "suggestion_id": suggestion_id,
        "outcome": outcome,
        "reason_code": reason_code,
        "person_id": number_of(connection, person.subject),
        "role": person.role,
        "own": own,
        "at": now(),
    }
    made = int(connection.execute(insert(decision).values(values).returning(decision.c.id)).scalar_one())
    content = {"name": clean(person.name, LONGEST_NAME), "reason": reason}
    connection.execute(insert(decision_text).values(id=made, content=json.dumps(content, ensure_ascii=False)))
    if outcome != "ask_back":
        connection.execute(delete(contact).where(contact.c.suggestion_id == suggestion_id))
    return made


def write_revisions(connection: Connection, decision_id: int, changes: tuple[Change, ...]) -> None:
    """Write what an accepted suggestion changes in the record."""
    for change in changes:
        same = (revision.c.table_name == change.table, revision.c.record_key == change.key)
        follows = connection.scalar(select(func.max(revision.c.id)).where(*same))
        values = {
            "decision_id": decision_id,
            "table_name": change.table,
            "record_key": change.key,
            "kind": change.kind,
            "before_digest": digest(change.before),
            "after_digest": digest(change.after),
            "about": change.about[:300],
            "follows": int(follows or 0),
            "at": now(),
        }
        added = connection.execute(insert(revision).values(values).returning(revision.c.id)).scalar_one()
        content = json.dumps({"before": change.before, "after": change.after}, ensure_ascii=False)
        connection.execute(insert(revision_text).values(id=added, content=content))


def _ask_for_translations(connection: Connection, live: Record, changes: tuple[Change, ...]) -> None:
    """Put a translation whose English text has changed into the queue: it is of the old text, and no longer shown."""
    for change in changes:
        if change.kind != "change" or kind_of(change.table) == "translations":
            continue
        for column in change.columns:
            old = (change.before or {}).get(column, "")
            new = (change.after or {}).get(column, "")
            if not old or not new:
                continue
            for name, table in live.tables.items():
                if kind_of(name) != "translations":
                    continue
                for key in table.keys_where("en", old):
                    row = table.rows[key]
                    if row["table"] == change.table and row["field"] in {column, "text"}:
                        asked = Change(name, key, row, {**row, "en": new, "text": ""})
                        _ask(connection, asked)


def _ask(connection: Connection, asked: Change) -> None:
    of = {"in": asked.table, "row": asked.key, "english": (asked.after or {}).get("en", "")}
    form_id = f"stale-{digest(of)}"
    known = connection.scalar(select(suggestion.c.id).where(suggestion.c.form_id == form_id))
    if known is None:
        insert_suggestion(connection, Suggested("stale", (asked,)), MACHINE, form_id=form_id)


def revert(engine: Engine, record: Record, decision_id: int, person: Person, reason: str) -> int:
    """Take back what a decision changed, and return the number of the new decision; the old entry stays.

    The record becomes what it had been before, which was reviewed then: one reviewer is enough.

    Raises
    ------
    NotAllowedError
        When the person is no reviewer.
    StaleError
        When a row has changed again since.
    DataPackageError
        When the record would have an error.
    RevisionError
        When there is nothing to take back, or no reason is given.
    """
    reason = clean(reason, LONGEST_COMMENT)
    if not reason:
        raise RevisionError(marked("Give the reason in a sentence; it is public."))
    for _attempt in range(TRIES):
        with reading(engine) as connection:
            rows = connection.execute(
                select(revision_text.c.content, revision.c.table_name, revision.c.record_key)
                .join(revision, revision.c.id == revision_text.c.id)
                .where(revision.c.decision_id == decision_id)
            ).all()
            seen = last_revision(connection)
            live = current(connection, record)
        if not rows:
            raise RevisionError(marked("Nothing was changed by this entry."))
        changes = tuple(
            Change(row.table_name, row.record_key, content["after"], content["before"])
            for row in reversed(rows)
            for content in [json.loads(row.content)]
        )
        _may_decide(person, own=False, districts=districts_of(live, changes))
        _check(live, changes)
        try:
            with writing(engine) as connection:
                alone(connection)
                if last_revision(connection) != seen:
                    continue
                suggested = Suggested("revert", changes, comment=reason, name=person.name).cleaned()
                sent = insert_suggestion(connection, suggested, person, form_id=new_form_id())
                made = _write(connection, sent.id, "accept", person, own=True, reason=reason, reason_code="")
                write_revisions(connection, made, changes)
                return made
        except IntegrityError as error:
            raise StaleError(STALE) from error
    raise StaleError(marked("Others are deciding at this moment. Try again."))


def is_decided(engine: Engine, suggestion_id: int) -> bool:
    """Whether a suggestion has its decision, or another took its place."""
    with reading(engine) as connection:
        try:
            refuse_decided(connection, suggestion_id)
        except DecidedError:
            return True
    return False
