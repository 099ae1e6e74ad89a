"""The dialog in which a file is dropped, its columns are looked at, and its events or districts are shown."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from components.own_events import districts, upload
from components.own_events.background import wait_for, wait_in_turn
from components.own_events.mapping import edit
from components.own_events.session import current, make, put
from components.view.language import speak
from components.wording.markdown_escape import plain
from geo.dataset.columns import is_large
from geo.dataset.memory import release
from geo.i18n import gettext as _
from geo.i18n import number_text
from geo.importers import Imported, ImportProblems
from geo.importers.cage import import_apart, in_turn, known_shortcoming
from geo.importers.formats.read_table import FORMATS
from geo.importers.template import NAME as TEMPLATE
from geo.importers.template import template_csv
from geo.importers.terms import LICENCES, Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.own_events.session import Own
    from components.own_events.upload import Brought
    from geo.dataset.dataset import Dataset
    from geo.importers import ColumnMapping
    from geo.importers.cage import Turn
    from geo.importers.own_districts import Boundaries

EVENTS = "events"
MOST_SENTENCES = 5
_TURN = "own_turn"
BUNDLED, NEW, KEPT = "bundled", "new", "kept"


def open_dialog(bundled: Dataset, today: int) -> None:
    """Open the dialog "Add events".

    Parameters
    ----------
    bundled
        The dataset of the page.
    today
        The last day of the timeline, in days since 1970-01-01.
    """
    turn = st.session_state[_TURN] = int(st.session_state.get(_TURN, 0)) + 1
    st.dialog(_("Add events"), width="large", on_dismiss=_forget)(_content)(bundled, today, turn)


def _content(bundled: Dataset, today: int, turn: int) -> None:
    speak()
    st.markdown(plain(_("What you add stays in this browser session: no one else sees it.")))
    if known_shortcoming():
        st.caption(plain(_(known_shortcoming())))
    dropped, details, outlined, finish = (st.container() for _part in range(4))
    brought, boundaries, chosen = None, None, BUNDLED
    with dropped, _telling():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(_('Events'))}**", width="stretch")
            st.download_button(
                _("Download a template"),
                template_csv,
                file_name=TEMPLATE,
                mime="text/csv",
                key="own_template",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
            )
        brought = upload.ask(EVENTS, _(FORMATS), turn, paste=True)
    with outlined, _telling():
        chosen = _which_districts(turn)
        boundaries = (
            _present_boundaries() if chosen == KEPT else districts.ask(turn) if chosen == NEW else None
        )
    mapping = None
    with details, _telling():
        if brought is not None:
            outlines = boundaries.dataset if boundaries else bundled
            upload.preview(brought.table)
            mapping = edit(brought, outlines, partial(_bring_districts, turn))
    with finish, _telling():
        ready = (boundaries is not None) if chosen == NEW else brought is not None
        if ready and (brought is None) == (mapping is None):
            _finish(brought, mapping, boundaries, bundled, today)


@contextmanager
def _telling() -> Iterator[None]:
    """Say what is wrong with a file in sentences."""
    try:
        yield
    except ImportProblems as problems:
        for problem in problems.problems[:MOST_SENTENCES]:
            st.error(plain(problem), icon=":material/error:")


def _present_boundaries() -> Boundaries | None:
    """Return the districts that this session shows already, None where these are the bundled ones."""
    before = current()
    return before.boundaries if before is not None else None


def _which_districts(turn: int) -> str:
    """Draw the choice of districts on which the events are shown."""
    st.markdown(f"**{plain(_('Districts'))}**")
    kept = _present_boundaries()
    choices = {BUNDLED: _("As on the page")}
    if kept is not None:
        choices[KEPT] = kept.name
    choices[NEW] = _("My own")
    return st.radio(
        _("Districts"),
        list(choices),
        index=list(choices).index(KEPT if kept is not None else BUNDLED),
        format_func=lambda choice: plain(choices[choice]),
        horizontal=True,
        label_visibility="collapsed",
        key=_choice_key(turn),
    )


def _bring_districts(turn: int) -> None:
    """Choose a person's own districts in the choice that :func:`_which_districts` draws."""
    st.session_state[_choice_key(turn)] = NEW


def _choice_key(turn: int) -> str:
    return f"own_districts_{turn}"


def _finish(
    brought: Brought | None,
    mapping: ColumnMapping | None,
    boundaries: Boundaries | None,
    bundled: Dataset,
    today: int,
) -> None:
    """Draw the last choice and the button."""
    terms = _terms(brought) if brought is not None else Terms()
    with_bundled = False
    if boundaries is None:
        with_bundled = st.checkbox(_("Show the bundled events too"), value=True, key="own_with_bundled")
    if not st.button(_("Show on the map"), type="primary", key="own_show"):
        return
    made = _make(brought, mapping, boundaries, bundled, today, with_bundled=with_bundled, terms=terms)
    if isinstance(made, Imported):
        st.error(plain(made.summary()), icon=":material/error:")
        for problem in made.problems(MOST_SENTENCES):
            st.error(plain(problem))
        return
    put(made)
    _forget()
    if is_large(len(made.dataset.events)):
        release()
    st.rerun()


def _terms(brought: Brought) -> Terms:
    """Draw the fields for what only the person knows of their data."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(
            _("Title of these events"), placeholder=brought.table.name, key=f"{brought.identity}_terms_title"
        )
        licence = st.selectbox(
            _("Licence of these events"),
            list(LICENCES),
            index=None,
            accept_new_options=True,
            placeholder=_("Not stated"),
            key=f"{brought.identity}_terms_licence",
        )
    return Terms(title, licence or "")


def _make(
    brought: Brought | None,
    mapping: ColumnMapping | None,
    boundaries: Boundaries | None,
    bundled: Dataset,
    today: int,
    *,
    with_bundled: bool,
    terms: Terms,
) -> Own | Imported:
    """Return what is to be shown; the bare import where no row of it can be."""
    outlines = boundaries.dataset if boundaries else bundled
    do = partial(make, bundled, today, boundaries=boundaries, with_bundled=with_bundled, terms=terms)
    if brought is None or mapping is None:
        return wait_for(plain(_("Drawing the districts")), do)
    table = brought.table

    def work(turn: Turn) -> Own | Imported:
        imported = import_apart(table, mapping, outlines, today=today, turn=turn)
        return in_turn(turn, partial(do, imported=imported, table=table)) if imported.shown else imported

    sentence = _("Placing {count} rows on {districts} districts")
    counted = sentence.format(count=number_text(table.read), districts=number_text(len(outlines.districts)))
    return wait_in_turn(plain(counted), work)


def _forget() -> None:
    """Forget the files that were read: closing the dialog gives their memory back."""
    upload.forget(EVENTS)
    districts.forget()
