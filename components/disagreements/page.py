"""The page of disagreements: how many, what counts as one, how they are sorted, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.assets import component
from components.details.event_rows import PAGE
from components.details.frame_rows import records_of
from components.details.palette import Palette
from components.details.panel import machine_note
from components.details.voices_banner import voices_banner_model
from components.disagreements.disagreement import events_of, row_model, sources_of
from components.disagreements.sort_order import in_view, sort_disagreements
from components.view.picks import Pick, read_pick
from components.view.state import KINDS, SORTS
from components.wording.dates_and_counts import range_text
from geo.claims.disagreements import disagreements
from geo.claims.rules import RULES
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from components.details.inline_text import Json
    from components.view.state import Kind, ViewState
    from geo import Dataset, Selection

_list = component("disagreements", "disagreements/index.js")

_TOPIC = "disagreement"


def show(
    dataset: Dataset,
    state: ViewState,
    selection: Selection,
    *,
    on_pick: Callable[[Pick], None],
    key: str = "disagreements",
) -> None:
    """Draw the page.

    Parameters
    ----------
    dataset, state, selection
        What is shown: the disagreements of the events that pass the filters.
    on_pick
        Called with what the person chose, before the page runs again.
    key
        The component's key in the session.
    """

    def changed() -> None:
        pick = read_pick(st.session_state[key].get("pick"), dataset)
        if pick is not None:
            on_pick(pick)

    _list(key=key, data=disagreements_model(dataset, state, selection), on_pick_change=changed)


def disagreements_model(dataset: Dataset, state: ViewState, selection: Selection) -> Json:
    """Return what the browser draws: palette, page, announcement. Parameters as in :func:`show`."""
    palette = Palette(dataset.about)
    found = in_view(dataset, state, selection)
    listed = found if state.kind is None else found[found["kind"] == state.kind]
    shown = sort_disagreements(listed, state.sort, dataset)
    limit = state.rows or PAGE
    title = _count_text(found)
    model = {
        "kind": "disagreements",
        "title": title,
        "line": _line(dataset, state, found),
        "rules": _rules(),
        "choices": [_kinds(found, state), _sorts(state)],
        "sections": _sections(shown.iloc[:limit], dataset, state, palette),
        "more": _more(len(shown), limit),
        "empty": _nothing(dataset, state) if found.empty else None,
    }
    banner = voices_banner_model(dataset, state, selection)
    return {
        "palette": palette.model,
        "panel": model,
        "voices_banner": banner,
        "announce": title if state.kind is None else _listed_text(title, state.kind, len(listed)),
        "translated": machine_note(dataset),
    }


def _listed_text(title: str, kind: Kind, count: int) -> str:
    """Say what is found and how many of them are of the kind that is listed."""
    return _("{title}. {kind}: {count}").format(
        title=title, kind=_kind_labels()[kind], count=number_text(count)
    )


def _kind_labels() -> dict[Kind, str]:
    return {"number": _("Numbers"), "date": _("Dates"), "statement": _("Accounts")}


def _count_text(found: pd.DataFrame) -> str:
    count, events = len(found), found["event_id"].nunique()
    if not count:
        return _("No disagreement found here")
    return ngettext(
        "Sources disagree {count} time, in {events}", "Sources disagree {count} times, in {events}", count
    ).format(
        count=number_text(count),
        events=ngettext("{count} event", "{count} events", events).format(count=number_text(events)),
    )


def _line(dataset: Dataset, state: ViewState, found: pd.DataFrame) -> str:
    total = len(disagreements(dataset))
    shown = range_text(state.first, state.last)
    if state.voices:
        return _("{range}, in the claims of the chosen voices alone").format(range=shown)
    if len(found) == total:
        return _("All that were found in the data, {range}").format(range=shown)
    if not state.is_filtered:
        return _("{range}; {total} in all years").format(range=shown, total=number_text(total))
    return _("{range}, with the filters chosen above; {total} in all").format(
        range=shown, total=number_text(total)
    )


def _rules() -> Json:
    rules = [rule for rule in RULES if rule.topic == _TOPIC]
    return {
        "first": _(
            "A disagreement is where claims on the same thing of the same event cannot all be right. The "
            "program finds them by comparing all claims and by what the notes beside them say; nothing here "
            "says who is right."
        ),
        "title": _("How they are found"),
        "rest": [
            {"name": _(rule.name), "sentence": _(rule.sentence.template).format(**rule.sentence.values)}
            for rule in rules
        ],
    }


def _kinds(found: pd.DataFrame, state: ViewState) -> Json:
    labels = _kind_labels()
    counts = found["kind"].value_counts()
    every = {
        "text": _("All"),
        "count": number_text(len(found)),
        "pressed": state.kind is None,
        "pick": {"kind": None},
    }
    options = [
        {
            "text": labels[kind],
            "count": number_text(int(counts.get(kind, 0))),
            "pressed": state.kind == kind,
            "pick": {"kind": kind},
        }
        for kind in KINDS
    ]
    return {"label": _("Show"), "options": [every, *options]}


def _sorts(state: ViewState) -> Json:
    labels = {"size": _("Size"), "date": _("Date"), "sources": _("Number of sources")}
    options = [
        {"text": labels[sort], "count": "", "pressed": state.sort == sort, "pick": {"sort": sort}}
        for sort in SORTS
    ]
    return {"label": _("Sort by"), "options": options}


def _sections(shown: pd.DataFrame, dataset: Dataset, state: ViewState, palette: Palette) -> list[Json]:
    """Return the rows; by size in a section a kind, since the sizes of different kinds cannot be compared."""
    events = events_of(shown["event_id"], dataset)
    sources = sources_of(shown["values"], dataset)

    def rows_of_kind(some: pd.DataFrame) -> list[Json]:
        return [
            row_model(found, events[found["event_id"]], sources, dataset, state=state, palette=palette)
            for found in records_of(some)
        ]

    if state.sort != "size":
        return [{"title": "", "note": "", "rows": rows_of_kind(shown)}]
    titles = {
        "number": (_("Numbers"), _("largest by lowest, the widest apart first")),
        "date": (_("Dates"), _("the most days apart first")),
        "statement": (_("Accounts"), _("the most accounts first")),
    }
    sections = []
    for kind, (title, note) in titles.items():
        rows = rows_of_kind(shown[shown["kind"] == kind])
        if rows:
            sections.append({"title": title, "note": note, "rows": rows})
    return sections


def _more(count: int, limit: int) -> Json | None:
    if count <= limit:
        return None
    text = _("Show {count} more").format(count=number_text(min(count - limit, PAGE)))
    return {"text": text, "pick": {"more": limit + PAGE}}


def _nothing(dataset: Dataset, state: ViewState) -> Json:
    """Say why there is none, and offer to remove the filters or the limits of the range."""
    buttons = []
    if state.is_filtered:
        buttons.append({"text": _("Reset all filters"), "pick": {"reset": "all"}})
    text = _("In the whole dataset there are {count}.").format(count=number_text(len(disagreements(dataset))))
    title = _("The sources of the events shown do not disagree on anything that the program compares.")
    return {"title": title, "text": text, "buttons": buttons}
