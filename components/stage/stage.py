"""Map and timeline together: the scene sent once, the view kept in step, what is picked on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from components.assets import component
from components.filters.search_field import FOCUS_KEY
from components.scene.alone import jumps_of, landmarks_of
from components.stage import folium_map as event_map
from components.stage import timeline
from components.view.picks import Pick, read_pick
from components.view.selection import view_message
from components.view.state import at_days
from components.wording import map_words, timeline_words
from geo.i18n import browser_formats, browser_strings, language_tag
from geo.selection.named_lists import at_points, is_list

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset

MAP_HEIGHT = 508
CHANNEL = "page"
"""The name under which the map, the timeline and the page find each other. It is always the same, so that a new
session goes on with the map that stands; the browser tells its pages apart."""
TIMELINE_KEY = "timeline"

_scene = component("scene", "scene/index.js")
_words = component("scene_words", "scene/words.js")


def show_map(
    dataset: Dataset,
    state: ViewState,
    scene: bytes,
    words: Mapping[str, Any] | None,
    *,
    only: Collection[str] = (),
    told: str | None = None,
    drawn: Mapping[str, Any] | None = None,
    follow: Callable[[Pick], None],
) -> None:
    """Draw the map.

    Parameters
    ----------
    dataset, state
        What is shown.
    scene, words
        As :func:`hand_over` gives them to the browser: a map that hears of nothing there holds them itself.
    only
        Ids of the events that alone are drawn; none draws all that pass the filters.
    told
        Names the step of a story whose view this is: where it is another than before, the map goes to it.
    drawn
        Entries of :func:`components.view.selection.view_message` that are otherwise than the dataset's own: of a store,
        whose events the browser does not have.
    follow
        Takes a district, an event or a list that was picked.
    """
    live = is_live()
    event_map.show(
        CHANNEL,
        height=MAP_HEIGHT,
        strings=browser_strings(map_words.STRINGS, map_words.COUNTED),
        locale=language_tag(),
        formats=browser_formats(),
        on_pick=lambda picked: _follow(picked, dataset, follow),
        embedded_scene=None if live else scene,
        embedded_words=None if live else words,
        view=None if live else _view(dataset, state, only, told, drawn),
    )


def is_live() -> bool:
    """Whether the map hears of the view in the browser; it is told by way of the server where there is no channel."""
    return bool(st.session_state.get(TIMELINE_KEY, {}).get("live", True))


def show_timeline(
    dataset: Dataset,
    state: ViewState,
    *,
    today: int,
    go: Callable[[Callable[[ViewState], ViewState]], None],
    follow: Callable[[Pick], None],
    on_live_change: Callable[[], None],
    only: Collection[str] = (),
    told: str | None = None,
    drawn: Mapping[str, Any] | None = None,
    steps: Mapping[str, Any] | None = None,
    go_to_step: Callable[[int], None] | None = None,
) -> None:
    """Draw the timeline, which hands the view on to the map.

    Parameters
    ----------
    dataset, state
        What is shown.
    today
        The last day of the timeline.
    go
        Takes what makes of the state that is shown when it is called the one at the day and range that were chosen.
    follow
        Takes a district that was picked.
    on_live_change
        Called when :func:`is_live` becomes another.
    only, told, drawn
        As in :func:`show_map`.
    steps
        The dots of the story that is read, of :func:`components.stage.timeline.show`.
    go_to_step
        Takes the number of the step whose dot was chosen.
    """
    about = dataset.about

    def committed() -> None:
        commit = timeline.read_commit(st.session_state[TIMELINE_KEY].get("commit"), about.first_day, today)
        if commit is not None:
            days = commit.day, commit.from_day, commit.to_day
            go(lambda now: replace(at_days(now, *days), compare=commit.compare))

    def row_picked() -> None:
        value = st.session_state[TIMELINE_KEY].get("pick")
        step = timeline.read_step(value, len(steps["steps"])) if steps else None
        if step is not None and go_to_step is not None:
            go_to_step(step)
            return
        picked = read_pick(value, dataset)
        if picked is not None and picked.kind == "district" and picked.value is not None:
            follow(picked)

    timeline.show(
        CHANNEL,
        _view(dataset, state, only, told, drawn),
        jumps=jumps_of(about),
        landmarks=landmarks_of(about),
        strings=browser_strings(timeline_words.STRINGS, timeline_words.COUNTED),
        locale=language_tag(),
        formats=browser_formats(),
        steps=steps,
        key=TIMELINE_KEY,
        on_commit=committed,
        on_pick=row_picked,
        on_live_change=on_live_change,
    )


def hand_over(scene: bytes, words: Mapping[str, Any] | None) -> None:
    """Give the browser what map and timeline are drawn from.

    Parameters
    ----------
    scene
        What :func:`components.scene.build.build_scene` packed. Streamlit keeps large messages in the
        browser and repeats only their hash, so an unchanged scene costs a rerun next to nothing.
    words
        Of :func:`components.scene.build.scene_words`, where the page speaks another language than the scene.
    """
    _scene(key="scene", data=scene)
    _words(key="scene_words", data={"words": words})


def _view(
    dataset: Dataset,
    state: ViewState,
    only: Collection[str],
    told: str | None,
    drawn: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """Return the view as map and timeline are told it."""
    return {
        **view_message(dataset, state, only),
        **(drawn or {}),
        "focus": st.session_state.get(FOCUS_KEY, 0),
        "step": told,
    }


def _follow(picked: event_map.MapPick, dataset: Dataset, follow: Callable[[Pick], None]) -> None:
    """Turn what was picked on the map, where events are positions, into a choice on the page."""
    positions = [picked.event] if picked.event is not None else list(picked.cluster)
    if any(position >= len(dataset.events) for position in positions):
        return
    if picked.list is not None:
        if is_list(dataset, picked.list):
            follow(Pick("list", picked.list))
    elif picked.district in dataset.districts.index:
        follow(Pick("district", picked.district))
    elif picked.within in dataset.districts.index:
        follow(Pick("list", f"within:{picked.within}"))
    elif picked.event is not None:
        follow(Pick("event", str(dataset.events.index[picked.event])))
    elif picked.cluster:
        name = at_points(dataset, picked.cluster)
        if is_list(dataset, name):
            follow(Pick("list", name))
