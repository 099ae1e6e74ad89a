"""Filters: which events a person has chosen, and how many there would be with another choice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from geo.claims.evidence import DISPUTED, INDEPENDENT, SINGLE, SUPPORT, TWO_SIDES, VERDICTS
from geo.dataset.cache import cached
from geo.dataset.coded_columns import coded_column
from geo.search.text_filter import events_with_words
from geo.search.transliteration import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset

    Mask = NDArray[np.bool_]

TIME = "time"
CATEGORIES = "categories"
DISTRICTS = "districts"
EVIDENCE = "evidence"
VOICES = "voices"
SUPPORTED = "support"
TEXT = "text"
FACETS = (TIME, CATEGORIES, DISTRICTS, EVIDENCE, VOICES, SUPPORTED, TEXT)
COUNTED = (CATEGORIES, DISTRICTS, EVIDENCE, VOICES, SUPPORTED)
"""The facets that offer choices to count."""
_COLUMNS = {CATEGORIES: "category", DISTRICTS: "district_ids", EVIDENCE: "evidence", VOICES: "voices"}


@dataclass(frozen=True)
class Selection:
    """A choice of events.

    Parameters
    ----------
    first, last
        Range in day numbers, both included; an event is in it when any of its days is.
    categories, districts, evidence
        Ids to keep; empty keeps all.
    text
        Words that must all occur in the record, or the names of its places and districts, in any
        script and, of names, in any transliteration (:mod:`geo.search.text_filter`).
    voices
        Ids of voices; keeps events on which at least one of them makes a claim; empty keeps all.
    support
        Some of `geo.claims.evidence.SUPPORT`; keeps events of which at least one holds; empty keeps all.
    """

    first: int
    last: int
    categories: frozenset[str] = field(default_factory=frozenset)
    districts: frozenset[str] = field(default_factory=frozenset)
    evidence: frozenset[str] = field(default_factory=frozenset)
    text: str = ""
    voices: frozenset[str] = field(default_factory=frozenset)
    support: frozenset[str] = field(default_factory=frozenset)


def matches(dataset: Dataset, selection: Selection, *, ignore: Collection[str] = ()) -> Mask:
    """Return which events are in a selection, in the order of `dataset.events`.

    Parameters
    ----------
    dataset
        The dataset.
    selection
        The choice.
    ignore
        Facets that do not count: some of `FACETS`.
    """
    return _matches(dataset, selection, frozenset(ignore))


@cached(32, of_large=6)
def _matches(dataset: Dataset, selection: Selection, ignore: frozenset[str]) -> Mask:
    kept = _Kept(dataset, selection, ignore).without()
    kept.flags.writeable = False  # Others are given the same.
    return kept


def mask(dataset: Dataset, selection: Selection) -> Mask:
    """Return which events pass every filter but time, in the order of `dataset.events`."""
    return matches(dataset, selection, ignore=(TIME,))


def facet_counts(
    dataset: Dataset, selection: Selection, facets: Collection[str] = COUNTED
) -> dict[str, dict[str, int]]:
    """Count the events behind each choice of a facet, under the choices of all other facets.

    Parameters
    ----------
    dataset
        The dataset.
    selection
        The choices.
    facets
        Which facets to count: some of `COUNTED`.

    Returns
    -------
    dict
        `categories`, `districts`, `evidence`, `voices` and `support`, each a dict of id to number of
        events with every id of the vocabulary, in display order.
    """
    return {facet: dict(counts) for facet, counts in _counts(dataset, selection, tuple(facets)).items()}


@cached(64)
def _counts(dataset: Dataset, selection: Selection, facets: tuple[str, ...]) -> dict[str, dict[str, int]]:
    about = dataset.about
    vocabularies = {
        CATEGORIES: [category.id for category in about.categories],
        DISTRICTS: [entry.id for entry in about.districts],
        EVIDENCE: list(VERDICTS),
        VOICES: [voice.id for voice in about.voices],
    }
    kept = _Kept(dataset, selection)
    counts = {}
    for facet in facets:
        others = kept.without(facet)
        if facet == SUPPORTED:
            counts[facet] = {entry: int((others & holds(dataset, entry)).sum()) for entry in SUPPORT}
        else:
            found = coded_column(dataset, _COLUMNS[facet]).counts_of_members(others)
            counts[facet] = {entry: found.get(entry, 0) for entry in vocabularies[facet]}
    return counts


def within(dataset: Dataset, district: str) -> Mask:
    """Return which events are of a district, those of the whole region too, in the order of the events."""
    return coded_column(dataset, _COLUMNS[DISTRICTS]).where(lambda ids: district in ids)


def holds(dataset: Dataset, support: str) -> Mask:
    """Return of which events one of `geo.claims.evidence.SUPPORT` holds, in the order of `dataset.events`.

    Parameters
    ----------
    dataset
        The dataset.
    support
        `two_sides`, `independent`, `disputed` or `single`; KeyError for others.
    """
    events = dataset.events
    answers: dict[str, Callable[[], Mask]] = {
        TWO_SIDES: lambda: coded_column(dataset, "voices").where(lambda voices: len(voices) > 1),
        INDEPENDENT: lambda: events["independent"].to_numpy(dtype=bool),
        DISPUTED: lambda: events["disputed"].to_numpy(dtype=bool),
        SINGLE: lambda: coded_column(dataset, "support").where(SINGLE.__eq__),
    }
    return answers[support]()


def strongest_filter(dataset: Dataset, selection: Selection) -> str | None:
    """Return the facet whose removal alone brings back most events.

    Returns
    -------
    str or None
        One of `FACETS`, the first of equal ones; None when no removal brings any back.
    """
    kept = _Kept(dataset, selection)
    now = int(kept.without().sum())
    without = {facet: int(kept.without(facet).sum()) for facet in FACETS}
    best = max(FACETS, key=without.__getitem__)
    return best if without[best] > now else None


class _Kept:
    """What each chosen facet of a selection keeps, asked once."""

    def __init__(self, dataset: Dataset, selection: Selection, ignore: Collection[str] = ()) -> None:
        self._count = len(dataset.events)
        self._by_facet = {
            facet: kept()
            for facet, (is_chosen, kept) in _choosing(dataset, selection).items()
            if is_chosen and facet not in ignore
        }

    def without(self, facet: str | None = None) -> Mask:
        """Return what all facets keep together, or all but one."""
        kept = np.ones(self._count, dtype=bool)
        for name, of_facet in self._by_facet.items():
            if name != facet:
                kept &= of_facet
        return kept


def _choosing(dataset: Dataset, selection: Selection) -> dict[str, tuple[bool, Callable[[], Mask]]]:
    """Return for each facet whether anything is chosen of it, and what then is kept."""

    def is_among(facet: str, chosen: frozenset[str]) -> tuple[bool, Callable[[], Mask]]:
        column = _COLUMNS[facet]
        return bool(chosen), lambda: coded_column(dataset, column).where(chosen.__contains__)

    def shares(facet: str, chosen: frozenset[str]) -> tuple[bool, Callable[[], Mask]]:
        column = _COLUMNS[facet]
        return bool(chosen), lambda: coded_column(dataset, column).where(
            lambda ids: not chosen.isdisjoint(ids)
        )

    asked = tuple(words(selection.text))
    return {
        TIME: (True, lambda: _overlaps(dataset, selection)),
        CATEGORIES: is_among(CATEGORIES, selection.categories),
        EVIDENCE: is_among(EVIDENCE, selection.evidence),
        DISTRICTS: shares(DISTRICTS, selection.districts),
        VOICES: shares(VOICES, selection.voices),
        SUPPORTED: (bool(selection.support), lambda: _holds_any(dataset, selection.support)),
        TEXT: (bool(selection.text.strip()), lambda: events_with_words(dataset, asked)),
    }


def _overlaps(dataset: Dataset, selection: Selection) -> Mask:
    first, last = (dataset.events[day].to_numpy() for day in ("first_day", "last_day"))
    overlaps: Mask = (first <= selection.last) & (last >= selection.first)
    return overlaps


def _holds_any(dataset: Dataset, support: Iterable[str]) -> Mask:
    kept = np.zeros(len(dataset.events), dtype=bool)
    for entry in support:
        kept |= holds(dataset, entry)
    return kept
