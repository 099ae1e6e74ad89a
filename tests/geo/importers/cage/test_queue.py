"""Two at once, the others in their order, each told its place; and turns that are given up."""

from __future__ import annotations

import threading
import time

import pytest

from geo.importers import ImportProblems
from geo.importers.cage import GivenUpError, Turn, draw_apart, in_turn, nursery, read_apart
from geo.importers.cage.limits import Limits
from geo.importers.cage.queue import Queue

SOON = 20.0


def wait_until(holds: object) -> None:
    until = time.monotonic() + SOON
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < until
        threading.Event().wait(0.01)


def test_two_go_on_and_the_others_are_told_how_many_come_first() -> None:
    queue, go, turns, done = Queue(2), threading.Event(), [Turn() for _ in range(5)], []

    def work(turn: Turn) -> None:
        with queue.turn(turn):
            go.wait(SOON)
            done.append(turn)

    threads = []
    for number, turn in enumerate(turns):
        threads.append(threading.Thread(target=work, args=(turn,)))
        threads[-1].start()
        wait_until(lambda number=number: len(queue) == number + 1)
    assert [turn.ahead for turn in turns] == [0, 0, 1, 2, 3]
    go.set()
    for thread in threads:
        thread.join(SOON)
    assert sorted(map(id, done)) == sorted(map(id, turns))
    assert len(queue) == 0


def test_who_gives_up_before_their_turn_makes_room() -> None:
    queue, go = Queue(1), threading.Event()
    first, second, third = Turn(), Turn(), Turn()
    raised: list[type[BaseException]] = []

    def hold(turn: Turn) -> None:
        try:
            with queue.turn(turn):
                go.wait(SOON)
        except GivenUpError as error:
            raised.append(type(error))

    threads = [threading.Thread(target=hold, args=(turn,)) for turn in (first, second, third)]
    for number, thread in enumerate(threads):
        thread.start()
        wait_until(lambda number=number: len(queue) == number + 1)
    second.given_up = True
    queue.look()
    threads[1].join(SOON)
    assert raised == [GivenUpError]
    assert third.ahead == 1
    go.set()
    for thread in threads:
        thread.join(SOON)


def test_work_of_this_process_takes_its_turn_too() -> None:
    assert in_turn(Turn(), lambda: 1 + 1) == 2
    with pytest.raises(ZeroDivisionError):
        in_turn(Turn(), lambda: 1 // 0)


def slow() -> bytes:
    """Return a table that takes some seconds to read: its rows are all of the wrong length."""
    return b"a,b\n1,2\n" + b"1,2,3\n" * 30_000


def test_a_turn_that_is_given_up_ends_the_reading() -> None:
    turn, ended = Turn(), []

    def read() -> None:
        try:
            read_apart(slow(), "a.csv", turn=turn)
        except GivenUpError:
            ended.append(True)

    thread = threading.Thread(target=read)
    begun = time.monotonic()
    thread.start()
    wait_until(lambda: not turn.ahead)
    turn.give_up()
    thread.join(SOON)
    assert ended == [True]
    assert time.monotonic() - begun < SOON
    assert read_apart(b"a,b\n1,2\n", "a.csv").read == 1


def test_reading_that_takes_too_long_on_the_clock_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(memory=1 << 30, processor_seconds=30, clock_seconds=0, answer=1 << 30)
    monkeypatch.setattr("geo.importers.cage.reading.limits_for", lambda *_: limits)
    with pytest.raises(ImportProblems, match="30 seconds"):
        read_apart(slow(), "a.csv")


def test_a_nursery_that_was_killed_is_followed_by_another() -> None:
    assert read_apart(b"a,b\n1,2\n", "a.csv").read == 1
    for kept in nursery.running():
        kept.process.kill()
        kept.process.wait()
    assert read_apart(b"a,b\n1,2\n", "a.csv").read == 1
    with pytest.raises(ImportProblems):
        draw_apart(read_apart(b"a,b\n1,2\n", "a.csv"), "a")
