"""Trial: people at the page, each of whom takes a step of the timeline once a second. On this machine alone."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.server import started
from tests.trials.visitor import Visitor

MOST_PEOPLE, MOST_SECONDS, LATE_SECONDS = 300, 120.0, 30.0
TODAY = {"DASHBOARD_TODAY": "2026-11-21"}


class Walker(Visitor):
    """A visitor who notes how long the answers took."""

    def __init__(self, address: str, number: int) -> None:
        """Be not there yet."""
        super().__init__(address, number)
        self.answers: list[float] = []
        self.late = 0

    async def walk(self, until: float) -> None:
        """Take a step a second, each to another day."""
        await asyncio.sleep(self.chance.random())
        while time.monotonic() < until:
            try:
                self.answers.append(await asyncio.wait_for(self.step(), LATE_SECONDS))
            except TimeoutError:
                self.late += 1
                return
            await asyncio.sleep(max(0.0, 1 - self.answers[-1]))


def trial(counts: list[int], seconds: float) -> bool:
    """Run each number of people and print the table; True where no answer was late."""
    print("| people | answers | p50 ms | p95 ms | p99 ms | late | answers/s | CPU |")
    print("|---|---|---|---|---|---|---|---|")
    good = True
    for count in counts:
        with TemporaryDirectory() as folder, started(Path(folder) / "log", TODAY) as server:
            people = [Walker(server.address, number) for number in range(min(count, MOST_PEOPLE))]
            before, begun = _cpu(server.process.pid), time.monotonic()
            asyncio.run(_run(people, min(seconds, MOST_SECONDS)))
            took, after = time.monotonic() - begun, _cpu(server.process.pid)
        share = "unknown" if before is None or after is None else f"{100 * (after - before) / took:.0f}%"
        times = sorted(answer for person in people for answer in person.answers)
        late = sum(person.late for person in people)
        shown = [
            round(1000 * times[int(len(times) * part)]) if times else "none" for part in (0.5, 0.95, 0.99)
        ]
        cells = [
            len(people),
            len(times),
            *shown,
            late,
            f"{len(times) / seconds:.1f}",
            share,
        ]
        print("| " + " | ".join(map(str, cells)) + " |", flush=True)
        good &= not late and bool(times)
    return good


async def _run(people: list[Walker], seconds: float) -> None:
    for first in range(0, len(people), 5):
        await asyncio.gather(*(person.open() for person in people[first : first + 5]))
    until = time.monotonic() + seconds
    await asyncio.gather(*(person.walk(until) for person in people))
    for person in people:
        await person.leave()


def _cpu(server: int) -> float | None:
    """Return the processor's seconds of a living process, where the system tells them as Linux does."""
    try:
        fields = Path(f"/proc/{server}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
