"""How long tables take to become events on the map, and how much memory."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.benchmarks.large import titles
from tests.benchmarks.large.alone import measured
from tests.benchmarks.large.taken import Taken
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEGABYTE = 1e6


def measure(table: Path, size: int) -> Iterator[Taken]:
    """Measure a table of `size` rows with this project and the plain way, each in a process of its own."""
    for way, work in (("import", "imported"), ("plain", "plain")):
        found = measured(work, table)
        yield Taken(titles.IMPORT, way, size, [found["seconds"]])
        yield Taken(titles.RESIDENT, way, size, [found["resident"] / MEGABYTE])
        yield Taken(titles.PEAK, way, size, [found["peak"] / MEGABYTE])
        if "scene" in found:
            yield Taken(titles.SCENE, way, size, [found["scene"] / MEGABYTE])


def store(table: Path, dataset: Path, folder: Path, size: int) -> Iterator[Taken]:
    """Measure the command line writing a table as a stored dataset into `folder`, and loading that."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "geo", "import", str(dataset), str(table), "--output", str(folder)]
    subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - geo
    yield Taken(titles.STORE, "stored", size, [time.perf_counter() - began])
    used = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    yield Taken(titles.DISK, "stored", size, [used / MEGABYTE])
    found = measured("loaded", folder)
    yield Taken(titles.LOAD, "stored", size, [found["seconds"]])
    yield Taken(titles.RESIDENT, "stored", size, [found["resident"] / MEGABYTE])
    yield Taken(titles.PEAK, "stored", size, [found["peak"] / MEGABYTE])
