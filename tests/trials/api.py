"""Trial of the API: many requests while people step, what is not sent again, and requests that are made up."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.errors import SchemathesisError

from tests.browser.server import started
from tests.trials.doors import ask_doors
from tests.trials.load import MOST_SECONDS, TODAY, Walker

if TYPE_CHECKING:
    from schemathesis import APIOperation

RATE, CONNECTIONS, PEOPLE = 200, 24, 20
P95_MS, UNCHANGED_MS = 100, 3
WEST, SOUTH, EAST, NORTH = 45.8, 38.8, 47.8, 40.4
"""Where events are; boxes are made up within."""
UNCHANGED = 400
FREE = {f"DASHBOARD_{kind}_PER_MINUTE": "0" for kind in ("DATA", "PICTURES", "UPLOADS")}


class Answer(NamedTuple):
    """What came of a request."""

    status: int
    seconds: float
    size: int
    tag: str


class Connection:
    """A connection that is kept, as a program's is."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def ask(self, path: str, **headers: str) -> Answer:
        """Ask for an address and read the answer to its end."""
        begun = time.perf_counter()
        if not hasattr(self, "_reader"):
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        self._writer.write(
            f"GET {path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip\r\n{more}\r\n".encode()
        )
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        lines = (line.partition(": ") for line in head[1:])
        said = {name.lower(): value for name, _colon, value in lines}
        size = int(said.get("content-length", 0))
        await self._reader.readexactly(size)
        return Answer(int(head[0].split()[1]), time.perf_counter() - begun, size, said.get("etag", ""))


def box(chance: random.Random) -> str:
    """Return the address of the events in a box somewhere, 100 of them at most."""
    west, east = sorted(chance.uniform(WEST, EAST) for _ in range(2))
    south, north = sorted(chance.uniform(SOUTH, NORTH) for _ in range(2))
    return f"/api/collections/events/items?bbox={west:.4f},{south:.4f},{east:.4f},{north:.4f}&limit=100"


