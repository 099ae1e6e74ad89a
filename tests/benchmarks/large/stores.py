"""An import into a store, measured: rows a second, memory of a worker, and whether it is what one process makes.

python -m tests.benchmarks.large.stores ROWS [--parts FILES] [--format csv|parquet] [--plain] [--equal]
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

import geo
from geo.importers import import_into, read_table, recognise
from geo.importers.terms import Terms
from geo.store.executor import alone
from geo.store.importing import Workers, import_files, make_plan
from geo.store.reading import tables
from geo.store.slices import Reading
from tests.benchmarks.generator import SEED
from tests.benchmarks.large.alone import measured
from tests.benchmarks.large.ucdp import write_table
from tests.checkout import KARABAKH

if TYPE_CHECKING:
    from collections.abc import Sequence

FAULTY = 0.01
MEGABYTE = 1e6
COMPARED = ("title", "category", "summary", "place_name", "location_precision", "date_precision", "line")


def write_files(folder: Path, rows: int, parts: int, form: str) -> list[Path]:
    """Write made-up rows in the layout of UCDP GED, in so many files; one is held at a time."""
    districts = geo.load(KARABAKH).districts
    files = []
    for number in range(parts):
        path = write_table(
            folder / f"{number:04}.csv", districts, rows // parts, SEED + number, faulty=FAULTY, first=number
        )
        if form == "parquet":
            table = read_table(path).frame
            target = path.with_suffix(".parquet")
            pq.write_table(pa.Table.from_pandas(table, preserve_index=False), target, row_group_size=100_000)
            path.unlink()
            path = target
        files.append(path)
    return files


def imported(store: Path, files: Sequence[Path], processes: int) -> dict[str, Any]:
    """Import files with so many processes, and return how long it took and what it needed.

    Memory is that of the largest process, Python and its libraries included; processor time that of all workers.
    """
    shutil.rmtree(store, ignore_errors=True)
    dataset = geo.load(KARABAKH)
    began = time.perf_counter()
    plan, _ = make_plan(
        list(map(str, files)), str(store), dataset, reading=Reading(), terms=Terms("Made up"), bundled=False
    )
    found = import_files(str(store), plan, workers=Workers(processes))
    seconds = time.perf_counter() - began
    of_children = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = sum(file.stat().st_size for file in store.rglob("*") if file.is_file())
    return {
        "read": found["read"],
        "shown": found["shown"],
        "seconds": round(seconds, 2),
        "rows a second": round(found["read"] / seconds),
        "rows a second and core": round(found["read"] / (of_children.ru_utime + of_children.ru_stime)),
        "processor seconds of the workers": round(of_children.ru_utime + of_children.ru_stime, 2),
        "largest worker, MB": round(of_children.ru_maxrss * 1024 / MEGABYTE),
        "disk, MB": round(used / MEGABYTE, 1),
        "load": os.getloadavg()[0],
    }


def differences(store: Path, file: Path) -> list[str]:
    """Return what differs between a store and the import of its one file in one process."""
    alone()
    dataset = geo.load(KARABAKH)
    table = read_table(file)
    memory = import_into(table, recognise(table), dataset)
    events = pa.concat_tables([part.replace_schema_metadata(None) for part in tables(str(store), "events")])
    frame = events.select(["event_id", *COMPARED, "lon", "lat", "first_day", "last_day"]).to_pandas()
    frame = frame.set_index("event_id")
    if len(frame) != memory.shown or not frame.index.isin(memory.events.index).all():
        return ["event_id"]
    frame = frame.loc[memory.events.index]
    found = [
        name
        for name in (*COMPARED, "first_day", "last_day")
        if not (frame[name].fillna("").astype(str).array == memory.events[name].astype(str).array).all()
    ]
    found += [name for name in ("lon", "lat") if not frame[name].equals(memory.events[name])]
    columns = ["event_id", "source_id", "field", "value", "unit", "note"]
    said = pa.concat_tables(list(tables(str(store), "claims"))).select(columns).to_pandas()
    one, other = (
        part[columns].astype("str").fillna("").replace("nan", "").sort_values(columns, ignore_index=True)
        for part in (said, memory.claims)
    )
    return found if one.equals(other) else [*found, "claims"]


def main() -> int:
    """Measure, print, and return 1 where the store is not what one process makes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--format", choices=("csv", "parquet"), default="csv")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--equal", action="store_true")
    parser.add_argument(
        "--plain", action="store_true", help="also read and join the first file with pandas alone"
    )
    parser.add_argument("--files", type=Path, help="where made-up files are kept and found again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.files or Path(temporary)
        folder.mkdir(exist_ok=True, parents=True)
        files = sorted(folder.glob(f"*.{options.format}"))
        files = files or write_files(folder, options.rows, options.parts, options.format)
        store = Path(temporary, "store")
        for processes in options.processes:
            # Each in a process of its own: what children used at most is known of all of them together.
            with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
                print(processes, json.dumps(pool.submit(imported, store, files, processes).result()))  # noqa: T201
        if options.plain:
            rows = options.rows // len(files)
            taken = measured("plain", files[0])
            told = {"rows a second": round(rows / taken["seconds"]), "MB": round(taken["peak"] / MEGABYTE)}
            print("pandas and sjoin", json.dumps(told))  # noqa: T201
        if options.equal:
            found = differences(store, files[0])
            print("different:", found or "nothing")  # noqa: T201
            return int(bool(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
