"""Some events of a store as a dataset: those of a list's page, and one that is open with its claims and sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from geo.dataset.columns import with_sources
from geo.identifiers import LIST_DELIMITER
from geo.store.query import WHOLE_REGION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.dataset.dataset import Dataset
    from geo.store.query import Key, Store

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


def dataset_of(base: Dataset, store: Store, keys: Sequence[Key], opened: Key | None = None) -> Dataset:
    """Return a dataset of some events of a store.

    Parameters
    ----------
    base
        Of :func:`geo.store.base.load_base`.
    store, keys
        The store, and where the events stand.
    opened
        An event of which the claims and their sources are read too.
    """
    asked = list(dict.fromkeys([*keys, *([opened] if opened else [])]))
    if not asked:
        return base
    events = _events(base, store, asked)
    if opened is None:
        return replace(base, events=events, base=base)
    event_id = str(store.rows([opened], ["event_id"]).column(0)[0].as_py())
    claims = store.claims(opened, event_id).to_pandas().fillna("").astype("str")
    sources = store.sources(sorted(set(claims["source_id"]))).to_pandas().fillna("").astype("str")
    sources = sources.set_index("source_id")
    sources = pd.concat([base.sources.drop(index=base.sources.index.intersection(sources.index)), sources])
    sources = sources.reindex(columns=base.sources.columns).fillna("")
    return replace(
        base, base=base, events=events, claims=with_sources(claims, sources, large=False), sources=sources
    )


def _events(base: Dataset, store: Store, keys: Sequence[Key]) -> pd.DataFrame:
    """Return events as :attr:`geo.dataset.dataset.Dataset.events` has them."""
    frame = store.rows(keys, _COLUMNS).to_pandas(date_as_object=True)
    for name in _TEXTS:
        frame[name] = frame[name].fillna("").astype("str")
    for name in _LISTS:
        frame[name] = [tuple(filter(None, text.split(LIST_DELIMITER))) for text in frame[name].fillna("")]
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
