"""Series of what was counted, for each district and for all: ranges over time, and what may be added up."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from geo.figures.counted_claims import in_view
from geo.figures.estimates import InWords, Point, points_of
from geo.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset
    from geo.dataset.measures import Measure

SIDE_BY_SIDE = marked("Nothing is added up (figures: {figures}; events: {events}). {why}")
DISTINCT = marked(
    "Added up are figures that are each of another thing (added: {added}; not added: {others}). {why}"
)
LATEST = marked("A running total: the latest figure stands, nothing is added up. {why}")
NOT_DISTINCT = marked("The dataset does not name it as one of distinct things.")
CONTRADICTED = marked("Its sources contradict each other, or it is of several things at once.")
SHARED = marked("It is of several districts together.")


class LeftOut(NamedTuple):
    """A figure that is not added, and why."""

    point: Point
    reason: Sentence


class Total(NamedTuple):
    """A sum of figures of distinct things: of the lowest and of the highest claims, and of which events."""

    lowest: float
    highest: float
    event_ids: tuple[str, ...]


@dataclass(frozen=True)
class Series:
    """The figures of one measure, over time.

    Parameters
    ----------
    measure
        What is counted, with its label and unit.
    place_id
        The place that a running total is of; "" for totals of no single place and for other measures.
    points
        The figures by the first day of their events. An event has several of them where its claims count
        several things: other sides, moments or parts.
    shared
        Ids of their events that are of other districts too; such a figure is not the district's alone.
    in_words
        Claims that count something and are not plainly a number ("thousands", "8.25 / 6 / 10.5").
    total
        The sum where figures may be added; None where none may.
    left_out
        Of a measure that is added: the figures that are not, and why.
    latest
        Of a running total: the last figure; None for other measures.
    sentence
        What was added and what was not.
    """

    measure: Measure
    place_id: str
    points: tuple[Point, ...]
    shared: frozenset[str]
    in_words: tuple[InWords, ...]
    total: Total | None
    left_out: tuple[LeftOut, ...]
    latest: Point | None
    sentence: Sentence

    @property
    def lowest(self) -> float | None:
        """The lowest claim of all, None without a figure."""
        return min((point.lowest for point in self.points), default=None)

    @property
    def highest(self) -> float | None:
        """The highest claim of all, None without a figure."""
        return max((point.highest for point in self.points), default=None)


def figures(
    dataset: Dataset,
    district: str | None = None,
    *,
    mask: NDArray[np.bool_] | None = None,
    voices: frozenset[str] = frozenset(),
) -> tuple[Series, ...]:
    """Return what was counted, in the dataset's order of measures; measures without a claim are left out.

    Numbers that may count the same people twice are never added: only figures are that the dataset
    names as those of distinct things (`Measure.adds`), one for each event, where no source contradicts
    another. Running totals are not added either, and each place has its own series.

    Parameters
    ----------
    dataset
        The dataset.
    district
        A district's id for the figures of its events and places, without those of the whole region;
        None for all.
    mask
        Which events count, in the order of `dataset.events` (as from `geo.selection.filters.matches`); None
        for all. A measure of which more than `geo.figures.counted_claims.MOST_CLAIMS` claims count is left out:
        :func:`crowded_measures` tells which.
    voices
        Ids of the voices whose claims count; empty for all.
    """
    everything = in_view(dataset, voices=voices)
    found = points_of(
        dataset, in_view(dataset, district, mask=mask, voices=voices) if everything.crowded else everything
    )
    kept = {event for event, row in found.rows.items() if mask is None or mask[row]}
    scene = _Scene(dataset, district, found.rows)
    series: list[Series] = []
    for measure in dataset.about.measures:
        points = [
            point
            for point in found.figures
            if point.measure_id == measure.id and point.event_id in kept and scene.has(measure, point)
        ]
        words = [
            words
            for words in found.in_words
            if words.measure_id == measure.id
            and words.event_id in kept
            and scene.has_event(measure, words.event_id)
        ]
        series.extend(_series(measure, points, words, scene))
    return tuple(series)


def crowded_measures(
    dataset: Dataset,
    district: str | None = None,
    *,
    mask: NDArray[np.bool_] | None = None,
    voices: frozenset[str] = frozenset(),
) -> dict[str, int]:
    """Return the measures of which too many claims count to be put side by side, and how many.

    Parameters as in :func:`figures`, which leaves them out. The keys are in the dataset's order.
    """
    return dict(in_view(dataset, district, mask=mask, voices=voices).crowded)


class _Scene:
    """What belongs to a district, or to all where it is None."""

    def __init__(self, dataset: Dataset, district: str | None, rows: Mapping[str, int]) -> None:
        self._district = district
        self._of_place = dataset.places["district_id"].to_dict()
        names = ("district_ids", "region_wide", "other_district_ids")
        of_events, wide, elsewhere = (dataset.events[name].iloc[list(rows.values())] for name in names)
        self._of_event = dict(zip(rows, of_events, strict=True))
        self._region_wide = {event for event, is_wide in zip(rows, wide, strict=True) if is_wide}
        self._several = {
            event
            for event, ids, others in zip(rows, of_events, elsewhere, strict=True)
            if len(ids) > 1 or others
        }

    def has(self, measure: Measure, point: Point) -> bool:
        """Return whether a figure is of the district: by its place where that is told, else by its event."""
        if self._district is None:
            return True
        if measure.everywhere or (measure.counting == "running" and not point.place_id):
            return False
        if self._is_placed(measure, point):
            return bool(self._of_place[point.place_id] == self._district)
        return self.has_event(measure, point.event_id)

    def has_event(self, measure: Measure, event_id: str) -> bool:
        """Return whether an event is of the district; one of the whole region is of none."""
        if self._district is None:
            return True
        is_single = not measure.everywhere and event_id not in self._region_wide
        return is_single and self._district in self._of_event[event_id]

    def shares(self, measure: Measure, point: Point) -> bool:
        """Return whether a figure of the district is of other districts too."""
        return (
            self._district is not None
            and point.event_id in self._several
            and not self._is_placed(measure, point)
        )

    @staticmethod
    def _is_placed(measure: Measure, point: Point) -> bool:
        return measure.counting == "running" or any(
            entry.place for entry in measure.fields if entry.field == point.field
        )


def _series(
    measure: Measure, points: Sequence[Point], words: Sequence[InWords], scene: _Scene
) -> Iterable[Series]:
    is_running = measure.counting == "running"
    places = sorted({point.place_id for point in points}) if is_running and points else [""]
    for place in places:
        own = tuple(point for point in points if not is_running or point.place_id == place)
        said = tuple(words) if place == places[0] else ()
        if own or said:
            yield _one(measure, place, own, said, scene)


def _one(
    measure: Measure,
    place: str,
    points: tuple[Point, ...],
    words: tuple[InWords, ...],
    scene: _Scene,
) -> Series:
    left_out = _left_out(measure, points, scene)
    others = {entry.point for entry in left_out}
    added = [point for point in points if measure.adds and point not in others]
    return Series(
        measure=measure,
        place_id=place,
        points=points,
        shared=frozenset(point.event_id for point in points if scene.shares(measure, point)),
        in_words=words,
        total=_total(added),
        left_out=left_out,
        latest=_latest(points) if measure.counting == "running" else None,
        sentence=_sentence(measure, points, len(added)),
    )


def _left_out(measure: Measure, points: Sequence[Point], scene: _Scene) -> tuple[LeftOut, ...]:
    if not measure.adds:
        return ()
    events = [point.event_id for point in points]
    reasons: list[tuple[str, Callable[[Point], bool]]] = [
        (NOT_DISTINCT, lambda point: point.event_id not in measure.adds),
        (CONTRADICTED, lambda point: point.disputed or events.count(point.event_id) > 1),
        (SHARED, lambda point: scene.shares(measure, point)),
    ]
    return tuple(
        LeftOut(point, Sentence(template))
        for point in points
        for template in [next((template for template, holds in reasons if holds(point)), "")]
        if template
    )


def _total(added: Sequence[Point]) -> Total | None:
    if not added:
        return None
    return Total(
        # Sums of decimals as they are written: 7.8 + 8 is 15.8 and no binary fraction near it.
        round(fsum(point.lowest for point in added), 6),
        round(fsum(point.highest for point in added), 6),
        tuple(point.event_id for point in added),
    )


def _latest(points: Sequence[Point]) -> Point | None:
    """Return the last figure; of one event the highest, those of an earlier moment last of all."""
    return max(points, key=lambda point: (point.first_day, not point.scope, point.highest), default=None)


def _sentence(measure: Measure, points: Sequence[Point], added: int) -> Sentence:
    if measure.counting == "running":
        return Sentence(LATEST, {"why": measure.why})
    if added:
        return Sentence(DISTINCT, {"added": added, "others": len(points) - added, "why": measure.why})
    events = len({point.event_id for point in points})
    return Sentence(SIDE_BY_SIDE, {"figures": len(points), "events": events, "why": measure.why})
