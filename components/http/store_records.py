"""Datasets of the few events of a store that an answer is made of, as :mod:`components.http.records` asks for them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from components.http.records import AROUND, TOO_MANY, AskedTooMuchError, Part
from components.server_store import scene_of
from components.store_page.view import answerable, drawn
from geo.dates import day_date
from geo.features import Result, select_features, table
from geo.features.errors import QueryError
from geo.i18n import Sentence, marked, number_text
from geo.i18n import gettext as _
from geo.store.query import MOST_SCANNED, Question, Where, WideBoxError
from geo.store.subset import (
    TooManyError,
    chosen_events,
    dataset_of,
    question_of,
    with_sources_of,
)

if TYPE_CHECKING:
    from components.http.answers import Asked
    from geo.dataset.dataset import Dataset
    from geo.features import Query
    from geo.selection.filters import Selection
    from geo.store.query import Key, Store

MOST_LISTED = 10_000
"""Events of a list that can be leafed through."""
LAST_OFFSET = 100_000
"""Features that can be left out before those of an answer."""
BY_COUNTS = {"category": "categories", "evidence": "evidence", "district_ids": "districts"}
"""Properties that a store's counts tell apart, and the filters that they are."""
TOO_WIDE = marked(
    "The box touches more than {most} events of the store, which are read for no single answer: ask for a smaller one,"
    " or for a shorter time by datetime."
)
TOO_FAR = marked(
    "Of a store at most {most} features can be left out by offset: ask for a time by datetime instead, and go on from"
    " the last day of the answer before."
)
CLAIMS_BY_EVENT = marked(
    "The claims of a store are asked for by their event: event_id=…. Those of many events are in the Parquet files of"
    " the store."
)


def _store(asked: Asked) -> Store:
    found: Store = asked.store.store  # type: ignore[union-attr]  # Asked for nothing without one.
    return found


def with_event(asked: Asked, event_id: str) -> Asked:
    """Return what is asked of with an event, its claims, and those before and after it."""
    store = _store(asked)
    key = store.find(event_id) if event_id else None
    if key is None:
        return asked
    around = _around(asked.dataset, store, key)
    return replace(asked, dataset=dataset_of(asked.dataset, store, around, key))


def _around(base: Dataset, store: Store, key: Key) -> list[Key]:
    """Return where the events before and after one stand: of its first district, where it has one."""
    event = store.rows([key], ["district_ids", "region_wide"]).to_pylist()[0]
    ids = [] if event["region_wide"] else (event["district_ids"] or "").split(";")
    district = next((one for one in ids if one in base.districts.index), "")
    # Those of the whole region are on no list of a district's page.
    question = Question(*store.days, district=district, everywhere=not district)
    return [
        found for newest in (True, False) for found in store.keys(question, AROUND, newest=newest, after=key)
    ]


def part_of(asked: Asked, kind: str, name: str, start: int, most: int) -> Part:
    """Return a part of the list of events on a page, the newest first."""
    if kind not in {"events", "district"}:
        return Part(asked, [], 0, 0)
    store = _store(asked)
    question = Question(*store.days, district=name if kind == "district" else "")
    total = store.count(question)
    listed = min(total, MOST_LISTED)
    keys = store.keys(question, min(start + most, listed))[start:] if start < listed and most else []
    dataset = dataset_of(asked.dataset, store, keys)
    older = _year_before(store, question, total - listed) if listed < total else None
    return Part(replace(asked, dataset=dataset), list(range(len(keys)))[::-1], total, listed, older)


def _year_before(store: Store, question: Question, count: int) -> tuple[int, int]:
    """Return first and last day of the year in which the newest of the first events of a question begins."""
    years = range(*(day_date(day).year for day in store.days))  # Of the last it need not be asked.
    at = bisect_left(years, count, key=lambda year: store.count(replace(question, last=_start(year + 1) - 1)))
    year = years.start + at
    return _start(year), _start(year + 1) - 1


def _start(year: int) -> int:
    return int((np.datetime64(f"{year:04d}-01-01") - np.datetime64("1970-01-01")).astype(int))


def counted(asked: Asked, selection: Selection) -> tuple[int, int]:
    """Return how many events a choice keeps but for words, voices and support, and of how many."""
    store = _store(asked)
    return store.count(question_of(selection)), len(store)


def chosen(asked: Asked, selection: Selection) -> Asked:
    """Return what is asked of with the events of a choice, their claims and sources."""
    try:
        return replace(
            asked, dataset=chosen_events(asked.dataset, _store(asked), question_of(selection), claims=True)
        )
    except TooManyError as error:
        raise AskedTooMuchError(
            _(TOO_MANY).format(count=number_text(error.count), most=number_text(error.most))
        ) from None


def features_of(asked: Asked, collection_id: str, query: Query) -> Result:
    """Return the features of a collection that a query asks for."""
    try:
        if collection_id == "events":
            return _events(asked, query)
        return select_features(_with(asked, collection_id, query), collection_id, query, asked.today)
    except WideBoxError:
        raise QueryError(Sentence(TOO_WIDE, {"most": MOST_SCANNED})) from None
    except TooManyError as error:
        raise QueryError(Sentence(TOO_MANY, {"count": error.count, "most": error.most})) from None


def _with(asked: Asked, collection_id: str, query: Query) -> Dataset:
    """Return a dataset that has the claims or sources that are asked for."""
    if collection_id == "claims":
        event_id = dict(query.equal).get("event_id")
        if event_id is None:
            raise QueryError(Sentence(CLAIMS_BY_EVENT))
        return with_event(asked, event_id).dataset
    return with_sources_of(asked.dataset, _store(asked)) if collection_id == "sources" else asked.dataset


def _events(asked: Asked, query: Query) -> Result:
    store, base = _store(asked), asked.dataset
    question = _question(store, query)
    if query.expression is not None or any(name not in BY_COUNTS for name, _value in query.equal):
        found = chosen_events(base, store, question, claims=False)
        return select_features(found, "events", query, asked.today)
    if query.offset > LAST_OFFSET:
        raise QueryError(Sentence(TOO_FAR, {"most": LAST_OFFSET}))
    matched = store.count(question)
    wanted = min(query.offset + query.limit, matched)
    keys = store.keys(question, wanted, newest=False)[query.offset :] if query.offset < wanted else []
    some = dataset_of(base, store, keys)
    return Result(table(some, "events", query.day(asked.today)), np.arange(len(keys)), matched)


def _question(store: Store, query: Query) -> Question:
    """Return the question of a query's box, time and properties that the store's counts tell apart."""
    first, last = query.days or (None, None)
    filters = {BY_COUNTS[name]: frozenset({value}) for name, value in query.equal if name in BY_COUNTS}
    return Question(
        store.days[0] if first is None else first,
        store.days[1] if last is None else last,
        filters.get("categories", frozenset()),
        filters.get("districts", frozenset()),
        filters.get("evidence", frozenset()),
        Where(box=query.bbox),
    )


def with_feature(asked: Asked, collection_id: str, feature_id: str) -> Asked:
    """Return what is asked of with a feature, where there is such a one."""
    store = _store(asked)
    if collection_id in {"events", "claims"}:
        return with_event(asked, feature_id if collection_id == "events" else feature_id.rpartition(".")[0])
    if collection_id == "sources":
        return replace(asked, dataset=with_sources_of(asked.dataset, store, [feature_id]))
    return asked


__all__ = [
    "answerable",
    "chosen",
    "counted",
    "drawn",
    "features_of",
    "part_of",
    "scene_of",
    "with_event",
    "with_feature",
]
