"""The page of figures: a chart for each thing that was counted, of all districts or of the selected one."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from components.assets import component
from components.details.frame_rows import district_name
from components.details.inline_text import data_text, fill, pick_link
from components.details.palette import Palette
from components.details.panel import machine_note
from components.figures.axis import axis_of, time_ticks
from components.figures.chart import Frame, chart_model
from components.figures.table import heads_of, sources_model
from components.view.picks import Pick, read_pick
from components.wording.dates_and_counts import days_text, range_text
from geo.claims.rules import rule
from geo.figures.series import crowded_measures, figures
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text, sentence_text
from geo.selection.filters import TIME, matches

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from components.details.inline_text import Json, Runs
    from components.view.state import ViewState
    from geo import Dataset, Selection
    from geo.figures.series import Series

    Mask = NDArray[np.bool_]

CHARTS_KEY = "charts"

_figures = component("figures", "figures/index.js")


def show(
    dataset: Dataset,
    state: ViewState,
    selection: Selection,
    channel: str,
    *,
    today: int,
    on_pick: Callable[[Pick], None],
    key: str = "figures",
) -> None:
    """Draw the charts.

    Parameters
    ----------
    dataset, state, selection
        What is shown: the figures of the events that pass the filters, of the selected district if any.
    channel
        The name under which the charts find the timeline, to follow it while it is dragged.
    today
        The last day of the timeline, in days since 1970-01-01.
    on_pick
        Called with what the person chose, before the page runs again.
    key
        The component's key in the session.
    """

    def changed() -> None:
        pick = read_pick(st.session_state[key].get("pick"), dataset)
        if pick is not None:
            on_pick(pick)

    with st.container(key=CHARTS_KEY):
        model = figures_model(dataset, state, selection, today=today)
        _figures(key=key, data={**model, "channel": channel}, on_pick_change=changed)


def figures_model(dataset: Dataset, state: ViewState, selection: Selection, *, today: int) -> Json:
    """Return what the browser draws. Parameters as in :func:`show`.

    Returns
    -------
    dict
        ``palette``, ``title``, ``line``, ``rule``, ``legend``, ``time`` (first and last day of the axis, its
        ticks), ``view`` (the chosen day and range), ``charts`` with the ``sources`` that they name, or
        ``empty``, ``without`` (what has figures outside the range only), ``translated``, ``announce``.
    """
    first, last = axis_of(state.first, state.last, (dataset.about.first_day, today))
    kept, everywhen = (matches(dataset, selection, ignore=facets) for facets in ((), (TIME,)))
    found, too_many = _series(dataset, state, kept), _too_many(dataset, state, kept)
    in_sight = matches(dataset, replace(selection, first=first, last=last))
    around = _around(dataset, state, found, everywhen, in_sight)
    everything = [one for by_measure in (found, around) for series in by_measure.values() for one in series]
    counted = {point.event_id for one in everything for point in one.points}
    counted |= {words.event_id for one in everything for words in one.in_words}
    frame = Frame(dataset, heads_of(counted, dataset), state, first, last)
    charts = [chart_model(series, around[name], frame) for name, series in found.items()]
    return {
        "palette": Palette(dataset.about).model,
        "title": _title(dataset, state),
        "line": _line(dataset, state, too_many),
        "rule": sentence_text(rule("side_by_side").sentence),
        "legend": _legend(state),
        "saving": {
            "csv": _("Download as CSV"),
            "picture": _("Download as picture"),
            "credit": _("{title}, data version {version}").format(
                title=dataset.about.title, version=dataset.about.version
            ),
        },
        "time": {
            "first": first,
            "last": last,
            "ticks": [
                {"day": day, "text": days_text(day, day, precision)}
                for day, precision in time_ticks(first, last)
            ],
        },
        "view": {"from": state.first, "to": state.last, "day": state.day},
        "charts": charts,
        "sources": sources_model(charts, dataset),
        "empty": None if charts else _empty(state, is_anything=bool(around), is_crowded=bool(too_many)),
        "without": _without(dataset, {*around, *_too_many(dataset, state, everywhen)} - {*found, *too_many})
        if charts
        else None,
        "translated": machine_note(dataset),
        "announce": ngettext("{count} chart", "{count} charts", len(charts)).format(
            count=number_text(len(charts))
        ),
    }


def _series(dataset: Dataset, state: ViewState, kept: Mask) -> dict[str, list[Series]]:
    series = figures(dataset, state.district, mask=kept, voices=state.voices)
    return {name: list(group) for name, group in groupby(series, key=lambda one: one.measure.id)}


def _too_many(dataset: Dataset, state: ViewState, kept: Mask) -> dict[str, int]:
    """Return the measures that are told in words instead of drawn, and how many claims each has."""
    return crowded_measures(dataset, state.district, mask=kept, voices=state.voices)


def _around(
    dataset: Dataset, state: ViewState, found: Mapping[str, list[Series]], everywhen: Mask, in_sight: Mask
) -> dict[str, list[Series]]:
    """Return the series of all years; where these are too many, of what the charts show of them."""
    around = _series(dataset, state, everywhen)
    if found.keys() <= around.keys():
        return around
    shown = _series(dataset, state, in_sight)
    return {name: shown.get(name, series) for name, series in found.items()} | around


def _title(dataset: Dataset, state: ViewState) -> Runs:
    if state.district is None:
        return [_("Figures of all districts")]
    return fill(_("Figures of {district}"), district=data_text(district_name(dataset, state.district)))


def _line(dataset: Dataset, state: ViewState, too_many: Mapping[str, int]) -> Runs:
    shown = range_text(state.first, state.last)
    line: Runs = [shown]
    if state.district is not None:
        rest = _("{range}; without the figures of the whole region.").format(range=shown)
        line = [rest, " ", pick_link(_("All districts"), district=None)]
    if too_many:
        told = [
            ngettext("{measure} ({count} claim)", "{measure} ({count} claims)", too_many[measure.id]).format(
                measure=measure.label, count=number_text(too_many[measure.id])
            )
            for measure in dataset.about.measures
            if measure.id in too_many
        ]
        sentence = _(
            "Too many to put side by side, and not drawn: {measures}. Choose a shorter range, a district or "
            "another filter to see them."
        )
        line += [". ", sentence.format(measures="; ".join(told))]
    return line


def _legend(state: ViewState) -> Json:
    return {
        "box": _("An event: from its lowest to its highest claim, over its days"),
        "differ": _("Its sources contradict each other"),
        "dot": _("A claimed number"),
        "other": _("Also of other districts") if state.district else None,
    }


def _empty(state: ViewState, *, is_anything: bool, is_crowded: bool) -> Json:
    reset = {"text": _("Reset the filters"), "pick": {"reset": "all"}}
    everywhere = {"text": _("All districts"), "pick": {"district": None}}
    if is_crowded:
        return {
            "title": _("Too many figures to draw"),
            "hint": _("Choose a shorter range on the timeline, a district or a filter."),
            "buttons": [],
        }
    if is_anything:
        hint = _("There are figures before or after it: widen the range on the timeline.")
    else:
        hint = _("No source of the dataset gives a figure that passes these filters.")
    return {
        "title": _("No figure in this range"),
        "hint": hint,
        "buttons": ([reset] if state.is_filtered else []) + ([everywhere] if state.district else []),
    }


def _without(dataset: Dataset, others: set[str]) -> str | None:
    labels = [measure.label for measure in dataset.about.measures if measure.id in others]
    if not labels:
        return None
    return _("Counted before or after this range only: {measures}.").format(measures="; ".join(labels))
