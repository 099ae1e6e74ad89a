"""Turns: the pages of many people are drawn one after the other, so that each is done sooner and programs get between.

Python works in one thread at a time. Pages that are drawn at once take turns every half a millisecond: all are done as
late as the last, and the thread that answers programs and sends messages waits behind each of them, again and again.
Whose page takes long keeps the others only so long as a turn lasts.

What follows the view is drawn in turns. Outside of them are the head, the menus of downloads and of a person's own
events with their dialogs, and the field that searches a store: what one person asked for, who waits for nothing else.
"""

from __future__ import annotations

from functools import wraps
from threading import Lock, local
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Asked = ParamSpec("Asked")
Drawn = TypeVar("Drawn")

SECONDS = 0.25
"""How long who draws keeps the next one waiting: some three times what a step of the timeline takes to draw."""


class Turns:
    """A row of threads, of which the first may go on when the one before it is done, or has had its time.

    Parameters
    ----------
    seconds
        That a turn lasts.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._row = Lock()
        self._before = Lock()

    def take(self) -> Lock:
        """Wait for a turn and return what is to be released at its end."""
        with self._row:
            self._before.acquire(timeout=self._seconds)
            self._before = Lock()
            self._before.acquire()
            return self._before


TURNS = Turns(SECONDS)
"""Those of this server."""
_thread = local()
"""Whether this thread draws: the parts of a page that it draws belong to its turn."""


def taken(draw: Callable[Asked, Drawn]) -> Callable[Asked, Drawn]:
    """Make a function that draws a page, or a part of one, wait for its turn; a part that a page draws is in it."""

    @wraps(draw)
    def in_turn(*args: Asked.args, **kwargs: Asked.kwargs) -> Drawn:
        if getattr(_thread, "draws", False):
            return draw(*args, **kwargs)
        turn = TURNS.take()
        _thread.draws = True
        try:
            return draw(*args, **kwargs)
        finally:
            _thread.draws = False
            turn.release()

    return in_turn
