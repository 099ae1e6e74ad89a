"""The form of a suggestion: its questions and fields, and the changes of the record that what was typed makes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from components.revisions.columns import EDITED, LONG, choices_of, column_label
from geo.datapackage import is_web_address
from geo.errors import Problem
from geo.i18n import Sentence, marked, sentence_text
from geo.i18n import gettext as _
from geo.identifiers import slug
from geo.revisions.check import cell_problems
from geo.revisions.people import clean
from geo.revisions.record import Change, key_of_row, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.dataset.metadata import About
    from geo.revisions.record import Record, Row

LONGEST_ID = 60
SOURCE_FIELDS = ("title", "publisher", "publisher_kind", "language", "published")
"""What is asked of a source that is not in the data yet; its address is typed before."""
CLAIM_FIELDS = ("start_date", "end_date", "statement")
"""Fields of a claim about an event that any dataset has; its own come after them."""
SINGLE = "single_source"
"""The research status of an event that one source tells, where the dataset has it."""
NEEDED = {
    "events": ("title", "start_date", "date_precision", "category", "district_ids", "location_precision"),
    "claims": ("value",),
    "district_facts": ("value",),
    "translations": ("text",),
    "story_steps": ("title", "text"),
    "stories": ("title",),
    "places": ("name_en", "lon", "lat", "district_id"),
    "sources": ("publisher_kind",),
    "control_periods": ("extent", "from_date", "date_precision", "controller", "source_ids"),
}


@dataclass(frozen=True)
class FormField:
    """A field of the form.

    Parameters
    ----------
    name
        As it is sent: the question and the column, as in `misquoted.value`.
    label, hint
        In words.
    value, recorded
        What stands in it, and what the record says.
    choices
        Values with their words; none where anything may be typed.
    is_long, is_required
        Whether it holds sentences, and whether it must be filled in.
    """

    name: str
    label: str
    value: str = ""
    recorded: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_long: bool = False
    is_required: bool = False


@dataclass(frozen=True)
class FormQuestion:
    """What may be wrong, with what is asked then; `does` says what becomes of it."""

    id: str
    label: str
    does: str
    fields: tuple[FormField, ...] = ()
    needs_source: bool = False


class Built(NamedTuple):
    """What was typed, as changes of the record; what is wrong with it, in sentences by the name of the field."""

    changes: tuple[Change, ...]
    source: str
    problems: dict[str, list[str]]


def questions(live: Record, table: str, row: Row | None, about: About) -> tuple[FormQuestion, ...]:
    """Return what may be wrong with a row; with an event that is missing where there is none.

    Parameters
    ----------
    live
        The record as it is now.
    table, row
        The row; None for an event that is not in the record.
    about
        Gives the words of the choices.
    """
    kind = kind_of(table)
    if row is None:
        fields = _fields("new", "events", dict.fromkeys(EDITED["events"], ""), live, about)
        does = _("Adds an event with a first claim")
        return (FormQuestion("new", _("An event is missing"), does, fields, needs_source=True),)
    remark = FormQuestion(
        "remark", _("Something else"), _("Goes to the reviewers; nothing changes by itself")
    )
    if kind == "sources":
        words, fields = (
            _("Its address or its description is wrong"),
            _fields("address", kind, row, live, about),
        )
        return (FormQuestion("address", words, _("Changes the source"), fields), remark)
    found = [
        _misquoted(kind, _fields("misquoted", kind, row, live, about)),
        *_others(live, kind, row, about),
        remark,
    ]
    return tuple(found)


def _misquoted(kind: str, fields: tuple[FormField, ...]) -> FormQuestion:
    """Return the question whether a row says what its source says."""
    words = {
        "claims": _("The record does not say what its source says"),
        "district_facts": _("The record does not say what its source says"),
        "translations": _("The translation does not say what the English says"),
    }
    does = {
        "claims": _("Changes this claim"),
        "district_facts": _("Changes this fact"),
        "events": _("Changes date, place, category or words of the event"),
        "control_periods": _("Changes this period"),
        "translations": _("Changes the translation"),
        "places": _("Changes the place"),
    }
    return FormQuestion(
        "misquoted",
        words.get(kind, _("The record does not say what its sources say")),
        does.get(kind, _("Changes the text")),
        fields,
        needs_source=kind in {"events", "places"},
    )


def _others(live: Record, kind: str, row: Row, about: About) -> list[FormQuestion]:
    """Return what else may be wrong: what another source says, an address that does not open, a row to be taken out."""
    if kind == "events":
        return [_beside(_claim_fields("beside", {}, _claimed(live, row["event_id"], about)))]
    if kind == "control_periods" and row["begins_with_event_id"]:
        return [_beside(_claim_fields("beside", {}, (("start_date", about.field_label("start_date")),)))]
    if kind not in {"claims", "district_facts"}:
        return []
    is_claim = kind == "claims"
    fields = _claim_fields("beside", row, ()) if is_claim else _fact_fields()
    does = (
        _("Takes the claim out; the history keeps it")
        if is_claim
        else _("Takes the fact out; the history keeps it")
    )
    return [
        _beside(fields),
        *_address(live, row, about),
        FormQuestion("withdraw", _("The source says nothing of it"), does),
    ]


def _fact_fields() -> tuple[FormField, ...]:
    return (FormField("beside.value", column_label("value"), is_required=True),)


def _beside(fields: tuple[FormField, ...]) -> FormQuestion:
    does = _("Adds a claim beside this one; nothing is overwritten")
    return FormQuestion("beside", _("Another source says otherwise"), does, fields, needs_source=True)


def _claim_fields(
    question: str, row: Mapping[str, str], named: tuple[tuple[str, str], ...]
) -> tuple[FormField, ...]:
    """Return the fields of a claim that is added; `named` are the fields that it may be of, where that is open."""
    which = (
        [FormField(f"{question}.field", _("What it is about"), choices=named, is_required=True)]
        if named
        else []
    )
    return (
        *which,
        FormField(
            f"{question}.value", column_label("value"), is_required=True, recorded=row.get("value", "")
        ),
        FormField(f"{question}.unit", column_label("unit"), row.get("unit", "")),
        FormField(f"{question}.note", column_label("note"), is_long=True),
    )


def _claimed(live: Record, event_id: str, about: About) -> tuple[tuple[str, str], ...]:
    """Return the fields that a claim about an event may be of: those that every event has, and its own."""
    own = [row["field"] for row in live.where("claims", "event_id", event_id).values()]
    return tuple((name, about.field_label(name)) for name in dict.fromkeys([*CLAIM_FIELDS, *own]))


def _address(live: Record, row: Row, about: About) -> list[FormQuestion]:
    source = live.row("sources", row["source_id"])
    if source is None:
        return []
    fields = _fields("address", "sources", source, live, about)
    return [FormQuestion("address", _("The address does not open"), _("Changes the source"), fields)]


def _fields(
    question: str, kind: str, row: Mapping[str, str], live: Record, about: About
) -> tuple[FormField, ...]:
    described = live.package.fields.get(kind, {})
    found = []
    for column in EDITED.get(kind, ()):
        if column not in row:
            continue
        allowed = tuple(map(str, described.get(column, {}).get("constraints", {}).get("enum", ())))
        found.append(
            FormField(
                f"{question}.{column}",
                column_label(column),
                row[column],
                row[column],
                _hint(column),
                tuple(choices_of(column, about, allowed)),
                column in LONG,
                column in needed(live, kind),
            )
        )
    return tuple(found)


def needed(live: Record, kind: str) -> tuple[str, ...]:
    """Return the columns of a table that must be filled in: those of every dataset, and those of its schema."""
    described = live.package.fields.get(kind, {})
    own = [name for name, one in described.items() if one.get("constraints", {}).get("required")]
    return tuple(dict.fromkeys([*NEEDED.get(kind, ()), *own]))


def _hint(column: str) -> str:
    hints = {
        "start_date": _("as 2020-11-25"),
        "end_date": _("as 2020-11-25; blank for one day"),
        "from_date": _("as 2020-11-25"),
        "to_date": _("as 2020-11-25; blank is until now"),
        "district_ids": _("ids of the districts, separated by ; – all for the whole region"),
        "place_ids": _("ids of the places, separated by ;"),
        "source_ids": _("ids of the sources, separated by ;"),
        "lon": _("degrees east, as 46.75"),
        "lat": _("degrees north, as 39.82"),
        "published": _("as 2020-11-25, 2020-11 or 2020"),
        "language": _("its code, as en, az, hy, ru"),
        "url": _("begins with https:// or http://"),
    }
    return hints.get(column, "")


def build(live: Record, table: str, key: str, question: str, given: Mapping[str, str]) -> Built:
    """Return the changes that a filled-in form makes, and what is wrong with what was typed.

    Parameters
    ----------
    live
        The record as it is now.
    table, key
        The row; an empty key for an event that is missing.
    question
        The one that was chosen.
    given
        What was typed, by name.
    """
    row = live.row(table, key) if key else None
    typed = {name: clean(value) for name, value in given.items()}
    builder = _Builder(live, table, key, row, typed)
    if question == "remark":
        if not typed.get("comment"):
            builder.say("comment", _("Say in a sentence what is wrong."))
    elif question == "new":
        builder.new_event()
    elif row is None:
        builder.say("question", _("The record has no such row any more."))
    elif question == "withdraw":
        builder.changes.append(Change(table, key, row, None))
        builder.source = row.get("source_id", "")
    elif question == "address":
        builder.address(row)
    elif question == "beside":
        builder.beside(row)
    else:
        builder.misquoted(row)
    return Built(tuple(builder.changes), builder.source, builder.problems)


@dataclass
class _Builder:
    """The changes of a form while they are made."""

    live: Record
    table: str
    key: str
    row: Row | None
    typed: Mapping[str, str]
    changes: list[Change] = field(default_factory=list)
    source: str = ""
    problems: dict[str, list[str]] = field(default_factory=dict)

    def say(self, name: str, sentence: str) -> None:
        self.problems.setdefault(name, []).append(sentence)

    def misquoted(self, row: Row) -> None:
        """Change the row to what was typed."""
        columns = [name for name in EDITED.get(kind_of(self.table), ()) if name in row]
        after = {**row, **{name: self.typed.get(f"misquoted.{name}", row[name]) for name in columns}}
        if after == row:
            self.say(
                f"misquoted.{columns[0]}" if columns else "question",
                _("This is what the record says already."),
            )
            return
        if kind_of(self.table) == "translations":
            after |= {"by": self.typed.get("name") or _("a reader"), "checked_by": ""}
        self.check("misquoted", self.table, after, columns)
        self.changes.append(Change(self.table, self.key, row, after))
        if kind_of(self.table) in {"events", "places"}:
            self.source = self.sourced()
        else:
            self.source = row.get("source_id", "") or row.get("source_ids", "")

    def address(self, row: Row) -> None:
        """Change the source of the row, or the row that is a source."""
        key = self.key if self.table == "sources" else row["source_id"]
        source = self.live.row("sources", key)
        if source is None:
            self.say("question", _("The record has no such row any more."))
            return
        columns = [name for name in EDITED["sources"] if name in source]
        after = {**source, **{name: self.typed.get(f"address.{name}", source[name]) for name in columns}}
        if after == source:
            self.say("address.url", _("This is what the record says already."))
            return
        self.check("address", "sources", after, columns)
        self.changes.append(Change("sources", key, source, after))
        self.source = key

    def beside(self, row: Row) -> None:
        """Add what another source says, beside what is there."""
        self.source = self.sourced()
        if self.table == "district_facts":
            after = {**row, "value": self.typed.get("beside.value", ""), "source_id": self.source}
            self.add("beside", "district_facts", after, ("value",))
            return
        event_id = row.get("event_id") or row.get("begins_with_event_id", "")
        name = row.get("field") or self.typed.get("beside.field", "")
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,79}", name):
            self.say("beside.field", _("Choose what it is about."))
        after = dict.fromkeys(self.live.tables["claims"].columns, "")
        after |= {"event_id": event_id, "source_id": self.source, "field": name}
        after |= {one: self.typed.get(f"beside.{one}", "") for one in ("value", "unit", "note")}
        self.add("beside", "claims", after, ("value", "unit", "note"))

    def new_event(self) -> None:
        """Add an event, and the claim of its source that it began on its first day."""
        columns = self.live.tables["events"].columns
        after = dict.fromkeys(columns, "")
        after |= {name: self.typed.get(f"new.{name}", "") for name in EDITED["events"] if name in columns}
        after["event_id"] = self.free("events", f"{after['title']}-{after['start_date'][:4]}")
        if "status" in after:
            known = self.live.package.fields["events"]["status"].get("constraints", {}).get("enum", [SINGLE])
            after["status"] = SINGLE if SINGLE in known else str(known[0])
        self.source = self.sourced()
        self.add("new", "events", after, EDITED["events"])
        claim = dict.fromkeys(self.live.tables["claims"].columns, "")
        claim |= {"event_id": after["event_id"], "source_id": self.source, "field": "start_date"}
        claim["value"] = after["start_date"]
        self.changes.append(Change("claims", key_of_row("claims", claim), None, claim))

    def add(self, question: str, table: str, after: Row, columns: Iterable[str]) -> None:
        self.check(question, table, after, columns)
        self.changes.append(Change(table, key_of_row(table, after), None, after))

    def check(self, question: str, table: str, after: Row, columns: Iterable[str]) -> None:
        """Note what is wrong with the cells, in the sentences of the check."""
        named, must = list(columns), needed(self.live, kind_of(table))
        for name in must:
            if name in named and not after.get(name, "").strip():
                self.say(f"{question}.{name}", _("Fill in this field."))
        for problem in cell_problems(self.live, table, after, named):
            filled = after.get(problem.column, "").strip()
            if problem.severity == "error" and (filled or problem.column not in must):
                self.say(f"{question}.{problem.column}", told(problem))

    def sourced(self) -> str:
        """Return the id of the source that was named; one that is not in the data yet is added."""
        text = self.typed.get("source", "")
        if not text:
            self.say("source", _("Name the source: its address, or its id in the data."))
            return ""
        known = source_named(self.live, text)
        if known:
            return known
        if not is_web_address(text):
            expected = Sentence(
                marked(
                    "an address that begins with https:// or http://, or one of the {count} sources in the data"
                ),
                {"count": len(self.live.rows("sources"))},
            )
            problem = Problem("", None, "", text, expected, marked("Give the address or the id"))
            self.say("source", told(problem))
            return ""
        source = dict.fromkeys(self.live.tables["sources"].columns, "")
        source |= {name: self.typed.get(f"source.{name}", "") for name in SOURCE_FIELDS if name in source}
        source |= {"url": text}
        if "accessed" in source:
            source["accessed"] = datetime.now(UTC).date().isoformat()
        for name in ("title", "publisher_kind"):
            if not source.get(name):
                self.say(f"source.{name}", _("Fill in this field: the source is not in the data yet."))
        if not self.problems.get("source.publisher_kind"):
            self.check("source", "sources", source, SOURCE_FIELDS)
        words = (
            f"{source['publisher'] or urlsplit(text).hostname or ''} {source['published']} {source['title']}"
        )
        source["source_id"] = self.free("sources", words)
        self.changes.append(Change("sources", source["source_id"], None, source))
        return source["source_id"]

    def free(self, table: str, words: str) -> str:
        """Return an id made of words that no row of a table has."""
        base = slug(words)
        if len(base) > LONGEST_ID:
            base = base[: LONGEST_ID + 1].rpartition("-")[0] or base[:LONGEST_ID]
        base = base or "new"
        found, number = base, 2
        while found in self.live.rows(table):
            found, number = f"{base}-{number}", number + 1
        return found


def told(problem: Problem) -> str:
    """Say what is wrong with a field, in the words of the check, without the file: the field is in sight."""
    expected, remedy = sentence_text(problem.expected), sentence_text(problem.remedy)
    if not problem.read:
        return _("Expected {expected}. {remedy}.").format(expected=expected, remedy=remedy)
    read = problem.read if len(problem.read) <= 80 else f"{problem.read[:79]}…"  # noqa: PLR2004 - As in a problem.
    return _("Read “{value}”, expected {expected}. {remedy}.").format(
        value=read, expected=expected, remedy=remedy
    )


def source_named(live: Record, text: str) -> str:
    """Return the id of the source that a text names, by its id or its address; "" where none has it."""
    if text in live.rows("sources"):
        return text
    wanted = same_address(text)
    if not wanted:
        return ""
    exact = live.where("sources", "url", text)
    if exact:
        return next(iter(exact))
    return next((key for key, row in live.rows("sources").items() if same_address(row["url"]) == wanted), "")


def same_address(text: str) -> str:
    """Return an address without what may differ though it leads to the same page, "" of what is none.

    >>> same_address("http://www.example.org/a/#top") == same_address("https://example.org/a")
    True
    """
    if not is_web_address(text):
        return ""
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}" if host else ""


def with_typed(asked: Iterable[FormQuestion], typed: Mapping[str, str]) -> tuple[FormQuestion, ...]:
    """Return questions with what was typed in their fields."""
    return tuple(
        replace(
            question,
            fields=tuple(replace(one, value=typed.get(one.name, one.value)) for one in question.fields),
        )
        for question in asked
    )
