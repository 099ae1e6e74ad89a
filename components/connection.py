"""Connection to the server: what the page says while it is lost, and what it does when it is back.

The page is one fragment, and a session that is new (after a laptop's sleep, a restarted server) knows none:
``frontend/connection`` therefore asks for a run of the whole script at each return. It reads the view from the
address, as for a page that has just been opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import streamlit as st

from components.assets import component
from geo.i18n import marked, translated

if TYPE_CHECKING:
    from components.own_events import Own

STRINGS: dict[str, str] = {
    "lost": marked("Connection lost"),
    "meanwhile": marked(
        "Map and timeline still work on what is loaded. The panel shows what came last and waits; "
        "the page tries again every few seconds."
    ),
    "again": marked("Try now"),
    "unreached": marked("The server does not answer yet."),
    "reached": marked("The server answers, one moment."),
    "back": marked("The connection is back."),
    "own_lost": marked("The server forgot what you had added from {name}. Add the file again to see it."),
    "close": marked("Close"),
}
"""Every word of the notices, in English."""

_notice = component("connection", "connection/index.js")


def show(own: Own | None) -> None:
    """Draw the place of the notices; it is empty while the connection stands.

    Parameters
    ----------
    own
        What this session shows of its person's own: a session that is lost takes it along.
    """
    _notice(
        key="connection",
        data={
            "session": st.session_state.setdefault("session", uuid4().hex),
            "own": own.name if own else None,
            "words": translated(STRINGS),
        },
    )
