"""Trial: an import whose workers are killed on the way, or that is killed as a whole, makes the same store.

Scheduler and workers are separate processes, begun by the commands of the compose file.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import yaml
from distributed import Client

import geo
from geo.importers.terms import Terms
from geo.store.importing import POINTER, Sizes, Workers, import_files, make_plan, manifest
from geo.store.slices import Reading
from tests.benchmarks.large.stores import write_files
from tests.checkout import CHECKOUT, KARABAKH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.store.importing import Progress

CONTAINERS = CHECKOUT / ".container"
SIZES = Sizes(slice_bytes=24 << 20)
KILLED_AT = (2, 5)
"""Slices that are done when a worker is killed."""
FILES = 2
LOOK_SECONDS = 0.1
MOST_SECONDS = 60


def trial(rows: int) -> bool:
    """Import made-up rows in four ways, print the table; True where all stores are the same."""
    print("| import | seconds | rows | events | differs from one process in |\n|---|---|---|---|---|")
    good = True
    with TemporaryDirectory() as top:
        folder = Path(top)
        files = write_files(folder, rows, FILES, "csv")
        one = folder / "one"
        _told("one process", _here(one, files, Workers(1)), [])
        with _cluster(folder) as scheduler:
            two = _here(folder / "two", files, Workers(scheduler=scheduler), kill=True)
        found = _differences(one, folder / "two")
        _told(f"two workers of a cluster, {two['killed']} times one is killed", two, found)
        good &= not found and two["killed"] == len(KILLED_AT)
        three = _resumed(folder / "three", files)
        found = _differences(one, folder / "three")
        _told(f"two processes, killed with {three['done']} slices done and begun again", three, found)
        good &= not found and three["done"] > 0
    return good


def _told(name: str, made: dict[str, Any], found: Sequence[str]) -> None:
    told = f"{made['seconds']:.1f} | {made['read']:,} | {made['events']:,}"
    print(f"| {name} | {told} | {', '.join(found) or 'nothing'} |", flush=True)


def _here(store: Path, files: Sequence[Path], workers: Workers, *, kill: bool = False) -> dict[str, Any]:
    """Import with these workers; some are killed on the way."""
    began = time.monotonic()
    killed: list[int] = []

    def tell(done: Progress) -> None:
        if kill and len(killed) < len(KILLED_AT) and done.done >= KILLED_AT[len(killed)]:
            with Client(workers.scheduler, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=MOST_SECONDS)
                process = next(iter(client.run(os.getpid).values()))
            os.kill(process, signal.SIGKILL)
            killed.append(process)

    plan = _plan(store, files)
    found = import_files(str(store), plan, workers=workers, sizes=SIZES, tell=tell)
    return {**found, "seconds": time.monotonic() - began, "killed": len(killed)}


def _plan(store: Path, files: Sequence[Path]) -> Any:  # noqa: ANN401 (a plan)
    dataset = geo.load(KARABAKH)
    terms = Terms("Made up")
    paths = list(map(str, files))
    plan, _ = make_plan(
        paths, str(store), dataset, reading=Reading(), terms=terms, sizes=SIZES, bundled=False
    )
    return plan


def _resumed(store: Path, files: Sequence[Path]) -> dict[str, Any]:
    """Kill an import in two processes as a whole when some slices are done, and run it again."""
    program = f"{Path(__file__).stem}"
    command = [sys.executable, "-m", f"tests.trials.{program}", str(store), *map(str, files)]
    began = time.monotonic()
    with subprocess.Popen(command, cwd=CHECKOUT, start_new_session=True) as running:
        while running.poll() is None and _done(store) < KILLED_AT[0]:
            Event().wait(LOOK_SECONDS)
        os.killpg(running.pid, signal.SIGKILL)
    done = _done(store)
    if (store / POINTER).exists():
        return {"seconds": 0.0, "read": 0, "events": 0, "done": 0}
    return {**_here(store, files, Workers(2)), "seconds": time.monotonic() - began, "done": done}


def _done(store: Path) -> int:
    return len(list(store.glob("work/*/slices/[0-9]*.json")))


@contextmanager
def _cluster(folder: Path) -> Iterator[str]:
    """Run a scheduler and two workers by the commands of the compose file, as separate processes."""
    services = yaml.safe_load((CONTAINERS / "compose.yaml").read_text("utf-8"))["services"]
    (line,) = (
        line
        for line in (CONTAINERS / "Containerfile.cluster").read_text("utf-8").splitlines()
        if line.startswith("CMD ")
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scheduler = [*services["scheduler"]["command"], "--port", str(port)]
    worker = [word.replace("tcp://scheduler:8786", address) for word in json.loads(line[4:])]
    known = {**os.environ, "DASK_TEMPORARY_DIRECTORY": str(folder), "OMP_NUM_THREADS": "1"}
    with ExitStack() as running:
        for command in (scheduler, worker, worker):
            started = subprocess.Popen(
                [sys.executable, *command[1:]],
                cwd=CHECKOUT,
                env=known,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            running.enter_context(started)
            running.callback(started.terminate)
        with Client(address, timeout=MOST_SECONDS, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=MOST_SECONDS)
        yield address


def _differences(one: Path, other: Path) -> list[str]:
    """Return the files of a store that are not those of another to the last row."""
    found = []
    known, told = manifest(str(one)), manifest(str(other))
    if known is None or told is None:
        return ["no store"]
    for kind, names in known["tables"].items():
        if names != told["tables"][kind]:
            found.append(kind)
            continue
        for name in names:
            first, second = (
                pq.ParquetFile(store / "versions" / about["version"] / name).read()
                for store, about in ((one, known), (other, told))
            )
            if not first.equals(second):
                found.append(name)
    return found


def main() -> None:
    """Import files into a store with two processes: what is killed and begun again."""
    store, *files = map(Path, sys.argv[1:])
    import_files(str(store), _plan(store, files), workers=Workers(2), sizes=SIZES)


if __name__ == "__main__":
    main()
