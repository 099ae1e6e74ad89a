"""Pages are drawn one after the other; whoever takes long keeps nobody for longer than a turn."""

from __future__ import annotations

from threading import Barrier, Event, Lock, Thread
from typing import TYPE_CHECKING

import pytest

from components import turns

if TYPE_CHECKING:
    from collections.abc import Callable

PEOPLE = 8
PATIENCE = 60


def together(*work: Callable[[], object]) -> None:
    threads = [Thread(target=one, daemon=True) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_one_draws_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "TURNS", turns.Turns(PATIENCE))
    drawing, most, ready = Lock(), [], Barrier(PEOPLE)

    @turns.taken
    def draw() -> None:
        alone = drawing.acquire(blocking=False)
        most.append(alone)
        sum(range(300_000))
        if alone:
            drawing.release()

    def arrive() -> None:
        ready.wait(PATIENCE)
        draw()

    together(*[arrive] * PEOPLE)
    assert most == [True] * PEOPLE


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
