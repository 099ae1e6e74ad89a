"""A view of a store: the question that it asks, the rows that it lists, and what the browser draws of it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from components.details.event_rows import PAGE
from components.details.overview import FEW_ROWS
from geo.selection.named_lists import CELL, UNPLACED, WITHIN
from geo.spatial.map_tiles import read_cell
from geo.store.query import Question, Where
from geo.store.subset import dataset_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from components.server_store import Opened
    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset
    from geo.store.query import Key, Store


@dataclass(frozen=True, eq=False)
class Listed:
    """What a view lists of the events that it counts.

    Parameters
    ----------
    dataset
        The events that are listed, and the one that is open.
    count
        Of all events of the list: of the place, the range and the filters.
    rows
        How many of them are in the dataset.
    """

    dataset: Dataset
    count: int
    rows: int


def answerable(state: ViewState) -> ViewState:
    """Return a view without what a store cannot be asked: words in texts, voices, what its counts do not tell apart."""
    narrowed = replace(state, text="", voices=frozenset(), support=frozenset(), story=None, step=0)
    is_at_points = (
        state.list is not None and not state.list.startswith((CELL, WITHIN)) and state.list != UNPLACED
    )
    return replace(narrowed, list=None) if is_at_points else narrowed


def question_of(state: ViewState) -> Question:
    """Return the question that filters and range ask, whatever is selected."""
    return Question(state.first, state.last, state.categories, state.districts, state.evidence)


def listed_question(state: ViewState) -> Question:
    """Return the question that the panel's list asks: of the selected cell, district or those without a place."""
    question = question_of(state)
    name = state.list or ""
    if name.startswith(CELL):
        return replace(question, where=Where(read_cell(name.removeprefix(CELL))))
    if name.startswith(WITHIN):
        return replace(question, where=Where(placed="within"), district=name.removeprefix(WITHIN))
    if name == UNPLACED:
        return replace(question, where=Where(placed="unplaced"))
    return replace(question, district=state.district or "")


def listed(opened: Opened, state: ViewState) -> Listed:
    """Return the rows that the panel lists, and how many there are."""
    question = listed_question(state)
    is_overview = state.list is None and state.district is None
    most = state.rows or (FEW_ROWS if is_overview else PAGE)
    newest = is_overview or state.order == "newest"
    begun_by = state.day if is_overview else None
    found = _keys(opened.store, question, most, newest, begun_by)
    event = None if state.event is None else key_of(opened.store, state.event)
    return Listed(_dataset(opened.base, opened.store, found, event), opened.store.count(question), len(found))


@lru_cache(32)
def _keys(
    store: Store,
    question: Question,
    most: int,
    newest: bool,  # noqa: FBT001 (of a cache)
    begun_by: int | None,
) -> tuple[Key, ...]:
    return tuple(store.keys(question, most, newest=newest, begun_by=begun_by))


@lru_cache(16)
def _dataset(base: Dataset, store: Store, keys: tuple[Key, ...], event: Key | None) -> Dataset:
    return dataset_of(base, store, keys, event)


@lru_cache(64)
def key_of(store: Store, event_id: str) -> Key | None:
    """Return where an event stands, None where there is none of this id."""
    return store.find(event_id)


def known(opened: Opened, event_id: str) -> Dataset:
    """Return the dataset by which an address is read: its districts and places, and the event that it names."""
    key = key_of(opened.store, event_id) if event_id else None
    return opened.base if key is None else _dataset(opened.base, opened.store, (), key)


def drawn(opened: Opened, state: ViewState) -> dict[str, Any]:
    """Return what the browser is told otherwise than of a dataset: the filters, as masks of what is counted."""
    mask = None
    if state.categories or state.districts or state.evidence:
        about = opened.base.about
        lists, _categories, _evidence = opened.store.masks(question_of(state))
        chosen = (
            lists,
            _chosen((item.id for item in about.categories), state.categories),
            _chosen((item.id for item in about.evidence), state.evidence),
        )
        mask = ".".join(_bits(one) for one in chosen)
    return {"mask": mask, "event": -1}


def _chosen(known_ids: Iterable[str], chosen: frozenset[str]) -> np.ndarray:
    return np.array([not chosen or one in chosen for one in known_ids], bool)


def _bits(mask: np.ndarray) -> str:
    return base64.b64encode(np.packbits(mask, bitorder="little").tobytes()).decode("ascii")


def facets(opened: Opened, state: ViewState) -> dict[str, dict[str, int]]:
    """Return how many events each choice of a filter would show."""
    return opened.store.facet_counts(question_of(state))
