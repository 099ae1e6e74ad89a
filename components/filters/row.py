"""The row of filters: search, categories, districts, evidence, voices, and how many events they keep."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from components.assets import address
from components.filters import dates, search_field
from components.view import undo
from components.view.state import at_start, is_whole_range
from components.wording.markdown_escape import plain
from geo.claims.evidence import SUPPORT
from geo.claims.rules import rule
from geo.dataset.cache import cached
from geo.i18n import gettext as _
from geo.i18n import language, ngettext, number_text, pgettext, sentence_text, sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from streamlit.elements.lib.mutable_popover_container import PopoverContainer

    from components.view.picks import Pick
    from components.view.searched import Searched
    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset

    Counts = Mapping[str, Mapping[str, int]]
    Change = Callable[[ViewState], ViewState]


def show(
    dataset: Dataset,
    state: ViewState,
    counts: Callable[[], Counts],
    shown: int,
    *,
    today: int,
    go: Callable[[Change], None],
    follow: Callable[[Pick], None],
    total: int | None = None,
    left_out: Collection[str] = (),
    look: Callable[[str], Searched] | None = None,
) -> None:
    """Draw the filters; each change calls ``go`` with what becomes of the state.

    They belong into a fragment of their own: the choices of a filter are drawn when it is opened, and only the row is
    drawn for that. So ``go`` and ``follow`` have to see to it that the page is drawn; they may end the callback.

    Parameters
    ----------
    dataset
        Gives the choices and their labels.
    state
        The current choices.
    counts
        Gives for each facet (``categories``, ``districts``, ``evidence``, ``support``, ``voices``) and
        choice the number of events there would be with that choice, given all other filters.
    shown
        The number of events that pass everything.
    today
        The last day that can be chosen, in days since 1970-01-01.
    go
        Takes the function from the current state to the one that the person asks for. The state that a choice was
        drawn with may have been left since: one message of the browser can tell of several choices.
    follow
        Takes the district, place or event that was found by the search_field.
    total
        The number of all events; None for those of the dataset.
    left_out
        What is not offered: `support`, `voices`.
    look
        Looks for a text in events that are not in the dataset; None where they are.
    """
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        search_field.show(dataset, state, go=go, follow=follow, look=look)
        dates.show(dataset, state, today, go)
        _categories(dataset, state, counts, go)
        _choices(
            "districts",
            _("Districts"),
            options=_district_names(dataset, language()),
            chosen=state.districts,
            counts=counts,
            choose=lambda chosen: go(lambda now: replace(now, districts=chosen)),
        )
        _evidence(dataset, state, counts, go, support="support" not in left_out)
        if "voices" not in left_out:
            _choices(
                "voices",
                _("Voices"),
                options=[(item.id, item.label) for item in dataset.about.voices],
                chosen=state.voices,
                counts=counts,
                choose=lambda chosen: go(lambda now: replace(now, voices=chosen)),
                note=sentence_text(rule("voices").sentence),
            )
        _reset(dataset, state, today, go)
        with st.container(key="shown", width="stretch", horizontal=True, horizontal_alignment="right"):
            st.markdown(_count_sentence(shown, len(dataset.events) if total is None else total))


def _reset(dataset: Dataset, state: ViewState, today: int, go: Callable[[Change], None]) -> None:
    """Draw the buttons that take all filters away and bring back what was taken away.

    Where nothing is left to take away the one becomes the other, in its place and with the focus.
    """
    before = undo.undone(state)
    is_start = not state.is_filtered and is_whole_range(state, dataset, today)

    def reset() -> None:
        def start(now: ViewState) -> ViewState:
            then = at_start(now, dataset, today)
            undo.note(now, then, is_reset=True)
            return then

        go(start)

    def back() -> None:
        if before is not None:
            go(lambda _now: before)

    label = _("Undo")
    hint = _("Bring back the filters that were removed")
    if is_start and before is not None:
        st.button(label, key="reset", type="tertiary", icon=":material/undo:", help=hint, on_click=back)
        return
    st.button(
        _("Reset"),
        key="reset",
        type="tertiary",
        icon=":material/restart_alt:",
        disabled=is_start,
        help=_("Remove all filters and show the events of all years; the day stays"),
        on_click=reset,
    )
    if before is not None:
        st.button(label, key="undo", type="tertiary", icon=":material/undo:", help=hint, on_click=back)


def _count_sentence(shown: int, total: int) -> str:
    sentence = ngettext(
        "**{shown} of {total} event** in the range", "**{shown} of {total} events** in the range", total
    )
    return sentence.format(shown=number_text(shown), total=number_text(total))


def _categories(
    dataset: Dataset, state: ViewState, counts: Callable[[], Counts], go: Callable[[Change], None]
) -> None:
    """Draw the categories by family, as the panel and the markers' rings have them."""
    about = dataset.about

    def choose(members: frozenset[str], chosen: frozenset[str]) -> None:
        go(lambda now: replace(now, categories=(now.categories - members) | chosen))

    facet = _facet("categories", _("Categories"), len(state.categories), len(about.categories))
    if not facet.open:
        return
    with facet:
        for group in about.groups:
            options = {item.id: plain(item.label) for item in about.categories if item.group == group.id}
            _pills(
                f"categories_{group.id}",
                plain(group.label),
                options=options,
                chosen=state.categories,
                counts=counts()["categories"],
                choose=partial(choose, frozenset(options)),
            )
        _count_note()


