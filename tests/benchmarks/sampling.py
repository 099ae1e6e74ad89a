"""How often something is measured."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

TODAY = "2026-11-21"
LOAD_SECONDS = 300
BUDGET_SECONDS = 12
FEWEST = 3
HEAP_STEPS = 500
SETTLED_STEPS = 10
"""After so many steps whatever is made on first use has been made."""

DRAG_PIXELS, DRAG_STEPS = 6, 20
"""Of a move of the pointer, and the moves to one side; fewer than four pixels are no drag."""


@dataclass
class Bench:
    """What all ways are measured with.

    Attributes
    ----------
    browser
        Chromium; each session is a context of its own.
    folder
        Holds the datasets, each in a folder named by its number of events, and the servers' logs.
    steps
        Samples of a step, at most; of slower things there are fewer.
    heap_steps
        Steps taken before the memory is looked at.
    map_size
        Width and height of the map in CSS pixels: the dashboard's, for all.
    """

    browser: Browser
    folder: Path
    steps: int
    heap_steps: int = HEAP_STEPS
    map_size: tuple[int, int] = (1014, 508)

    def dataset(self, size: int) -> Path:
        """Return the folder of the dataset with a number of events."""
        return self.folder / str(size)

    def log(self, name: str) -> Path:
        """Return the file for what a server prints."""
        return self.folder / f"{name}.log"


def samples(take: Callable[[], float], most: int) -> list[float]:
    """Measure up to `most` times; after `FEWEST` times, no longer than `BUDGET_SECONDS`."""
    began = time.monotonic()
    taken: list[float] = []
    while len(taken) < most and (len(taken) < FEWEST or time.monotonic() - began < BUDGET_SECONDS):
        taken.append(take())
    return taken


def drag_offsets() -> Iterator[int]:
    """Give pixels to the right of where something was grasped: there and back, without end."""
    there = [DRAG_PIXELS * step for step in range(1, DRAG_STEPS + 1)]
    return cycle([*there, *reversed(there[:-1]), 0])
