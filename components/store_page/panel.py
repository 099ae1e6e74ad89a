"""The panel of a store: the model of the rows that are listed, with the counts of all events."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from components.details.event_lists import Remedies, remedies_model
from components.details.event_rows import PAGE
from components.details.overview import counts_model, later_text
from components.details.palette import Palette
from components.view.state import MOST_ROWS
from components.wording.dates_and_counts import event_count, range_text
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text
from geo.store.query import Question
from geo.store.subset import question_of

if TYPE_CHECKING:
    from components.details.inline_text import Json
    from components.server_store import Opened
    from components.store_page.view import Listed
    from components.view.state import ViewState


def amended(model: Json, opened: Opened, state: ViewState, listed: Listed) -> Json:
    """Return the model of a panel with the counts of the store in place of those of the rows that are listed.

    Parameters
    ----------
    model
        Of :func:`components.details.panel.panel_model`; it is not changed.
    opened, state
        The store and the view.
    listed
        What of it the dataset of the model holds.
    """
    panel = _without_addresses(model["panel"])
    store, all_events = opened.store, len(opened.store)
    words = listed.words
    shown = store.count(question_of(state)) if words is None else listed.count
    is_without = words is not None and not listed.count and panel["kind"] == "overview"
    if panel["kind"] == "nothing" or is_without:
        panel = _nothing(opened, state)
    elif panel["kind"] == "overview":
        question = question_of(state)
        if words is None:
            begun = store.count(question) - _later(opened, state)
            found = store.categories_in(question)
        else:
            begun = sum(key.day <= state.day for key in words.keys)
            found = dict(Counter(words.categories))
        panel["counts"] = counts_model(found, shown, all_events, listed.dataset, Palette(opened.base.about))
        latest = {**panel["latest"], "later": later_text(shown - begun, state)}
        panel["latest"] = _with_more(latest, listed.rows, begun)
    elif panel["kind"] in {"list", "district"}:
        events = _with_more(panel["events"], listed.rows, listed.count)
        told = _told(listed, state)
        if panel["kind"] == "list":
            panel["line"] = f"{told}, {range_text(state.first, state.last)}"
            panel["note"] = _note(listed, str(panel["note"]))
        else:
            events["of"] = told
        panel["events"] = events
    count = ngettext("{count} event in the range", "{count} events in the range", shown)
    announce = f"{panel['title']}. {count.format(count=number_text(shown))}"
    return {**model, "panel": panel, "announce": announce}


_ADDRESSES = ("suggest",)
"""Of pages that a store does not have, in the models of districts and events."""


def _without_addresses(panel: Json) -> Json:
    """Return the model of a panel without the ways to suggestions."""
    found = {**panel, **dict.fromkeys(_ADDRESSES)}
    if panel["kind"] == "event":
        found["record"] = {**panel["record"], **dict.fromkeys(_ADDRESSES)}
    events = panel.get("events")
    if events:
        apart = events["apart"] and {**events["apart"], **dict.fromkeys(_ADDRESSES)}
        rows = [
            {**row, "record": {**row["record"], **dict.fromkeys(_ADDRESSES)}} if "record" in row else row
            for row in events["rows"]
        ]
        found["events"] = {**events, "apart": apart, "rows": rows}
    return found


def _later(opened: Opened, state: ViewState) -> int:
    """Return how many events of the range begin after the day."""
    question = question_of(state)
    if state.day >= state.last:
        return 0
    by_day = opened.store.count(replace(question, last=state.day))
    return opened.store.count(question) - by_day


def _told(listed: Listed, state: ViewState) -> str:
    """Say how many of how many events are listed."""
    if listed.rows >= listed.count:
        return event_count(listed.count)
    words = _("latest {rows} of {events}") if state.order == "newest" else _("first {rows} of {events}")
    return words.format(rows=number_text(listed.rows), events=event_count(listed.count))


def _note(listed: Listed, note: str) -> str:
    """Say what to ask instead, where more events are counted than can be listed."""
    more = listed.count - MOST_ROWS
    if more <= 0:
        return note
    words = ngettext(
        "{count} more event is counted, not listed: zoom in, shorten the range or filter to list it.",
        "{count} more events are counted, not listed: zoom in, shorten the range or filter to list them.",
        more,
    )
    return " ".join(filter(None, [note, words.format(count=number_text(more))]))


def _with_more(events: Json, rows: int, count: int) -> Json:
    """Return a list with its number of events, and the way to more of them."""
    left = min(count, MOST_ROWS) - rows
    more = None
    if left > 0:
        text = _("Show {count} more").format(count=number_text(min(left, PAGE)))
        more = {"text": text, "pick": {"more": min(rows + PAGE, MOST_ROWS)}}
    return {**events, "total": count, "more": more}


_FACETS = ("categories", "districts", "evidence")


def _nothing(opened: Opened, state: ViewState) -> Json:
    """Return the panel for filters that no event passes: which removes most, and how to remove it."""
    store, question = opened.store, question_of(state)
    first, last = store.days

    def without(facet: str) -> int:
        if facet == "time":
            return store.count(replace(question, first=first, last=last))
        kept = {one: frozenset() if one == facet else getattr(question, one) for one in _FACETS}
        return store.count(Question(state.first, state.last, **kept))

    def nearest() -> int:
        after = store.keys(replace(question, first=state.last + 1, last=last), 1, newest=False)
        before = store.keys(replace(question, first=first, last=state.first - 1), 1)
        return min((key.day for key in (*after, *before)), key=lambda day: abs(day - state.day))

    facets = ("time", *_FACETS, *(("text",) if state.text else ()))
    strongest = max(facets[::-1] if state.text else facets, key=without)
    found = Remedies(len(store), without, strongest if without(strongest) else None, nearest)
    return remedies_model(found, opened.base, state)
