"""Trial: people at the page, each of whom takes a step of the timeline once a second. On this machine alone."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager, suppress
from itertools import cycle
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PEOPLE, MOST_SECONDS, LATE_SECONDS = 300, 120.0, 30.0
DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
KEPT_RUNS = 2
"""For how many runs of the script a page keeps an answer's parts: Streamlit's own."""
FIRST_YEAR, LAST_YEAR = 1989, 2025


class Person:
    """A page: what the server told it that its next step needs."""

    def __init__(self, number: int) -> None:
        """Choose where on the timeline it begins."""
        self.chance = random.Random(number)
        self.answers: list[float] = []
        self.late = 0
        self.page = ""
        self.kept: dict[str, int] = {}
        """Hashes of what a page keeps of earlier answers, so that it is not sent again."""
        self.received: list[int] = []
        """Bytes of each answer."""

    async def open(self, port: int) -> None:
        """Open the page and wait until it is whole."""
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self.socket = await websockets.connect(
            address, subprotocols=[websockets.Subprotocol("streamlit")], max_size=None, ping_interval=None
        )
        await self._ask(BackMsg())
        await self._answered()

    async def walk(self, until: float) -> None:
        """Take a step a second, each to another day, and note how long its answer took."""
        await asyncio.sleep(self.chance.random())
        while time.monotonic() < until:
            begun = time.monotonic()
            await self._ask(BackMsg())
            try:
                await asyncio.wait_for(self._answered(), LATE_SECONDS)
            except TimeoutError:
                self.late += 1
                return
            self.answers.append(time.monotonic() - begun)
            await asyncio.sleep(max(0.0, 1 - self.answers[-1]))

    async def _ask(self, message: BackMsg) -> None:
        year, month = self.chance.randint(FIRST_YEAR, LAST_YEAR), self.chance.randint(1, 12)
        message.rerun_script.query_string = f"to={year}-{month:02}-{self.chance.randint(1, 28):02}"
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.cached_message_hashes.extend(self.kept)
        await self.socket.send(message.SerializeToString())

    async def _answered(self) -> None:
        self.received.append(0)
        self.kept = {one: run for one, run in self.kept.items() if len(self.received) - run <= KEPT_RUNS}
        while True:
            read = await self.socket.recv()
            told = ForwardMsg()
            told.ParseFromString(read if isinstance(read, bytes) else read.encode())
            self.received[-1] += len(read)
            if told.metadata.cacheable:
                self.kept[told.hash] = len(self.received)
            if told.ref_hash:
                self.kept[told.ref_hash] = len(self.received)
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self.page = told.new_session.page_script_hash
            elif kind == "script_finished" and told.script_finished in DONE:
                return


def trial(counts: list[int], seconds: float, processes: int = 1) -> bool:
    """Run each number of people on so many servers and print the table; True where no answer was late."""
    heads = "people, servers, answers, p50 ms, p95 ms, p99 ms, late, kB an answer, CPU ms an answer, servers, people"
    print("| " + " | ".join(heads.split(", ")) + " |")
    print("|---" * (heads.count(",") + 1) + "|")
    good = True
    for count in counts:
        people = [Person(number) for number in range(min(count, MOST_PEOPLE))]
        with ExitStack() as standing:
            servers = [standing.enter_context(_server()) for _ in range(processes)]
            port = servers[0][0]
            if processes > 1:
                port = standing.enter_context(balanced([each for each, _ in servers]))
            spent = asyncio.run(_run(people, port, min(seconds, MOST_SECONDS), [each for _, each in servers]))
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
            f"{median(size for person in people for size in person.received[1:] or [0]) / 1000:.1f}",
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


async def _run(people: list[Person], port: int, seconds: float, servers: list[int]) -> Spent:
    for first in range(0, len(people), 5):
        await asyncio.gather(*(person.open(port) for person in people[first : first + 5]))
    begun, before, own = time.monotonic(), [_cpu(server) for server in servers], time.process_time()
    until = begun + seconds
    await asyncio.gather(*(person.walk(until) for person in people))
    took, after = time.monotonic() - begun, [_cpu(server) for server in servers]
    own = time.process_time() - own
    for person in people:
        await person.socket.close()
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


@contextmanager
def _server() -> Iterator[tuple[int, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--server.port", str(port), "--server.headless", "true", "--server.address", "127.0.0.1"]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *options]
    environment = os.environ | {"DASHBOARD_TODAY": "2026-11-21"}
    with subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            for _ in range(600):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
                    break
                except OSError:
                    Event().wait(0.1)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait()
