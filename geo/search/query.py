"""Queries for districts, places and events under any of their names, in any script, with small typing errors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.fuzz import ratio

from geo.identifiers import fold
from geo.search.index import index_of, is_indexed
from geo.search.large import BEGINNING, COVERAGE, SAME, SAME_SOUND, events_by_words
from geo.search.names import Name
from geo.search.synonyms import telling
from geo.search.text_filter import SHORTEST_SOUND
from geo.search.transliteration import sound, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset
    from geo.search.index import Index, Kind
    from geo.search.inverted_index import Lexicon

    Scores = NDArray[np.float32]
    Reading = tuple[Lexicon, slice, float]
    Readings = Callable[[Index, str], Iterator[Reading]]

LONGEST_QUERY = 200
"""Letters of a question that are read; what follows is left out."""

MOST_WORDS = 12

# How sure a word of the question means a word of a name.
BEGINNING_SOUND = 0.85
NEAR, BEGINNING_NEAR, EACH_LETTER = 0.78, 0.66, 0.08

ELSEWHERE = 0.6
"""How much less it says that a summary has the words than that a title or a place's name has."""

EVENT_LANGUAGE = "en"
"""Titles of events are in English."""

_SHORTEST_BEGINNING = 2
_EQUALLY = 0.001
_SHOWN: dict[Kind, tuple[str, str, str]] = {
    "district": ("name", "label_lon", "label_lat"),
    "place": ("name_en", "lon", "lat"),
    "event": ("title", "lon", "lat"),
}


@dataclass(frozen=True)
class Hit:
    """A district, place or event that a question may mean.

    Attributes
    ----------
    kind, id
        What it is, and its id in the dataset's frame of that kind.
    title
        Its usual name, or an event's title.
    name
        The name that was found. For an event it is its title, or the name of its place that the
        question fits.
    score
        How well it fits, above 0 to 1.
    lon, lat
        Degrees (EPSG:4326): a district's label point, a place's or event's point; None without one.
    is_near
        Whether letters of the question must be wrong for this to be meant.
    """

    kind: Kind
    id: str
    title: str
    name: Name
    score: float
    lon: float | None
    lat: float | None
    is_near: bool = False

    @property
    def matched_name(self) -> str:
        """The name that was found, as the data write it."""
        return self.name.text

    @property
    def language(self) -> str:
        """The language of that name (BCP 47, "" where the data do not say)."""
        return self.name.language


