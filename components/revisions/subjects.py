"""Names of the rows of the record, and where each is read: for headings, lists and ways back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from components.revisions.columns import column_label, table_label
from components.wording.dates_and_counts import written_date
from geo.i18n import gettext as _
from geo.i18n import locale
from geo.identifiers import split_list
from geo.revisions.record import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.dataset import Dataset
    from geo.revisions.record import Record, Row

LONGEST_TITLE = 120


class Subject(NamedTuple):
    """What a row speaks of.

    Parameters
    ----------
    title
        Of the event, place, district, source or story.
    line
        What the row is: its table, and the field of a claim or fact.
    day
        In words; "" where it has none.
    districts
        Ids of the districts it belongs to.
    kind, name
        Of the page that shows it, as in `event` and its id; "" for none.
    """

    title: str
    line: str
    day: str
    districts: tuple[str, ...]
    kind: str
    name: str


def subject_of(table: str, row: Mapping[str, str], live: Record, told: Dataset) -> Subject:
    """Return what a row speaks of, in the language of the dataset as it is told."""
    if kind_of(table) == "translations":
        return _of_translation(table, row, live, told)
    if row.get("event_id"):
        event = row if table == "events" else live.row("events", row["event_id"]) or {}
        line = told.about.field_label(row["field"]) if "field" in row else table_label(table)
        return Subject(
            _title(row["event_id"], event, told),
            line,
            written_date(event.get("start_date", "")) or event.get("start_date", ""),
            split_list(event.get("district_ids", "")),
            "event",
            row["event_id"],
        )
    if table == "places":
        return Subject(
            row.get("name_en") or row.get("place_id", ""),
            table_label(table),
            "",
            tuple(filter(None, [row.get("district_id", "")])),
            "place",
            row.get("place_id", ""),
        )
    if row.get("story_id"):
        story = live.row("stories", row["story_id"]) or row
        line = (
            _("Step {number}: {title}").format(number=row["step"], title=row["title"])
            if "step" in row
            else ""
        )
        return Subject(
            story.get("title", row["story_id"]), line or table_label(table), "", (), "story", row["story_id"]
        )
    if table == "sources":
        return Subject(
            row.get("title", "") or row["source_id"], table_label(table), "", (), "source", row["source_id"]
        )
    district = row.get("district_id", "")
    if "field" in row:
        line = told.about.field_label(row["field"])
    elif "from_date" in row:
        line = _("Control from {date}").format(date=written_date(row["from_date"]) or row["from_date"])
    else:
        line = table_label(table)
    return Subject(district_name(told, district), line, "", (district,), "district", district)


def _of_translation(table: str, row: Mapping[str, str], live: Record, told: Dataset) -> Subject:
    code = table.split("/")[1]
    language = str(locale().languages.get(code, code))
    line = _("Translation into {language}: {field}").format(
        language=language, field=column_label(row["field"])
    )
    name, key = row["table"], row["key"]
    of: Row | None = None
    if name == "events":
        of = live.row("events", key)
    if of is not None:
        return subject_of("events", of, live, told)._replace(line=line)
    return Subject(_short(row["en"]), line, "", (), "", "")


def _title(event_id: str, event: Mapping[str, str], told: Dataset) -> str:
    """Return the title of an event as it is told, in English where it has changed since."""
    english = event.get("title", "")
    translated = told.texts.get(told.spoken.texts.language) if told.spoken else None
    found = translated.of("events", event_id, "title", english) if translated else None
    return found.text if found else english or event_id


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1]}…"


def district_name(told: Dataset, district: str) -> str:
    """Return the name of a district, made of its id where the dataset has no other."""
    if district in told.districts.index:
        return str(told.districts["name"][district])
    return _("All districts") if district == "all" else district.replace("-", " ").title()
