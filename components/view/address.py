"""The address of the page as this session last agreed on it.

Each message of a browser brings the address that the browser has then. A message that it sends before it has heard of
the view that an earlier one led to brings the address from before: drawn from that, the page would fall back to the
view that was left. So only a run of the whole page, which a browser asks for where a person goes to an address, takes
the browser's; whatever a person does on the page reruns a part, and goes on from what the session wrote last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY = "address"
_STAYS = "address_stays"
LOOK = "at"
"""Where the map looks: the one parameter that the browser writes by itself."""


def arrive() -> None:
    """Take the address of the browser: a person opened it, or went back or forward to it."""
    if not st.session_state.pop(_STAYS, False):
        st.session_state[_KEY] = st.query_params.to_dict()


def stay() -> None:
    """Have the next run of the whole page take what the session wrote: a part of the page asks for it, no person."""
    st.session_state[_STAYS] = True


def query() -> dict[str, str]:
    """Return the parameters of the address, with the map's look as the browser has it."""
    sent: dict[str, str] = st.query_params.to_dict()
    agreed: Mapping[str, str] = st.session_state.get(_KEY, sent)
    look = {LOOK: sent[LOOK]} if LOOK in sent else {}
    return {name: value for name, value in agreed.items() if name != LOOK} | look


def write(parameters: Mapping[str, str]) -> None:
    """Put parameters into the address, in the place of all that it had."""
    st.query_params.from_dict(parameters)
    st.session_state[_KEY] = dict(parameters)
