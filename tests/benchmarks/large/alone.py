"""Work done in a process of its own, so that its time and memory are those of the work alone.

`python -m tests.benchmarks.large.alone WORK PATH` prints what it measured as JSON.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import psutil

import geo
from components.scene.build import build_scene
from geo.dates import day_number
from geo.importers import cage, recognise
from geo.importers.merge import combine
from geo.spatial.geojson_layer import CRS
from tests.benchmarks.sampling import TODAY
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable

BUNDLED = CHECKOUT / "data" / "karabakh"

Measured = dict[str, float]


def measured(work: str, path: Path) -> Measured:
    """Do a work of `WORKS` in a new process.

    Returns
    -------
    dict
        `seconds`; `resident` and `peak`, the bytes of memory at its end and at the most; and what the
        work says of its parts.

    Raises
    ------
    subprocess.CalledProcessError
        When the work fails.
    """
    command = [sys.executable, "-m", "tests.benchmarks.large.alone", work, str(path)]
    done = subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.PIPE)  # noqa: S603 - this very module
    answer: Measured = json.loads(done.stdout.splitlines()[-1])
    return answer


def imported(path: Path) -> tuple[object, Measured]:
    """Do what the page does with a dropped table: read it apart, make events of it, pack them for the browser.

    What is kept is what a session keeps: the dataset, the import that it was made of, and the scene.
    """
    bundled = geo.load(BUNDLED)
    cage.prepare()
    cage.shortcoming()  # The cage stands, as on a server that runs.
    before = psutil.Process().memory_info().rss
    began = time.perf_counter()
    table = cage.read_apart(path)
    events = cage.import_apart(table, recognise(table), bundled)
    del table
    dataset = combine(bundled, events)
    scene = build_scene(dataset, day_number(TODAY))
    parts = {"seconds": time.perf_counter() - began, "before": float(before), "scene": float(len(scene))}
    return (dataset, events, scene), parts


def plain(path: Path) -> tuple[object, Measured]:
    """Read a table and join its points to districts as one would without this project."""
    bundled = geo.load(BUNDLED)
    before = psutil.Process().memory_info().rss
    began = time.perf_counter()
    table = pd.read_csv(path, parse_dates=["date_start", "date_end"], low_memory=False)
    lon, lat = (pd.to_numeric(table[name], errors="coerce") for name in ("longitude", "latitude"))
    points = gpd.points_from_xy(lon, lat)
    frame = gpd.GeoDataFrame(table, geometry=points, crs=CRS)
    outlines = pd.concat([bundled.districts[["name", "geometry"]], bundled.neighbours[["name", "geometry"]]])
    joined = gpd.sjoin(frame, outlines[outlines.geometry.notna()], how="left", predicate="intersects")
    return joined, {"seconds": time.perf_counter() - began, "before": float(before)}


def loaded(path: Path) -> tuple[object, Measured]:
    """Load a dataset from its folder and pack it for the browser."""
    before = psutil.Process().memory_info().rss
    began = time.perf_counter()
    dataset = geo.load(path)
    took = time.perf_counter() - began
    scene = build_scene(dataset, day_number(TODAY))
    return (dataset, scene), {"seconds": took, "before": float(before), "scene": float(len(scene))}


WORKS: dict[str, Callable[[Path], tuple[object, Measured]]] = {
    "imported": imported,
    "plain": plain,
    "loaded": loaded,
}


def main(work: str, path: str) -> None:
    """Do one work and print what it took."""
    kept, parts = WORKS[work](Path(path))
    memory = {"resident": psutil.Process().memory_info().rss, "peak": _peak()}
    print(json.dumps({**parts, **memory}))  # noqa: T201 - the answer to the process that asked
    del kept


def _peak() -> int:
    """Return the most bytes of memory that this process had: `getrusage` would count its parent's too."""
    listed = Path("/proc/self/status").read_text(encoding="utf-8")
    (kibibytes,) = re.findall(r"^VmHWM:\s+(\d+) kB$", listed, re.MULTILINE)
    return int(kibibytes) * 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
