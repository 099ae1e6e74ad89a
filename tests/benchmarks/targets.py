"""What the dashboard is to reach, and whether it does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.checkout import KARABAKH

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.results import Run

REAL = next(
    int(resource["rowCount"])
    for resource in json.loads((KARABAKH / "datapackage.json").read_text("utf-8"))["resources"]
    if resource["name"] == "events"
)
"""Events of the bundled dataset: fewer cannot be measured, since its stories and control periods name them."""
SMOOTH = 100_000


@dataclass(frozen=True)
class Target:
    """A bound on what was measured.

    Attributes
    ----------
    text
        What is to be reached, as a sentence without its end.
    bound
        The number to reach.
    measure
        Takes the run and a size; gives the number to compare, None where it was not measured.
    sizes
        The numbers of events that it holds for; empty for all that were measured.
    at_least
        Whether more is better.
    unit
        Of the number, "" for a ratio.
    """

    text: str
    bound: float
    measure: Callable[[Run, int], float | None]
    sizes: tuple[int, ...] = ()
    at_least: bool = False
    unit: str = ""

    def is_reached_by(self, value: float) -> bool:
        """Whether a number is within the bound."""
        return value >= self.bound if self.at_least else value <= self.bound


def of(way: str, name: str) -> Callable[[Run, int], float | None]:
    """Return the measure that is the median of a way's samples."""

    def measure(run: Run, size: int) -> float | None:
        cell = run.cell(way, size)
        return None if cell is None else cell.median(name)

    return measure


def ratio(
    one: Callable[[Run, int], float | None], other: Callable[[Run, int], float | None]
) -> Callable[[Run, int], float | None]:
    """Return the measure that is one divided by another."""

    def measure(run: Run, size: int) -> float | None:
        above, below = one(run, size), other(run, size)
        return None if above is None or not below else above / below

    return measure


def quicker(*measures: Callable[[Run, int], float | None]) -> Callable[[Run, int], float | None]:
    """Return the measure that is the smallest of several."""

    def measure(run: Run, size: int) -> float | None:
        values = [value for value in (each(run, size) for each in measures) if value is not None]
        return min(values, default=None)

    return measure


def empty_map(run: Run, _: int) -> float | None:
    """Return the first map of the empty page, which has no events."""
    cell = next((cell for cell in run.cells if cell.way == "empty"), None)
    return None if cell is None else cell.median("first_map")


PLAIN = quicker(of("geojson", "key_step"), of("circles", "key_step"))
KEY, DRAG = of("dashboard", "key_step"), of("dashboard", "drag_step")
UP_TO_SMOOTH = (REAL, 3_000, 30_000, SMOOTH)

TARGETS = (
    Target(
        "A step by key takes at most 1.25 times the floor up to 100,000 events",
        1.25,
        ratio(KEY, of("floor", "key_step")),
        UP_TO_SMOOTH,
    ),
    Target(
        "A step while dragging takes at most 1.25 times the floor up to 100,000 events",
        1.25,
        ratio(DRAG, of("floor", "drag_step")),
        UP_TO_SMOOTH,
    ),
    Target("A step by key takes at most 50 ms at 100,000 events", 50, KEY, (SMOOTH,), unit="ms"),
    Target("A step while dragging takes at most 50 ms at 100,000 events", 50, DRAG, (SMOOTH,), unit="ms"),
    Target(
        "A step by key is at least 20 times faster than the plain way on the real data",
        20,
        ratio(PLAIN, KEY),
        (REAL,),
        at_least=True,
    ),
    Target(
        "A step by key is at least 100 times faster than the plain way at 30,000 events",
        100,
        ratio(PLAIN, KEY),
        (30_000,),
        at_least=True,
    ),
    Target("The panel follows within 250 ms of the release", 250, of("dashboard", "details"), unit="ms"),
    Target("The panel follows within 200 ms of a click", 200, of("dashboard", "click"), unit="ms"),
    Target(
        "The first map takes at most 1.5 times that of an empty one",
        1.5,
        ratio(of("dashboard", "first_map"), empty_map),
    ),
)
