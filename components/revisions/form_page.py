"""The page of a suggestion's form as plain values: the row as it is recorded, what stands beside it, the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.details.inline_text import safe_url
from components.revisions.columns import EDITED, choices_of, column_label
from components.revisions.form import SOURCE_FIELDS, FormField
from components.revisions.subjects import subject_of
from components.wording.dates_and_counts import unit_text, written_date
from geo.i18n import DEFAULT, language, number_text, numbers_written
from geo.i18n import gettext as _
from geo.revisions.record import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from components.revisions.form import FormQuestion
    from geo.dataset.dataset import Dataset
    from geo.revisions.record import Record, Row

Json = dict[str, Any]
MOST_BESIDE = 8
MOST_CHOICES = 300


def matching(live: Record, asked: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return table and key of the rows that an address may mean: of a claim its event, source and field."""
    if asked.get("event") and (asked.get("source") or asked.get("field")):
        claims = live.where("claims", "event_id", asked["event"])
        found = [
            ("claims", key)
            for key, row in claims.items()
            if asked.get("source", row["source_id"]) == row["source_id"]
            and asked.get("field", row["field"]) == row["field"]
        ]
        exact = [one for one in found if claims[one[1]]["value"] == asked.get("value")]
        return exact or found
    named = {
        "place": ("places", asked.get("place", "")),
        "story": ("story_steps", f"{asked.get('story', '')}~{asked.get('step', '')}"),
        "source": ("sources", asked.get("source", "")),
    }
    for name, (table, key) in named.items():
        if asked.get(name) and live.row(table, key) is not None:
            return [(table, key)]
    return []


def chooser(
    asked: Mapping[str, str],
    found: list[tuple[str, str]],
    live: Record,
    told: Dataset,
    href: Callable[..., str],
) -> Json:
    """Return a page with the rows that may be meant, each with the way to its form."""

    def item(table: str, key: str) -> Json:
        row = live.row(table, key) or {}
        return {"text": _row_text(table, row, live, told), "href": href(table=table, key=key)}

    groups: list[tuple[str, list[tuple[str, str]]]] = []
    title, event = _("Suggest a correction"), asked.get("event", "")
    if found:
        groups.append((_("Which of these?"), found))
    elif event and live.row("events", event) is not None:
        title = subject_of("events", live.row("events", event) or {}, live, told).title
        groups.append((_("The event: date, place, category, words"), [("events", event)]))
        groups.append(
            (_("What a source says"), [("claims", key) for key in live.where("claims", "event_id", event)])
        )
        groups.append((_("Its translation"), _translations(live, "events", event)))
    elif asked.get("district"):
        district = asked["district"]
        groups += [
            (
                _("Who controlled it"),
                [("control_periods", key) for key in live.where("control_periods", "district_id", district)],
            ),
            (
                _("Facts"),
                [("district_facts", key) for key in live.where("district_facts", "district_id", district)],
            ),
        ]
    elif asked.get("story"):
        story = asked["story"]
        groups.append(
            (_("Steps"), [("story_steps", key) for key in live.where("story_steps", "story_id", story)])
        )
        groups.append(
            (
                _("Its translation"),
                [
                    pair
                    for step in live.where("story_steps", "story_id", story)
                    for pair in _translations(live, "story_steps", step.replace("~", "|"))
                ],
            )
        )
    return {
        "title": title,
        "groups": [
            {"title": name, "rows": [item(table, key) for table, key in rows[:MOST_CHOICES]]}
            for name, rows in groups
            if rows
        ],
        "new": href(new="1"),
    }


def _translations(live: Record, table: str, key: str) -> list[tuple[str, str]]:
    """Return the translations of a row into the language that is spoken."""
    name = f"translations/{language()}"
    if language() == DEFAULT or name not in live.tables:
        return []
    return [(name, one) for one, row in live.where(name, "key", key).items() if row["table"] == table]


def _row_text(table: str, row: Row, live: Record, told: Dataset) -> str:
    """Say in a line what a row says."""
    kind = kind_of(table)
    if kind == "claims":
        source = live.row("sources", row["source_id"]) or {}
        value = " ".join(filter(None, [value_text(row["value"]), unit_text(row["unit"], told.about)]))
        return (
            f"{told.about.field_label(row['field'])}: {value} ({source.get('publisher') or row['source_id']})"
        )
    if kind == "district_facts":
        source = live.row("sources", row["source_id"]) or {}
        return f"{told.about.field_label(row['field'])}: {row['value']} ({source.get('publisher') or row['source_id']})"
    if kind == "control_periods":
        holder = next(
            (one.label for one in told.about.controllers if one.id == row["controller"]), row["controller"]
        )
        first, last = (written_date(row[name]) or row[name] for name in ("from_date", "to_date"))
        days = (
            _("from {first} to {last}").format(first=first, last=last)
            if last
            else _("since {first}").format(first=first)
        )
        return ", ".join(filter(None, [holder, days, row["extent_note"]]))
    if kind == "translations":
        return f"{column_label(row['field'])}: {row['text']}"
    subject = subject_of(table, row, live, told)
    return subject.line if kind == "story_steps" else subject.title


def value_text(value: str) -> str:
    """Return a value as the page writes it: dates in words, thousands apart."""
    return written_date(value) or numbers_written(value)


