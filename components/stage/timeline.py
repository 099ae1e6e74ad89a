"""The timeline: which day is shown and which range of days, chosen in the browser.

While a person drags or plays, the timeline talks to the map in the browser
(``frontend/shared/hub.js``); Python hears of it on release, as a commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from components import assets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from streamlit.components.v2.types import ComponentRenderer


@dataclass(frozen=True, slots=True)
class Commit:
    """What a person chose on the timeline: days since 1970-01-01, the range inclusive.

    ``first <= from_day <= day <= to_day <= last`` always holds; ``compare`` is a second day or None.
    """

    day: int
    from_day: int
    to_day: int
    compare: int | None


@cache
def _renderer() -> ComponentRenderer:
    return assets.component("timeline", "timeline/index.js")


def show(
    channel: str,
    view: Mapping[str, Any],
    *,
    jumps: Sequence[Mapping[str, Any]],
    landmarks: Sequence[Mapping[str, Any]],
    strings: Mapping[str, str],
    locale: str,
    formats: Mapping[str, Any] | None = None,
    steps: Mapping[str, Any] | None = None,
    key: str = "timeline",
    on_commit: Callable[[], None],
    on_pick: Callable[[], None],
    on_live_change: Callable[[], None],
) -> None:
    """Draw the timeline.

    Parameters
    ----------
    channel
        Name of this session's hub, by which the components and the map find each other.
    view
        ``day``, ``from``, ``to`` (days since 1970-01-01), ``mask`` (base64 or None), ``district``
        (id or None), ``event`` (position or -1), ``compare`` (day or None). The browser passes it
        on to the map.
    jumps
        Periods to go to: ``id``, ``label``, ``from``, ``to`` (None: today).
    landmarks
        Big days: ``day``, ``label``. Where two labels would touch, the earlier in the list stays.
    strings
        The words, with the keys of :mod:`components.wording.timeline_words`.
    locale
        For dates and numbers, for example ``"en"`` or ``"az"``.
    formats
        How they are written, of :func:`geo.i18n.browser_formats`.
    steps
        The dots of a story that is read: ``current`` (a number, from 1), ``place`` (where that is, in words) and
        ``steps``, each with ``day`` and ``text``; all years and their events are in view then. None without a story.
    key
        The component's key in ``st.session_state``; its value has ``commit``, ``pick`` and ``live``.
    on_commit
        Called when a person let go; give ``st.session_state[key]["commit"]`` to :func:`read_commit`.
        The browser hears which commit was the last: so it tells a view that was made before it from
        one that goes back on it.
    on_pick
        Called when a row of the control strip or a story's dot was chosen: ``pick`` is ``{"district": id}`` or
        ``{"step": number}``.
    on_live_change
        Called when the browser has no BroadcastChannel: ``live`` is then False, and the map must be
        told by way of the server.
    """
    heard_key = f"{key}-heard"

    def committed() -> None:
        # Noted before the run: one that a newer view of the page overtakes may never come to draw.
        commit = st.session_state[key].get("commit")
        number = commit.get("number") if isinstance(commit, Mapping) else None
        if isinstance(number, int):
            st.session_state[heard_key] = number
        on_commit()

    _renderer()(
        key=key,
        data={
            "channel": channel,
            "view": dict(view),
            "last_commit": st.session_state.get(heard_key),
            "jumps": [dict(jump) for jump in jumps],
            "landmarks": [dict(landmark) for landmark in landmarks],
            "strings": dict(strings),
            "locale": locale,
            "formats": formats,
            "steps": steps,
        },
        default={"live": True},
        on_commit_change=committed,
        on_pick_change=on_pick,
        on_live_change=on_live_change,
    )


def read_commit(value: object, first: int, last: int) -> Commit | None:
    """Read what the browser says was chosen; it may say anything.

    Parameters
    ----------
    value
        Expected: ``{"day": int, "from": int, "to": int, "compare": int or None}``.
    first, last
        The first and last day of the data, inclusive.

    Returns
    -------
    Commit or None
        Days kept within ``[first, last]``, the range in order, the day within the range; None when
        a day is missing or is no whole number. A ``compare`` that is no whole number is left out.
    """
    if not isinstance(value, Mapping):
        return None
    day, from_day, to_day = (_day(value.get(name), first, last) for name in ("day", "from", "to"))
    if day is None or from_day is None or to_day is None:
        return None
    from_day, to_day = min(from_day, to_day), max(from_day, to_day)
    compare = _day(value.get("compare"), first, last)
    return Commit(min(max(day, from_day), to_day), from_day, to_day, compare)


def read_step(value: object, count: int) -> int | None:
    """Read the step of a story whose dot was chosen: a number from 1 to `count`, or None when it is none."""
    number = value.get("step") if isinstance(value, Mapping) else None
    return (
        number if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= count else None
    )


def _day(value: object, first: int, last: int) -> int | None:
    """Return a whole number within the limits; JSON may carry it as 18591 or 18591.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return min(max(value, first), last)
