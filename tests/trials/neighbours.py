"""Trial: one person brings hostile files to the page while another one looks at it, and is answered all the time."""

from __future__ import annotations

import asyncio
import math
import os
from collections import Counter
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from tests.browser.server import started
from tests.trials.hostile import MUCH_BYTES
from tests.trials.hostile_files import Bait, write_all
from tests.trials.load import TODAY
from tests.trials.visitor import ADD, PATIENCE, SHOW, Visitor
from tests.trials.watched import peak_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tests.browser.server import Server

LATE_SECONDS, TIMES_AS_LATE = 0.5, 2
"""An answer is late that takes longer than this, and twice as long as the slowest of those before the file came."""
WARM = 5
ATTEMPTS = 3
"""An answer may be late because the machine does other work; one that the file makes late is so each time."""
HARMS = ("server killed", "neighbour late", "no answer", "error box")


class Found(NamedTuple):
    """What became of a file: the neighbour's slowest answer in seconds, that before it came, and the harms it did."""

    slowest: float
    alone: float
    harms: list[str]


def trial(most: int | None = None, kinds: Collection[str] = ()) -> bool:
    """Bring all files, or the first `most` of each kind, and print the table; True where none did harm."""
    found: list[str] = []
    table: dict[str, Counter[str]] = {}
    slowest: dict[str, list[Found]] = {}
    print(f"Load of the machine at the beginning: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    with TemporaryDirectory() as top, started(Path(top) / "log", TODAY) as server:
        usual = asyncio.run(_usual(server))
        print(f"The neighbour alone: slowest of {WARM} answers {1000 * usual:.0f} ms.")
        print(
            "| kind | files | " + " | ".join(HARMS) + " | slowest answers, ms: median | most | alone: most |"
        )
        print("|---" * (len(HARMS) + 5) + "|", flush=True)
        last = ""
        for kind, path in _files(Path(top)):
            if last in table and kind != last:
                _print(last, table[last], slowest[last])
            last = kind
            if (kinds and kind not in kinds) or (most is not None and len(slowest.get(kind, ())) >= most):
                continue
            outcome = _tried(server, path)
            table.setdefault(kind, Counter()).update(["files", *outcome.harms])
            slowest.setdefault(kind, []).append(outcome)
            found.extend(f"{path.name}: {harm}" for harm in outcome.harms)
            if "server killed" in outcome.harms:
                break
        if last in table:
            _print(last, table[last], slowest[last])
        peak = peak_bytes(server.process.pid)
    if table:
        _print("all", sum(table.values(), Counter()), [time for times in slowest.values() for time in times])
    print(f"The server held at most {peak / 1e6:.0f} MB.")
    for line in found:
        print(line)
    unknown = sorted(set(kinds) - table.keys())
    if unknown:
        print(f"No file is of kind {', '.join(unknown)}.")
    return not found and not unknown and peak < MUCH_BYTES


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Write the hostile files one by one, and leave none of them behind."""
    bait = Bait(folder / "secret.csv", "http://127.0.0.1:9", folder / "pwned.py")
    bait.secret.write_text("title,date\nnot for you,2020\n", "utf-8")
    (folder / "in").mkdir()
    for hostile in write_all(folder / "in", bait):
        if hostile.path.is_file():
            yield hostile.kind, hostile.path
            hostile.path.unlink()
    for number, count in enumerate((1_000, 30_000, 100_000, 300_000)):
        path = folder / "in" / f"large-table-{number}.csv"
        path.write_bytes(table_of(count))
        yield "large table", path


def table_of(rows: int) -> bytes:
    """Return an honest table of so many events, as somebody may bring it: it takes the most time of all."""
    written = (
        f"event {n},{1990 + n % 30}-0{1 + n % 9}-1{n % 9},{46 + n % 97 / 97:.4f},{39.3 + n % 89 / 89:.4f},"
        f"{n % 12},Report {n % 500}\n"
        for n in range(rows)
    )
    return ("title,date,lon,lat,deaths,source\n" + "".join(written)).encode()


async def _usual(server: Server) -> float:
    neighbour = Visitor(server.address)
    await neighbour.open()
    await neighbour.step()
    answers = [await neighbour.step() for _ in range(WARM)]
    await neighbour.leave()
    return max(answers)


def _tried(server: Server, path: Path) -> Found:
    """Bring a file, once more where an answer was late that may have been so for another reason."""
    outcome = Found(math.inf, math.inf, [])
    for attempt in range(ATTEMPTS):
        again = asyncio.run(_brought(server, path.name, path.read_bytes(), attempt))
        outcome = min(outcome, again)
        if "neighbour late" not in again.harms or "server killed" in again.harms:
            return again
    return outcome


async def _brought(server: Server, name: str, content: bytes, number: int) -> Found:
    neighbour, stranger = Visitor(server.address, number), Visitor(server.address)
    answers, alone = [0.0], 0.0
    harms: list[str] = []
    over = asyncio.Event()

    async def look() -> None:
        while not over.is_set():
            answers.append(await asyncio.wait_for(neighbour.step(), PATIENCE))
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), 0.02)

    async def bring() -> None:
        try:
            await stranger.click(ADD)
            await stranger.drop(name, content)
            if stranger.has("button", SHOW):
                await stranger.click(SHOW)
        finally:
            over.set()

    try:
        await neighbour.open()
        await stranger.open()
        alone = max([await neighbour.step() for _ in range(WARM)])
        results = await asyncio.gather(look(), bring(), return_exceptions=True)
        if any(isinstance(result, BaseException) for result in results):
            harms.append("no answer")
            print(name, [repr(result)[:300] for result in results if result is not None], flush=True)
        await neighbour.leave()
        await stranger.leave()
    except OSError as error:
        harms.append("no answer")
        print(name, repr(error)[:300], flush=True)
    if server.process.poll() is not None:
        harms.append("server killed")
    if max(answers) > max(LATE_SECONDS, TIMES_AS_LATE * alone):
        harms.append("neighbour late")
    if any(error.startswith("exception") for error in stranger.errors):
        harms.append("error box")
    return Found(max(answers), alone, harms)


def _print(kind: str, counted: Counter[str], outcomes: list[Found]) -> None:
    milliseconds = sorted(round(1000 * found.slowest) for found in outcomes)
    cells = [counted["files"], *(counted[harm] for harm in HARMS)]
    alone = round(1000 * max(found.alone for found in outcomes))
    cells += [milliseconds[len(milliseconds) // 2], milliseconds[-1], alone]
    print(f"| {kind} | " + " | ".join(map(str, cells)) + " |", flush=True)
