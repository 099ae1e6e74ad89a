"""Data that changed on the server while somebody looks at it: told, and shown when they ask for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from components import own_events, server_dataset
from components.view import address
from components.wording.dates_and_counts import day_text
from components.wording.markdown_escape import plain
from geo.datapackage.newer import difference
from geo.dataset.cache import cached
from geo.dataset.columns import is_large
from geo.i18n import gettext as _
from geo.i18n import number_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.datapackage.newer import Difference
    from geo.dataset.dataset import Dataset

_SHOWN = "bundled"
_LATER = "newer_later"
_AS_OF = "as_of_version"


def session_dataset(folder: str) -> Dataset:
    """Return the dataset that this session began with, or asked for since; a new session begins with the newest.

    Parameters
    ----------
    folder
        The folder of the data package.
    """
    version = address.query().get("version", "")
    if version:
        past: Dataset | None
        asked, past = st.session_state.get(_AS_OF, ("", None))
        if asked != version:
            past = server_dataset.as_of(folder, version)
            st.session_state[_AS_OF] = (version, past)
        if past is not None:
            return past
    dataset: Dataset | None = st.session_state.get(_SHOWN)
    if dataset is None:
        dataset = st.session_state[_SHOWN] = server_dataset.newest(folder)
    return dataset


def tell(
    older: Dataset,
    newest: Dataset,
    today: int,
    then: Callable[[], None],
    show: Callable[[], None] | None = None,
) -> None:
    """Say that there are newer data than those shown; nothing where there are none, or they are for later.

    Parameters
    ----------
    older
        What this session shows.
    newest
        What the server would show now.
    today
        The last day of the timeline.
    then
        Has the whole page drawn, once something was chosen.
    show
        Shows the newest in this session; None where it is a dataset of the page of datasets.
    """
    with st.container(key="newer"):  # Always there: what follows must not change its place on the page.
        if is_as_of(older):
            _tell_version(older, newest, then, show)
            return
        if newest is older or st.session_state.get(_LATER) == newest.about.version:
            return
        heading = _("The data changed on the server")
        st.markdown(f"**{plain(heading)}**")
        st.caption(plain(_what(older, newest)))
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Reload, keep my view"),
                key="newer_reload",
                type="primary",
                on_click=show or partial(_show, newest, today, then),
            )
            st.button(
                _("Later"),
                key="newer_later_button",
                type="tertiary",
                on_click=_later,
                args=(newest, then),
            )


def is_as_of(dataset: Dataset) -> bool:
    """Whether a dataset is shown because the address asks for its version."""
    return address.query().get("version", "") in dataset.about.versions


def _tell_version(
    older: Dataset, newest: Dataset, then: Callable[[], None], show: Callable[[], None] | None
) -> None:
    """Say that the page is of a version, and lead to the newest; nothing where it is the newest."""
    if newest.about.version == older.about.version:
        return
    heading = _("You see an earlier version of the data")
    st.markdown(f"**{plain(heading)}**")
    releases = older.about.releases
    if releases:
        words = _("Version {version} of {date}; what came later is not in it.")
        day = day_text(releases[0].released)
        st.caption(plain(words.format(version=releases[0].version, date=day)))
    st.button(_("Show the newest"), key="newest_button", on_click=_leave_version, args=(then, show))


def _leave_version(then: Callable[[], None], show: Callable[[], None] | None) -> None:
    address.write({name: value for name, value in address.query().items() if name != "version"})
    if show is not None:
        show()
    then()


def _later(newest: Dataset, then: Callable[[], None]) -> None:
    st.session_state[_LATER] = newest.about.version
    then()


def _what(older: Dataset, newest: Dataset) -> str:
    version = _("You see version {version}.").format(version=older.about.version)
    # A store's dataset has no events of its own.
    if not len(newest.events) or is_large(len(older.events)) or is_large(len(newest.events)):
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


def _show(newest: Dataset, today: int, then: Callable[[], None]) -> None:
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
    then()
