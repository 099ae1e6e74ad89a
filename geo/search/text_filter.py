"""The text of an event by which the filter finds it: as strict as a filter should be, in any script.

A word of the question must be in the event's words as it is written (case, marks and script apart), or
sound like the beginning of a name there, or another word for it must be (:mod:`geo.search.synonyms`). A
date of the question must be in the words, or the event have been then (:mod:`geo.search.asked_dates`).
Typing errors are for :mod:`geo.search.query`.
"""

from __future__ import annotations

import hashlib
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset.cache import cached
from geo.search.asked_dates import read_dates
from geo.search.names import district_names, place_names
from geo.search.synonyms import other_words, telling
from geo.search.transliteration import sound, words
from geo.short_texts import cached_if_short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset

    Mask = NDArray[np.bool_]

    from geo.dataset.metadata import DistrictEntry
    from geo.dataset.translations import Texts
    from geo.search.names import Name

ROWS = 100_000
"""Texts that are put together at once."""
FEW = 4
"""Where fewer than one text in so many is left, the texts left are copied to be searched, else all are."""
SHORTEST_SOUND = 4
"""Sounds of fewer letters must be equal: the beginnings of many words sound like them."""


def search_texts(
    events: pd.DataFrame,
    entries: Iterable[DistrictEntry],
    facts: pd.DataFrame,
    places: pd.DataFrame,
    translations: Mapping[str, Texts] = MappingProxyType({}),
) -> pd.Series:
    """Return each event's title, summary, place, and all names of its places and declared districts.

    Titles, summaries, places and lists of districts come again in many events, so each different one
    is read once, and the texts are put together from these parts.

    Parameters
    ----------
    events
        Columns title, summary, place_name (str), place_ids, district_ids, other_district_ids
        (tuples), region_wide (bool; the names of all districts are left out).
    entries, facts, places
        As :func:`geo.search.names.district_names` and :func:`geo.search.names.place_names` take them.
    translations
        Titles and summaries in other languages, which find an event too.

    Returns
    -------
    Series
        str, index as in events; read with :func:`contain_words`.
    """
    of_places = place_names(places)
    place_texts = _joined(of_places)
    district_texts = _joined(district_names(entries, facts, of_places))
    wide = events["region_wide"].to_numpy(dtype=bool)
    parts = [
        _part(events["title"], lambda title: searchable(title, [])),
        _part(events["summary"], lambda summary: searchable(summary, [])),
        _part(events["place_name"], lambda name: searchable("", [name])),
        _part(events["place_ids"], lambda ids: searchable("", [place_texts[i] for i in ids])),
        _part(
            events["district_ids"].where(~wide),
            lambda ids: searchable("", [f"{i} {district_texts[i]}" for i in ids]),
        ),
        _part(events["other_district_ids"], lambda ids: searchable("", ids)),
        *_translated(events, translations),
    ]
    blank = pa.scalar("", pa.large_string())
    joined = [
        pc.binary_join_element_wise(
            *(texts.take(codes[start : start + ROWS]) for codes, texts in parts), blank
        )
        for start in range(0, len(events), ROWS)
    ]
    return pd.Series(
        pa.chunked_array(joined, pa.large_string()), events.index, dtype=pd.StringDtype(na_value=np.nan)
    )


def _translated(
    events: pd.DataFrame, translations: Mapping[str, Texts]
) -> Iterator[tuple[pa.Array, pa.Array]]:
    """Yield the titles and summaries in each language, as parts; those of an English text of today alone."""
    for texts in translations.values():
        keys = {key for table, key, _field in texts.of_rows if table == "events"}
        ids = pd.Series(events.index, dtype="str")
        told = ids.isin(keys).to_numpy(dtype=bool)
        rows = zip(ids[told], events["title"][told], events["summary"][told], strict=True)
        prose = {key: _prose(texts, key, title=title, summary=summary) for key, title, summary in rows}
        if prose:
            yield _part(ids.where(told), prose.__getitem__)


def _prose(texts: Texts, key: str, **english: str) -> str:
    found = (texts.of("events", key, name, text) for name, text in english.items())
    return searchable(" ".join(one.text for one in found if one), [])


def fingerprint(entries: Iterable[DistrictEntry], facts: pd.DataFrame, places: pd.DataFrame) -> str:
    """Return a text that tells whether search texts that were kept would still be the same.

    It changes with the names of places and districts, and with how words and sounds are read.

    Parameters
    ----------
    entries, facts, places
        As :func:`search_texts` takes them.
    """
    of_places = place_names(places)
    names = _joined(of_places) | _joined(district_names(entries, facts, of_places))
    read = (f"{owner}{searchable(known, [known])}" for owner, known in sorted(names.items()))
    return hashlib.sha256("\n".join(read).encode()).hexdigest()