def load_trial(seconds: float, rate: int = RATE, people: int = PEOPLE) -> bool:
    """Ask for boxes at a steady rate while people step, print the table; True where the targets are reached."""
    print(f"Load of the machine at the beginning: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    print(
        "| people | asked/s | answered/s | p50 ms | p95 ms | p99 ms | errors | kB each | steps p50 ms | p95 ms "
        "| processor ms of an answer, steps included |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    good = True
    with TemporaryDirectory() as folder, started(Path(folder) / "log", TODAY | FREE) as server:
        for count in (0, people):
            before = _processor_seconds(server.process.pid)
            answers, steps, took = asyncio.run(_load(server.port, min(seconds, MOST_SECONDS), rate, count))
            worked = 1000 * (_processor_seconds(server.process.pid) - before) / max(1, len(answers))
            times = sorted(answer.seconds for answer in answers)
            errors = sum(answer.status != 200 for answer in answers)
            shown = [f"{1000 * _part(times, part):.1f}" for part in (0.5, 0.95, 0.99)]
            walked = [f"{1000 * _part(sorted(steps), part):.0f}" if steps else "" for part in (0.5, 0.95)]
            size = sum(answer.size for answer in answers) / max(1, len(answers)) / 1000
            cells = [
                count,
                rate,
                f"{len(answers) / took:.0f}",
                *shown,
                errors,
                f"{size:.1f}",
                *walked,
                f"{worked:.1f}",
            ]
            print("| " + " | ".join(map(str, cells)) + " |", flush=True)
            good &= errors == 0 and 1000 * _part(times, 0.95) <= P95_MS
        unchanged = sorted(asyncio.run(_unchanged(server.port)))
    print(
        f"\nA 304 takes {1000 * _part(unchanged, 0.5):.1f} ms (p95 {1000 * _part(unchanged, 0.95):.1f} ms)."
    )
    return good and 1000 * _part(unchanged, 0.5) <= UNCHANGED_MS


def _processor_seconds(process: int) -> float:
    """Return how long a process has worked, as Linux tells it; whatever else the machine does."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _part(times: list[float], part: float) -> float:
    return times[min(len(times) - 1, int(len(times) * part))] if times else float("nan")


async def _load(port: int, seconds: float, rate: int, people: int) -> tuple[list[Answer], list[float], float]:
    """Return the answers, how long the people's steps took, and the seconds until all was answered."""
    chance = random.Random(1)
    await Connection(port).ask(box(chance))
    walkers = [Walker(f"http://127.0.0.1:{port}", number) for number in range(people)]
    for walker in walkers:
        await walker.open()
    due: asyncio.Queue[float | None] = asyncio.Queue()
    answers: list[Answer] = []

    async def work() -> None:
        connection = Connection(port)
        while (at := await due.get()) is not None:
            answer = await connection.ask(box(chance))
            # From when it was due: a server that is behind makes those wait who come later.
            answers.append(answer._replace(seconds=time.perf_counter() - at))

    async def ask() -> None:
        begun = time.perf_counter()
        for number in range(int(rate * seconds)):
            at = begun + number / rate
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            due.put_nowait(at)
        for _ in range(CONNECTIONS):
            due.put_nowait(None)

    begun = time.monotonic()
    await asyncio.gather(
        ask(), *(work() for _ in range(CONNECTIONS)), *(walker.walk(begun + seconds) for walker in walkers)
    )
    took = time.monotonic() - begun
    for walker in walkers:
        await walker.leave()
    return answers, [step for walker in walkers for step in walker.answers], took


async def _unchanged(port: int) -> list[float]:
    connection, path = Connection(port), box(random.Random(2))
    tag = (await connection.ask(path)).tag
    answers = [await connection.ask(path, if_none_match=tag) for _ in range(UNCHANGED)]
    return [answer.seconds for answer in answers if answer.status == 304]


def requests_trial(count: int, number: int) -> bool:
    """Make requests up, of the API from its own description and of all other addresses; True where none is an error."""
    statuses: Counter[int] = Counter()
    found: list[str] = []
    with TemporaryDirectory() as folder, started(Path(folder) / "log", TODAY | FREE | _own(folder)) as server:
        described = schemathesis.openapi.from_url(f"http://127.0.0.1:{server.port}/api/openapi.json")
        operations = [one.ok() for one in described.get_all_operations() if isinstance(one, Ok)]
        # Those that take no parameters are asked a few times, the others share the rest.
        weights = {one.label: 1 + 10 * len(list(one.query)) for one in operations}
        # What can be made up of an operation without parameters is soon all: then another round asks more.
        while statuses.total() < count:
            left = count - statuses.total()
            for operation in operations:
                share = -(-left * weights[operation.label] // sum(weights.values()))
                for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                    statuses += _ask(operation, mode, -(-share // 2), number, found)
            number += 1
        others, wrong = ask_doors(server.port, count // 2, random.Random(number))
        found += wrong
    print("| answer | requests of the API | of other addresses |\n|---|---|---|")
    for status in sorted(statuses | others):
        print(f"| {status} | {statuses[status]} | {others[status]} |")
    print(f"| all | {statuses.total()} | {others.total()} |")
    for line in found[:20]:
        print(line)
    return not found


def _own(folder: str) -> dict[str, str]:
    """Return a database and releases of the trial's own: made-up forms may be good ones."""
    return {
        "DASHBOARD_REVISIONS": f"sqlite:///{folder}/record.sqlite",
        "DASHBOARD_RELEASES": f"{folder}/releases",
    }


def _ask(
    operation: APIOperation[Any, Any, Any, Any],
    mode: GenerationMode,
    count: int,
    number: int,
    found: list[str],
) -> Counter[int]:
    """Ask made-up requests of one operation, count how they were answered, and note the errors of the server."""
    statuses: Counter[int] = Counter()

    @seed(number)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case[Any]) -> None:
        answer = case.call()
        statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            found.append(f"{answer.status_code}: {answer.request.url}")

    with suppress(Unsatisfiable, SchemathesisError):  # Of what has no parameters nothing can be wrong.
        ask()
    return statuses