def search(dataset: Dataset, query: str, limit: int = 12) -> list[Hit]:
    """Return the districts, places and events that a question may mean, the likeliest first.

    Every word of the question but the small ones of a sentence must be found: as it is written, by its
    sound, or as the beginning of a word; an event is found by all of its texts, by other words for a word
    and by dates, as the filter does it (:func:`geo.search.text_filter.says`). Where nothing is so found,
    with a few letters wrong (see :func:`errors_allowed`), and these hits say so.
    Districts and places leave events half of the list if there are enough of both. Of a large dataset
    (`geo.search.large.is_indexed`) events are found by their words alone, without typing errors.

    Parameters
    ----------
    dataset
        The dataset.
    query
        Anything a person typed, in any script. What follows the first `LONGEST_QUERY` letters or
        `MOST_WORDS` words is not read.
    limit
        The greatest number of hits.
    """
    index = index_of(dataset)
    query = query[:LONGEST_QUERY]
    asked = telling(words(query))[:MOST_WORDS]
    if not asked or limit < 1:
        return []
    by_words = events_by_words(dataset, asked, limit)
    scores, exact = _scores(index, asked, stands_somewhere=bool(by_words))
    named = _best_names(index, scores, query)
    elsewhere = ELSEWHERE if is_indexed(dataset) else 1.0
    in_texts = [(row, score * elsewhere) for row, score in by_words]
    events = _best_of(in_texts, _best_events(index, scores, limit))[:limit]
    named = named[: max(limit - len(events), (limit + 1) // 2)]
    found = [
        replace(_named_hit(dataset, index, text, score), is_near=not exact[text]) for text, score in named
    ]
    said = {row for row, _ in by_words}
    for row, score in events[: limit - len(found)]:
        is_near = row not in said and not exact[index.first_event + row]
        found.append(replace(_event_hit(dataset, index, (row, score), scores, query), is_near=is_near))
    return sorted(found, key=lambda hit: (hit.is_near, -hit.score))


def _best_of(*ranked: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return the rows of several rankings, each once with its best score, the best first."""
    best: dict[int, float] = {}
    for row, score in chain.from_iterable(ranked):
        best[row] = max(score, best.get(row, 0.0))
    return sorted(best.items(), key=lambda entry: (-entry[1], entry[0]))


def errors_allowed(word: str) -> int:
    """Return how many letters of a word may be wrong: one of 4 to 6, two of 7 to 10, three of more.

    Never more than a third of the letters of its sound, and none where these are fewer than
    `SHORTEST_SOUND`: the words that differ would be too many.
    """
    heard = len(sound(word))
    by_length = 1 + sum(len(word) >= least for least in (7, 11))
    return min(by_length, heard // 3) if heard >= SHORTEST_SOUND else 0


def _scores(
    index: Index, asked: Sequence[str], *, stands_somewhere: bool
) -> tuple[Scores, NDArray[np.bool_]]:
    """Return how well each text fits, 0 for those that lack a word, and which fit without a letter being wrong.

    What stands somewhere is not wrong.
    """
    firm = _fits(index, asked, _firm_readings)
    loose = np.maximum(firm, _fits(index, asked, _loose_readings))
    if firm.any() or stands_somewhere:
        return loose, loose > 0
    return _fits(index, asked, _wrong_readings), loose > 0


def _fits(index: Index, asked: Sequence[str], readings: Readings) -> Scores:
    """Return how well each text fits the words, or all of them written as one."""
    scores = _all_of(index, asked, readings)
    return scores if len(asked) == 1 else np.maximum(scores, _all_of(index, ["".join(asked)], readings))


def _all_of(index: Index, asked: Sequence[str], readings: Readings) -> Scores:
    total = np.zeros(len(index.lengths), np.float32)
    everywhere = np.ones(len(index.lengths), dtype=bool)
    letters = sum(map(len, asked))
    for word in asked:
        sure = np.zeros(len(index.lengths), np.float32)
        for lexicon, part, weight in readings(index, word):
            np.maximum.at(sure, lexicon.texts[part], lexicon.weights[part] * np.float32(weight))
        everywhere &= sure > 0
        total += sure * (len(word) / letters)
    covered = np.minimum(1, letters / index.lengths)
    scores: Scores = np.where(everywhere, total * (1 - COVERAGE + COVERAGE * covered), 0).astype(np.float32)
    return scores


def _firm_readings(index: Index, word: str) -> Iterator[Reading]:
    yield index.written, index.written.exactly(word), SAME
    yield index.spoken, index.spoken.exactly(sound(word)), SAME_SOUND
    yield index.written, index.written.beginning(word), BEGINNING


def _loose_readings(index: Index, word: str) -> Iterator[Reading]:
    yield from _firm_readings(index, word)
    heard = sound(word)
    if len(heard) >= _SHORTEST_BEGINNING:
        yield index.spoken, index.spoken.beginning(heard), BEGINNING_SOUND


def _wrong_readings(index: Index, word: str) -> Iterator[Reading]:
    """Yield the readings of a word that may be wrong; one that stands somewhere as it is, is not."""
    yield from _loose_readings(index, word)
    heard, errors = sound(word), errors_allowed(word)
    if errors and all(part.start == part.stop for _, part, _ in _firm_readings(index, word)):
        for part, wrong in index.spoken.near(heard, errors):
            yield index.spoken, part, NEAR - EACH_LETTER * (wrong - 1)
        for part, wrong in index.spoken.beginning_near(heard, errors):
            yield index.spoken, part, BEGINNING_NEAR - EACH_LETTER * (wrong - 1)


def _best_names(index: Index, scores: Scores, query: str) -> list[tuple[int, float]]:
    """Return one name of each district and place found, and how well the place fits, the best first."""
    texts_of: dict[tuple[Kind, str], list[int]] = {}
    for text in np.flatnonzero(scores[: index.first_event]).tolist():
        texts_of.setdefault(index.owners[text], []).append(text)
    found = [_likest(index, texts, scores, query) for texts in texts_of.values()]
    return sorted(found, key=lambda entry: -entry[1])


def _likest(index: Index, texts: list[int], scores: Scores, query: str) -> tuple[int, float]:
    """Return the name that is written most like the question, among those that fit best, and how well."""
    best = max(float(scores[text]) for text in texts)
    alike = [text for text in texts if scores[text] >= best - _EQUALLY]

    def likeness(text: int) -> tuple[float, float]:
        name = index.names[text].text
        return ratio(fold(query), fold(name)), ratio(query.casefold(), name.casefold())

    return max(alike, key=likeness), best


def _best_events(index: Index, scores: Scores, limit: int) -> list[tuple[int, float]]:
    """Return the rows of the events that fit best, and how well."""
    of_events = scores[index.first_event :]
    found = np.flatnonzero(of_events)
    order = found[np.argsort(-of_events[found], kind="stable")][:limit]
    return [(int(row), float(of_events[row])) for row in order]


def _named_hit(dataset: Dataset, index: Index, text: int, score: float) -> Hit:
    (kind, owner), name = index.owners[text], index.names[text]
    frame = dataset.districts if kind == "district" else dataset.places
    row = frame.index.get_loc(owner)
    title, lon, lat = (frame[column].iloc[row] for column in _SHOWN[kind])
    return Hit(kind, owner, title or name.text, name, score, *_point(lon, lat))


def _event_hit(dataset: Dataset, index: Index, event: tuple[int, float], scores: Scores, query: str) -> Hit:
    row, score = event
    title, lon, lat, places = (dataset.events[column].iloc[row] for column in (*_SHOWN["event"], "place_ids"))
    name = Name(title, EVENT_LANGUAGE)
    if not _speaks_of(title, query):
        named = [at for place in places for at in index.names_of_place.get(place, ()) if scores[at]]
        name = index.names[_likest(index, named, scores, query)[0]] if named else name
    return Hit("event", str(dataset.events.index[row]), title, name, score, *_point(lon, lat))


def _speaks_of(title: str, query: str) -> bool:
    """Tell whether a title itself has the words of the question, so that no other name need be shown."""
    heard = [sound(word) for word in words(title)]
    return all(any(word.startswith(sound(asked)) for word in heard) for asked in words(query))


def _point(lon: float, lat: float) -> tuple[float | None, float | None]:
    return (None, None) if np.isnan(lon) or np.isnan(lat) else (float(lon), float(lat))
