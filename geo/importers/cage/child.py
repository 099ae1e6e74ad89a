"""The caged process: limits itself, reads what it was given, and hands the answer back; and the nursery of such.

`python -m geo.importers.cage.child SOCKET` is the nursery: it loads the libraries once, and bears a child by fork
for every file that it is handed, so that none waits for the libraries. Where a system forks badly, the process
reads one file itself and ends. It has one thread, and nothing of the page in it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import signal
import socket
import sys
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.importers.cage import made_events, probe, seal
from geo.importers.cage.answers import (
    Answer,
    Writer,
    problems_out,
    read_table_back,
    write_notes,
    write_shapes,
    write_table,
)
from geo.importers.cage.limits import limits_from
from geo.importers.cage.warming import warm_after_fork, warm_once
from geo.importers.formats.read_table import read_table
from geo.importers.own_districts import outlines_of
from geo.importers.problems import ImportProblems

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterable

DESCRIPTORS = 3
"""Of a request: the file, the answer, and the line over which the child's end is told."""
LONGEST_REQUEST = 1 << 20
FORKS = sys.platform == "linux"


def read_file_rows(content: bytes, ways: dict[str, Any], writer: Writer) -> dict[str, Any]:
    """Read the rows of a file."""
    return {"table": write_table(writer, read_table(content, **ways))}


def draw_outlines(content: bytes, ways: dict[str, Any], writer: Writer) -> dict[str, Any]:
    """Make districts of a layer that was read."""
    answer = Answer(memoryview(content))
    found = outlines_of(read_table_back(answer, answer.head.get("table")), **ways)
    return {
        "name": found.name,
        "ids": found.ids,
        "labels": found.labels,
        "shapes": write_shapes(writer, found.shapes),
        "notes": write_notes(writer, found.problem_rows),
        "counts": [found.read, found.repaired, found.left_out],
    }


def make_events_of_rows(content: bytes, _ways: dict[str, Any], writer: Writer) -> dict[str, Any]:
    """Make events of rows that were read."""
    return made_events.make(Answer(memoryview(content)), writer)


def try_to_escape(_content: bytes, ways: dict[str, Any], _writer: Writer) -> dict[str, Any]:
    """Try all that the cage forbids."""
    return {"escaped": probe.escapes(**ways)}


ERRANDS: dict[str, Callable[[bytes, dict[str, Any], Writer], dict[str, Any]]] = {
    "table": read_file_rows,
    "outlines": draw_outlines,
    "events": make_events_of_rows,
    "probe": try_to_escape,
}


def enter(limits: dict[str, int], close: Iterable[int] = ()) -> bool:
    """Shut this process in: from now on it opens nothing, and what it does not need is closed.

    Parameters
    ----------
    limits
        What it may use up.
    close
        Descriptors that it has open and does not need.

    Returns
    -------
    bool
        Whether system calls are filtered too.
    """
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    for descriptor in {nothing, *close} - {0, 1, 2}:
        os.close(descriptor)
    seal.die_with_parent()
    warm_after_fork()
    seal.limit(limits_from(limits))
    try:
        seal.seal()
    except seal.NotSealedError:
        return False
    return True


def work(request: dict[str, Any], source: int, target: int, close: Iterable[int]) -> None:
    """Do an errand in this process, which does nothing else any more.

    Parameters
    ----------
    request
        The errand, the limits, and how to do it.
    source, target
        Descriptors of the file and of the answer.
    close
        Descriptors that it has open besides.
    """
    sealed = enter(request["limits"], close)
    with os.fdopen(target, "wb", buffering=1 << 20) as file:
        writer = Writer(file)
        try:
            with os.fdopen(source, "rb", buffering=0) as given:
                content = _whole(given)
            with warnings.catch_warnings(action="ignore"):
                head = ERRANDS[request["errand"]](content, request["ways"], writer)
            writer.head({"sealed": sealed, **head})
        except ImportProblems as error:
            writer.head({"sealed": sealed, "problems": problems_out(error)})
        except MemoryError:
            gc.collect()
            writer.head({"sealed": sealed, "failed": "memory"})
        except Exception as error:  # noqa: BLE001 - A file may break a library in any way; whoever asked is told.
            writer.head({"sealed": sealed, "failed": type(error).__name__})


def _whole(file: io.FileIO) -> bytes:
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    return file.readall()


@dataclass
class Child:
    """A process that reads a file, and the line on which its end is told."""

    pid: int
    handle: int
    line: socket.socket


class Nursery:
    """Bears a caged process for each request, and tells how each ended.

    Parameters
    ----------
    control
        Requests come over it; when it ends, so do all children.
    """

    def __init__(self, control: socket.socket) -> None:
        """Listen for requests."""
        self._control = control
        self._selector = selectors.EpollSelector()
        self._selector.register(control, selectors.EVENT_READ)
        self._children: dict[int, Child] = {}

    def serve(self) -> None:
        """Bear children until nobody asks any more."""
        while True:
            for key, _mask in self._selector.select():
                if key.fileobj is not self._control:
                    self._heard(key.data, over=key.fileobj is key.data.line)
                    continue
                request, descriptors = receive(self._control)
                if request is None:
                    for child in self._children.values():
                        os.kill(child.pid, signal.SIGKILL)
                    return
                self._bear(request, descriptors)

    def _bear(self, request: dict[str, Any], descriptors: list[int]) -> None:
        source, target, line = descriptors
        pid = os.fork()
        if not pid:
            try:
                work(request, source, target, [line, *self._open()])
            finally:
                os._exit(0)
        os.close(source)
        os.close(target)
        child = Child(pid, os.pidfd_open(pid), socket.socket(fileno=line))
        self._children[pid] = child
        self._selector.register(child.handle, selectors.EVENT_READ, child)
        self._selector.register(child.line, selectors.EVENT_READ, child)

    def _open(self) -> list[int]:
        """Return the descriptors of this process that are no child's business."""
        ears = [
            descriptor
            for child in self._children.values()
            for descriptor in (child.handle, child.line.fileno())
        ]
        return [self._control.fileno(), self._selector.fileno(), *ears]

    def _heard(self, child: Child, *, over: bool) -> None:
        """End a child that is not wanted any more; tell of one that ended."""
        if child.pid not in self._children:
            return
        if over:  # Whoever asked has left.
            os.kill(child.pid, signal.SIGKILL)
        _pid, status, used = os.wait4(child.pid, 0)
        del self._children[child.pid]
        for heard in (child.handle, child.line):
            self._selector.unregister(heard)
        os.close(child.handle)
        with contextlib.suppress(OSError), child.line:
            child.line.sendall(json.dumps([status, used.ru_maxrss]).encode())


def receive(control: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """Return a request, a line of JSON, with the descriptors that came with it; None at the end."""
    content, descriptors = b"", []
    while not content.endswith(b"\n") and len(content) < LONGEST_REQUEST:
        part, came, _flags, _address = socket.recv_fds(control, LONGEST_REQUEST, DESCRIPTORS)
        descriptors += came
        if not part:
            return None, descriptors
        content += part
    return json.loads(content), descriptors


def main() -> None:
    """Serve as the nursery, or do the one errand."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends this process.
    with socket.socket(fileno=int(sys.argv[1])) as control:
        warm_once()
        gc.collect()
        gc.freeze()
        if FORKS:
            Nursery(control).serve()
            return
        request, descriptors = receive(control)
        if request is not None:
            work(request, descriptors[0], descriptors[1], [*descriptors[2:], control.fileno()])


if __name__ == "__main__":
    main()
