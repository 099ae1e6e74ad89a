"""The address of the page as this session last agreed on it.

Each message of a browser brings the address that the browser has then. A message that it sends before it has heard of
the view that an earlier one led to brings the address from before: drawn from that, the page would fall back to the
view that was left. So only a run of the whole page, which a browser asks for where a person goes to an address, takes
the browser's; whatever a person does on the page reruns a part, and goes on from what the session wrote last. And as
two things that a person does in one moment can become one run of the whole page, an address that the session left, and
of which it has not heard since that the browser left it too, is taken only from a person who goes back or forward.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY = "address"
_LEFT = "addresses_left"
"""In the session: the addresses that it left since the browser last had the one that was written."""
_MOST_LEFT = 20
_STAYS = "address_stays"
_STREAMLITS = {"embed", "embed_options"}
"""What Streamlit keeps for itself."""


class _Written(str):
    """The query of an address as the session wrote it: Streamlit takes it at once for that of the run.

    A run that the session asks for by `st.rerun` gets the same object; only what a browser sends is another.
    """

    __slots__ = ()


LOOK = "at"
"""Where the map looks: the one parameter that the browser writes by itself."""


def arrive() -> None:
    """Take the address of the browser: a person opened it, or went back or forward to it."""
    sent = _sent()
    stays = st.session_state.pop(_STAYS, False)
    context = get_script_run_ctx()
    goes = context is not None and context.is_history_navigation and not stays
    if goes or sent not in (st.session_state.get(_KEY), *st.session_state.get(_LEFT, ())):
        st.session_state[_KEY] = sent
        st.session_state[_LEFT] = []


def _sent() -> dict[str, str]:
    """Return the address that came with this run of the page.

    `st.query_params` are the session's: a run of a part that begins in the same moment, and is stopped for this one,
    puts the address of before into them.
    """
    context = get_script_run_ctx()
    sent = parse_qsl(context.query_string.removeprefix("?"), keep_blank_values=True) if context else []
    return {name: value for name, value in sent if name.lower() not in _STREAMLITS}


def stay() -> None:
    """Have the next run of the whole page take what the session wrote: a part of the page asks for it, no person.

    A person who goes elsewhere meanwhile, in the same run, still gets there.
    """
    st.session_state[_STAYS] = True


def query() -> dict[str, str]:
    """Return the parameters of the address, with the map's look as the browser has it."""
    sent: dict[str, str] = st.query_params.to_dict()
    agreed: Mapping[str, str] = st.session_state.get(_KEY, sent)
    context = get_script_run_ctx()
    is_the_browsers = context is not None and not isinstance(context.query_string, _Written)
    if is_the_browsers and _sent() == agreed:
        st.session_state[_LEFT] = []
    look = {LOOK: sent[LOOK]} if LOOK in sent else {}
    return {name: value for name, value in agreed.items() if name != LOOK} | look


def write(parameters: Mapping[str, str]) -> None:
    """Put parameters into the address, in the place of all that it had."""
    left = [*st.session_state.get(_LEFT, ()), _sent(), st.query_params.to_dict()]
    st.session_state[_LEFT] = [one for one in left if one != parameters][-_MOST_LEFT:]
    st.query_params.from_dict(parameters)
    context = get_script_run_ctx()
    if context is not None:
        context.query_string = _Written(context.query_string)
    st.session_state[_KEY] = dict(parameters)
