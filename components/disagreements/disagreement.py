"""One disagreement: of which event and field, how large, and who gives which value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from components.details.axis_ticks import scale_ticks
from components.details.difference_text import field_text, size_text
from components.details.event_record import districts_runs
from components.details.frame_rows import records_of
from components.details.sources import source_model
from components.wording.dates_and_counts import (
    days_text,
    source_count,
    unit_text,
    written_date,
)
from components.wording.moment_text import moment_text
from geo.claims.quantities import read_quantity
from geo.dataset.lookup import rows_of
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text, numbers_written
from geo.translations import claim_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from components.details.frame_rows import Record
    from components.details.inline_text import Json
    from components.details.palette import Palette
    from components.view.state import ViewState
    from geo import Dataset
    from geo.claims.parsed_values import Value

_MOST_SOURCES = 4
_LONGEST_LARGE = 24
_OF_EVENT = (
    *("title", "category", "first_day", "last_day", "date_precision"),
    *("region_wide", "district_ids", "other_district_ids"),
)
_OF_SOURCE = ("publisher", "title", "published", "url", "voice")


def events_of(event_ids: pd.Series[str], dataset: Dataset) -> dict[str, Record]:
    """Return what the rows of a list say of their events, by event; all are looked up at once."""
    different = list(dict.fromkeys(event_ids))
    rows = rows_of(dataset, different)
    columns = pd.DataFrame({name: dataset.events[name].iloc[rows] for name in _OF_EVENT})
    return dict(zip(different, records_of(columns), strict=True))


def sources_of(values: Iterable[Iterable[Value]], dataset: Dataset) -> dict[str, Record]:
    """Return the sources that the rows of a list name, by source; all are looked up at once."""
    named = dict.fromkeys(
        source_id for of_row in values for value in of_row for source_id in value.source_ids
    )
    sources = dataset.sources.loc[list(named), list(_OF_SOURCE)]
    return dict(zip(named, records_of(sources), strict=True))


def row_model(
    found: Record,
    event: Record,
    sources: Mapping[str, Record],
    dataset: Dataset,
    *,
    state: ViewState,
    palette: Palette,
) -> Json:
    """Return one row of the list.

    Parameters
    ----------
    found
        A row of `geo.claims.disagreements.disagreements`.
    event, sources
        As :func:`events_of` and :func:`sources_of` give them.
    dataset
        Gives the event, the sources and the words.
    state
        The selected event's rows are marked, and so are the chosen voices.
    palette
        Colours and icons.
    """
    voices = len(found["voices"])
    return {
        "event": found["event_id"],
        "kind": found["kind"],
        "current": found["event_id"] == state.event,
        "title": str(event["title"]),
        "open": _("Show this event on the map"),
        "icon": palette.icon(event["category"]),
        "date": days_text(int(event["first_day"]), int(event["last_day"]), event["date_precision"]),
        "districts": districts_runs(event, dataset),
        "field": field_text(found, dataset.about),
        "scope": moment_text(dataset, found["scope"]),
        "size": size_text(found),
        "values": [_value(value, found["kind"], sources, dataset, state) for value in found["values"]],
        "picture": _picture(found, dataset) if found["kind"] == "number" else None,
        "sources": _("{sources}, {sides}").format(
            sources=source_count(int(found["n_sources"])),
            sides=ngettext("{count} side", "{count} sides", voices).format(count=number_text(voices)),
        ),
    }


def _value(
    value: Value, kind: str, sources: Mapping[str, Record], dataset: Dataset, state: ViewState
) -> Json:
    text = claim_text(dataset, value.text)
    if not value.unit:
        text = written_date(text) or text
    elif kind == "number":
        text = numbers_written(text)
    return {
        "text": text,
        "unit": "" if kind == "date" else unit_text(value.unit, dataset.about),
        "large": kind != "statement" and len(text) <= _LONGEST_LARGE,
        "notes": [
            *([dataset.about.field_label(value.field)] if value.field else []),
            *(claim_text(dataset, note) for note in value.notes),
        ],
        "who": _who({source_id: sources[source_id] for source_id in value.source_ids}, dataset, state.voices),
    }


def _who(sources: Mapping[str, Record], dataset: Dataset, chosen: frozenset[str]) -> list[Json]:
    """Return the sources by voice: the chosen voices first, then in the dataset's order."""
    by_voice: dict[str, list[Json]] = {}
    for source_id, source in sources.items():
        by_voice.setdefault(str(source["voice"]), []).append(source_model(source_id, source))
    voices = sorted(dataset.about.voices, key=lambda voice: voice.id not in chosen)
    return [
        {
            "label": voice.label,
            "chosen": voice.id in chosen,
            "sources": by_voice[voice.id][:_MOST_SOURCES],
            "rest": _rest(len(by_voice[voice.id]) - _MOST_SOURCES),
        }
        for voice in voices
        if voice.id in by_voice
    ]


def _rest(count: int) -> str:
    if count <= 0:
        return ""
    return ngettext("and {count} more source", "and {count} more sources", count).format(
        count=number_text(count)
    )


def _picture(found: Record, dataset: Dataset) -> Json | None:
    """Return the values on one scale from zero, in the unit they are compared in."""
    numbers = [value for value in found["values"] if value.lowest is not None and value.highest is not None]
    ticks = scale_ticks(float(found["highest"]))
    labels = {voice.id: voice.label for voice in dataset.about.voices}
    marks = [
        {
            "low": 100 * float(value.lowest) / ticks[-1],
            "high": 100 * float(value.highest) / ticks[-1],
            "bound": _bound(value.text),
            "text": numbers_written(value.text),
            "voices": ", ".join(labels[voice] for voice in labels if voice in value.voices),
        }
        for value in numbers
    ]
    return {
        "marks": marks,
        "others": [],
        "ticks": [{"at": 100 * tick / ticks[-1], "text": number_text(tick)} for tick in ticks],
        "spread": True,
        "unit": unit_text(found["unit"], dataset.about),
    }


def _bound(text: str) -> str:
    """Return how firmly a source gives a number: `exact`, `about`, `at_least`, `at_most` or `vague`."""
    read = read_quantity(text)
    return read.bound if read else "exact"
