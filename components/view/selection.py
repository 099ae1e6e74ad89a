"""The data side's selection, and the message that the browser draws from, made of the view state."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import numpy as np

import geo
from geo.dataset.lookup import row_of, rows_of
from geo.selection.filters import mask
from geo.selection.named_lists import CELL

if TYPE_CHECKING:
    from collections.abc import Collection

    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset


def selection_of(state: ViewState) -> geo.Selection:
    """Return the filters of a state as the data side knows them."""
    return geo.Selection(
        first=state.first,
        last=state.last,
        categories=state.categories,
        districts=state.districts,
        evidence=state.evidence,
        text=state.text,
        voices=state.voices,
        support=state.support,
    )


def view_message(dataset: Dataset, state: ViewState, only: Collection[str] = ()) -> dict[str, Any]:
    """Return what the map and the timeline need to draw a state.

    Parameters
    ----------
    dataset, state
        What is shown.
    only
        Ids of the events that alone are drawn, those of a story's step for example; none draws all that pass.

    Returns
    -------
    dict
        ``day``, ``from``, ``to`` and ``compare`` (days since 1970-01-01), ``district`` (identifier
        or None), ``event`` and ``place`` (row number in the dataset's order, -1 if none), ``cell`` (the
        cell whose events are listed, or None), ``at`` (latitude, longitude and zoom of a map that was
        moved, or None) and ``mask`` (base64 of one bit an event, little end first, or None when nothing
        but the range filters).
    """
    bits = None
    if state.is_filtered or only:
        kept = mask(dataset, selection_of(state))
        if only:
            named = np.zeros(len(kept), dtype=bool)
            rows = rows_of(dataset, only)
            named[rows[rows >= 0]] = True
            kept = kept & named
        bits = base64.b64encode(np.packbits(kept, bitorder="little").tobytes()).decode("ascii")
    return {
        "day": state.day,
        "from": state.first,
        "to": state.last,
        "compare": state.compare,
        "mask": bits,
        "at": None if state.at is None else list(state.at),
        "district": state.district,
        "cell": state.list.removeprefix(CELL) if state.list and state.list.startswith(CELL) else None,
        "event": -1 if state.event is None else row_of(dataset, state.event),
        "place": -1 if state.place is None else dataset.places.index.tolist().index(state.place),
    }
