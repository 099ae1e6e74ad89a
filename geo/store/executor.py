"""The executor of an import: processes of this machine, or workers of a Dask cluster. No other module knows which."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa

from geo.errors import DataPackageError, Problem
from geo.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from typing import Self

Task = TypeVar("Task")
Result = TypeVar("Result")
MOST_LOSSES = 4
"""How often a worker may be lost at one task, until the task is taken for the reason."""
AHEAD = 2
"""Tasks that are handed out for each process."""
CONNECT_SECONDS = 30


class WorkersLostError(DataPackageError):
    """A task ended its worker each time that it was begun."""


def _begin() -> None:
    """Begin a process that does tasks: it ends with the one that called it, also where that is killed."""
    alone()
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), name="end-with-parent", daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


class Executor:
    """Workers for all steps of an import; a block of `with` ends them.

    Parameters
    ----------
    scheduler
        Address of a Dask scheduler, as ``tcp://host:8786``; "" for processes of this machine.
    processes
        How many of these; 0 does all in this process, which a debugger can follow.
    """

    def __init__(self, *, scheduler: str = "", processes: int = 1) -> None:
        """Begin without any; the first task calls them."""
        self._scheduler = scheduler
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._end()

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[tuple[int, Result]]:
        """Do tasks, and yield the position and the result of each as it is done; those of a lost worker are redone.

        Parameters
        ----------
        function
            Of a module, so that a worker can import it. What it does must be the same when it is done twice.
        tasks
            What it is given, one at a time.

        Raises
        ------
        WorkersLostError
            When a task has ended its worker too often.
        DataPackageError
            When Dask is asked for and not installed, or the scheduler cannot be reached.
        """
        if self._scheduler:
            yield from _on_cluster(function, tasks, self._scheduler)
        elif self._processes:
            yield from self._in_processes(function, tasks)
        else:
            for position, task in enumerate(tasks):
                yield position, function(task)

    def _in_processes(
        self, function: Callable[[Task], Result], tasks: Sequence[Task]
    ) -> Iterator[tuple[int, Result]]:
        left = deque(range(len(tasks)))
        losses: Counter[int] = Counter()
        running: dict[Future[Result], int] = {}
        while left or running:
            if self._pool is None:
                # Begun anew, not forked: the threads of Arrow do not live through a fork.
                begun = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self._processes, mp_context=begun, initializer=_begin)
            try:
                while left and len(running) < AHEAD * self._processes:
                    running[self._pool.submit(function, tasks[left[0]])] = left[0]
                    left.popleft()
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    result = future.result()
                    yield running.pop(future), result
            except BrokenProcessPool:
                lost = sorted(running.values())
                running.clear()
                self._end()
                _count(losses, lost)
                left.extendleft(reversed(lost))

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def alone() -> None:
    """Let Arrow use one processor, as each worker has one."""
    pa.set_cpu_count(1)
    pa.set_io_thread_count(2)


def _count(losses: Counter[int], lost: Sequence[int]) -> None:
    losses.update(lost)
    if any(losses[position] > MOST_LOSSES for position in lost):
        expected = marked("workers that live as long as their slice takes")
        remedy = marked("Give each worker 1.2 GB of memory, then run the same command again: it goes on")
        raise WorkersLostError((Problem("", None, "", "", expected, remedy),))


def _on_cluster(
    function: Callable[[Task], Result], tasks: Sequence[Task], scheduler: str
) -> Iterator[tuple[int, Result]]:
    try:
        from distributed import Client, KilledWorker, as_completed  # noqa: PLC0415 (an optional extra)
    except ImportError:
        remedy = marked("Install the extra: pip install distributed")
        expected = marked("Dask distributed, which a cluster needs")
        raise DataPackageError((Problem("--scheduler", None, "", scheduler, expected, remedy),)) from None
    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError):
        remedy = marked("Start it with: dask scheduler; or correct the address")
        expected = marked("the address of a running scheduler")
        raise DataPackageError((Problem("--scheduler", None, "", scheduler, expected, remedy),)) from None
    with client, client.as_current():
        losses: Counter[int] = Counter()
        futures = client.map(function, tasks, pure=False, retries=0)
        positions = {future.key: position for position, future in enumerate(futures)}
        found = as_completed(futures)
        for future in found:
            position = positions.pop(future.key)
            try:
                result = future.result()
            except KilledWorker:
                _count(losses, [position])
                again = client.submit(function, tasks[position], pure=False)
                positions[again.key] = position
                found.add(again)
                continue
            future.release()
            yield position, result
