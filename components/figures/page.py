"""The page of figures: a chart for each thing that was counted, of all districts or of the selected one."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from components.assets import component
from components.details.palette import Palette
from components.details.picks import Pick, read_pick
from components.details.records import district_name
from components.details.runs import data_text, fill, pick_link
from components.details.wording import days_text, range_text
from components.figures.chart import Frame, chart_model
from components.figures.rows import heads_of, sources_model
from components.figures.scale import axis_of, time_ticks
from components.messages import gettext as _
from components.messages import ngettext, number_text
from components.sentences import said
from geo.figures import figures
from geo.filters import TIME, matches
from geo.rules import rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from components.details.runs import Json, Runs
    from components.state import ViewState
    from geo import Dataset, Selection
    from geo.figures import Series

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
        ``empty``, ``without`` (what has figures outside the range only), ``announce``.
    """
    first, last = axis_of(state.first, state.last, (dataset.about.first_day, today))
    found = _by_measure(_series(dataset, state, selection))
    everywhen = _series(dataset, state, selection, ignore=(TIME,))
    around = _by_measure(everywhen)
    counted = {point.event_id for one in everywhen for point in one.points}
    counted |= {words.event_id for one in everywhen for words in one.in_words}
    frame = Frame(dataset, heads_of(counted, dataset), state, first, last)
    charts = [chart_model(series, around[name], frame) for name, series in found.items()]
    return {
        "palette": Palette(dataset.about).model,
        "title": _title(dataset, state),
        "line": _line(state),
        "rule": said(rule("side_by_side").sentence),
        "legend": _legend(state),
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
        "empty": None if charts else _empty(state, is_anything=bool(around)),
        "without": _without(around, found) if charts else None,
        "announce": ngettext("{count} chart", "{count} charts", len(charts)).format(
            count=number_text(len(charts))
        ),
    }


def _series(
    dataset: Dataset, state: ViewState, selection: Selection, ignore: tuple[str, ...] = ()
) -> tuple[Series, ...]:
    kept = matches(dataset, selection, ignore=ignore)
    return figures(dataset, state.district, mask=kept, voices=state.voices)


def _by_measure(series: Iterable[Series]) -> dict[str, list[Series]]:
    return {name: list(group) for name, group in groupby(series, key=lambda one: one.measure.id)}


def _title(dataset: Dataset, state: ViewState) -> Runs:
    if state.district is None:
        return [_("Figures of all districts")]
    return fill(_("Figures of {district}"), district=data_text(district_name(dataset, state.district)))


def _line(state: ViewState) -> Runs:
    shown = range_text(state.first, state.last)
    if state.district is None:
        return [shown]
    rest = _("{range}; without the figures of the whole region.").format(range=shown)
    return [rest, " ", pick_link(_("All districts"), district=None)]


def _legend(state: ViewState) -> Json:
    return {
        "box": _("An event: from its lowest to its highest claim, over its days"),
        "differ": _("Its sources contradict each other"),
        "dot": _("A claimed number"),
        "other": _("Also of other districts") if state.district else None,
    }


def _empty(state: ViewState, *, is_anything: bool) -> Json:
    reset = {"text": _("Reset the filters"), "pick": {"reset": "all"}}
    everywhere = {"text": _("All districts"), "pick": {"district": None}}
    if is_anything:
        hint = _("There are figures before or after it: widen the range on the timeline.")
    else:
        hint = _("No source of the dataset gives a figure that passes these filters.")
    return {
        "title": _("No figure in this range"),
        "hint": hint,
        "buttons": ([reset] if state.is_filtered else []) + ([everywhere] if state.district else []),
    }


def _without(around: dict[str, list[Series]], found: dict[str, list[Series]]) -> str | None:
    labels = [series[0].measure.label for name, series in around.items() if name not in found]
    if not labels:
        return None
    return _("Counted before or after this range only: {measures}.").format(measures="; ".join(labels))
