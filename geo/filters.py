"""Which events a person has chosen, and how many there would be with another choice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from geo.evidence import VERDICTS
from geo.search_text import occur
from geo.spelling import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray

    from geo.dataset import Dataset

    Mask = NDArray[np.bool_]

TIME = "time"
CATEGORIES = "categories"
DISTRICTS = "districts"
EVIDENCE = "evidence"
TEXT = "text"
FACETS = (TIME, CATEGORIES, DISTRICTS, EVIDENCE, TEXT)


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
    """

    first: int
    last: int
    categories: frozenset[str] = field(default_factory=frozenset)
    districts: frozenset[str] = field(default_factory=frozenset)
    evidence: frozenset[str] = field(default_factory=frozenset)
    text: str = ""


def matches(dataset: Dataset, selection: Selection, *, ignore: Collection[str] = ()) -> Mask:
    """Return which events are in a selection, in the order of `dataset.events`.

    Parameters
    ----------
    dataset
        The dataset.
    selection
        The choice.
    ignore
        Facets that do not count: some of `time`, `categories`, `districts`, `evidence`, `text`.
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
        `categories`, `districts` and `evidence`, each a dict of id to number of events with
        every id of the vocabulary, in display order.
    """
    about = dataset.about
    vocabularies = {
        CATEGORIES: [category.id for category in about.categories],
        DISTRICTS: [entry.id for entry in about.districts],
        EVIDENCE: list(VERDICTS),
    }
    columns = {CATEGORIES: "category", DISTRICTS: "district_ids", EVIDENCE: "evidence"}
    counts = {}
    for facet, ids in vocabularies.items():
        kept = dataset.events.loc[matches(dataset, selection, ignore=(facet,)), columns[facet]]
        found = kept.explode().value_counts()
        counts[facet] = {entry: int(found.get(entry, 0)) for entry in ids}
    return counts


def strongest_filter(dataset: Dataset, selection: Selection) -> str | None:
    """Return the facet whose removal alone brings back most events.

    Returns
    -------
    str or None
        One of `time`, `categories`, `districts`, `evidence`, `text`, the first of equal ones;
        None when no removal brings any back.
    """
    now = int(matches(dataset, selection).sum())
    without = {facet: int(matches(dataset, selection, ignore=(facet,)).sum()) for facet in FACETS}
    best = max(FACETS, key=without.__getitem__)
    return best if without[best] > now else None


def _facet(dataset: Dataset, selection: Selection, facet: str) -> Mask:
    events = dataset.events
    if facet == TIME:
        overlaps = (events["first_day"] <= selection.last) & (events["last_day"] >= selection.first)
        return overlaps.to_numpy(dtype=bool)
    if facet == CATEGORIES and selection.categories:
        return events["category"].isin(selection.categories).to_numpy(dtype=bool)
    if facet == EVIDENCE and selection.evidence:
        return events["evidence"].isin(selection.evidence).to_numpy(dtype=bool)
    if facet == DISTRICTS and selection.districts:
        return _any(not selection.districts.isdisjoint(ids) for ids in events["district_ids"])
    if facet == TEXT and selection.text.strip():
        asked = words(selection.text)
        return _any(bool(asked) and occur(asked, text) for text in events["search_text"])
    return np.ones(len(events), dtype=bool)


def _any(values: Iterable[bool]) -> Mask:
    return np.fromiter(values, dtype=bool)
