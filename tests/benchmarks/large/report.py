"""What was measured with large data as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.large import titles
from tests.benchmarks.large.taken import Target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.benchmarks.large.taken import Taken

LABELS = {
    "grid": "this project's grid",
    "geopandas": "`geopandas.sjoin`",
    "duckdb": "DuckDB spatial",
    "sedonadb": "SedonaDB",
    "import": "this project: read apart, recognise, check, join, pack for the map",
    "plain": "`pandas.read_csv` and `geopandas.sjoin`, nothing checked",
    "stored": "a stored dataset (partitioned GeoParquet)",
    "dashboard": "this dashboard",
    "floor": "the floor: the same drawing in a bare page",
}
MILLION = 1_000_000
FASTER = "The join of {size:,} points is at least {bound} times faster than {other}"


def _join(size: int, other: str, bound: int) -> Target:
    text = FASTER.format(size=size, bound=bound, other=LABELS[other])
    return Target(text, bound, titles.JOIN, "grid", size, other)


def _page(text: str, bound: int, title: str, size: int = MILLION) -> Target:
    return Target(text.format(size=size, bound=bound), bound, title, "dashboard", size)


TARGETS = (
    _join(MILLION, "geopandas", 20),
    _join(10 * MILLION, "geopandas", 20),
    _join(MILLION, "sedonadb", 5),
    _join(10 * MILLION, "sedonadb", 5),
    _page(
        "A table of {size:,} rows is on the map at most {bound} s after it was dropped",
        10,
        titles.DROPPED,
        200_000,
    ),
    Target(
        f"{MILLION:,} rows, 1 % of them faulty, are ready for the map in at most 1.5 times the time of the plain way",
        1.5,
        titles.IMPORT,
        "plain",
        MILLION,
        "import",
        at_most=True,
    ),
    Target("1,000,000 imported events take at most 1,500 MB", 1500, titles.RESIDENT, "import", MILLION),
    _page("The server of {size:,} stored events takes at most {bound:,} MB", 1500, titles.SERVER),
    _page("A step by key takes at most {bound} ms at {size:,} events", 60, titles.KEY_STEP),
    _page("A step while dragging takes at most {bound} ms at {size:,} events", 60, titles.DRAG_STEP),
    _page("The details follow a click within {bound} ms at {size:,} events", 300, titles.CLICK),
)


def section(machine: Mapping[str, str], taken: Sequence[Taken]) -> str:
    """Return what stands between the marks in the README."""
    facts = "; ".join(f"{name} {fact}" for name, fact in machine.items())
    return "\n".join([*table(taken), "", f"Measured on: {facts}.", "", *verdicts(taken)])


def table(taken: Sequence[Taken]) -> list[str]:
    """Return the lines of the table: a row for a measure and a way, a column for a number of rows."""
    sizes = sorted({one.size for one in taken})
    lines = [
        f"| points, rows or events | {' | '.join(f'{size:,}' for size in sizes)} |",
        f"| --- |{' ---: |' * len(sizes)}",
    ]
    for title in dict.fromkeys(one.title for one in taken):
        lines.append(f"| **{title}** |{' |' * len(sizes)}")
        of_title = [one for one in taken if one.title == title]
        for way in dict.fromkeys(one.way for one in of_title):
            medians = {one.size: one.median for one in of_title if one.way == way and one.samples}
            cells = [written(medians[size]) if size in medians else "" for size in sizes]
            lines.append(f"| {LABELS[way]} | {' | '.join(cells)} |")
    return lines


def written(value: float) -> str:
    """Write a number: whole from 100 on, with two decimals below 10."""
    whole, tenths = 100, 10
    return f"{value:,.{0 if value >= whole else 1 if value >= tenths else 2}f}"


def verdicts(taken: Sequence[Taken]) -> list[str]:
    """Return the lines that say which target is reached."""
    lines = ["| target | measured | |", "| --- | --- | --- |"]
    for target in TARGETS:
        value = target.value(taken)
        if value is not None:
            unit = " x" if target.against else target.title.rpartition(", ")[2].join((" ", ""))
            verdict = "reached" if target.is_reached_by(value) else "**missed**"
            lines.append(f"| {target.text} | {written(value)}{unit} | {verdict} |")
    return lines
