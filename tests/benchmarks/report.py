"""The results as Markdown, and their place in the README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.targets import TARGETS, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.benchmarks.results import Cell, Run

MARK = "benchmarks"

LABELS = {
    "dashboard": "this dashboard",
    "floor": "the floor: the same drawing in a bare page",
    "geojson": "`st_folium` made anew, one GeoJson layer",
    "circles": "`st_folium` made anew, CircleMarkers",
    "feature_group": "constant map and `feature_group_to_add`",
    "pydeck": "`st.pydeck_chart`",
    "empty": "`st_folium` with an empty map",
}


def milliseconds(value: float) -> str:
    """Write a time: whole milliseconds."""
    return f"{value:,.0f}"


def kilobytes(value: float) -> str:
    """Write bytes as kilobytes, to tenths below ten."""
    return f"{value / 1000:,.{1 if 0 < value < 10_000 else 0}f}"


def _median(name: str) -> Callable[[Cell], str | None]:
    def write(cell: Cell) -> str | None:
        value = cell.median(name)
        return None if value is None else milliseconds(value)

    return write


def _bytes(name: str) -> Callable[[Cell], str | None]:
    def write(cell: Cell) -> str | None:
        value = getattr(cell, name)
        return None if value is None else kilobytes(value)

    return write


def _heap(cell: Cell) -> str | None:
    if not cell.heap:
        return None
    return "; ".join(f"{size / 1e6:.0f} ({steps})" for steps, size in cell.heap.items())


def _load(cell: Cell) -> str | None:
    return None if cell.load_seconds is None else f"{cell.load_seconds:.1f}"


MEASURES: tuple[tuple[str, Callable[[Cell], str | None]], ...] = (
    ("A step by key: from the key press to the new picture, ms", _median("key_step")),
    ("A step while dragging: from the move to the new picture, ms", _median("drag_step")),
    ("Through the network for a step, kB", _bytes("bytes_per_step")),
    ("From the release to the details, ms", _median("details")),
    ("Through the network for a release, kB", _bytes("bytes_per_release")),
    ("From a click on a district to its details, ms", _median("click")),
    ("The first map, on a running server, ms", _median("first_map")),
    ("JavaScript's memory, MB (after how many steps)", _heap),
    ("The first page of a new server, which reads and checks the data, s", _load),
)


def section(run: Run) -> str:
    """Return what stands between the marks in the README."""
    machine = "; ".join(f"{name} {fact}" for name, fact in run.machine.items())
    return "\n".join([*table(run), "", f"Measured on: {machine}.", "", *verdicts(run)])


def table(run: Run) -> list[str]:
    """Return the lines of the table: a row for a measure and a way, a column for a number of events."""
    sizes = sorted({cell.size for cell in run.cells if cell.way != "empty"})
    columns = [f"{size:,}" for size in sizes]
    lines = [f"| events | {' | '.join(columns)} |", f"| --- |{' ---: |' * len(columns)}"]
    for title, write in MEASURES:
        rows = list(_rows(run, sizes, write))
        if rows:
            lines += [f"| **{title}** |{' |' * len(columns)}", *rows]
    return lines


def _rows(run: Run, sizes: list[int], write: Callable[[Cell], str | None]) -> Iterator[str]:
    for way, label in LABELS.items():
        cells = [run.cell(way, size) for size in sizes]
        written = [None if cell is None else write(cell) for cell in cells]
        if any(written):
            texts = [
                text or ("no answer" if cell is not None and cell.no_answer else "")
                for text, cell in zip(written, cells, strict=True)
            ]
            yield f"| {label} | {' | '.join(texts)} |"


def verdicts(run: Run) -> list[str]:
    """Return the lines that say which target is reached, and by how much another is missed."""
    lines = ["| target | measured | |", "| --- | --- | --- |"]
    return lines + [line for target in TARGETS for line in _verdict(run, target)]


def _verdict(run: Run, target: Target) -> list[str]:
    sizes = target.sizes or sorted({cell.size for cell in run.cells if cell.way != "empty"})
    measured = {size: value for size in sizes if (value := target.measure(run, size)) is not None}
    if not measured:
        return []
    values = ", ".join(f"{_number(value, target)} ({size:,})" for size, value in measured.items())
    missed = [size for size, value in measured.items() if not target.is_reached_by(value)]
    if not missed:
        verdict = "reached"
    elif len(missed) == len(measured):
        verdict = "**missed**"
    else:
        verdict = f"reached; **missed** at {' and '.join(f'{size:,}' for size in missed)}"
    return [f"| {target.text} | {values} | {verdict} |"]


def _number(value: float, target: Target) -> str:
    return f"{value:,.0f} {target.unit}" if target.unit else f"{value:,.2f} x"


def publish(document: str, text: str, mark: str = MARK) -> str:
    """Return a document with a text between its marks of a name.

    Raises
    ------
    ValueError
        When the document does not have both marks, each once and in order.
    """
    opening, closing = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    before, begin, rest = document.partition(opening)
    _, end, after = rest.partition(closing)
    if not begin or not end or opening in rest or closing in after:
        message = f"the document needs {opening} and after it {closing}, each once, around the table"
        raise ValueError(message)
    return f"{before}{opening}\n{text.strip()}\n{closing}{after}"
