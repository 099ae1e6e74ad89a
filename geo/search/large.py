"""Events that a question may mean, found among very many: by their words alone, without an index of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.search.index import DETAIL, TITLE
from geo.search.text_filter import events_with_words
from geo.search.transliteration import sound, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.dataset.dataset import Dataset

SAME, SAME_SOUND, BEGINNING = 1.0, 0.95, 0.9
"""How sure a word of the question means a word of a title."""
COVERAGE = 0.3
"""The share of a score that depends on how much of the name the question covers."""
MOST_READ = 2_000
"""Of more events that have the words, so many are put in order: the last ones, as the newest."""


def events_by_words(dataset: Dataset, asked: Sequence[str], limit: int) -> list[tuple[int, float]]:
    """Return the rows of events whose texts have all words, and how well each fits, the best first.

    The words are looked for as the filter does it (:func:`geo.search.text_filter.contain_words`): as they are written
    in titles, summaries and places, or as the beginning of a name by its sound. Those that stand in the
    title come first.

    Parameters
    ----------
    dataset
        The dataset.
    asked
        Words of :func:`geo.search.transliteration.words`.
    limit
        The greatest number of events.
    """
    if limit < 1:
        return []
    rows = np.flatnonzero(events_with_words(dataset, tuple(asked)))[-MOST_READ:]
    titles = dataset.events["title"].iloc[rows]
    scored = [(int(row), _score(asked, title)) for row, title in zip(rows, titles, strict=True)]
    return sorted(scored, key=lambda found: -found[1])[:limit]


def _score(asked: Sequence[str], title: str) -> float:
    """Return how well a title fits: its words fully, words that stand elsewhere in the record less."""
    own = words(title)
    heard = [sound(word) for word in own]
    letters, long = sum(map(len, asked)), max(1, sum(map(len, own)))
    sure = sum(_sureness(word, own, heard) * len(word) / letters for word in asked)
    return sure * (1 - COVERAGE + COVERAGE * min(1.0, letters / long))


def _sureness(word: str, own: Sequence[str], heard: Sequence[str]) -> float:
    if word in own:
        return SAME * TITLE
    if sound(word) in heard:
        return SAME_SOUND * TITLE
    if any(other.startswith(word) for other in own):
        return BEGINNING * TITLE
    return BEGINNING * DETAIL