def form_page(
    live: Record,
    told: Dataset,
    asked: tuple[FormQuestion, ...],
    *,
    table: str,
    key: str,
    row: Row | None,
    typed: Mapping[str, str],
    problems: Mapping[str, list[str]],
) -> Json:
    """Return the form: what is recorded, what stands beside it, and the questions with their fields."""
    subject = subject_of(table, row, live, told) if row is not None else None
    chosen = typed.get("question", "")
    ids = [question.id for question in asked]
    return {
        "title": _("Suggest a correction") if row is not None else _("Suggest an event"),
        "table": table,
        "key": key,
        "subject": subject._asdict() if subject else None,
        "recorded": _recorded(table, row, live, told) if row is not None else [],
        "recorded_title": _recorded_title(table),
        "value": _value(row, told),
        "source": _source(row, live),
        "beside": _beside(table, key, row, live, told),
        "questions": [
            {
                "id": question.id,
                "label": question.label,
                "does": question.does,
                "on": question.id == (chosen if chosen in ids else ids[0]),
                "needs_source": question.needs_source,
                "fields": [_field(one, problems) for one in question.fields],
            }
            for question in asked
        ],
        "source_text": typed.get("source", ""),
        "source_fields": [_field(one, problems) for one in _source_fields(live, told, typed)],
        "source_problems": problems.get("source", []),
        "has_new_source": any(name.startswith("source.") for name in problems)
        or bool(typed.get("source.title")),
        "problems": problems.get("question", []),
        "comment": typed.get("comment", ""),
        "comment_problems": problems.get("comment", []),
        "name": typed.get("name", ""),
        "email": typed.get("email", ""),
        "count": _("an address, or the id of one of the {count} in the data").format(
            count=number_text(len(live.rows("sources")))
        ),
        "sources": [],
        "licence": _licence(table, told),
    }


def _recorded_title(table: str) -> str:
    words = {
        "claims": _("The claim as recorded"),
        "events": _("The event as recorded"),
        "district_facts": _("The fact as recorded"),
        "control_periods": _("The period as recorded"),
        "translations": _("The translation as recorded"),
    }
    return words.get(kind_of(table), _("As recorded"))


def _value(row: Row | None, told: Dataset) -> Json | None:
    if row is None or "value" not in row:
        return None
    unit = unit_text(row["unit"], told.about) if row.get("unit") else ""
    return {
        "text": value_text(row["value"]),
        "unit": unit,
        "note": row.get("note", ""),
        "field": told.about.field_label(row["field"]),
    }


def _source(row: Row | None, live: Record) -> Json | None:
    source = live.row("sources", (row or {}).get("source_id", ""))
    if source is None:
        return None
    return {
        "publisher": source["publisher"] or source["source_id"],
        "title": source["title"],
        "date": written_date(source["published"]) or source["published"],
        "url": safe_url(source["url"]),
    }


def _recorded(table: str, row: Row, live: Record, told: Dataset) -> list[Json]:
    """Return the cells of a row that has no picture of its own as label and text."""
    kind = kind_of(table)
    if kind in {"claims", "district_facts"}:
        return []
    columns = ("en", "text", "by", "checked_by") if kind == "translations" else EDITED.get(kind, tuple(row))
    described = live.package.fields.get(kind, {})
    found = []
    for column in columns:
        if not row.get(column):
            continue
        allowed = tuple(map(str, described.get(column, {}).get("constraints", {}).get("enum", ())))
        words = dict(choices_of(column, told.about, allowed))
        text = words.get(row[column], row[column])
        found.append({"label": column_label(column), "text": written_date(text) or text})
    return found


def _beside(table: str, key: str, row: Row | None, live: Record, told: Dataset) -> list[Json]:
    """Return what other sources say on the same question."""
    if row is None or kind_of(table) not in {"claims", "district_facts"}:
        return []
    column = "event_id" if "event_id" in row else "district_id"
    same = [
        other
        for one, other in live.where(table, column, row[column]).items()
        if one != key and other["field"] == row["field"]
    ]
    found = []
    for other in same[:MOST_BESIDE]:
        source = live.row("sources", other["source_id"]) or {}
        voice = told.about.publisher_kinds.get(source.get("publisher_kind", ""), "")
        found.append(
            {
                "value": " ".join(
                    filter(None, [value_text(other["value"]), unit_text(other.get("unit", ""), told.about)])
                ),
                "source": ", ".join(
                    filter(
                        None,
                        [
                            source.get("publisher", ""),
                            voice,
                            written_date(source.get("published", "")) or source.get("published", ""),
                        ],
                    )
                ),
            }
        )
    return found


def _source_fields(live: Record, told: Dataset, typed: Mapping[str, str]) -> list[FormField]:
    described = live.package.fields.get("sources", {})
    columns = [name for name in SOURCE_FIELDS if name in live.tables["sources"].columns]
    return [
        FormField(
            f"source.{column}",
            column_label(column),
            typed.get(f"source.{column}", ""),
            choices=tuple(
                choices_of(
                    column,
                    told.about,
                    tuple(map(str, described.get(column, {}).get("constraints", {}).get("enum", ()))),
                )
            ),
            is_required=column in {"title", "publisher_kind"},
        )
        for column in columns
    ]


def _field(one: FormField, problems: Mapping[str, list[str]]) -> Json:
    # A choice that must be made offers none beside the others once it is made.
    blank = not one.is_required or not one.value
    return {
        "name": one.name,
        "label": one.label,
        "hint": one.hint,
        "value": one.value,
        "recorded": one.recorded,
        "choices": ([("", "–")] if one.choices and blank else []) + list(one.choices),
        "is_long": one.is_long,
        "is_required": one.is_required,
        "problems": problems.get(one.name, []),
    }


def _licence(table: str, told: Dataset) -> Json | None:
    """Return the licence of what is sent: that of its table."""
    for resource in told.about.resources:
        if resource.name == kind_of(table) and resource.licences:
            name, title, path = resource.licences[0]
            return {"title": title or name, "url": safe_url(path)}
    return None
