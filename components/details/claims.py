"""Claims of an event: fields whose values differ side by side, then the rest by voice."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.details.axis_ticks import scale_ticks
from components.details.frame_rows import present, records_of
from components.details.inline_text import Json, data_text, safe_url
from components.details.sources import language_name, title_language
from components.wording.dates_and_counts import source_count, unit_text, written_date
from geo.claims.quantities import Quantity, read_quantity
from geo.i18n import gettext as _
from geo.i18n import locale, ngettext, number_text, numbers_written

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from components.details.frame_rows import Record
    from geo.dataset.metadata import About

RESEARCH_FIELD = "source_independence"
_STATEMENT = "statement"
_CALENDAR_UNITS = {"", "year"}
_MOST_OTHER_MEASURES = 2
_MOST_MARKS = 12


@dataclass
class Value:
    """One value of one field, as written, with the claims that give it."""

    field: str
    text: str
    unit: str
    claims: list[Record] = dataclasses.field(default_factory=list)

    @property
    def figure(self) -> Quantity | None:
        """The value as a number, where it counts something and can be drawn."""
        found = None if self.unit in _CALENDAR_UNITS else read_quantity(self.text, self.unit)
        return None if found and found.bound == "vague" else found

    @property
    def shown(self) -> str:
        """The value for the page: dates in words, thousands separated, else as written."""
        # Digits without a unit may be a year or a time; a comma between them is in numbers alone.
        if self.field == _STATEMENT or (self.unit in _CALENDAR_UNITS and "," not in self.text):
            return written_date(self.text) or self.text
        return written_date(self.text) or numbers_written(self.text)


def values_of(claims: Iterable[Record]) -> list[Value]:
    """Gather claims that give the same value (``53,340`` and ``53340`` are the same) of the same field."""
    values: dict[tuple[str, object, str], Value] = {}
    for claim in claims:
        text, unit = present(claim["value"]), present(claim["unit"])
        value = Value(str(claim["field"]), text, unit)
        key = (value.field, value.figure or text.casefold(), unit)
        values.setdefault(key, value).claims.append(claim)
    return list(values.values())


def claims_model(
    claims: pd.DataFrame,
    about: About,
    chosen: frozenset[str] = frozenset(),
    contradicted: frozenset[str] = frozenset(),
) -> Json:
    """Return the claims of one event.

    Parameters
    ----------
    claims
        Rows of ``dataset.claims`` with one ``event_id``.
    about
        Voices, labels of fields and of kinds of publishers.
    chosen
        The voices that are listened to; their cards come first and are marked.
    contradicted
        The fields on which the claims contradict each other; others differ and may all be right.

    Returns
    -------
    dict
        ``fields``: those whose values differ, each with cards by voice, whether they contradict each
        other, and, for numbers, a picture;
        ``rest``: cards by voice of all other claims; ``silent``: voices without a claim;
        ``research``: what the researcher notes of the sources.
    """
    spoken = records_of(claims[claims["field"] != RESEARCH_FIELD])
    values = values_of(spoken)
    by_field: dict[str, list[Value]] = {}
    for value in values:
        by_field.setdefault(value.field, []).append(value)
    differing = {name: found for name, found in by_field.items() if len(found) > 1 and name != _STATEMENT}
    rest = [value for value in values if value.field not in differing]
    fields = [
        {
            **_field_model(name, found, rest, differing, about, chosen=chosen),
            "contradicted": about.claim_rules.same_fields.get(name, name) in contradicted,
        }
        for name, found in differing.items()
    ]
    rest.sort(key=lambda value: (value.field == _STATEMENT, value.field in {"start_date", "end_date"}))
    voices = {str(claim["voice"]) for claim in spoken}
    research = records_of(claims[claims["field"] == RESEARCH_FIELD])
    return {
        "fields": fields,
        "rest": {
            "title": _("Other claims, by voice") if fields else _("Claims, by voice"),
            "cards": voice_cards(rest, about, chosen, named=True),
        },
        "silent": [voice.label for voice in about.voices if voice.id not in voices],
        "silent_text": _("No claim on record"),
        "research": sorted({present(claim["note"]) or present(claim["value"]) for claim in research}),
    }


def voice_cards(values: list[Value], about: About, chosen: frozenset[str], *, named: bool) -> list[Json]:
    """Return one card for each voice that makes a claim: the chosen ones, then in the dataset's order.

    Parameters
    ----------
    values
        What the cards hold.
    about
        Gives the voices.
    chosen
        The voices that are listened to.
    named
        Whether each value says which field it is of.
    """
    cards = []
    for voice in sorted(about.voices, key=lambda one: one.id not in chosen):
        entries = [
            _entry(value, [claim for claim in value.claims if claim["voice"] == voice.id], about, named=named)
            for value in values
        ]
        entries = [entry for entry in entries if entry["sources"]]
        if entries:
            cards.append(
                {
                    "voice": voice.label,
                    "chosen": voice.id in chosen,
                    "count": _sources_in(entries),
                    "entries": entries,
                }
            )
    return cards


def _sources_in(entries: list[Json]) -> Json:
    count = len({source["id"] for entry in entries for source in entry["sources"]})
    return {"text": number_text(count), "hint": source_count(count)}


def _entry(value: Value, claims: list[Record], about: About, *, named: bool) -> Json:
    is_short = len(value.shown) <= 24  # noqa: PLR2004 characters that fit a card's line as a large figure
    return {
        "field": about.field_label(value.field) if named and value.field != _STATEMENT else None,
        "value": data_text(value.shown),
        "unit": unit_text(value.unit, about),
        "large": is_short and value.field != _STATEMENT,
        "of": value.field,
        "sources": [_source(claim, about) for claim in claims],
    }


def _source(claim: Record, about: About) -> Json:
    published = present(claim["published"])
    publisher, title = present(claim["publisher"]), present(claim["source_title"])
    return {
        "id": str(claim["source_id"]),
        "name": publisher or title or str(claim["source_id"]),
        "title": title if publisher else "",
        "kind": about.publisher_kinds.get(str(claim["publisher_kind"]), str(claim["publisher_kind"])),
        "date": (written_date(published) or published) if published else _("no date"),
        "url": safe_url(present(claim["url"])),
        "note": present(claim["note"]),
        **_language(present(claim["language"])),
        "title_lang": title_language(about, str(claim["source_id"]), present(claim["language"])),
    }


def _language(code: str) -> Json:
    return {"lang": code if code in locale().languages else None, "language": language_name(code)}


def _field_model(
    name: str,
    values: list[Value],
    rest: list[Value],
    differing: dict[str, list[Value]],
    about: About,
    *,
    chosen: frozenset[str],
) -> Json:
    count = len(values)
    shown = number_text(count)
    if all(value.figure for value in values):
        differ = ngettext("{count} figure", "{count} figures", count).format(count=shown)
    elif all(written_date(value.text) for value in values):
        differ = ngettext("{count} date", "{count} dates", count).format(count=shown)
    else:
        differ = ngettext("{count} value", "{count} values", count).format(count=shown)
    charted = [other for other, found in differing.items() if _is_comparable(found)]
    same = [value for value in rest if not _is_counted_elsewhere(name, value.field, about)]
    others = _other_measures(values, same) if charted == [name] else []
    return {
        "title": about.field_label(name),
        "differ": differ,
        "picture": _picture(values, others, about) if name in charted else None,
        "cards": voice_cards(values, about, chosen, named=False),
    }


def _is_counted_elsewhere(name: str, field: str, about: About) -> bool:
    """Whether a field is counted by a measure of its own: the dead do not stand on the axis of the injured."""
    counted = [{entry.field for entry in measure.fields} for measure in about.measures]
    return any(field in fields and name not in fields for fields in counted)


def _is_comparable(values: list[Value]) -> bool:
    figures = [value for value in values if value.figure]
    return 1 < len(figures) <= _MOST_MARKS and len({value.unit for value in figures}) == 1


def _other_measures(values: list[Value], rest: list[Value]) -> list[Value]:
    """Numbers of other fields in the same unit: drawn hollow and off the line, never compared."""
    figures = [value.figure for value in values if value.figure]
    units = {value.unit for value in values if value.figure}
    largest = max(figure.high for figure in figures)
    found = [
        value
        for value in rest
        if value.unit in units and value.figure and largest / 20 <= value.figure.high <= largest * 1.25
    ]
    return found if len(found) <= _MOST_OTHER_MEASURES else []


def _picture(values: list[Value], others: list[Value], about: About) -> Json:
    largest = max(value.figure.high for value in (*values, *others) if value.figure)
    ticks = scale_ticks(largest)

    def mark(value: Value) -> Json | None:
        figure = value.figure
        if figure is None:
            return None
        voices = {str(claim["voice"]) for claim in value.claims}
        return {
            "low": 100 * figure.low / ticks[-1],
            "high": 100 * figure.high / ticks[-1],
            "bound": figure.bound,
            "text": value.shown,
            "voices": ", ".join(voice.label for voice in about.voices if voice.id in voices),
        }

    return {
        "marks": sorted((made for made in map(mark, values) if made), key=lambda made: float(made["low"])),
        "others": [
            {
                **(mark(value) or {}),
                "words": _("{value} {field}: another measure, not compared").format(
                    value=value.shown, field=about.field_label(value.field)
                ),
            }
            for value in others
        ],
        "ticks": [{"at": 100 * tick / ticks[-1], "text": number_text(tick)} for tick in ticks],
        "spread": len({claim["source_id"] for value in values for claim in value.claims}) > 1,
        "unit": next(unit_text(value.unit, about) for value in values if value.figure),
    }
