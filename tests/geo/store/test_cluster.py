"""An import on a cluster: a scheduler and two workers, processes of their own, one of which is killed on the way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from distributed import Client

from geo.errors import DataPackageError
from geo.importers.terms import Terms
from geo.store import executor
from geo.store.importing import Sizes, Workers, import_files, make_plan
from geo.store.slices import Reading
from tests.checkout import CHECKOUT
from tests.geo.store.stores import TODAY, contents, import_into, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geo
    from geo.store.importing import Progress

SIZES = Sizes(slice_bytes=200, file_rows=20)
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    # How long it is tried to reach the worker that is dead.
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s",
}


def events(path: Path, count: int = 40) -> Path:
    rows = [[f"e{at}", f"Event {at}", f"1990-01-{1 + at % 28:02}", "10.5", "50.5"] for at in range(count)]
    path.write_text(text_of(["id", "title", "date", "lon", "lat"], rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("cluster")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    started = [sys.executable, "-m"]
    plain = ["--no-dashboard"]
    ways = ["--nthreads", "1", "--no-nanny", "--local-directory", str(folder), "--memory-limit", "1200MB"]
    commands = [
        [*started, "distributed.cli.dask_scheduler", "--host", address, *plain],
        *([*started, "distributed.cli.dask_worker", address, *ways, *plain] for _ in range(2)),
    ]
    with ExitStack() as running:
        for command in commands:
            process = running.enter_context(
                subprocess.Popen(
                    command,
                    cwd=CHECKOUT,
                    env={**os.environ, **ENVIRONMENT},
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            )
            running.callback(process.kill)
        with Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address


def test_what_a_killed_worker_had_is_done_by_the_other(
    made_up: geo.Dataset, tmp_path: Path, scheduler: str
) -> None:
    path = events(tmp_path / "events.csv")
    import_into(tmp_path / "here", [path], made_up, sizes=SIZES)
    store = str(tmp_path / "there")
    plan, _ = make_plan(
        [str(path)],
        store,
        made_up,
        reading=Reading(),
        terms=Terms("Made up"),
        sizes=SIZES,
        bundled=False,
        today=TODAY,
    )
    killed: list[int] = []

    def kill(done: Progress) -> None:
        if not killed and done.done > 1:
            with Client(scheduler, set_as_default=False) as client:
                killed.append(next(iter(client.run(os.getpid).values())))
            os.kill(killed[0], signal.SIGKILL)

    found = import_files(store, plan, workers=Workers(scheduler=scheduler), sizes=SIZES, tell=kill)
    assert killed
    assert found["read"] == found["shown"] == 40
    assert contents(store) == contents(tmp_path / "here")
    with Client(scheduler, set_as_default=False) as client:
        assert len(client.scheduler_info()["workers"]) == 1


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "CONNECT_SECONDS", 0.1)
    with pytest.raises(DataPackageError, match="the address of a running scheduler"):
        list(executor.Executor(scheduler="tcp://127.0.0.1:1").run(len, ["a"]))
