"""The numbers of a chart as rows of a table: the event, the range, each value and who gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.details.frame_rows import present, records_of
from components.details.sources import source_model
from components.wording.dates_and_counts import days_text, unit_text
from components.wording.moment_text import moment_text
from geo.dataset.lookup import rows_of
from geo.i18n import gettext as _
from geo.i18n import number_text, numbers_written
from geo.translations import claim_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from components.details.inline_text import Json
    from geo.claims.parsed_values import Value
    from geo.dataset.dataset import Dataset
    from geo.dataset.measures import Measure
    from geo.figures.estimates import InWords, Point


_OF_EVENT = ("title", "place_name", "first_day", "last_day", "date_precision")


def heads_of(event_ids: Iterable[str], dataset: Dataset) -> dict[str, Json]:
    """Return the title, the place and the days in words of some events, by event."""
    ids = list(event_ids)
    rows = rows_of(dataset, ids)
    columns = (dataset.events[name].iloc[rows] for name in _OF_EVENT)
    return {
        event_id: {
            "event": event_id,
            "title": str(title),
            "place": present(place),
            "date": days_text(int(first), int(last), precision),
        }
        for event_id, title, place, first, last, precision in zip(ids, *columns, strict=True)
    }


def row_model(point: Point, heads: Mapping[str, Json], dataset: Dataset, left_out: str | None) -> Json:
    """Return the row of a figure.

    Parameters
    ----------
    point
        The figure.
    heads
        As :func:`heads_of` gives them.
    dataset
        Gives its places and the words for its field.
    left_out
        Why it is not added, where others are.
    """
    about = [place_text(point, dataset), _of_field(point, dataset), moment_text(dataset, point.scope)]
    return {
        "key": f"{point.event_id} {point.field}",
        **heads[point.event_id],
        "range": range_text(point.lowest, point.highest),
        "of": "; ".join(part for part in about if part),
        "left_out": _("Not added: {reason}").format(reason=left_out) if left_out else None,
        "values": [_value(value, dataset) for value in point.values],
    }


def words_row(words: InWords, heads: Mapping[str, Json], dataset: Dataset) -> Json:
    """Return the row of a claim that gives no plain number."""
    return {
        "key": f"{words.event_id} {words.field}",
        **heads[words.event_id],
        "range": _("no plain number"),
        "of": "",
        "left_out": None,
        "values": [_value(words.value, dataset)],
    }


def range_text(lowest: float, highest: float) -> str:
    """Write a range of numbers, or the one number that it is."""
    if lowest == highest:
        return number_text(lowest)
    return _("{lowest} to {highest}").format(lowest=number_text(lowest), highest=number_text(highest))


def measure_of(point: Point, dataset: Dataset) -> Measure:
    """Return what a figure counts."""
    return next(measure for measure in dataset.about.measures if measure.id == point.measure_id)


def place_text(point: Point, dataset: Dataset) -> str:
    """Name the place that a figure is of; blank where that is not told."""
    names = dataset.places["name" if "name" in dataset.places else "name_en"]
    return present(names[point.place_id]) if point.place_id else ""


def _of_field(point: Point, dataset: Dataset) -> str:
    """Name the field where its measure is counted by several."""
    is_told = len(measure_of(point, dataset).fields) > 1
    return dataset.about.field_label(point.field) if is_told else ""


def _value(value: Value, dataset: Dataset) -> Json:
    return {
        "text": numbers_written(claim_text(dataset, value.text)),
        "unit": unit_text(value.unit, dataset.about),
        "notes": [claim_text(dataset, note) for note in value.notes],
        "sources": list(value.source_ids),
    }


def sources_model(charts: Iterable[Json], dataset: Dataset) -> dict[str, Json]:
    """Return each source that the rows of some charts name, once, with the voice it speaks with."""
    named = {
        source_id
        for chart in charts
        for row in chart["rows"]
        for value in row["values"]
        for source_id in value["sources"]
    }
    labels = {voice.id: voice.label for voice in dataset.about.voices}
    sources = dataset.sources[dataset.sources.index.isin(named)]
    return {
        source_id: {"voice": labels[source["voice"]], **source_model(source_id, source)}
        for source_id, source in zip(sources.index, records_of(sources), strict=True)
    }
