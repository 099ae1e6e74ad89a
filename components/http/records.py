"""The events that an answer needs, as a dataset: all of it where it is in memory, of a store those that are asked for.

Plain pages, data, the API, embeds and the words of a view are made of the dataset that these functions return, so
that a store needs no pages of its own.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from components.view.in_words import view_in_words
from components.view.selection import selection_of, view_message
from components.view.state import from_query
from geo.features import select_features
from geo.i18n import marked
from geo.selection.filters import within

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from components.http.answers import Asked
    from components.view.in_words import ViewWords
    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset
    from geo.features import Query, Result
    from geo.selection.filters import Selection

TOO_MANY = marked(
    "These are {count} events, and one answer is made of {most} at most: ask for a shorter range, a category, a"
    " district or a sign of evidence. All of them are in the Parquet files of the store."
)
NEWEST_LISTED = marked(
    "The newest {most} of {count} events are listed; older ones are found by their days: {address}"
)
AROUND = 4
"""Events before and after one on its page."""
NOT_BY_PLACE = marked("The events of a store are counted by district and by cell of the map, not by place.")


class AskedTooMuchError(ValueError):
    """More is asked for than an answer is made of; the message is a sentence."""


class Part(NamedTuple):
    """A part of a list of events.

    Parameters
    ----------
    asked
        Its dataset has the events.
    positions
        Of those of this part, in the order of the list.
    total
        How many events the list has.
    listed
        How many of them can be leafed through.
    older
        First and last day of the year in which the newest of the others begins; None where all are listed.
    """

    asked: Asked
    positions: list[int]
    total: int
    listed: int
    older: tuple[int, int] | None = None


def with_event(asked: Asked, event_id: str) -> Asked:
    """Return what is asked of with an event, its claims and the events around it; without, where there is none."""
    return asked if asked.store is None else _of_store().with_event(asked, event_id)


def part_of(asked: Asked, kind: str, name: str, start: int, most: int) -> Part:
    """Return a part of the list of events on a page: of a district, of a place, or of all.

    Parameters
    ----------
    asked
        What is asked of.
    kind, name
        Of the page.
    start, most
        The first of the part, from 0, and how many.
    """
    if asked.store is not None:
        found: Part = _of_store().part_of(asked, kind, name, start, most)
        return found
    positions = _positions(asked, kind, name)
    return Part(asked, positions[start : start + most], len(positions), len(positions))


def _positions(asked: Asked, kind: str, name: str) -> list[int]:
    events = asked.dataset.events
    if kind == "district":
        positions: list[int] = np.flatnonzero(within(asked.dataset, name)).tolist()
        return positions
    if kind == "place":
        return [row for row, ids in enumerate(events["place_ids"]) if name in ids]
    return list(range(len(events))) if kind == "events" else []


def days_of(asked: Asked) -> tuple[int, int]:
    """Return the first and the last day of all events; of none those of the dataset."""
    if asked.store is not None:
        first, last = asked.store.store.days
        return first, last
    events, told = asked.dataset.events, asked.dataset.about
    if not len(events):
        return told.first_day, asked.today
    return int(events["first_day"].min()), int(events["last_day"].max())


def counted(asked: Asked, selection: Selection) -> tuple[int, int] | None:
    """Return how many events a choice keeps, and of how many; None of a dataset, which is counted where it is told."""
    if asked.store is None:
        return None
    found: tuple[int, int] = _of_store().counted(asked, selection)
    return found


def chosen(asked: Asked, selection: Selection) -> Asked:
    """Return what is asked of with the events that a choice may keep, their claims and sources.

    Raises
    ------
    AskedTooMuchError
        Where they are too many for an answer.
    """
    return asked if asked.store is None else _of_store().chosen(asked, selection)


def district_count(asked: Asked, district: str) -> int:
    """Return how many events are of a district."""
    if asked.store is None:
        return int(within(asked.dataset, district).sum())
    count: int = _of_store().part_of(asked, "district", district, 0, 0).total
    return count


def features(asked: Asked, collection_id: str, query: Query) -> Result:
    """Return the features of a collection that a query asks for.

    Raises
    ------
    QueryError
        When the query cannot be answered.
    """
    if asked.store is None:
        return select_features(asked.dataset, collection_id, query, asked.today)
    found: Result = _of_store().features_of(asked, collection_id, query)
    return found


def with_feature(asked: Asked, collection_id: str, feature_id: str) -> Asked:
    """Return what is asked of with a feature, where there is such a one."""
    return asked if asked.store is None else _of_store().with_feature(asked, collection_id, feature_id)


def view_asked(asked: Asked, given: Mapping[str, str], *, words: bool = False) -> ViewState:
    """Return the view of an address, without what cannot be asked for of a store.

    Parameters
    ----------
    asked
        What is asked of, with the event that the address names.
    given
        The address's parameters.
    words
        Whether words in texts stay, as an address of the page keeps them: it looks for them in few events.
    """
    state, _unknown = from_query(given, asked.dataset, asked.today)
    return answerable(asked, state, words=words)


def answerable(asked: Asked, state: ViewState, *, words: bool = False) -> ViewState:
    """Return a view without what cannot be asked for of a store; words in texts stay with `words`."""
    if asked.store is None:
        return state
    found: ViewState = _of_store().answerable(state, words=words)
    return found


def in_words(asked: Asked, state: ViewState) -> ViewWords:
    """Put a view into words: the filters that they name are those by which its events are counted."""
    told = answerable(asked, state)
    return view_in_words(asked.dataset, told, counted(asked, selection_of(told)))


def view_of(asked: Asked, dataset: Dataset, state: ViewState, only: Collection[str]) -> dict[str, Any]:
    """Return what the browser draws a view by, :func:`components.view.selection.view_message`.

    Parameters
    ----------
    asked
        What is asked of.
    dataset
        Its dataset, as chosen voices have it.
    state, only
        The view, and the events that alone are drawn.
    """
    message = view_message(dataset, state, only)
    return message if asked.store is None else message | _of_store().drawn(asked.store, state)


def scene_of(asked: Asked) -> bytes | None:
    """Return what the browser draws once of a store; None of a dataset."""
    if asked.store is None:
        return None
    found: bytes = _of_store().scene_of(asked.store, asked.today)
    return found


def _of_store() -> Any:  # noqa: ANN401 - A module, of which a dataset needs nothing.
    return importlib.import_module("components.http.store_records")
