"""The search index: every name of every district and place, and the words of every event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal

import numpy as np

from geo.dataset import sizes
from geo.dataset.cache import cached
from geo.search.inverted_index import Lexicon, build_lexicon
from geo.search.names import Name, district_names, place_names
from geo.search.transliteration import sound, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset

Kind = Literal["district", "place", "event"]

# How much a word says of an event: one of its title, of its place in words or category, of its places' names.
TITLE, DETAIL, PLACE = 1.0, 0.8, 0.7

_REMARK = re.compile(r"\(.*?\)")


@dataclass(frozen=True, eq=False)
class Index:
    """The index of a dataset. A text is a name of a district or place, or an event.

    Attributes
    ----------
    names, owners
        The names, and what each is the name of; texts from 0.
    names_of_place
        The positions of a place's names.
    first_event
        The text that is the first event; the events follow in the dataset's order, unless there are too
        many to keep all their words (:func:`is_indexed`).
    lengths
        How many letters a text has, remarks in brackets left out; at least 1.
    written, spoken
        The texts by their words, and by the sounds of these.
    """

    names: tuple[Name, ...]
    owners: tuple[tuple[Kind, str], ...]
    names_of_place: Mapping[str, tuple[int, ...]]
    first_event: int
    lengths: NDArray[np.float32]
    written: Lexicon
    spoken: Lexicon


def is_indexed(dataset: Dataset) -> bool:
    """Whether the titles of events are searched with typing errors too: those of a large dataset are not."""
    return len(dataset.events) < sizes.LARGE


@cached(1)
def index_of(dataset: Dataset) -> Index:
    """Return the dataset's index; it is made at the first call and kept as long as the dataset."""
    return _build(dataset)


class _Entries:
    """Collects which word stands in which text."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.lengths: list[int] = []
        self._word_of: list[int] = []
        self._texts: list[int] = []
        self._weights: list[float] = []

    def numbered(self, found: Iterable[str]) -> list[int]:
        return [self.words.setdefault(word, len(self.words)) for word in found]

    def add(self, length: int, *weighted: tuple[Iterable[int], float]) -> None:
        """Add the next text: its length and its words, with how much they matter."""
        for numbers, weight in weighted:
            before = len(self._word_of)
            self._word_of.extend(numbers)
            self._weights.extend([weight] * (len(self._word_of) - before))
        self._texts.extend([len(self.lengths)] * (len(self._word_of) - len(self._texts)))
        self.lengths.append(max(length, 1))

    def lexicon(self, written: list[str]) -> Lexicon:
        return build_lexicon(
            written,
            np.array(self._word_of, np.int32),
            np.array(self._texts, np.int32),
            np.array(self._weights, np.float32),
        )


def _build(dataset: Dataset) -> Index:
    of_places = place_names(dataset.places)
    of_districts = district_names(dataset.about.districts, dataset.district_facts, of_places)
    owned: list[tuple[tuple[Kind, str], Name]] = [
        *((("district", owner), name) for owner, names in of_districts.items() for name in names),
        *((("place", owner), name) for owner, names in of_places.items() for name in names),
    ]
    names_of_place: dict[str, list[int]] = {}
    for text, ((kind, owner), _) in enumerate(owned):
        if kind == "place":
            names_of_place.setdefault(owner, []).append(text)
    entries = _Entries()
    for _, name in owned:
        _add_name(entries, name)
    if is_indexed(dataset):
        _add_events(entries, dataset, of_places)
    return Index(
        names=tuple(name for _, name in owned),
        owners=tuple(owner for owner, _ in owned),
        names_of_place={owner: tuple(texts) for owner, texts in names_of_place.items()},
        first_event=len(owned),
        lengths=np.array(entries.lengths, np.float32),
        written=entries.lexicon(list(entries.words)),
        spoken=entries.lexicon([sound(word) for word in entries.words]),
    )


def _add_name(entries: _Entries, name: Name) -> None:
    found = words(name.text)
    bare = "".join(words(_REMARK.sub(" ", name.text)))
    joined = [bare] if len(found) > 1 else []
    entries.add(len(bare), (entries.numbered([*found, *joined]), TITLE))


def _add_events(entries: _Entries, dataset: Dataset, of_places: Mapping[str, tuple[Name, ...]]) -> None:
    places = {
        place: entries.numbered(word for name in names for word in words(name.text))
        for place, names in of_places.items()
    }
    categories = {item.id: entries.numbered(words(item.label)) for item in dataset.about.categories}
    events = dataset.events
    rows = zip(events["title"], events["place_name"], events["category"], events["place_ids"], strict=True)
    for title, place_name, category, place_ids in rows:
        found = words(title)
        entries.add(
            sum(map(len, found)),
            (entries.numbered(found), TITLE),
            (entries.numbered(words(place_name)), DETAIL),
            (categories.get(category, ()), DETAIL),
            (chain.from_iterable(places[place] for place in place_ids if place in places), PLACE),
        )
