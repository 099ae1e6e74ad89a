"""Data that changed on the server while somebody looks at it: told, and shown when they ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import own_events, server_dataset
from components.wording.markdown_escape import plain
from geo.datapackage.newer import difference
from geo.dataset.cache import cached
from geo.dataset.columns import is_large
from geo.i18n import gettext as _
from geo.i18n import number_text

if TYPE_CHECKING:
    from geo.datapackage.newer import Difference
    from geo.dataset.dataset import Dataset

_SHOWN = "bundled"
_LATER = "newer_later"


def session_dataset(folder: str) -> Dataset:
    """Return the dataset that this session began with, or asked for since; a new session begins with the newest.

    Parameters
    ----------
    folder
        The folder of the data package.
    """
    dataset: Dataset = st.session_state.setdefault(_SHOWN, server_dataset.watched(folder).newest())
    return dataset


def tell(older: Dataset, newest: Dataset, today: int) -> None:
    """Say that there are newer data than those shown; nothing where there are none, or they are for later.

    Parameters
    ----------
    older
        What this session shows.
    newest
        What the server would show now.
    today
        The last day of the timeline.
    """
    with st.container(key="newer"):  # Always there: what follows must not change its place on the page.
        if newest is older or st.session_state.get(_LATER) == newest.about.version:
            return
        st.markdown(f"**{plain(_('The data changed on the server'))}**")
        st.caption(plain(_what(older, newest)))
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Reload, keep my view"),
                key="newer_reload",
                type="primary",
                on_click=_show,
                args=(newest, today),
            )
            st.button(
                _("Later"),
                key="newer_later_button",
                type="tertiary",
                on_click=st.session_state.__setitem__,
                args=(_LATER, newest.about.version),
            )


def _what(older: Dataset, newest: Dataset) -> str:
    version = _("You see version {version}.").format(version=older.about.version)
    if is_large(len(older.events)) or is_large(len(newest.events)):
        return version
    found = _difference(older, newest)
    counts = _("Events: {new} new, {changed} changed, {gone} removed. You see version {version}.")
    return counts.format(
        new=number_text(found.new),
        changed=number_text(found.changed),
        gone=number_text(found.gone),
        version=older.about.version,
    )


@cached(2)
def _difference(older: Dataset, newest: Dataset) -> Difference:
    return difference(older, newest)


def _show(newest: Dataset, today: int) -> None:
    """Show the newest data in this session, with what its person has added."""
    st.session_state[_SHOWN] = newest
    own = own_events.current()
    if own is not None:
        own_events.put(
            own_events.make(
                newest,
                today,
                imported=own.imported,
                boundaries=own.boundaries,
                with_bundled=own.with_bundled,
                table=own.table,
            )
        )
