"""An inverted index of words: which texts a word, its beginning or its neighbours in spelling stand in."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_LAST = "\U0010ffff"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Words in order, and for each the texts that it stands in.

    Attributes
    ----------
    vocabulary
        The words, sorted, each once.
    starts
        Where each word's texts begin in `texts` (int64, one more than words).
    texts
        Positions of texts (int32); those of one word, and of all words with one beginning, lie
        together.
    weights
        How much a word matters in that text, above 0 to 1 (float32), beside `texts`.
    """

    vocabulary: list[str]
    starts: NDArray[np.int64]
    texts: NDArray[np.int32]
    weights: NDArray[np.float32]

    def exactly(self, word: str) -> slice:
        """Return where in `texts` a word's texts are."""
        at = bisect_left(self.vocabulary, word)
        found = at < len(self.vocabulary) and self.vocabulary[at] == word
        return self._slice(at, at + found)

    def beginning(self, word: str) -> slice:
        """Return where in `texts` the texts of all words with a beginning are."""
        return self._slice(bisect_left(self.vocabulary, word), bisect_left(self.vocabulary, word + _LAST))

    def near(self, word: str, distance: int) -> Iterator[tuple[slice, int]]:
        """Yield where the texts of words are that differ by a few letters, and by how many.

        A letter left out, added, replaced, or two changed about, count one each (optimal string
        alignment, by `rapidfuzz`).
        """
        for _, letters, at in extract(
            word, self.vocabulary, scorer=OSA.distance, score_cutoff=distance, limit=None
        ):
            yield self._slice(at, at + 1), int(letters)

    def beginning_near(self, word: str, distance: int) -> Iterator[tuple[slice, int]]:
        """Yield the same for words whose beginning, of the same length, differs by a few letters.

        Its first letter must be right: of half a word there is little else to go by.
        """
        first = bisect_left(self.vocabulary, word[:1])
        end = bisect_left(self.vocabulary, word[:1] + _LAST)
        beginnings = dict.fromkeys(
            entry[: len(word)] for entry in self.vocabulary[first:end] if len(entry) > len(word)
        )
        for beginning, letters, _ in extract(
            word, list(beginnings), scorer=OSA.distance, score_cutoff=distance, limit=None
        ):
            yield self.beginning(beginning), int(letters)

    def _slice(self, first: int, end: int) -> slice:
        return slice(int(self.starts[first]), int(self.starts[end]))


def build_lexicon(
    words: Sequence[str],
    word_of: NDArray[np.int32],
    texts: NDArray[np.int32],
    weights: NDArray[np.float32],
) -> Lexicon:
    """Build a lexicon.

    Parameters
    ----------
    words
        In any order; several of them may be equal.
    word_of, texts, weights
        One entry for each word in each text: the word's position in `words`, the text's position,
        and how much the word matters there.
    """
    vocabulary = sorted(set(words))
    rank = {word: position for position, word in enumerate(vocabulary)}
    ranks = np.array([rank[word] for word in words], np.int32)[word_of] if words else word_of
    order = np.argsort(ranks, kind="stable")
    counts = np.bincount(ranks, minlength=len(vocabulary))
    return Lexicon(vocabulary, np.concatenate([[0], np.cumsum(counts)]), texts[order], weights[order])
