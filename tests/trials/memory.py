"""Trial: what large uploads leave behind in the server once their people are gone."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

from tests.browser.server import started
from tests.trials.visitor import ADD, SHOW, Visitor

if TYPE_CHECKING:
    from tests.browser.server import Server

MEGABYTE = 1_000_000
UPLOAD = 40 * MEGABYTE
UPLOADS = 5
VISITORS = 3
TOLERANCE = 30 * MEGABYTE
GONE_SECONDS = 125.0
"""After so many Streamlit gives up a session whose page is closed; until then a page may come back."""
TIDIED_SECONDS = 75.0
"""Within so many the server has collected what was given up."""
LOOK_SECONDS = 5.0
ROW = "event {number},2020-10-{day:02},46.75,39.76,{words}\n"
WORDS = "what is told of it " * 100


def trial() -> bool:
    """Bring files, let their people go, and print the memory before and after; True where it came back."""
    with TemporaryDirectory() as folder, started(Path(folder) / "log", {}) as server:
        content = table()
        print("| when | resident MB |")
        print("|---|---|")
        asyncio.run(_bring(server, content))
        before = _settled(server)
        _tell("a warm-up upload before, its person gone", before)
        for number in range(UPLOADS):
            asyncio.run(_bring(server, content))
            _tell(f"upload {number + 1} on the map, its person just gone", resident_bytes(server))
        after = _settled(server, before + TOLERANCE)
        _tell(f"{UPLOADS} uploads of {UPLOAD // MEGABYTE} MB and {VISITORS} visitors later", after)
    print(f"Difference: {(after - before) / MEGABYTE:.1f} MB, at most {TOLERANCE // MEGABYTE} are allowed.")
    return after - before <= TOLERANCE


def table() -> bytes:
    """Return a file of events of the size that is brought."""
    row = ROW.format(number=0, day=1, words=WORDS)
    rows = (ROW.format(number=n, day=1 + n % 28, words=WORDS) for n in range(UPLOAD // len(row)))
    return ("title,date,lon,lat,summary\n" + "".join(rows)).encode()


def resident_bytes(server: Server) -> int:
    """Return the memory that a server occupies, of which nothing is shared with its processes for files."""
    told = Path(f"/proc/{server.process.pid}/status").read_text("utf-8")
    return int(told.split("VmRSS:")[1].split()[0]) * 1024


async def _bring(server: Server, content: bytes) -> None:
    visitor = Visitor(server.address)
    await visitor.open()
    await visitor.click(ADD)
    await visitor.drop("mine.csv", content)
    await visitor.click(SHOW)
    await visitor.step()
    if visitor.errors:
        message = f"the file was not taken: {visitor.errors}"
        raise RuntimeError(message)
    await visitor.leave()


async def _visit(server: Server) -> None:
    for number in range(VISITORS):
        visitor = Visitor(server.address, number)
        await visitor.open()
        await visitor.step()
        await visitor.leave()


def _settled(server: Server, aim: int = 0) -> int:
    """Return the memory once sessions are over and others have come and gone; at the latest when all must be tidied."""
    Event().wait(GONE_SECONDS)
    asyncio.run(_visit(server))
    waited = 0.0
    while waited < TIDIED_SECONDS and resident_bytes(server) > aim:
        Event().wait(LOOK_SECONDS)
        waited += LOOK_SECONDS
    return resident_bytes(server)


def _tell(when: str, memory: int) -> None:
    print(f"| {when} | {memory / MEGABYTE:.0f} |", flush=True)
