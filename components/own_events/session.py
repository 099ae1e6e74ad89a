"""A person's own data, for as long as their session lasts: never written to a file or another session."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import uuid4

import streamlit as st

from components.scene.build import build_scene
from components.view import address
from geo.i18n import Sentence, marked
from geo.importers.empty_dataset import amid
from geo.importers.merge import combine
from geo.importers.terms import Terms

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.importers import Imported, Table
    from geo.importers.own_districts import Boundaries

_KEY = "own_events"
_REMOVED = "own_removed"


@dataclass(frozen=True, eq=False)
class Own:
    """What a person put on the map; events, districts, or events on their districts.

    Attributes
    ----------
    dataset
        The dataset with it.
    scene
        The dataset as the browser draws it.
    imported
        What became of their file of events, problems included; None without one.
    boundaries
        What became of their layer of districts; None where the events lie on the bundled ones.
    with_bundled
        Whether the bundled events are shown too.
    table
        The rows of their file, kept only where a change to their reading is offered.
    terms
        Title and licence of the events, as far as the person states them.
    identity
        Differs for all that was ever made: names the widgets that speak of it.
    """

    dataset: Dataset
    scene: bytes
    imported: Imported | None
    boundaries: Boundaries | None
    with_bundled: bool
    table: Table | None = None
    terms: Terms = field(default_factory=Terms)
    identity: str = field(default_factory=lambda: uuid4().hex)

    @property
    def name(self) -> str:
        """What was brought, by the names of its files."""
        return ", ".join(each.name for each in (self.boundaries, self.imported) if each is not None)


def current() -> Own | None:
    """Return what this session shows of its person's own, None when they brought nothing."""
    own: Own | None = st.session_state.get(_KEY)
    return own


def make(
    bundled: Dataset,
    today: int,
    *,
    imported: Imported | None = None,
    boundaries: Boundaries | None = None,
    with_bundled: bool = True,
    table: Table | None = None,
    terms: Terms | None = None,
) -> Own:
    """Make the dataset of what a person brought; it is on the map once it is given to :func:`put`.

    Parameters
    ----------
    bundled
        The dataset of the page.
    today
        The last day of the timeline, in days since 1970-01-01.
    imported
        From :func:`geo.importers.import_events`, with the districts on which they are shown.
    boundaries
        From :func:`geo.importers.own_districts.read_boundaries`; None for the bundled districts.
    with_bundled
        Whether the bundled events stay beside them; on a person's own districts they do not.
    table
        The rows that the events were made of.
    terms
        Title and licence of the events.
    """
    terms = terms or Terms()
    with_bundled = with_bundled and boundaries is None
    dataset = bundled if boundaries is None else _districts_alone(boundaries, bundled, today)
    if imported is not None:
        dataset = combine(dataset, imported, bundled=with_bundled, terms=terms)
    kept = table if imported is not None and imported.offers else None
    return Own(dataset, build_scene(dataset, today), imported, boundaries, with_bundled, kept, terms)


def put(own: Own) -> None:
    """Show it on the map of this session, instead of what was brought before."""
    before = current()
    st.session_state[_KEY] = own
    st.session_state.pop(_REMOVED, None)
    _leave(before, own)


def forget() -> None:
    """Take what a person brought off the map again; it can be brought back with :func:`bring_back`."""
    before = st.session_state.pop(_KEY, None)
    if before is not None:
        st.session_state[_REMOVED] = before
    _leave(before, None)


def removed() -> Own | None:
    """Return what was taken off the map last and can be brought back, None without such."""
    own: Own | None = st.session_state.get(_REMOVED)
    return own


def bring_back() -> None:
    """Show what was taken off the map last again."""
    own = removed()
    if own is not None:
        put(own)


def forget_removed() -> None:
    """Give up what was taken off the map: it cannot be brought back."""
    st.session_state.pop(_REMOVED, None)


def _districts_alone(boundaries: Boundaries, bundled: Dataset, today: int) -> Dataset:
    """Return a person's districts over the years of the page, until events say which years they are of."""
    words = marked("Districts from {name}, added on this page; who held them is not recorded")
    subtitle = Sentence(words, {"name": boundaries.name})
    dataset = amid(boundaries.dataset, bundled)
    first = bundled.about.first_day
    about = replace(
        dataset.about,
        subtitle=str(subtitle),
        sentences={**dataset.about.sentences, str(subtitle): subtitle},
        first_day=first,
        default_day=today,
        default_range=(first, today),
    )
    return replace(dataset, about=about)


def _leave(before: Own | None, after: Own | None) -> None:
    """Clear the address where the districts change: it speaks of those that were shown until now."""
    layers = (own.boundaries if own is not None else None for own in (before, after))
    if len(set(map(id, layers))) > 1:
        address.write({})
