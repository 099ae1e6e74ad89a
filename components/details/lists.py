"""The panel when the filters leave nothing, and the lists of events that the map cannot show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from components.details.record import record_model
from components.details.rows import PAGE, rows_model
from components.details.runs import Json
from components.details.wording import days_text, event_count, of_total
from components.messages import gettext as _
from geo.filters import matches, strongest_filter

if TYPE_CHECKING:
    from components.details.palette import Palette
    from components.state import ViewState
    from geo import Dataset, Selection


def nothing_found_model(dataset: Dataset, state: ViewState, selection: Selection) -> Json:
    """Return the panel for filters that no event passes: which removes most, and how to remove it."""
    return {
        "kind": "nothing",
        "title": of_total(0, len(dataset.events)),
        "line": _("No event passes the filters between {first} and {last}.").format(
            first=days_text(state.first, state.first), last=days_text(state.last, state.last)
        ),
        **_remedies(dataset, state, selection),
    }


def _remedies(dataset: Dataset, state: ViewState, selection: Selection) -> Json:
    """Say which filter leaves out most, and offer to remove it."""
    names = {
        "time": _("the range of dates"),
        "categories": _("the categories"),
        "districts": _("the districts"),
        "evidence": _("the evidence"),
        "text": _("the search"),
    }
    reset = {"text": _("Reset all filters"), "pick": {"reset": "all"}}
    strongest = strongest_filter(dataset, selection)
    if strongest is None:
        return {"hint": _("No single filter can be removed to bring events back."), "chosen": "", "buttons": [reset]}
    back = int(matches(dataset, selection, ignore=(strongest,)).sum())
    hint = _("What leaves out most is {filter}. Without it there would be {events}.").format(
        filter=names[strongest], events=event_count(back)
    )
    text = _("Show all dates") if strongest == "time" else _("Remove this filter")
    remove = {"text": text, "pick": {"reset": strongest}, "primary": True}
    return {"hint": hint, "chosen": _chosen(strongest, dataset, state), "buttons": [remove, reset]}


def _chosen(facet: str, dataset: Dataset, state: ViewState) -> str:
    about = dataset.about
    chosen = {
        "time": [days_text(state.first, state.last)],
        "categories": [item.label for item in about.categories if item.id in state.categories],
        "districts": [str(dataset.districts.at[item, "name"]) for item in sorted(state.districts)],
        "evidence": [item.label for item in about.evidence if item.id in state.evidence],
        "text": [state.text],
    }
    return ", ".join(chosen[facet])


def unplaced_model(
    dataset: Dataset,
    state: ViewState,
    selection: Selection,
    palette: Palette,
    *,
    rows: int = PAGE,
) -> Json:
    """Return the list of the events of the range that have no place on the map."""
    is_unplaced = (dataset.events["placing"] == "none").to_numpy()
    positions = np.flatnonzero(is_unplaced & matches(dataset, selection))
    return list_model(
        positions,
        dataset,
        state,
        palette,
        title=_("Events with no place on the map"),
        note=dataset.about.notes.get("no_place", ""),
        rows=rows,
    )


def list_model(
    positions: np.ndarray,
    dataset: Dataset,
    state: ViewState,
    palette: Palette,
    *,
    title: str,
    note: str = "",
    rows: int = PAGE,
) -> Json:
    """Return any list of events, in the order of the view; the selected one is open in it.

    Parameters
    ----------
    positions
        Positions in ``dataset.events``, oldest first.
    """
    if state.order == "newest":
        positions = positions[::-1]
    is_listed = state.event is not None and dataset.events.index.get_loc(state.event) in positions
    record = record_model(str(state.event), dataset, palette) if is_listed else None
    return {
        "kind": "list",
        "title": title,
        "line": f"{event_count(len(positions))}, {days_text(state.first, state.last)}",
        "note": note,
        "events": {
            "empty": _("No event of the range."),
            **rows_model(positions, dataset, palette, limit=rows, record=record),
        },
        "close": {"list": None},
    }
