"""Suggestions: sent, answered by another one, made anew on the record as it is now."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from geo.errors import DataPackageError
from geo.i18n import Sentence, marked
from geo.revisions.check import errors_of
from geo.revisions.current import current
from geo.revisions.database import reading, writing
from geo.revisions.errors import DecidedError, NotAllowedError, RevisionError, StaleError
from geo.revisions.people import LONGEST_NAME, clean, now, number_of
from geo.revisions.record import Change, digest
from geo.revisions.tables import (
    FINAL,
    contact,
    decision,
    suggestion,
    suggestion_record,
    suggestion_text,
)
from geo.revisions.tables import person as people

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from geo.revisions.people import Person
    from geo.revisions.record import Record

QUESTIONS = {
    "misquoted": marked("The record does not say what its source says"),
    "beside": marked("Another source says otherwise"),
    "address": marked("The address does not open"),
    "withdraw": marked("The source says nothing of it"),
    "new": marked("An event is missing"),
    "remark": marked("Something else"),
    "stale": marked("The English text changed; the translation is of the old one"),
    "revert": marked("A change is taken back"),
}
"""What a suggestion says is wrong; the first two tell a mistake of the record from a difference of sources."""
LONGEST_COMMENT = 4_000
LONGEST_EMAIL = 320
GONE = marked("There is no such suggestion.")


@dataclass(frozen=True)
class Suggested:
    """What a person suggests.

    Parameters
    ----------
    question
        One of `QUESTIONS`.
    changes
        Of the record; none for a remark.
    source
        The source that it rests on, an id or an address.
    comment, name
        In their words; both are public.
    email
        For questions of the reviewers; kept apart, and deleted with the decision.
    """

    question: str
    changes: tuple[Change, ...]
    source: str = ""
    comment: str = ""
    name: str = ""
    email: str = ""

    def cleaned(self) -> Suggested:
        """Return it as it is kept."""
        return replace(
            self,
            source=clean(self.source, LONGEST_COMMENT),
            comment=clean(self.comment, LONGEST_COMMENT),
            name=" ".join(clean(self.name, LONGEST_NAME).split()),
            email=clean(self.email, LONGEST_EMAIL),
        )


@dataclass(frozen=True)
class Sent:
    """A suggestion that was taken: its number, and the word in the address by which its sender follows it."""

    id: int
    token: str


def new_form_id() -> str:
    """Return the name of a form that is about to be filled in: what is sent twice under it is taken once."""
    return secrets.token_urlsafe(24)


def suggest(
    engine: Engine,
    record: Record,
    suggested: Suggested,
    person: Person,
    *,
    form_id: str,
    replaces: int | None = None,
) -> Sent:
    """Take a suggestion; the same form sent again gives the same answer.

    Parameters
    ----------
    engine
        The database.
    record
        The record as it is on disk.
    suggested, person
        What, and by whom.
    form_id
        Of :func:`new_form_id`.
    replaces
        The suggestion that this one takes the place of: its sender answers a question with it.

    Raises
    ------
    StaleError
        When the record is no longer what it was made on.
    DataPackageError
        When the check finds an error that is only there with the change.
    RevisionError
        When it cannot be taken for another reason.
    """
    if not person.may_suggest:
        raise NotAllowedError(marked("Suggestions are taken from those who have signed in."))
    suggested = suggested.cleaned()
    with reading(engine) as connection:
        known = _sent(connection, form_id)
        if known is not None:
            return known
        if replaces is not None:
            _may_replace(connection, replaces, person)
        live = current(connection, record)
    if not suggested.changes and not suggested.comment:
        raise RevisionError(marked("Say what is wrong: nothing of the record would change."))
    stale = [change for change in suggested.changes if live.is_stale(change)]
    if stale:
        raise StaleError(
            marked(
                "The record has changed since you opened it. What you typed is kept; compare it with the new."
            )
        )
    errors = errors_of(live, suggested.changes) if suggested.changes else ()
    if errors:
        raise DataPackageError(errors)
    try:
        with writing(engine) as connection:
            return insert_suggestion(connection, suggested, person, form_id=form_id, replaces=replaces)
    except IntegrityError as error:
        with reading(engine) as connection:
            known = _sent(connection, form_id)
        if known is not None:
            return known
        raise DecidedError(marked("The suggestion has been answered already.")) from error


def _sent(connection: Connection, form_id: str) -> Sent | None:
    row = connection.execute(
        select(suggestion.c.id, suggestion.c.token).where(suggestion.c.form_id == form_id)
    ).first()
    return None if row is None else Sent(int(row.id), str(row.token))


def insert_suggestion(
    connection: Connection,
    suggested: Suggested,
    person: Person,
    *,
    form_id: str,
    replaces: int | None = None,
    person_id: int | None = None,
) -> Sent:
    """Write a suggestion; what it replaces hands the e-mail address on to it."""
    token = secrets.token_urlsafe(18)
    values = {
        "token": token,
        "form_id": form_id,
        "question": suggested.question,
        "person_id": number_of(connection, person.subject) if person_id is None else person_id,
        "role": person.role,
        "replaces": replaces,
        "at": now(),
    }
    added = int(connection.execute(insert(suggestion).values(values).returning(suggestion.c.id)).scalar_one())
    for change in suggested.changes:
        connection.execute(
            insert(suggestion_record).values(
                suggestion_id=added,
                table_name=change.table,
                record_key=change.key,
                kind=change.kind,
                before_digest=digest(change.before),
                after_digest=digest(change.after),
                about=change.about[:300],
            )
        )
    connection.execute(insert(suggestion_text).values(id=added, content=content_of(suggested)))
    email = suggested.email
    if replaces is not None:
        kept = connection.scalar(select(contact.c.email).where(contact.c.suggestion_id == replaces))
        email = email or str(kept or "")
        connection.execute(delete(contact).where(contact.c.suggestion_id == replaces))
    if email:
        connection.execute(insert(contact).values(suggestion_id=added, email=email))
    return Sent(added, token)


def content_of(suggested: Suggested) -> str:
    """Return the texts of a suggestion as they are kept; its e-mail address is not among them."""
    content = {
        "changes": [
            {"table": one.table, "key": one.key, "before": one.before, "after": one.after}
            for one in suggested.changes
        ],
        "source": suggested.source,
        "comment": suggested.comment,
        "name": suggested.name,
    }
    return json.dumps(content, ensure_ascii=False)


def changes_of(content: dict[str, Any]) -> tuple[Change, ...]:
    """Return the changes of a suggestion's texts."""
    return tuple(
        Change(str(one["table"]), str(one["key"]), one["before"], one["after"]) for one in content["changes"]
    )


