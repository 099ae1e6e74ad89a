"""What was measured with large data, and what is to be reached."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Taken:
    """One measure of one way, with one number of points, rows or events.

    Attributes
    ----------
    title
        What was measured, with its unit.
    way
        Which way of doing it.
    size
        How many points, rows or events.
    samples
        One entry a sample.
    """

    title: str
    way: str
    size: int
    samples: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The median of the samples."""
        return float(median(self.samples))


@dataclass(frozen=True)
class Target:
    """A bound on a measure, or on how many times faster one way is than another.

    Attributes
    ----------
    text
        What is to be reached, as a sentence without its end.
    bound
        The number to reach.
    title, way, size
        Of the measure.
    against
        The way whose time is divided by it; "" compares the measure itself. A ratio is to be at
        least the bound, a measure at most.
    at_most
        Whether a ratio is to be at most the bound.
    """

    text: str
    bound: float
    title: str
    way: str
    size: int
    against: str = ""
    at_most: bool = False

    def value(self, taken: Iterable[Taken]) -> float | None:
        """Return the number to compare with the bound, None where it was not measured."""
        medians = {(one.title, one.way, one.size): one.median for one in taken if one.samples}
        own = medians.get((self.title, self.way, self.size))
        other = medians.get((self.title, self.against, self.size))
        if not self.against:
            return own
        return other / own if own and other else None

    def is_reached_by(self, value: float) -> bool:
        """Whether a number is within the bound."""
        return value >= self.bound if self.against and not self.at_most else value <= self.bound


def write(path: Path, machine: Mapping[str, str], taken: Iterable[Taken]) -> None:
    """Write everything, each sample included, as JSON."""
    content = {"machine": dict(machine), "taken": [asdict(one) for one in taken]}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