def _part(values: pd.Series, read: Callable[[Any], str]) -> tuple[pa.Array, pa.Array]:
    """Return the position of each value's text, and the texts of the different values; "" for none."""
    codes, different = pd.factorize(values)
    texts = ["", *(read(value) for value in different)]
    return pa.array(codes + 1), pa.array(texts, pa.large_string())


def searchable(prose: str, names: Iterable[str]) -> str:
    """Return a text as :func:`contain_words` reads it: words in lower case, then the sounds of names in upper case.

    Parameters
    ----------
    prose
        Its words must be written as in the question. Those with a capital are names too.
    names
        Any transliteration finds them.
    """
    capitals = (word for word in prose.split() if _is_capital(word))
    read = [_words_and_sounds(name) for name in names]
    written = dict.fromkeys(chain(words(prose), *(found for found, _ in read)))
    spoken = dict.fromkeys(
        chain(*(heard for _, heard in read), *(_words_and_sounds(word)[1] for word in capitals))
    )
    return f" {' '.join(written)} {' '.join(spoken).upper()} "


@cached_if_short(1 << 14, longest=200)
def _words_and_sounds(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a name and their sounds; the names of places come again in many events."""
    found = tuple(words(name))
    return found, tuple(sound(word) for word in found)


def contain_words(asked: Iterable[str], texts: pd.Series) -> NDArray[np.bool_]:
    """Return in which of many texts all words are, whether a part of a word or, by its sound, the beginning of a name.

    The longest word is looked for first, and the others, where it stands in few texts, in these alone.

    Parameters
    ----------
    asked
        Words of :func:`geo.search.transliteration.words`; without any, all texts have them.
    texts
        Of :func:`searchable` (str).
    """
    kept = np.ones(len(texts), dtype=bool)
    column = pa.array(texts.array, pa.large_string())
    for word in sorted(set(asked), key=len, reverse=True):
        rows = np.flatnonzero(kept)
        are_few = len(rows) * FEW < len(texts)
        searched = column.take(pa.array(rows)) if are_few else column
        # Letters and digits alone, so nothing in it means anything else in the pattern.
        found = np.asarray(pc.match_substring_regex(searched, f"{word}|{_sound_pattern(word)}"), dtype=bool)
        if are_few:
            kept[rows] = found
        else:
            kept &= found
    return kept


@cached_if_short(1024, longest=200)
def _sound_pattern(word: str) -> str:
    heard = sound(word).upper()
    return f" {heard}" if len(heard) >= SHORTEST_SOUND else f" {heard} "


def _is_capital(word: str) -> bool:
    return word.lstrip("(\"'“‘«")[:1].isupper()


def _joined(names: Mapping[str, tuple[Name, ...]]) -> dict[str, str]:
    return {owner: " ".join(name.text for name in known) for owner, known in names.items()}


@cached(16)
def events_with_words(dataset: Dataset, asked: tuple[str, ...]) -> Mask:
    """Return which events have all words and dates of a text; a person's text stays while they choose all else.

    Parameters
    ----------
    dataset
        The dataset.
    asked
        Words of :func:`geo.search.transliteration.words`; without any, no event has them.
    """
    events = dataset.events
    if not asked:
        return np.zeros(len(events), dtype=bool)
    texts = events["search_text"]
    rest, dates = read_dates(telling(asked))
    kept = contain_words([word for word in rest if not other_words(word)], texts)
    for word in rest:
        if other_words(word):
            kept &= meaning(word, texts)
    first, last = (events[day].to_numpy() for day in ("first_day", "last_day"))
    for one in dates:
        kept &= ((first <= one.last) & (last >= one.first)) | contain_words(one.words, texts)
    return kept


def meaning(word: str, texts: pd.Series) -> Mask:
    """Return in which of many texts a word is, or one of its :func:`geo.search.synonyms.other_words`, whole.

    Parameters
    ----------
    word
        One word of :func:`geo.search.transliteration.words`.
    texts
        Of :func:`searchable` (str).
    """
    column = pa.array(texts.array, pa.large_string())
    found = contain_words([word], texts)
    for others in other_words(word):
        has = np.ones(len(texts), dtype=bool)
        for other in others:
            has &= np.asarray(pc.match_substring(column, f" {other} "), dtype=bool)
        found |= has
    return found
