"""Some events of a store as a dataset: those of a list's page, of a choice, and with their claims where asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

import pandas as pd

from geo.dataset.columns import with_sources
from geo.identifiers import LIST_DELIMITER
from geo.search.text_filter import search_texts
from geo.store.query import WHOLE_REGION, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.dataset.dataset import Dataset
    from geo.store.query import Key, Store

MOST_CHOSEN: Final = 20_000
"""Events of a choice that are put together as a dataset: some 8 kB each with their claims while they are written."""
_LISTS = ("district_ids", "other_district_ids", "place_ids", "voices")
_TEXTS = (
    "title",
    "date_precision",
    "category",
    "summary",
    "status",
    "place_name",
    "location_precision",
    "placing",
)
_MORE = ("start_date", "end_date", "lon", "lat", "first_day", "last_day", "region_wide", "located_in")
_JUDGED = ("n_sources", "n_publishers", "independent", "state_only", "support", "disputed", "evidence")
_COLUMNS = ("event_id", *_TEXTS, *_LISTS, *_MORE, *_JUDGED)


class TooManyError(ValueError):
    """More events are asked for than are read of a store at once.

    Parameters
    ----------
    count
        How many they are.
    most
        How many they may be.
    """

    def __init__(self, count: int, most: int) -> None:
        """Say how many they are."""
        super().__init__(f"{count} events, {most} at most")
        self.count = count
        self.most = most


class Filters(Protocol):
    """The filters of a view or of a choice that a store's counts tell apart."""

    @property
    def first(self) -> int:
        """First day of the range."""

    @property
    def last(self) -> int:
        """Last day of the range."""

    @property
    def categories(self) -> frozenset[str]:
        """Empty: all."""

    @property
    def districts(self) -> frozenset[str]:
        """Empty: all."""

    @property
    def evidence(self) -> frozenset[str]:
        """Empty: all."""


def question_of(chosen: Filters) -> Question:
    """Return what a store is asked for a choice of events: all of it but words, voices and support."""
    return Question(chosen.first, chosen.last, chosen.categories, chosen.districts, chosen.evidence)


def chosen_events(
    base: Dataset, store: Store, question: Question, *, most: int = MOST_CHOSEN, claims: bool = True
) -> Dataset:
    """Return the events of a question as a dataset that can be searched and judged as any other.

    Parameters
    ----------
    base
        Of :func:`geo.store.base.load_base`.
    store, question
        What is asked.
    most
        How many events at most.
    claims
        Whether their claims and sources are read too.

    Raises
    ------
    TooManyError
        Where there are more.
    """
    count = store.count(question)
    if count > most:
        raise TooManyError(count, most)
    keys = store.keys(question, max(1, count), newest=False)
    return searchable_dataset(base, store, keys, claims=claims)


def searchable_dataset(base: Dataset, store: Store, keys: Sequence[Key], *, claims: bool = False) -> Dataset:
    """Return :func:`dataset_of` with the texts in which words are looked for."""
    found = dataset_of(base, store, keys, claims=claims)
    texts = search_texts(found.events, base.about.districts, base.district_facts, base.places, base.texts)
    return replace(found, events=found.events.assign(search_text=texts))


def dataset_of(
    base: Dataset, store: Store, keys: Sequence[Key], opened: Key | None = None, *, claims: bool = False
) -> Dataset:
    """Return a dataset of some events of a store.

    Parameters
    ----------
    base
        Of :func:`geo.store.base.load_base`.
    store, keys
        The store, and where the events stand.
    opened
        An event of which the claims and their sources are read too.
    claims
        Whether those of all events are.
    """
    asked = list(dict.fromkeys([*keys, *([opened] if opened else [])]))
    if not asked:
        return replace(base, base=base)
    events = _events(base, store, asked)
    spoken_of = asked if claims else [opened] if opened else []
    if not spoken_of:
        return replace(base, events=events, base=base)
    found = store.claims(spoken_of).to_pandas().fillna("").astype("str")
    sources = store.sources(sorted(set(found["source_id"]))).to_pandas().fillna("").astype("str")
    return replace(
        base,
        base=base,
        events=events,
        claims=with_sources(found, _known(base, sources), large=False),
        sources=_known(base, sources),
    )


def with_sources_of(base: Dataset, store: Store, ids: Sequence[str] | None = None) -> Dataset:
    """Return a store's dataset with sources of the store: some by their ids, else all.

    Raises
    ------
    TooManyError
        Where there are too many.
    """
    count = int(store.manifest["sources"])
    if ids is None and count > MOST_CHOSEN:
        raise TooManyError(count, MOST_CHOSEN)
    sources = store.sources(ids).to_pandas().fillna("").astype("str")
    return replace(base, base=base, sources=_known(base, sources))


def _known(base: Dataset, sources: pd.DataFrame) -> pd.DataFrame:
    """Return sources with those of the base, which its control history names."""
    if "source_id" not in sources:
        return base.sources
    found = sources.set_index("source_id")
    found = pd.concat([base.sources.drop(index=base.sources.index.intersection(found.index)), found])
    return found.reindex(columns=base.sources.columns).fillna("")


def _events(base: Dataset, store: Store, keys: Sequence[Key]) -> pd.DataFrame:
    """Return events as :attr:`geo.dataset.dataset.Dataset.events` has them."""
    frame = store.rows(keys, _COLUMNS).to_pandas(date_as_object=True)
    for name in _TEXTS:
        frame[name] = frame[name].fillna("").astype("str")
    for name in _LISTS:
        different = {
            text: tuple(filter(None, text.split(LIST_DELIMITER))) for text in frame[name].fillna("").unique()
        }
        frame[name] = [different[text] for text in frame[name].fillna("")]
    every = tuple(map(str, base.districts.index))
    frame["district_ids"] = [every if WHOLE_REGION in one else one for one in frame["district_ids"]]
    for name in ("start_date", "end_date"):
        frame[name] = [
            None if day is None else str(day)
            for day in frame[name].astype(object).where(frame[name].notna(), None)
        ]
    frame["search_text"] = ""
    frame = frame.set_index("event_id")
    frame.index = frame.index.astype("str")
    ordered: pd.DataFrame = frame.sort_values(["first_day", "event_id"], kind="stable")
    return ordered
