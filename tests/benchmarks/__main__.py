"""Measure the dashboard and the other ways to do what it does: `python -m tests.benchmarks`.

A whole run writes its table into the README and every sample into `results.json`; a run of a part of
it prints the table and writes nothing.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.benchmarks import dashboard, floor, machine, pages
from tests.benchmarks.generator import write_dataset
from tests.benchmarks.report import LABELS, publish, section
from tests.benchmarks.results import Cell, Run
from tests.benchmarks.sampling import HEAP_STEPS, Bench
from tests.benchmarks.targets import REAL
from tests.browser.chromium import ARGUMENTS, executable
from tests.checkout import CHECKOUT

SOURCE = CHECKOUT / "data" / "karabakh"
README = CHECKOUT / "README.md"
RESULTS = Path(__file__).parent / "results.json"
SIZES = (REAL, 3_000, 30_000, 100_000, 300_000)
STEPS = 30
ONE_SIZE = {"circles", "empty"}
"""Ways that are measured with the real data alone."""

Measure = Callable[[Bench, str, list[int]], Iterator[Cell]]
WAYS: dict[str, Measure] = {
    "dashboard": dashboard.measure,
    "floor": floor.measure,
    **dict.fromkeys(pages.SCRIPTS, pages.measure),
}


def main() -> None:
    """Run what the command line asks for."""
    options = _options()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(),
            args=[*ARGUMENTS, "--enable-unsafe-swiftshader"],  # deck.gl needs WebGL, with or without a card.
        )
        heap_steps = min(HEAP_STEPS, options.heap_steps)
        bench = Bench(browser, Path(folder), options.steps, heap_steps)
        for size in options.sizes:
            write_dataset(SOURCE, bench.dataset(size), size)
        cells = [cell for way in options.ways for cell in _measured(bench, way, options.sizes)]
        run = Run(machine.describe(browser.version), cells)
        browser.close()
    text = section(run)
    _say(f"\n{text}\n\n{(time.monotonic() - began) / 60:.1f} minutes")
    is_whole = options == argparse.Namespace(
        sizes=list(SIZES), ways=list(WAYS), steps=STEPS, heap_steps=HEAP_STEPS
    )
    if is_whole:
        run.write(RESULTS)
        README.write_text(publish(README.read_text(encoding="utf-8"), text), encoding="utf-8")


def _measured(bench: Bench, way: str, sizes: list[int]) -> Iterator[Cell]:
    sizes = [size for size in sizes if size == REAL] if way in ONE_SIZE else sizes
    if not sizes:
        return
    for cell in WAYS[way](bench, way, sizes):
        outcome = f"no answer: {cell.no_answer}" if cell.no_answer else "done"
        _say(f"{LABELS[way]}, {cell.size:,} events: {outcome}")
        yield cell


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--sizes", type=_sizes, default=list(SIZES), help="numbers of events, as in real,3000"
    )
    parser.add_argument("--ways", type=_ways, default=list(WAYS), help=f"of {','.join(WAYS)}")
    parser.add_argument("--steps", type=int, default=STEPS, help="samples of a step, at most")
    parser.add_argument("--heap-steps", type=int, default=HEAP_STEPS, help="steps before the memory is read")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    """Return numbers of events; `real` is that of the bundled dataset, the fewest that there can be."""
    sizes = sorted({REAL if size == "real" else int(size) for size in text.split(",")})
    if sizes[0] < REAL:
        message = f"the bundled dataset has {REAL} events already"
        raise argparse.ArgumentTypeError(message)
    return sizes


def _ways(text: str) -> list[str]:
    asked = set(text.split(","))
    if not asked <= WAYS.keys():
        message = f"{', '.join(sorted(asked - WAYS.keys()))} is none of {', '.join(WAYS)}"
        raise argparse.ArgumentTypeError(message)
    return [way for way in WAYS if way in asked]


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - a command line prints


if __name__ == "__main__":
    main()
