"""The queue of suggestions as plain values: what is suggested, old beside new, and what the check says of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from components.details.inline_text import safe_url
from components.revisions.columns import column_label, table_label
from components.revisions.subjects import district_name, subject_of
from components.revisions.word_differences import new_parts, old_parts
from components.wording.dates_and_counts import day_text, written_date
from geo.dates import day_number
from geo.errors import DataPackageError
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text
from geo.revisions.check import check_changes
from geo.revisions.people import ANONYMOUS, LOCAL, PROGRAM
from geo.revisions.reviews import REASONS, districts_of
from geo.revisions.suggestions import QUESTIONS

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.errors import Problem
    from geo.revisions.check import Checked, Consequence
    from geo.revisions.people import Person
    from geo.revisions.queue import Entry, Said
    from geo.revisions.record import Change, Record

Json = dict[str, Any]
SECONDS_OF = (("day", 86_400), ("hour", 3_600), ("minute", 60))
SOURCE_COLUMNS = frozenset({"source_id", "source_ids"})
MOST_VALUES = 12


def age_text(at: str, now: datetime | None = None) -> str:
    """Say how long ago a moment was, in its largest unit."""
    passed = ((now or datetime.now(UTC)) - datetime.fromisoformat(at)).total_seconds()
    for unit, seconds in SECONDS_OF:
        count = int(passed // seconds)
        if count >= 1:
            shown = number_text(count)
            if unit == "day":
                return ngettext("{count} day", "{count} days", count).format(count=shown)
            if unit == "hour":
                return ngettext("{count} hour", "{count} hours", count).format(count=shown)
            return ngettext("{count} minute", "{count} minutes", count).format(count=shown)
    return _("just now")


def moment_text(at: str) -> str:
    """Return a moment in words, in UTC: the day, and hours and minutes."""
    return f"{day_text(day_number(at[:10]))}, {at[11:16]}"


def who_text(name: str, subject: str, role: str) -> str:
    """Return who acted: their name, or what they are where they gave none."""
    if name:
        return name
    if subject == PROGRAM or role == "program":
        return _("the program")
    if subject == LOCAL or role == "local":
        return _("the person at this machine")
    if subject == ANONYMOUS or role == "anonymous":
        return _("not signed in")
    return _("not named")


def role_text(role: str) -> str:
    """Return a role in words."""
    return {
        "reviewer": _("reviewer"),
        "contributor": _("contributor"),
        "local": _("at this machine"),
        "anonymous": _("not signed in"),
        "program": _("program"),
        "reader": _("reader"),
    }[role]


def status_text(one: Entry) -> str:
    """Return what became of a suggestion, in words."""
    return {
        "waiting": _("Waiting for a reviewer"),
        "asked": _("Asked back"),
        "accepted": _("Accepted"),
        "refused": _("Refused"),
        "replaced": _("Written anew"),
    }[one.status]


def row_model(one: Entry, live: Record, told: Dataset) -> Json:
    """Return a suggestion as a line of a list."""
    changes = one.changes
    first = changes[0] if changes else None
    # What the suggestion is about comes before the source that came along with it.
    main = next((change for change in changes if change.table != "sources"), first)
    subject = subject_of(main.table, main.before or main.after or {}, live, told) if main else None
    districts = sorted(districts_of(live, changes))
    stale = one.status in {"waiting", "asked"} and any(live.is_stale(change) for change in changes)
    return {
        "id": one.id,
        "title": subject.title if subject else (_("Text redacted") if one.redacted else _("Remark")),
        "what": _what(one, main, told),
        "who": who_text(one.name, one.subject, one.role),
        "age": age_text(one.at),
        "at": moment_text(one.at),
        "districts": [district_name(told, district) for district in districts],
        "district_ids": districts,
        "stale": stale,
        "state": one.status,
        "status": status_text(one),
        "question": one.question,
    }


def _what(one: Entry, main: Change | None, told: Dataset) -> str:
    """Say in a line what a suggestion does."""
    if main is None:
        return one.comment[:80] or _(QUESTIONS[one.question])
    if one.question == "stale":
        return _("Translation of an older English text")
    if main.kind == "add":
        return (
            _("New event")
            if main.table == "events"
            else _("New: {what}").format(what=table_label(main.table).lower())
        )
    if main.kind == "withdraw":
        return _("Taken out: {what}").format(what=table_label(main.table).lower())
    before, after = main.before or {}, main.after or {}
    column = main.columns[0] if main.columns else ""
    old, new = (_short(_shown(column, row.get(column, ""), told)) for row in (before, after))
    return f"{column_label(column)}: {old} → {new}"


def _short(text: str, longest: int = 40) -> str:
    return (text if len(text) <= longest else f"{text[: longest - 1]}…") or "–"


def _shown(column: str, value: str, told: Dataset) -> str:
    if column in {"start_date", "end_date", "from_date", "to_date", "published", "value"}:
        return written_date(value) or value
    if column == "category":
        return next((entry.label for entry in told.about.categories if entry.id == value), value)
    if column == "controller":
        return next((entry.label for entry in told.about.controllers if entry.id == value), value)
    if column == "publisher_kind":
        return told.about.publisher_kinds.get(value, value)
    if column == "field":
        return told.about.field_label(value)
    return value


def detail_model(one: Entry, live: Record, told: Dataset, person: Person, email: str) -> Json:
    """Return a suggestion whole, for whoever decides on it."""
    is_open = one.status in {"waiting", "asked"}
    stale = is_open and any(live.is_stale(change) for change in one.changes)
    checked: Checked | None = None
    failure: tuple[Problem, ...] = ()
    if is_open and one.changes and not stale and one.question != "stale":
        try:
            checked = check_changes(live, one.changes)
        except DataPackageError as error:
            failure = error.problems
    errors = [str(problem) for problem in (*failure, *(checked.errors if checked else ()))]
    warnings = [str(problem) for problem in (checked.warnings if checked else ())]
    own = one.subject == person.subject and not person.is_local
    main = next((change for change in one.changes if change.table != "sources"), None)
    main = main or (one.changes[0] if one.changes else None)
    subject = subject_of(main.table, main.before or main.after or {}, live, told) if main else None
    districts = districts_of(live, one.changes)
    outside = bool(person.districts) and not (districts and districts <= person.districts)
    return {
        **row_model(one, live, told),
        "token": one.token,
        "subject": subject._asdict() if subject else None,
        "about": main.about if main else "",
        "question_text": _(QUESTIONS[one.question]),
        "is_open": is_open,
        "is_stale_translation": one.question == "stale",
        "translate": {"table": main.table, "key": main.key} if main and one.question == "stale" else None,
        "errors": errors,
        "warnings": warnings,
        "checked": checked is not None or bool(failure),
        "may_accept": is_open and not stale and not errors and one.question != "stale" and not own,
        "own": own,
        "outside": outside,
        "changes": [change_model(change, live, told) for change in one.changes],
        "source": source_model(one.source, live),
        "comment": one.comment,
        "email": email,
        "redacted": one.redacted,
        "replaces": one.replaces,
        "replaced_by": one.replaced_by,
        "consequences": [
            consequence_text(found, told) for found in (checked.consequences if checked else ())
        ],
        "said": [said_model(said) for said in one.said],
    }


def change_model(change: Change, live: Record, told: Dataset) -> Json:
    """Return a row before and after, cell by cell: those that differ first are marked, the others counted."""
    before, after = change.before or {}, change.after or {}
    cells = []
    for column in dict.fromkeys([*before, *after]):
        old, new = before.get(column, ""), after.get(column, "")
        if not old and not new:
            continue
        shown_old, shown_new = _cell(column, old, live, told), _cell(column, new, live, told)
        cells.append(
            {
                "label": column_label(column),
                "changed": old != new,
                "old": [part._asdict() for part in old_parts(shown_old, shown_new)] if change.before else [],
                "new": [part._asdict() for part in new_parts(shown_old, shown_new)] if change.after else [],
            }
        )
    words = {
        "add": _("New: {what}"),
        "change": _("Changed: {what}"),
        "withdraw": _("Taken out: {what}"),
    }
    return {
        "kind": change.kind,
        "title": words[change.kind].format(what=table_label(change.table).lower()),
        "cells": cells,
        "unchanged": sum(not cell["changed"] for cell in cells),
    }


def _cell(column: str, value: str, live: Record, told: Dataset) -> str:
    if column in SOURCE_COLUMNS and value:
        source = live.row("sources", value)
        if source is not None:
            return (
                ", ".join(filter(None, [source["publisher"], source["title"], source["published"]])) or value
            )
    return _shown(column, value, told)


def source_model(source: str, live: Record) -> Json | None:
    """Return the source that a suggestion rests on: in words, with its address, which the server never opens."""
    if not source:
        return None
    row = live.row("sources", source)
    if row is None:
        return {"text": source, "url": safe_url(source)}
    words = ", ".join(filter(None, [row["publisher"], row["title"], row["published"]]))
    return {"text": words or source, "url": safe_url(row["url"])}


def consequence_text(found: Consequence, told: Dataset) -> Json:
    """Say what becomes of an event: its evidence, in how many points its sources differ, the values, the stories."""
    labels = {entry.id: entry.label for entry in told.about.evidence}
    before, after = labels.get(found.evidence_before, ""), labels.get(found.evidence_after, "")
    if not before:
        evidence = _("Evidence of the event: {evidence}.").format(evidence=after)
    elif before == after:
        evidence = _("Evidence of the event: {evidence}, as before.").format(evidence=after)
    else:
        evidence = _("Evidence of the event: {before} becomes {after}.").format(before=before, after=after)
    one, other = number_text(found.differing_before), number_text(found.differing_after)
    points = (
        _("Points on which its sources differ: {count}, as before.").format(count=other)
        if one == other
        else _("Points on which its sources differ: {before}, then {after}.").format(before=one, after=other)
    )
    values = [
        _("{field}: {before} → {after}.").format(
            field=told.about.field_label(field), before=_list(old), after=_list(new)
        )
        for field, old, new in found.values
        if old != new
    ]
    stories = (
        [
            ngettext(
                "{count} story shows this event: {titles}.",
                "{count} stories show this event: {titles}.",
                len(found.stories),
            ).format(count=number_text(len(found.stories)), titles=", ".join(found.stories))
        ]
        if found.stories
        else []
    )
    return {"title": found.title, "changed": before != after, "lines": [evidence, points, *values, *stories]}


def _list(values: tuple[str, ...]) -> str:
    shown = [_short(value) for value in values[:MOST_VALUES]]
    return ", ".join(shown) + (" …" if len(values) > MOST_VALUES else "") if shown else "–"


def said_model(said: Said) -> Json:
    """Return what a reviewer said."""
    words = {
        "accept": _("Accepted"),
        "refuse": _("Refused"),
        "ask_back": _("Asked back"),
    }
    return {
        "id": said.id,
        "outcome": said.outcome,
        "text": words[said.outcome],
        "code": _(REASONS[said.reason_code]) if said.reason_code else "",
        "reason": _("(redacted)") if said.redacted else said.reason,
        "who": who_text(said.name, "", said.role),
        "role": role_text(said.role),
        "own": said.own,
        "at": moment_text(said.at),
    }
