"""One chart: the figures of one measure as marks over time, and what of them was added."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from components.figures.axis import Scale, scale_of
from components.figures.table import measure_of, place_text, range_text, row_model, words_row
from components.wording.dates_and_counts import event_count, source_count, unit_text
from components.wording.moment_text import moment_text
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text, sentence_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from components.details.inline_text import Json
    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset
    from geo.dataset.metadata import About
    from geo.figures.estimates import Point
    from geo.figures.series import Series


class Frame(NamedTuple):
    """What all charts share: dataset, heads of the events, view, first and last day they show."""

    dataset: Dataset
    heads: Mapping[str, Json]
    state: ViewState
    first: int
    last: int


def chart_model(series: Sequence[Series], around: Sequence[Series], frame: Frame) -> Json:
    """Return the chart of a measure.

    Parameters
    ----------
    series
        The series of one measure, of the events that pass all filters; those of several places stand
        in one chart and stay apart.
    around
        The same without the filter of time: what lies before and after the range is drawn pale.
    frame
        What all charts share.
    """
    measure = series[0].measure
    points = [point for one in series for point in one.points]
    in_sight = [point for one in around for point in one.points if _is_in_sight(point, frame)]
    scale = scale_of([*(point.lowest for point in in_sight), *(point.highest for point in in_sight)])
    shared = frozenset(event for one in series for event in one.shared)
    pale = [point for point in in_sight if point not in set(points)]
    marks = [_mark(point, scale, frame, shared) for point in (*pale, *points) if _is_in_sight(point, frame)]
    marks.sort(key=lambda mark: int(mark["first"]) + int(mark["last"]))
    left_out = {entry.point: sentence_text(entry.reason) for one in series for entry in one.left_out}
    rows = [row_model(point, frame.heads, frame.dataset, left_out.get(point)) for point in points]
    rows += [words_row(words, frame.heads, frame.dataset) for one in series for words in one.in_words]
    return {
        "id": measure.id,
        "title": measure.label,
        "unit": unit_text(measure.unit, frame.dataset.about),
        "line": _line(points, series),
        "scale": scale.lines,
        "scale_note": _("Each line is ten times the one below.") if scale.by_tens else None,
        "marks": marks,
        "lines": [_path(one, scale) for one in around if one.latest and len(one.points) > 1],
        "added": {"title": _added(series, frame.dataset.about), "text": _said_once(series)},
        "more": _("Numbers and sources ({count})").format(count=number_text(len(rows))),
        "head": [_("Event"), _("From lowest to highest"), _("Who says so")],
        "rows": rows,
    }


def _is_in_sight(point: Point, frame: Frame) -> bool:
    return point.first_day <= frame.last and point.last_day >= frame.first


def _mark(point: Point, scale: Scale, frame: Frame, shared: frozenset[str]) -> Json:
    is_shared = point.event_id in shared
    return {
        "key": f"{point.measure_id} {point.event_id} {point.field} {point.scope} {point.lowest}",
        "event": point.event_id,
        "name": _name(point, frame),
        "first": point.first_day,
        "last": point.last_day,
        "low": scale.at(point.lowest),
        "high": scale.at(point.highest),
        "differ": point.disputed,
        "chosen": point.event_id == frame.state.event,
        "text": _point_sentence(point, frame, is_shared=is_shared),
        "dots": [
            {"at": scale.at(number), "other": is_shared}
            for number in sorted(
                {end for value in point.values for end in (value.lowest, value.highest) if end is not None}
            )
        ],
    }


def _name(point: Point, frame: Frame) -> str:
    """Name the place of a figure, which is short and tells its dot from others; the event where no place is told."""
    head = frame.heads[point.event_id]
    of_event = [name for name in str(head["place"]).split("; ") if name]
    of_point = [place_text(point, frame.dataset)] if point.place_id else []
    named = of_event if len(of_event) == 1 else [*of_point, *of_event, str(head["title"])]
    return named[0]


def _point_sentence(point: Point, frame: Frame, *, is_shared: bool) -> str:
    head = frame.heads[point.event_id]
    parts = [
        _("{range} {unit}").format(
            range=range_text(point.lowest, point.highest),
            unit=unit_text(measure_of(point, frame.dataset).unit, frame.dataset.about),
        ),
        place_text(point, frame.dataset),
        moment_text(frame.dataset, point.scope),
        source_count(len(point.source_ids)),
        _("also of other districts") if is_shared else "",
    ]
    facts = ", ".join(part for part in parts if part)
    return _("{date}, {title}: {facts}").format(date=head["date"], title=head["title"], facts=facts)


def _path(series: Series, scale: Scale) -> list[list[float]]:
    """Return where a running total stood, by day: the middle of each event, the highest claim on it."""
    points = sorted(series.points, key=lambda point: (point.first_day, point.highest))
    return [[(point.first_day + point.last_day + 1) / 2, scale.at(point.highest)] for point in points]


def _line(points: Sequence[Point], series: Sequence[Series]) -> str:
    count = len(points)
    in_words = sum(len(one.in_words) for one in series)
    not_drawn = ngettext(
        "{count} claim gives no plain number and is not drawn.",
        "{count} claims give no plain number and are not drawn.",
        in_words,
    ).format(count=number_text(in_words))
    if not points:
        return not_drawn
    figures = ngettext("{count} figure", "{count} figures", count).format(count=number_text(count))
    sentence = _("{figures} of {events}: {range}.").format(
        figures=figures,
        events=event_count(len({point.event_id for point in points})),
        range=range_text(min(point.lowest for point in points), max(point.highest for point in points)),
    )
    return f"{sentence} {not_drawn}" if in_words else sentence


def _added(series: Sequence[Series], about: About) -> str | None:
    totals = [one.total for one in series if one.total]
    if totals:
        unit = unit_text(series[0].measure.unit, about)
        return _("Added: {sum} {unit}.").format(
            sum=range_text(totals[0].lowest, totals[0].highest), unit=unit
        )
    latest = [one.latest for one in series if one.latest and not one.place_id]
    if latest:
        return _("Latest: {range}.").format(range=range_text(latest[0].lowest, latest[0].highest))
    return None


def _said_once(series: Sequence[Series]) -> str:
    return " ".join(dict.fromkeys(sentence_text(one.sentence) for one in series))
