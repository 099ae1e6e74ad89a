"""Words looked for in the events of a store: in those of one question, as long as these are not too many."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from geo.search.text_filter import events_with_words
from geo.search.transliteration import words
from geo.store.subset import MOST_CHOSEN, TooManyError, searchable_dataset

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.store.query import Key, Question, Store

MOST_SEARCHED: Final = 100_000
"""Events in which words are looked for: some eight seconds for the first word, by 3.0 s for 38,583."""
MOST_SHOWN = 12


class Found(NamedTuple):
    """The events that have some words.

    Parameters
    ----------
    keys
        Where they stand, in the order of time.
    categories
        Of each.
    """

    keys: tuple[Key, ...]
    categories: tuple[str, ...]


class _Texts(NamedTuple):
    """The texts of a question's events: part by part a dataset that can be searched, and where its events stand."""

    parts: tuple[tuple[Dataset, tuple[Key, ...]], ...]


def with_words(base: Dataset, store: Store, question: Question, text: str) -> Found:
    """Return the events of a question that have all words of a text, as the filter of a dataset finds them.

    Parameters
    ----------
    base, store
        The store and its dataset, :func:`geo.store.base.load_base`.
    question
        Of which events.
    text
        Anything a person typed.

    Raises
    ------
    TooManyError
        Where they are too many to be searched.
    """
    count = store.count(question)
    if count > MOST_SEARCHED:
        raise TooManyError(count, MOST_SEARCHED)
    return _found(base, store, question, tuple(words(text)))


@lru_cache(32)
def _found(base: Dataset, store: Store, question: Question, asked: tuple[str, ...]) -> Found:
    keys: list[Key] = []
    categories: list[str] = []
    for dataset, where in _texts(base, store, question).parts:
        rows = np.flatnonzero(events_with_words(dataset, asked))
        keys += [where[row] for row in rows]
        categories += dataset.events["category"].iloc[rows].tolist()
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return Found(tuple(keys[at] for at in order), tuple(categories[at] for at in order))


@lru_cache(2)
def _texts(base: Dataset, store: Store, question: Question) -> _Texts:
    """Read the texts of the events of a question; whoever types on asks for the same."""
    keys = store.keys(question, MOST_SEARCHED, newest=False)
    parts = []
    for start in range(0, len(keys), MOST_CHOSEN):
        some = keys[start : start + MOST_CHOSEN]
        dataset = searchable_dataset(base, store, some)
        ids = store.rows(some, ["event_id"]).column(0).to_pylist()
        where = dict(zip(ids, some, strict=True))
        kept = dataset.events[["category", "first_day", "last_day", "search_text"]]
        parts.append(
            (replace(dataset, events=kept), tuple(where[str(event_id)] for event_id in dataset.events.index))
        )
    return _Texts(tuple(parts))


def latest(base: Dataset, store: Store, found: Found, most: int = MOST_SHOWN) -> Dataset:
    """Return the latest of the events that were found as a dataset."""
    return searchable_dataset(base, store, found.keys[-most:])
