"""Order of the disagreements that are in the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.claims.disagreements import disagreements
from geo.dataset.cache import cached
from geo.dataset.lookup import rows_of
from geo.selection.filters import matches

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from components.view.state import Sort, ViewState
    from geo import Dataset, Selection


@cached(1)
def rows_of_disagreements(dataset: Dataset) -> NDArray[np.int64]:
    """Return the positions in `Dataset.events` of the event of each disagreement."""
    return rows_of(dataset, disagreements(dataset)["event_id"])


_KIND_ORDER = {"number": 0, "date": 1, "statement": 2}


def in_view(dataset: Dataset, state: ViewState, selection: Selection) -> pd.DataFrame:
    """Return the disagreements of the selected events.

    Parameters
    ----------
    dataset
        The dataset.
    state
        Where voices are chosen, one of them has to give one of the values.
    selection
        The filters; an event has to pass all of them.

    Returns
    -------
    DataFrame
        Rows and columns as of `geo.claims.disagreements.disagreements`.
    """
    found = disagreements(dataset)
    rows = rows_of_disagreements(dataset)
    shown: pd.DataFrame = found[(rows >= 0) & matches(dataset, selection)[rows]]
    if state.voices:
        shown = shown[[not state.voices.isdisjoint(voices) for voices in shown["voices"]]]
    return shown


def sort_disagreements(found: pd.DataFrame, sort: Sort, dataset: Dataset) -> pd.DataFrame:
    """Return disagreements in an order.

    Parameters
    ----------
    found
        Disagreements.
    sort
        `size`: numbers by falling ratio, then dates by falling distance in days, then accounts by
        falling number of them, since the sizes of different kinds cannot be compared; `date`: by
        the first day of the event, oldest first; `sources`: by falling number of sources.
    dataset
        Gives the first days of the events.
    """
    keyed = found.assign(
        kind_order=found["kind"].map(_KIND_ORDER),
        first_day=dataset.events["first_day"].to_numpy()[rows_of(dataset, found["event_id"])],
        size=found["ratio"].fillna(found["days"]).fillna(found["n_values"].astype("float64")),
    )
    by = {
        "size": (["kind_order", "size", "n_sources"], [True, False, False]),
        "date": (["first_day"], [True]),
        "sources": (["n_sources", "n_values"], [False, False]),
    }
    columns, ascending = by[sort]
    tie_breakers = ["event_id", "field", "scope"]
    order = keyed.sort_values(columns + tie_breakers, ascending=ascending + [True] * len(tie_breakers))
    return found.loc[order.index]
