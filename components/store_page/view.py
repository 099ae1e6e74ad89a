"""A view of a store: the question that it asks, the rows that it lists, and what the browser draws of it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from components.details.event_rows import PAGE
from components.details.overview import FEW_ROWS
from components.view.searched import Searched
from geo.i18n import gettext as _
from geo.i18n import marked, number_text
from geo.selection.named_lists import CELL, UNPLACED, WITHIN
from geo.spatial.map_tiles import read_cell
from geo.store.query import Where
from geo.store.searching import latest, with_words
from geo.store.subset import TooManyError, dataset_of, question_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from components.server_store import Opened
    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset
    from geo.store.query import Key, Question, Store
    from geo.store.searching import Found

TOO_MANY_TO_SEARCH = marked(
    "Words are looked for in {most} events at most, and these are {count}: choose a shorter range, a category or a"
    " district first. Districts and places are found by their names in any case."
)


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
    words
        All of them, where they are those that have the words of the view.
    """

    dataset: Dataset
    count: int
    rows: int
    words: Found | None = None


def answerable(state: ViewState, *, words: bool = False) -> ViewState:
    """Return a view without what a store cannot be asked: voices, and what its counts do not tell apart.

    Nor can an address hold a version of it.
    Words in texts, which are looked for in few events alone, stay with `words`.
    """
    text = state.text if words else ""
    narrowed = replace(
        state, text=text, voices=frozenset(), support=frozenset(), story=None, step=0, version=""
    )
    is_at_points = (
        state.list is not None and not state.list.startswith((CELL, WITHIN)) and state.list != UNPLACED
    )
    return replace(narrowed, list=None) if is_at_points else narrowed


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
    event = None if state.event is None else key_of(opened.store, state.event)
    words = found_words(opened, state, question)
    if words is not None:
        keys = [key for key in words.keys if begun_by is None or key.day <= begun_by]
        shown = tuple(keys[::-1][:most] if newest else keys[:most])
        return Listed(_dataset(opened.base, opened.store, shown, event), len(words.keys), len(shown), words)
    found = _keys(opened.store, question, most, newest, begun_by)
    return Listed(_dataset(opened.base, opened.store, found, event), opened.store.count(question), len(found))


def found_words(opened: Opened, state: ViewState, question: Question) -> Found | None:
    """Return the events of a question that have the words of a view; None without any, or of too many events."""
    if not state.text:
        return None
    try:
        return with_words(opened.base, opened.store, question, state.text)
    except TooManyError:
        return None


def searched(opened: Opened, state: ViewState) -> Callable[[str], Searched]:
    """Return what looks for a text in the events of a view.

    Returns
    -------
    function
        From a text to what was found: the latest events that have its words, and how many have.
    """

    def look(text: str) -> Searched:
        try:
            found = with_words(opened.base, opened.store, question_of(state), text)
        except TooManyError as error:
            words = _(TOO_MANY_TO_SEARCH)
            note = words.format(count=number_text(error.count), most=number_text(error.most))
            return Searched(opened.base, None, note)
        return Searched(latest(opened.base, opened.store, found), len(found.keys), "")

    return look


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
    """Return what the browser is told otherwise than of a dataset: filters as masks, and the exact number."""
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
    return {"mask": mask, "event": -1, "exact": opened.store.count(question_of(state))}


def _chosen(known_ids: Iterable[str], chosen: frozenset[str]) -> np.ndarray:
    return np.array([not chosen or one in chosen for one in known_ids], bool)


def _bits(mask: np.ndarray) -> str:
    return base64.b64encode(np.packbits(mask, bitorder="little").tobytes()).decode("ascii")


def facets(opened: Opened, state: ViewState) -> dict[str, dict[str, int]]:
    """Return how many events each choice of a filter would show."""
    return opened.store.facet_counts(question_of(state))