def _evidence(
    dataset: Dataset,
    state: ViewState,
    counts: Callable[[], Counts],
    go: Callable[[Change], None],
    *,
    support: bool,
) -> None:
    """Draw how well events are supported: the signs that the map shows, and wider choices, each in words."""
    verdicts = dataset.about.evidence
    chosen = len(state.evidence) + len(state.support)
    wider = SUPPORT if support else ()
    facet = _facet("evidence", _("Evidence"), chosen, len({item.id for item in verdicts} | set(wider)))
    if not facet.open:
        return
    with facet:
        if wider:
            _pills(
                "support",
                _("How well supported"),
                options={
                    each: plain(_(rule(each).name))
                    for each in wider
                    if each in state.support or each not in {item.id for item in verdicts}
                },
                chosen=state.support,
                counts=counts()["support"],
                choose=lambda ids: go(lambda now: replace(now, support=ids)),
            )
        _pills(
            "evidence",
            _("Sign on the map and in lists"),
            options={item.id: f"{sign(item.id, item.label)} {plain(item.label)}" for item in verdicts},
            chosen=state.evidence,
            counts=counts()["evidence"],
            choose=lambda ids: go(lambda now: replace(now, evidence=ids)),
        )
        _count_note()
        meanings = [
            f"{sign(item.id, item.label)} **{plain(item.label)}**: {plain(item.meaning)}" for item in verdicts
        ]
        meanings += [
            f"**{plain(_(one.name))}**: {plain(sentence_text(one.sentence))}"
            for one in map(rule, wider)
            if one.id not in {item.id for item in verdicts}
        ]
        with st.container(key="evidence_meanings"):
            st.markdown("\n".join(f"- {meaning}" for meaning in meanings))


def sign(verdict: str, label: str) -> str:
    """Return the sign of a verdict as an image for Streamlit's Markdown.

    Raises
    ------
    FileNotFoundError
        When there is no sign of this name.
    """
    return f"![{plain(label)}]({address(f'page/signs/{verdict}.svg')})"


def _choices(
    facet: str,
    title: str,
    *,
    options: Sequence[tuple[str, str]],
    chosen: frozenset[str],
    counts: Callable[[], Counts],
    choose: Callable[[frozenset[str]], None],
    note: str = "",
) -> None:
    """Draw one facet as a button that opens its choices, with the number of events beside each."""
    button = _facet(facet, title, len(chosen), len(options))
    if not button.open:
        return
    with button:
        shown = {value: plain(label) for value, label in options}
        _pills(facet, title, options=shown, chosen=chosen, counts=counts()[facet], choose=choose)
        _count_note()
        if note:
            st.caption(plain(note))


def _facet(facet: str, title: str, chosen: int, total: int) -> PopoverContainer:
    """Return the button that opens a facet's choices; it says how many of them are chosen.

    The choices are drawn while it is open: drawn for each view, they were half of all that the page has.
    """
    summary = _("{chosen} of {all}").format(chosen=chosen, all=total) if chosen else pgettext("filter", "all")
    label = _("{facet}: {choices}").format(facet=title, choices=summary)
    return st.popover(label, key=f"{facet}_filter", on_change="rerun")


def _pills(
    facet: str,
    title: str,
    *,
    options: Mapping[str, str],
    chosen: frozenset[str],
    counts: Mapping[str, int],
    choose: Callable[[frozenset[str]], None],
) -> None:
    """Draw the choices of a facet; ``options`` are labels in Markdown by identifier."""
    key = f"choose_{facet}"
    st.session_state[key] = [value for value in options if value in chosen]
    st.pills(
        title,
        list(options),
        key=key,
        selection_mode="multi",
        format_func=lambda value: f"{options[value]} :gray[{number_text(counts.get(value, 0))}]",
        on_change=lambda: choose(frozenset(st.session_state[key])),
    )


def _count_note() -> None:
    st.caption(_("Nothing chosen shows all. The number is how many events each would show."))


@cached(4)
def _district_names(dataset: Dataset, _language: str) -> list[tuple[str, str]]:
    names = [(str(district), str(name)) for district, name in dataset.districts["name"].items()]
    return sorted(names, key=lambda entry: sort_key(entry[1]))
