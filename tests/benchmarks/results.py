"""What was measured of one way at one size, and of the machine."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Cell:
    """One way of drawing the map, with one number of events. Times are milliseconds, one entry a sample.

    Attributes
    ----------
    way
        A key of `tests.benchmarks.ways.WAYS`.
    size
        Events in the dataset.
    load_seconds
        The first answer of a new server, for which it reads and joins the dataset; only the dashboard.
    first_map
        From the start of the navigation to a map that shows its events; the server is warm, the browser cold.
    key_step, drag_step
        From a key press, or a move of the pointer while dragging, to the new picture.
    bytes_per_step
        Through the page's sockets while stepping, both ways, uncompressed.
    details
        From the release to the new day's heading in the panel.
    bytes_per_release
        Through the page's sockets for such a release.
    click
        From the click on a district to its heading in the panel.
    heap
        Bytes of JavaScript's memory after a collection, by how many steps were taken before.
    no_answer
        What was asked for and did not come in time, or "".
    """

    way: str
    size: int
    load_seconds: float | None = None
    first_map: list[float] = field(default_factory=list)
    key_step: list[float] = field(default_factory=list)
    drag_step: list[float] = field(default_factory=list)
    bytes_per_step: float | None = None
    details: list[float] = field(default_factory=list)
    bytes_per_release: float | None = None
    click: list[float] = field(default_factory=list)
    heap: dict[int, int] = field(default_factory=dict)
    no_answer: str = ""

    def median(self, name: str) -> float | None:
        """Return the median of a measurement, None where there is none."""
        taken = getattr(self, name)
        return float(median(taken)) if taken else None


@dataclass(frozen=True)
class Run:
    """One run of the benchmarks: the machine's facts by name, and the cells."""

    machine: dict[str, str]
    cells: list[Cell]

    def cell(self, way: str, size: int) -> Cell | None:
        """Return a cell, None where it was not measured."""
        return next((cell for cell in self.cells if (cell.way, cell.size) == (way, size)), None)

    def write(self, path: Path) -> None:
        """Write everything, each sample included, as JSON."""
        path.write_text(json.dumps(_rounded(asdict(self)), indent=1) + "\n", encoding="utf-8")


def _rounded(value: object) -> object:
    """Round to tenths: the browser's clock is no finer."""
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return round(value, 1) if isinstance(value, float) else value
