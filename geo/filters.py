"""Which events a person has chosen, and how many there would be with another choice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from geo.evidence import DISPUTED, INDEPENDENT, SINGLE, SUPPORT, TWO_SIDES, VERDICTS
from geo.search_text import occur
from geo.spelling import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    import pandas as pd
    from numpy.typing import NDArray

    from geo.dataset import Dataset

    Mask = NDArray[np.bool_]

TIME = "time"
CATEGORIES = "categories"
DISTRICTS = "districts"
EVIDENCE = "evidence"
VOICES = "voices"
SUPPORTED = "support"
TEXT = "text"
FACETS = (TIME, CATEGORIES, DISTRICTS, EVIDENCE, VOICES, SUPPORTED, TEXT)


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
        script and, of names, in any transliteration (:mod:`geo.search_text`).
    voices
        Ids of voices; keeps events on which at least one of them makes a claim; empty keeps all.
    support
        Some of `geo.evidence.SUPPORT`; keeps events of which at least one holds; empty keeps all.
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
    kept = np.ones(len(dataset.events), dtype=bool)
    for facet in FACETS:
        if facet not in ignore:
            kept &= _facet(dataset, selection, facet)
    return kept


def mask(dataset: Dataset, selection: Selection) -> Mask:
    """Return which events pass every filter but time, in the order of `dataset.events`."""
    return matches(dataset, selection, ignore=(TIME,))


def facet_counts(dataset: Dataset, selection: Selection) -> dict[str, dict[str, int]]:
    """Count the events behind each choice of a facet, under the choices of all other facets.

    Returns
    -------
    dict
        `categories`, `districts`, `evidence`, `voices` and `support`, each a dict of id to number of
        events with every id of the vocabulary, in display order.
    """
    about = dataset.about
    vocabularies = {
        CATEGORIES: [category.id for category in about.categories],
        DISTRICTS: [entry.id for entry in about.districts],
        EVIDENCE: list(VERDICTS),
        VOICES: [voice.id for voice in about.voices],
    }
    columns = {CATEGORIES: "category", DISTRICTS: "district_ids", EVIDENCE: "evidence", VOICES: "voices"}
    counts = {}
    for facet, ids in vocabularies.items():
        kept = dataset.events.loc[matches(dataset, selection, ignore=(facet,)), columns[facet]]
        found = kept.explode().value_counts()
        counts[facet] = {entry: int(found.get(entry, 0)) for entry in ids}
    others = matches(dataset, selection, ignore=(SUPPORTED,))
    counts[SUPPORTED] = {entry: int((others & holds(dataset.events, entry)).sum()) for entry in SUPPORT}
    return counts


def holds(events: pd.DataFrame, support: str) -> Mask:
    """Return of which events one of `geo.evidence.SUPPORT` holds.

    Parameters
    ----------
    events
        Columns voices, independent, disputed, support.
    support
        `two_sides`, `independent`, `disputed` or `single`; KeyError for others.
    """
    columns: dict[str, Callable[[], pd.Series[bool]]] = {
        TWO_SIDES: lambda: events["voices"].map(len) > 1,
        INDEPENDENT: lambda: events["independent"],
        DISPUTED: lambda: events["disputed"],
        SINGLE: lambda: events["support"] == SINGLE,
    }
    return columns[support]().to_numpy(dtype=bool)


def strongest_filter(dataset: Dataset, selection: Selection) -> str | None:
    """Return the facet whose removal alone brings back most events.

    Returns
    -------
    str or None
        One of `FACETS`, the first of equal ones; None when no removal brings any back.
    """
    now = int(matches(dataset, selection).sum())
    without = {facet: int(matches(dataset, selection, ignore=(facet,)).sum()) for facet in FACETS}
    best = max(FACETS, key=without.__getitem__)
    return best if without[best] > now else None


def _facet(dataset: Dataset, selection: Selection, facet: str) -> Mask:
    events = dataset.events
    choosing: dict[str, tuple[object, Callable[[], Mask]]] = {
        TIME: (True, lambda: _overlaps(events, selection)),
        CATEGORIES: (selection.categories, lambda: _is_in(events["category"], selection.categories)),
        EVIDENCE: (selection.evidence, lambda: _is_in(events["evidence"], selection.evidence)),
        DISTRICTS: (selection.districts, lambda: _shares(events["district_ids"], selection.districts)),
        VOICES: (selection.voices, lambda: _shares(events["voices"], selection.voices)),
        SUPPORTED: (selection.support, lambda: _holds_any(events, selection.support)),
        TEXT: (selection.text.strip(), lambda: _says(events["search_text"], selection.text)),
    }
    is_chosen, kept = choosing[facet]
    return kept() if is_chosen else np.ones(len(events), dtype=bool)


def _overlaps(events: pd.DataFrame, selection: Selection) -> Mask:
    overlaps = (events["first_day"] <= selection.last) & (events["last_day"] >= selection.first)
    return overlaps.to_numpy(dtype=bool)


def _is_in(values: pd.Series, chosen: frozenset[str]) -> Mask:
    return values.isin(chosen).to_numpy(dtype=bool)


def _shares(values: pd.Series, chosen: frozenset[str]) -> Mask:
    return _any(not chosen.isdisjoint(ids) for ids in values)


def _holds_any(events: pd.DataFrame, support: Iterable[str]) -> Mask:
    kept = np.zeros(len(events), dtype=bool)
    for entry in support:
        kept |= holds(events, entry)
    return kept


def _says(texts: pd.Series, text: str) -> Mask:
    asked = words(text)
    return _any(bool(asked) and occur(asked, found) for found in texts)


def _any(values: Iterable[bool]) -> Mask:
    return np.fromiter(values, dtype=bool)
