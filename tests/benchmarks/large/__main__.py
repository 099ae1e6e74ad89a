"""Measure joins, imports and the page with up to 10,000,000 points: `python -m tests.benchmarks.large`.

A whole run writes its table into the README and every sample into `results-large.json`; a run of a part
of it prints the table and writes nothing.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

import geo
from tests.benchmarks import machine
from tests.benchmarks.__main__ import README, SOURCE, STEPS
from tests.benchmarks.large import imports, joins, pages
from tests.benchmarks.large.report import MILLION, section
from tests.benchmarks.large.taken import Taken, write
from tests.benchmarks.large.ucdp import write_table
from tests.benchmarks.report import publish
from tests.benchmarks.sampling import Bench
from tests.browser.chromium import ARGUMENTS, executable

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "benchmarks-large"
RESULTS = Path(__file__).parents[1] / "results-large.json"
JOINED = (MILLION, 10 * MILLION)
TABLES = (200_000, MILLION)
FAULTY = 0.01
"""Share of the rows of a table that have something wrong in them, where imports are measured."""
PARTS = ("join", "import", "page")
RELEASES = ("duckdb", "sedonadb")


def main() -> None:
    """Run what the command line asks for."""
    options = _options()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        bench = Bench(browser, Path(folder), STEPS)
        taken = []
        for one in _taken(bench, options.parts, options.joined, options.tables):
            _say(f"{one.title}: {one.way}, {one.size:,}: {one.median:,.3f}")
            taken.append(one)
        facts = machine.describe(browser.version) | {name: version(name) for name in RELEASES}
        browser.close()
    text = section(facts, taken)
    _say(f"\n{text}\n\n{(time.monotonic() - began) / 60:.1f} minutes")
    if options == argparse.Namespace(parts=PARTS, joined=JOINED, tables=TABLES):
        write(RESULTS, facts, taken)
        README.write_text(publish(README.read_text(encoding="utf-8"), text, MARK), encoding="utf-8")


def _taken(
    bench: Bench, parts: tuple[str, ...], joined: tuple[int, ...], sizes: tuple[int, ...]
) -> Iterator[Taken]:
    bundled = geo.load(SOURCE)
    if "join" in parts:
        yield from joins.measure(bundled, joined)
    for size in sizes if {"import", "page"} & set(parts) else ():
        table = write_table(bench.folder / f"ucdp-{size}.csv", bundled.districts, size)
        if "import" in parts:
            faulty = bench.folder / f"ucdp-{size}-faulty.csv"
            yield from imports.measure(write_table(faulty, bundled.districts, size, faulty=FAULTY), size)
            faulty.unlink()
        if "page" in parts and size < max(sizes):
            yield from pages.dropped(bench, SOURCE, table, size)
        if size == max(sizes):
            yield from _stored(bench, table, size, shown="page" in parts)


def _stored(bench: Bench, table: Path, size: int, *, shown: bool) -> Iterator[Taken]:
    yield from imports.store(table, SOURCE, bench.dataset(size), size)
    if shown:
        yield from pages.memory(bench, size)
        yield from pages.measure(bench, size)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.large", description=__doc__)
    parser.add_argument("--parts", type=_words, default=PARTS, help=f"of {','.join(PARTS)}")
    parser.add_argument("--joined", type=_numbers, default=JOINED, help="numbers of points")
    parser.add_argument("--tables", type=_numbers, default=TABLES, help="numbers of rows")
    return parser.parse_args()


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(word) for word in text.split(",")))


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - a command line prints


if __name__ == "__main__":
    main()
