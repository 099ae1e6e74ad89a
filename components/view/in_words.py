"""A view in words: its title, and what its map shows, for whoever is sent it and for whoever hears it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from components.view.selection import selection_of
from components.view.voices import with_voices
from components.wording.dates_and_counts import day_text
from components.wording.selection_text import filters_in_words, in_words
from geo.control.history import segment_at, unbroken_history
from geo.dataset.lookup import row_of
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text
from geo.selection.filters import matches
from geo.translations import translated_dataset

if TYPE_CHECKING:
    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset


class ViewWords(NamedTuple):
    """Words of a view: a title, what is chosen, and what the map shows."""

    title: str
    chosen: str
    description: str


def view_in_words(dataset: Dataset, state: ViewState, counted: tuple[int, int] | None = None) -> ViewWords:
    """Put a view into words of the language of this run.

    Parameters
    ----------
    dataset
        In English.
    state
        The view.
    counted
        How many events are shown, and of how many; None counts those of the dataset.
    """
    heard = with_voices(dataset, state.voices)
    told = translated_dataset(heard)
    selection = selection_of(state)
    chosen = [in_words(told, selection), day_text(state.day, "long")]
    title = _("{title}, {day}").format(title=told.about.title, day=day_text(state.day, "long"))
    if state.event is not None:
        title = str(told.events["title"].iloc[row_of(told, state.event)])
    elif state.district is not None:
        name = str(told.districts["name"].loc[state.district])
        title = _("{title}, {day}").format(title=name, day=day_text(state.day, "long"))
        chosen.insert(0, name)
    count, every = counted or (int(matches(heard, selection).sum()), len(heard.events))
    events = _("Events shown: {count} of {all}, from {first} to {last}.").format(
        count=number_text(count),
        all=number_text(every),
        first=day_text(state.first, "long"),
        last=day_text(state.last, "long"),
    )
    sentences = [_on_map(dataset, told, state.day), events]
    filters = filters_in_words(told, selection)
    if filters:
        sentences.append(_("Filters: {filters}.").format(filters=filters))
    return ViewWords(title, " · ".join(chosen), " ".join(sentences))


def _on_map(dataset: Dataset, told: Dataset, day: int) -> str:
    """Say who held the districts on a day."""
    history, about = unbroken_history(dataset), told.about
    shares = [
        segment.shares if (segment := segment_at(history[str(district)], day)) else ()
        for district in dataset.districts.index
    ]
    whole = Counter(held[0][0] if held else about.unrecorded.id for held in shares if len(held) < 2)  # noqa: PLR2004
    part = sum(len(held) > 1 for held in shares)
    holders = [
        _("{holder}: {count}").format(holder=one.label, count=number_text(whole[one.id]))
        for one in (*about.controllers, about.unrecorded)
        if whole[one.id]
    ]
    if part:
        holders.append(_("held in part: {count}").format(count=number_text(part)))
    count = len(dataset.districts)
    sentence = ngettext(
        "Map of {count} district on {day}. {holders}.", "Map of {count} districts on {day}. {holders}.", count
    )
    return sentence.format(count=number_text(count), day=day_text(day, "long"), holders="; ".join(holders))
