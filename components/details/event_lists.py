"""The panel when the filters leave nothing, and the lists of events that the map cannot show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from components.details.event_record import record_model
from components.details.event_rows import PAGE, rows_model
from components.details.frame_rows import district_name, event_of
from components.wording.dates_and_counts import days_text, event_count, of_total, range_text
from geo.claims.evidence import SUPPORT
from geo.claims.rules import rule
from geo.dataset.lookup import row_of
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text
from geo.selection.filters import matches, strongest_filter
from geo.selection.named_lists import AT, CELL, WITHIN, events_at, events_of_list
from geo.spatial.map_tiles import middle_of, read_cell, width_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.details.inline_text import Json
    from components.details.palette import Palette
    from components.view.state import ViewState
    from geo import Dataset, Selection


@dataclass(frozen=True)
class Remedies:
    """What brings events back where the filters leave none.

    Parameters
    ----------
    total
        How many events there are.
    without
        How many there would be without one filter, by its facet.
    strongest
        The filter whose removal brings back most; None where none brings any.
    nearest
        Finds the day, nearest to the range, of an event that passes all other filters.
    """

    total: int
    without: Callable[[str], int]
    strongest: str | None
    nearest: Callable[[], int]


def nothing_found_model(dataset: Dataset, state: ViewState, selection: Selection) -> Json:
    """Return the panel for filters that no event passes: which removes most, and how to remove it."""
    found = Remedies(
        len(dataset.events),
        lambda facet: int(matches(dataset, selection, ignore=(facet,)).sum()),
        strongest_filter(dataset, selection),
        lambda: _nearest(dataset, state, selection),
    )
    return remedies_model(found, dataset, state)


def remedies_model(found: Remedies, dataset: Dataset, state: ViewState) -> Json:
    """Return the panel for filters that no event passes, of what is known of each."""
    return {
        "kind": "nothing",
        "title": of_total(0, found.total),
        "line": _("No event passes the filters in this range: {range}.").format(
            range=range_text(state.first, state.last)
        ),
        "filters_title": _("What takes the events away"),
        "filters": _set_filters(dataset, state, found),
        "note": _("The districts keep their colours: who held what does not depend on the filters."),
        **_remedies(dataset, state, found),
    }


def _set_filters(dataset: Dataset, state: ViewState, found: Remedies) -> list[Json]:
    """Return each filter that is set: what is chosen, how many events there would be without it, how to remove it."""
    labels = {
        "text": _("Search"),
        "categories": _("Categories"),
        "districts": _("Districts"),
        "evidence": _("Evidence"),
        "support": _("How well supported"),
        "voices": _("Voices"),
    }
    rows = []
    for facet, label in labels.items():
        chosen = _chosen(facet, dataset, state)
        if not chosen:
            continue
        back = found.without(facet)
        remove = _("Remove {filter}: {chosen}").format(filter=label, chosen=chosen)
        rows.append(
            {
                "label": label,
                "chosen": chosen,
                "without": _("without it: {events}").format(events=event_count(back)),
                "remove": {"text": _("Remove"), "label": remove, "pick": {"reset": facet}},
            }
        )
    return rows


def _remedies(dataset: Dataset, state: ViewState, found: Remedies) -> Json:
    """Say which filter leaves out most, and offer to remove it."""
    names = {
        "time": _("the range of dates"),
        "categories": _("the categories"),
        "districts": _("the districts"),
        "evidence": _("the signs of evidence"),
        "support": _("the choice of support"),
        "voices": _("the choice of voices"),
        "text": _("the search"),
    }
    reset = {"text": _("Reset all filters"), "pick": {"reset": "all"}}
    strongest = found.strongest
    if strongest is None:
        return {
            "hint": _("No single filter can be removed to bring events back."),
            "chosen": "",
            "buttons": [reset],
        }
    back = found.without(strongest)
    hint = _("What leaves out most is {filter}. Without it there would be {events}.").format(
        filter=names[strongest], events=event_count(back)
    )
    if strongest == "time":
        day = found.nearest()
        text = _("Go to the nearest: {date}").format(date=days_text(day, day))
        remove = {"text": text, "pick": {"day": day}, "primary": True}
    else:
        remove = {"text": _("Remove this filter"), "pick": {"reset": strongest}, "primary": True}
    return {"hint": hint, "chosen": _chosen(strongest, dataset, state), "buttons": [remove, reset]}


def _nearest(dataset: Dataset, state: ViewState, selection: Selection) -> int:
    """Return the day, nearest to the range, of an event that passes all other filters."""
    passing = matches(dataset, selection, ignore=("time",))
    days = dataset.events["first_day"].to_numpy()[passing]
    away = np.maximum(np.maximum(state.first - days, days - state.last), 0)
    return int(days[np.argmin(away)])


def _chosen(facet: str, dataset: Dataset, state: ViewState) -> str:
    about = dataset.about
    chosen = {
        "time": [range_text(state.first, state.last)],
        "categories": [item.label for item in about.categories if item.id in state.categories],
        "districts": [district_name(dataset, item) for item in sorted(state.districts)],
        "evidence": [item.label for item in about.evidence if item.id in state.evidence],
        "support": [_(rule(item).name) for item in SUPPORT if item in state.support],
        "voices": [item.label for item in about.voices if item.id in state.voices],
        "text": [state.text],
    }
    return ", ".join(chosen[facet])


def named_list_model(
    name: str,
    dataset: Dataset,
    state: ViewState,
    selection: Selection,
    palette: Palette,
    *,
    rows: int = PAGE,
) -> Json:
    """Return one of the lists of :mod:`geo.selection.named_lists`, as far as the filters keep its events."""
    positions = np.flatnonzero(events_of_list(dataset, name) & matches(dataset, selection))
    title, note = _title_and_note(name, dataset)
    return list_model(positions, dataset, state, palette, title=title, note=note, rows=rows)


def _title_and_note(name: str, dataset: Dataset) -> tuple[str, str]:
    if name.startswith(AT):
        one, *others = events_at(name)
        if others:
            count = len(others) + 1
            title = ngettext(
                "Events at {count} point of the map", "Events at {count} points of the map", count
            )
            return title.format(count=number_text(count)), ""
        place = event_of(dataset, one)["place_name"]
        return _("Events at {place}").format(place=place), ""
    cell = read_cell(name.removeprefix(CELL)) if name.startswith(CELL) else None
    if cell is not None:
        lon, lat = middle_of(cell)
        note = _("A square of the map, {width} km wide; its middle is at latitude {lat}, longitude {lon}.")
        width = number_text(float(f"{width_of(cell) / 1000:.2g}"))
        return _("Events in a cell of the map"), note.format(width=width, lat=f"{lat:.3f}", lon=f"{lon:.3f}")
    if name.startswith(WITHIN):
        district = district_name(dataset, name.removeprefix(WITHIN))
        note = _("The sources name the district, or places in it that are not on the map.")
        return _("Events in {district}, place not known").format(district=district), note
    return _("Events with no place on the map"), dataset.about.notes.get("no_place", "")


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
    return {
        "kind": "list",
        "title": title,
        "line": f"{event_count(len(positions))}, {range_text(state.first, state.last)}",
        "note": note,
        "events": events_model(
            positions, dataset, state, palette, rows=rows, empty=_("No event of the range.")
        ),
        "close": {"list": None},
    }


def events_model(
    positions: np.ndarray,
    dataset: Dataset,
    state: ViewState,
    palette: Palette,
    *,
    rows: int,
    empty: str,
) -> Json:
    """Return rows of events in the order of the view; a selected event that is not among them stands apart.

    Parameters
    ----------
    positions
        Positions in ``dataset.events``, oldest first.
    rows
        How many rows are shown.
    empty
        What is said when there are none.
    """
    if state.order == "newest":
        positions = positions[::-1]
    record = record_model(state.event, dataset, palette, state.voices) if state.event is not None else None
    is_listed = record is not None and bool((positions == row_of(dataset, record["id"])).any())
    return {
        "empty": empty,
        "apart": None if is_listed else record,
        "apart_note": _("This event is not in the list below: it is of another place or filtered out."),
        **rows_model(positions, dataset, palette, limit=rows, record=record if is_listed else None),
    }
