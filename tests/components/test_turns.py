"""Pages are drawn one after the other; whoever takes long keeps nobody for longer than a turn."""

from __future__ import annotations

from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

import pytest

from components import turns

if TYPE_CHECKING:
    from collections.abc import Callable

OTHERS = 3
PATIENCE = 60


def together(*work: Callable[[], object]) -> None:
    threads = [Thread(target=one, daemon=True) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()


class SeenLock:
    """A lock that tells who has to wait for it."""

    waiting: SimpleQueue[str]

    def __init__(self) -> None:
        self._lock = Lock()

    def acquire(self, timeout: float = -1) -> bool:
        if self._lock.acquire(blocking=False):
            return True
        self.waiting.put("somebody")
        return self._lock.acquire(timeout=timeout)

    def release(self) -> None:
        self._lock.release()

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *error: object) -> None:
        self.release()


def test_one_draws_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SeenLock, "waiting", SimpleQueue(), raising=False)
    monkeypatch.setattr(turns, "Lock", SeenLock)
    monkeypatch.setattr(turns, "TURNS", turns.Turns(PATIENCE))
    begun, drawn = Event(), SimpleQueue[str]()

    @turns.taken
    def draw_first() -> None:
        begun.set()
        for _other in range(OTHERS):  # Who does not wait is not seen waiting.
            SeenLock.waiting.get(timeout=PATIENCE)
        drawn.put("the first")

    @turns.taken
    def draw() -> None:
        drawn.put("another")

    def come_later() -> None:
        assert begun.wait(PATIENCE)
        draw()

    together(draw_first, *[come_later] * OTHERS)
    assert [drawn.get(timeout=PATIENCE) for _ in range(1 + OTHERS)] == ["the first", *["another"] * OTHERS]


def test_who_takes_long_keeps_nobody_for_longer_than_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "TURNS", turns.Turns(0.01))
    begun, others_are_done = Event(), Event()

    @turns.taken
    def draw_long() -> None:
        begun.set()
        assert others_are_done.wait(PATIENCE)

    @turns.taken
    def draw() -> str:
        return "drawn"

    def others() -> None:
        assert begun.wait(PATIENCE)
        assert [draw() for _ in range(3)] == ["drawn"] * 3
        others_are_done.set()

    together(draw_long, others)
    assert others_are_done.is_set()


def test_a_page_that_fails_lets_the_next_one_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "TURNS", turns.Turns(PATIENCE))

    @turns.taken
    def draw(what: str) -> str:
        if what == "nothing":
            raise ValueError(what)
        return what

    with pytest.raises(ValueError, match="nothing"):
        draw("nothing")
    together(lambda: draw("a page"))


def test_the_parts_that_a_page_draws_are_in_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "TURNS", turns.Turns(PATIENCE))

    @turns.taken
    def part() -> str:
        return "part"

    @turns.taken
    def page() -> str:
        return part() + part()

    drawn: list[str] = []
    together(lambda: drawn.append(page()))
    assert drawn == ["partpart"]
