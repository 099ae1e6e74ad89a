"""The row of filters: search, categories, districts, evidence, and how many events they keep."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from components.messages import gettext as _
from components.messages import ngettext, number_text
from components.plain_text import plain
from components.state import LONGEST_TEXT, without

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from components.state import ViewState
    from geo.dataset import Dataset


def show(
    dataset: Dataset,
    state: ViewState,
    counts: Mapping[str, Mapping[str, int]],
    shown: int,
    go: Callable[[ViewState], None],
) -> None:
    """Draw the filters; each change calls ``go`` with the new state.

    Parameters
    ----------
    dataset
        Gives the choices and their labels.
    state
        The current choices.
    counts
        For each facet (``categories``, ``districts``, ``evidence``) and choice the number of
        events there would be with that choice, given all other filters.
    shown
        The number of events that pass everything.
    go
        Takes the state that the person asks for.
    """
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        _search(state, go)
        _choices(
            "categories",
            _("Categories"),
            options=[(item.id, item.label) for item in dataset.about.categories],
            chosen=state.categories,
            counts=counts["categories"],
            choose=lambda chosen: go(replace(state, categories=chosen)),
        )
        _choices(
            "districts",
            _("Districts"),
            options=list(dataset.districts["name"].items()),
            chosen=state.districts,
            counts=counts["districts"],
            choose=lambda chosen: go(replace(state, districts=chosen)),
        )
        _choices(
            "evidence",
            _("Evidence"),
            options=[(item.id, item.label) for item in dataset.about.evidence],
            chosen=state.evidence,
            counts=counts["evidence"],
            choose=lambda chosen: go(replace(state, evidence=chosen)),
            help_text="  \n".join(
                f"**{plain(item.label)}**: {plain(item.meaning)}" for item in dataset.about.evidence
            ),
        )
        st.button(
            _("Reset"),
            key="reset",
            type="tertiary",
            icon=":material/restart_alt:",
            disabled=not state.is_filtered,
            help=_("Remove all filters; the dates stay"),
            on_click=lambda: go(without(state, "all")),
        )
        with st.container(key="shown", width="stretch", horizontal=True, horizontal_alignment="right"):
            st.markdown(_count_sentence(shown, len(dataset.events)))


def _count_sentence(shown: int, total: int) -> str:
    sentence = ngettext(
        "**{shown} of {total} event** in the range", "**{shown} of {total} events** in the range", total
    )
    return sentence.format(shown=number_text(shown), total=number_text(total))


def _search(state: ViewState, go: Callable[[ViewState], None]) -> None:
    st.session_state["search"] = state.text
    st.text_input(
        _("Search"),
        key="search",
        type="search",
        live=True,
        max_chars=LONGEST_TEXT,
        placeholder=_("Search in titles, places and summaries"),
        icon=":material/search:",
        label_visibility="collapsed",
        width=340,
        on_change=lambda: go(replace(state, text=st.session_state["search"].strip())),
    )


def _choices(
    facet: str,
    title: str,
    *,
    options: Sequence[tuple[str, str]],
    chosen: frozenset[str],
    counts: Mapping[str, int],
    choose: Callable[[frozenset[str]], None],
    help_text: str | None = None,
) -> None:
    """Draw one facet as a button that opens its choices, with the number of events beside each."""
    labels = dict(options)
    summary = (
        _("{chosen} of {all}").format(chosen=len(chosen), all=len(options)) if chosen else str(len(options))
    )
    key = f"choose_{facet}"
    st.session_state[key] = [value for value in labels if value in chosen]
    with st.popover(f"{title} :gray[{summary}]", key=f"{facet}_filter"):
        st.pills(
            title,
            list(labels),
            key=key,
            selection_mode="multi",
            format_func=lambda value: f"{plain(labels[value])} :gray[{number_text(counts.get(value, 0))}]",
            help=help_text,
            on_change=lambda: choose(frozenset(st.session_state[key])),
        )
        st.caption(_("Nothing chosen shows all. The number is how many events each would show."))
