"""Trial: people at the page, each of whom takes a step of the timeline once a second. On this machine alone."""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import ExitStack, contextmanager, suppress
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from tests.browser.server import started
from tests.trials.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def trial(counts: list[int], seconds: float, processes: int = 1) -> bool:
    """Run each number of people on so many servers and print the table; True where no answer was late."""
    heads = "people, servers, answers, p50 ms, p95 ms, p99 ms, late, kB an answer, CPU ms an answer, servers, people"
    print("| " + " | ".join(heads.split(", ")) + " |")
    print("|---" * (heads.count(",") + 1) + "|")
    good = True
    for count in counts:
        with TemporaryDirectory() as folder, ExitStack() as standing:
            servers = [
                standing.enter_context(started(Path(folder) / f"{number}.log", TODAY))
                for number in range(processes)
            ]
            address = servers[0].address
            if processes > 1:
                port = standing.enter_context(balanced([server.port for server in servers]))
                address = f"http://127.0.0.1:{port}"
            people = [Walker(address, number) for number in range(min(count, MOST_PEOPLE))]
            processes_of = [server.process.pid for server in servers]
            spent = asyncio.run(walk_together(people, min(seconds, MOST_SECONDS), processes_of))
        share = "unknown" if spent.servers is None else f"{100 * spent.servers / spent.seconds:.0f}%"
        times = sorted(answer for person in people for answer in person.answers)
        late = sum(person.late for person in people)
        shown = [
            round(1000 * times[int(len(times) * part)]) if times else "none" for part in (0.5, 0.95, 0.99)
        ]
        cells = [
            len(people),
            processes,
            len(times),
            *shown,
            late,
            f"{median(size for person in people for size in person.received[2:] or [0]) / 1000:.1f}",
            "unknown" if spent.servers is None else f"{1000 * spent.servers / max(1, len(times)):.1f}",
            share,
            f"{100 * spent.people / spent.seconds:.0f}%",
        ]
        print("| " + " | ".join(map(str, cells)) + " |", flush=True)
        good &= not late and bool(times)
    return good


class Spent(NamedTuple):
    """What the steps took: seconds in all, the servers' of the processor (None if unknown), the people's."""

    seconds: float
    servers: float | None
    people: float


async def walk_together(people: list[Walker], seconds: float, servers: list[int]) -> Spent:
    """Open a page for each, let all walk at once, and return what it took."""
    for first in range(0, len(people), 5):
        await asyncio.gather(*(person.open() for person in people[first : first + 5]))
    begun, before, own = time.monotonic(), [_cpu(server) for server in servers], time.process_time()
    until = begun + seconds
    await asyncio.gather(*(person.walk(until) for person in people))
    took, after = time.monotonic() - begun, [_cpu(server) for server in servers]
    own = time.process_time() - own
    for person in people:
        await person.leave()
    known = [
        last - first
        for first, last in zip(before, after, strict=True)
        if first is not None and last is not None
    ]
    return Spent(took, sum(known) if len(known) == len(servers) else None, own)


@contextmanager
def balanced(ports: list[int]) -> Iterator[int]:
    """Give the port of a proxy that sends each connection to the next of several servers and keeps it there."""
    turns = cycle(ports)
    loop = asyncio.new_event_loop()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", next(turns))
        await asyncio.gather(_pass_on(reader, server_writer), _pass_on(server_reader, writer))

    listening = loop.run_until_complete(asyncio.start_server(meet, "127.0.0.1", 0))
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(65_536):
            writer.write(chunk)
            await writer.drain()
    writer.close()


def _cpu(server: int) -> float | None:
    """Return the processor's seconds of a living process, where the system tells them as Linux does."""
    try:
        fields = Path(f"/proc/{server}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
