"""The other ways to show the events on a map in Streamlit, each a small page of its own."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from tests.benchmarks.apps.events import FIRST_STEP
from tests.benchmarks.results import Cell
from tests.benchmarks.sampling import FEWEST, LOAD_SECONDS, Bench, samples
from tests.benchmarks.session import ANSWER_SECONDS, NoAnswerError, Session, session
from tests.browser.server import running
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPTS = {
    "geojson": "plain.py",
    "circles": "plain.py",
    "feature_group": "feature_group.py",
    "pydeck": "deck.py",
    "empty": "empty.py",
}
"""The script of each way, in `apps`."""


def environment(bench: Bench) -> dict[str, str]:
    """Return the variables that the scripts read: where the datasets are, and how large the map is."""
    width, height = bench.map_size
    return {
        "BENCHMARK_DATASETS": str(bench.folder),
        "MAP_WIDTH": str(width),
        "MAP_HEIGHT": str(height),
        "PYTHONPATH": os.pathsep.join([str(CHECKOUT), os.environ.get("PYTHONPATH", "")]),
    }


def measure(bench: Bench, way: str, sizes: list[int]) -> Iterator[Cell]:
    """Measure a way with each number of events, up to the first that gives no answer."""
    unanswered = ""
    with running(bench.log(way), environment(bench), f"tests/benchmarks/apps/{SCRIPTS[way]}") as address:
        _first_map(bench, f"{address}/?way={way}&size={min(sizes)}", LOAD_SECONDS)  # The server imports.
        for size in sizes:
            cell = Cell(way, size, no_answer=unanswered)
            if not unanswered:
                _measure(bench, cell, f"{address}/?way={way}&size={size}")
            unanswered = cell.no_answer
            yield cell


def _measure(bench: Bench, cell: Cell, address: str) -> None:
    try:
        if cell.way == "empty":
            cell.first_map = samples(partial(_first_map, bench, address), 2 * FEWEST)
            return
        with session(bench.browser) as opened:
            cell.first_map = [opened.first_map(address)]
            _step(opened, bench, cell)
    except NoAnswerError as error:
        cell.no_answer = str(error)


def _first_map(bench: Bench, address: str, seconds: float = ANSWER_SECONDS) -> float:
    with session(bench.browser) as opened:
        return opened.first_map(address, seconds=seconds)


def _step(opened: Session, bench: Bench, cell: Cell) -> None:
    thumb = opened.page.get_by_role("slider")
    step = FIRST_STEP

    def press() -> float:
        nonlocal step
        step -= 1
        return opened.picture_after("keydown", lambda: thumb.press("ArrowLeft"), step)

    before = opened.bytes_exchanged()
    cell.key_step = samples(press, bench.steps)
    cell.bytes_per_step = (opened.bytes_exchanged() - before) / len(cell.key_step)
    cell.heap[len(cell.key_step)] = opened.heap()
