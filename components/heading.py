"""The page's head: title, what the dataset is about, and the buttons that belong to the whole page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from components import language_menu
from components.assets import component
from components.bundle import FRONTEND, MAP_FRAME
from components.view.own_story import known_stories
from components.view.state import PAGES
from components.wording.dates_and_counts import day_text
from components.wording.markdown_escape import plain
from geo.dataset.lookup import row_of
from geo.i18n import gettext as _
from geo.i18n import language
from geo.stories import stories_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.view.state import Page, ViewState
    from geo.dataset.dataset import Dataset

    Change = Callable[[Callable[[ViewState], ViewState]], None]

_actions = component("actions", "actions/index.js", "actions/actions.css")


def configure(title: str | None) -> None:
    """Name the browser's tab and apply the page's own style sheet; must come before all else.

    Parameters
    ----------
    title
        The dataset's title; None where there is no dataset to show.
    """
    st.set_page_config(page_title=title or _("This dataset cannot be shown"), page_icon=icon(), layout="wide")
    for sheet in ("page/page.css", "page/print.css"):
        st.html(FRONTEND / sheet)


def title_of(dataset: Dataset, state: ViewState) -> str:
    """Return the name of the view for the browser's tab, its history and bookmarks."""
    parts: list[str] = []
    if state.page == "stories":
        parts.extend(story.title for story in known_stories(dataset) if story.id == state.story)
    elif state.event is not None:
        parts.append(str(dataset.events["title"].iloc[row_of(dataset, state.event)]))
    elif state.district is not None:
        parts.append(str(dataset.districts["name"].loc[state.district]))
    if state.page != "map":
        parts.append(_part_labels(dataset, state)[state.page])
    if state.page != "about":
        parts.append(day_text(state.day))
    return " · ".join([*parts, dataset.about.title])


def icon() -> str:
    """Return the page's icon as SVG; Streamlit's own icons would be fetched from the internet."""
    return (FRONTEND / "page/icon.svg").read_text(encoding="utf-8")


def show(
    dataset: Dataset,
    state: ViewState,
    change: Change,
    take_along: Callable[[], None],
    *,
    title: str | None = None,
) -> None:
    """Draw the head.

    Parameters
    ----------
    dataset
        Gives title and subtitle.
    state
        Says which part of the page is open.
    change
        Takes what makes of the state that is shown when it is called the one with the part or the language that was
        chosen: the head stays while that becomes another.
    take_along
        Draws the button of what can be downloaded.
    title
        Names the view in the browser's tab, where nothing else does.
    """
    with st.container(key="heading", horizontal=True, vertical_alignment="center"):
        with st.container(key="title", width="stretch"):
            st.markdown(f"# {plain(dataset.about.title)}", help=plain(dataset.about.title_note) or None)
            with st.container(key="subtitle"):
                st.caption(plain(dataset.about.subtitle))
        with st.container(key="actions", horizontal=True, width="content", gap="small"):
            _parts(dataset, state, change)
            take_along()
            language_menu.show(dataset, change)
            _actions(
                key="actions_bar",
                width="content",
                on_part_change=lambda: _go_to(st.session_state["actions_bar"].get("part"), change),
                data={
                    "parts": list(_part_labels(dataset, state).items()),
                    "partsLabel": _("Part of the page"),
                    "part": state.page,
                    "title": title,
                    "filters": _("Filters"),
                    "filtersSelector": ".st-key-filters",
                    "language": language(),
                    "label": _("Share"),
                    "frame": MAP_FRAME,
                    "own": "origin" in dataset.events,
                    "copied": _("Link copied"),
                    "failed": _("Not copied: copy the address from the browser's bar"),
                },
            )


def _parts(dataset: Dataset, state: ViewState, change: Change) -> None:
    labels = _part_labels(dataset, state)
    st.session_state["part"] = state.page
    st.segmented_control(
        _("Part of the page"),
        list(labels),
        key="part",
        required=True,
        format_func=labels.__getitem__,
        label_visibility="collapsed",
        on_change=lambda: _go_to(st.session_state["part"], change),
    )


def _part_labels(dataset: Dataset, state: ViewState) -> dict[Page, str]:
    """Name the parts of the page; a dataset without stories has no part for them."""
    labels: dict[Page, str] = {
        "map": _("Map"),
        "stories": _("Stories"),
        "disagreements": _("Where sources disagree"),
        "figures": _("Figures"),
        "about": _("About the data"),
    }
    if state.page != "stories" and not stories_of(dataset):
        del labels["stories"]
    return labels


def _go_to(part: object, change: Change) -> None:
    for page in PAGES:
        if page == part:
            change(partial(replace, page=page))


def say_not_understood(parts: tuple[str, ...]) -> None:
    """Say which parts of the address name nothing of this dataset; the rest of the view holds."""
    if parts:
        sentence = _("Not understood in the address, and left out: {parts}")
        st.warning(plain(sentence.format(parts=", ".join(parts))), icon=":material/link_off:")
