"""The queue before the cage: so many at once, the others in the order in which they came, each told its place."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Condition
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Result = TypeVar("Result")

AT_ONCE = 2
"""Files that are read at the same time in this process."""


class GivenUpError(Exception):
    """Whoever waited does not wait any more."""


class Turn:
    """One person's place in the queue, and their way to give it up.

    A turn is one for several works, one after the other.
    """

    def __init__(self) -> None:
        """Come without a place yet."""
        self.ahead = 0
        """How many of those that came earlier this one waits for; 0 once it is its turn."""
        self.given_up = False

    def give_up(self) -> None:
        """Wait no more, and end what goes on; from any thread."""
        self.given_up = True
        QUEUE.look()


class Queue:
    """Turns in the order in which they came.

    Parameters
    ----------
    at_once
        How many go on at the same time.
    """

    def __init__(self, at_once: int) -> None:
        """Begin empty."""
        self._at_once = at_once
        self._turns: list[Turn] = []
        self._changed = Condition()

    def __len__(self) -> int:
        """Return how many wait or go on."""
        return len(self._turns)

    @contextmanager
    def turn(self, turn: Turn) -> Iterator[None]:
        """Wait for a turn, and hold it while the block runs.

        Raises
        ------
        GivenUpError
            When it is given up before its turn.
        """
        with self._changed:
            self._turns.append(turn)
            self._count()
        try:
            with self._changed:
                self._changed.wait_for(lambda: turn.given_up or not turn.ahead)
            if turn.given_up:
                raise GivenUpError
            yield
        finally:
            with self._changed:
                self._turns.remove(turn)
                self._count()
                self._changed.notify_all()

    def look(self) -> None:
        """Let those that wait look whether they still do."""
        with self._changed:
            self._changed.notify_all()

    def _count(self) -> None:
        for place, waiting in enumerate(self._turns):
            waiting.ahead = max(0, place + 1 - self._at_once)


QUEUE = Queue(AT_ONCE)
"""The one of this process."""


def in_turn(turn: Turn, work: Callable[[], Result]) -> Result:
    """Do work in this process when its turn has come; it is not ended by giving the turn up."""
    with QUEUE.turn(turn):
        return work()