def _may_replace(connection: Connection, replaced: int, person: Person) -> None:
    """Refuse to take the place of a suggestion that is decided, replaced, or another's."""
    row = connection.execute(
        select(suggestion.c.id, suggestion.c.person_id, suggestion.c.question).where(
            suggestion.c.id == replaced
        )
    ).first()
    if row is None:
        raise RevisionError(GONE)
    refuse_decided(connection, replaced)
    mine = number_if_known(connection, person.subject)
    if row.question != "stale" and row.person_id != mine and not person.may_review:
        raise NotAllowedError(marked("Only whoever sent a suggestion, or a reviewer, may write it anew."))


def number_if_known(connection: Connection, subject: str) -> int | None:
    """Return the number of a person, None of one who never acted."""
    found = connection.scalar(select(people.c.id).where(people.c.subject == subject))
    return None if found is None else int(found)


def refuse_decided(connection: Connection, suggestion_id: int) -> None:
    """Raise where a suggestion has its decision, or another took its place.

    Raises
    ------
    DecidedError
        With who decided when.
    """
    made = connection.execute(
        select(decision.c.outcome, decision.c.at)
        .where(decision.c.suggestion_id == suggestion_id)
        .where(decision.c.outcome.in_(FINAL))
    ).first()
    if made is not None:
        words = (
            marked("Suggestion {number} was accepted by another reviewer.")
            if made.outcome == "accept"
            else marked("Suggestion {number} was refused by another reviewer.")
        )
        raise DecidedError(Sentence(words, {"number": str(suggestion_id)}))
    by = connection.scalar(select(suggestion.c.id).where(suggestion.c.replaces == suggestion_id))
    if by is not None:
        words = marked("Suggestion {number} was written anew as {other}.")
        raise DecidedError(Sentence(words, {"number": str(suggestion_id), "other": str(by)}))


def rebased(change: Change, live: Record) -> Change:
    """Return a change made anew on the row as it is now: what it changed, in what others have changed since.

    Raises
    ------
    StaleError
        When both changed the same cell to something else, or the row is gone.

    """
    row = live.row(change.table, change.key)
    if digest(row) == digest(change.before):
        return change
    if change.before is None or change.after is None or row is None:
        if digest(row) == digest(change.after):
            return Change(change.table, change.key, row, row)
        raise StaleError(marked("The row was added, withdrawn or written otherwise since; suggest it anew."))
    after = dict(row)
    for column in change.columns:
        wanted = change.after.get(column, "")
        if row.get(column, "") not in {change.before.get(column, ""), wanted}:
            words = marked(
                "The record and the suggestion both changed {column}: now {value}. Ask back instead."
            )
            raise StaleError(Sentence(words, {"column": column, "value": row.get(column, "") or "–"}))
        after[column] = wanted
    return Change(change.table, change.key, row, after)


def rebase(engine: Engine, record: Record, suggestion_id: int, person: Person) -> Sent:
    """Write a stale suggestion anew on the record as it is; it stays that of whoever sent it.

    Raises
    ------
    StaleError
        When both changed the same.
    RevisionError
        When it is decided, or may not be written anew by this person.
    """
    with reading(engine) as connection:
        _may_replace(connection, suggestion_id, person)
        row = connection.execute(select(suggestion).where(suggestion.c.id == suggestion_id)).one()
        text = connection.scalar(
            select(suggestion_text.c.content).where(suggestion_text.c.id == suggestion_id)
        )
        if text is None:
            raise RevisionError(marked("The text of this suggestion was redacted."))
        live = current(connection, record)
    content = json.loads(text)
    changes = tuple(
        made
        for made in (rebased(change, live) for change in changes_of(content))
        if made.before != made.after
    )
    if not changes:
        raise StaleError(marked("The record says already what was suggested."))
    errors = errors_of(live, changes)
    if errors:
        raise DataPackageError(errors)
    suggested = Suggested(str(row.question), changes, content["source"], content["comment"], content["name"])
    sender = replace(person, role=row.role)
    try:
        with writing(engine) as connection:
            return insert_suggestion(
                connection,
                suggested,
                sender,
                form_id=new_form_id(),
                replaces=suggestion_id,
                person_id=int(row.person_id),
            )
    except IntegrityError as error:
        with reading(engine) as connection:
            refuse_decided(connection, suggestion_id)
        raise DecidedError(marked("The suggestion has been answered already.")) from error


def sent_by(connection: Connection, person: Person) -> int:
    """Return how many suggestions a person has sent."""
    mine = number_if_known(connection, person.subject)
    if mine is None:
        return 0
    count = connection.scalar(
        select(func.count()).select_from(suggestion).where(suggestion.c.person_id == mine)
    )
    return int(count or 0)
