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
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_PEOPLE, MOST_SECONDS, LATE_SECONDS = 300, 120.0, 30.0
DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
FIRST_YEAR, LAST_YEAR = 1989, 2025


class Person:
    """A page: what the server told it that its next step needs."""

    def __init__(self, number: int) -> None:
        """Choose where on the timeline it begins."""
        self.chance = random.Random(number)
        self.answers: list[float] = []
        self.late = 0
        self.page = ""

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
        await self.socket.send(message.SerializeToString())

    async def _answered(self) -> None:
        while True:
            read = await self.socket.recv()
            told = ForwardMsg()
            told.ParseFromString(read if isinstance(read, bytes) else read.encode())
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self.page = told.new_session.page_script_hash
            elif kind == "script_finished" and told.script_finished in DONE:
                return


def trial(counts: list[int], seconds: float) -> bool:
    """Run each number of people and print the table; True where no answer was late."""
    print("| people | answers | p50 ms | p95 ms | p99 ms | late | answers/s | CPU |")
    print("|---|---|---|---|---|---|---|---|")
    good = True
    for count in counts:
        people = [Person(number) for number in range(min(count, MOST_PEOPLE))]
        with server_running() as (port, server):
            before, begun = _cpu(server), time.monotonic()
            asyncio.run(_run(people, port, min(seconds, MOST_SECONDS)))
            took, after = time.monotonic() - begun, _cpu(server)
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


async def _run(people: list[Person], port: int, seconds: float) -> None:
    for first in range(0, len(people), 5):
        await asyncio.gather(*(person.open(port) for person in people[first : first + 5]))
    until = time.monotonic() + seconds
    await asyncio.gather(*(person.walk(until) for person in people))
    for person in people:
        await person.socket.close()


def _cpu(server: int) -> float | None:
    """Return the processor's seconds of a living process, where the system tells them as Linux does."""
    try:
        fields = Path(f"/proc/{server}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def server_running(variables: Mapping[str, str] | None = None) -> Iterator[tuple[int, int]]:
    """Run a server with some variables of the environment, and give its port and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--server.port", str(port), "--server.headless", "true", "--server.address", "127.0.0.1"]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *options]
    environment = os.environ | {"DASHBOARD_TODAY": "2026-11-21", **(variables or {})}
    with subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            for _ in range(600):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=1).close()
                    break
                except OSError:
                    Event().wait(0.1)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait()
