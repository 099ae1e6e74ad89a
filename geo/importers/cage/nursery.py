"""The nursery from outside: a process that bears the caged ones, started when it is first needed, kept for the rest."""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import pyogrio

from geo.importers.cage.queue import GivenUpError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.importers.cage.limits import Limits
    from geo.importers.cage.queue import Turn

CHECKOUT = Path(__file__).parents[3]
CHILD = "geo.importers.cage.child"
FORKS = sys.platform == "linux"
DRIVERS = frozenset({"ESRI Shapefile", "ESRIJSON", "FlatGeobuf", "GPKG", "GPX", "KML", "LIBKML", "TopoJSON"})
"""Drivers of GDAL that a format needs; all others are switched off where files are read."""
LOOK_SECONDS = 0.05
LONGEST_WORD = 4096


@dataclass(frozen=True)
class Ended:
    """How a caged process ended.

    Parameters
    ----------
    signal
        Number of the signal that ended it, 0 when it ended by itself, -1 when nobody knows.
    peak_memory
        Bytes of memory that it took at most; 0 when nobody knows.
    late
        Whether it was ended because its time on the clock was up.
    """

    signal: int
    peak_memory: int = 0
    late: bool = False


class Nursery:
    """A process that has the libraries loaded and bears one that is caged for each errand."""

    def __init__(self) -> None:
        """Start it; it loads the libraries while this process goes on."""
        self._control, theirs = socket.socketpair()
        command = [sys.executable, "-m", CHILD, str(theirs.fileno())]
        with theirs:
            # The interpreter, a module of ours and a number: nothing that a file says.
            self.process = subprocess.Popen(  # noqa: S603
                command,
                pass_fds=(theirs.fileno(),),
                env=environment(),
                cwd=CHECKOUT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self.process.poll() is None

    def send(self, request: dict[str, Any], descriptors: list[int]) -> None:
        """Ask for a child."""
        socket.send_fds(self._control, [json.dumps(request).encode() + b"\n"], descriptors)

    def end(self) -> None:
        """End it, and all its children."""
        self._control.close()
        self.process.kill()
        self.process.wait()


def environment() -> dict[str, str]:
    """Return the variables for processes that read foreign files: no network, no driver but those that are needed."""
    return os.environ | {
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", ""),
        "GDAL_SKIP": ",".join(sorted(set(pyogrio.list_drivers()) - DRIVERS)),
        "OGR_SQLITE_PRAGMA": "trusted_schema=0,temp_store=2",
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
        "CPL_TMPDIR": "/nowhere",
        "PROJ_NETWORK": "OFF",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "GDAL_NUM_THREADS"), "1"),
    }


_lock = Lock()
_kept: list[Nursery] = []


def prepare() -> None:
    """Start the nursery, so that the first file does not wait for it; where processes do not fork, do nothing."""
    if FORKS:
        with _lock:
            _living()


def running() -> tuple[Nursery, ...]:
    """Return what was started and is kept: one, or none yet."""
    return tuple(_kept)


def close() -> None:
    """End the nursery and whatever it bore."""
    with _lock:
        while _kept:
            _kept.pop().end()


atexit.register(close)


def _living() -> Nursery:
    if _kept and not _kept[0].lives:
        _kept.pop().end()
    if not _kept:
        _kept.append(Nursery())
    return _kept[0]


def run(request: dict[str, Any], source: int, target: int, limits: Limits, turn: Turn) -> Ended:
    """Do an errand in a caged process, and wait until it has ended.

    Parameters
    ----------
    request
        The errand and how to do it.
    source, target
        Descriptors of what is read and of the answer.
    limits
        What it may use up.
    turn
        Given up, the process is ended.

    Raises
    ------
    GivenUpError
        When the turn is given up; the process has been ended.
    """
    asked = {**request, "limits": limits.as_json()}
    mine, theirs = socket.socketpair()
    with mine:
        with theirs:
            nursery = _ask(asked, [source, target, theirs.fileno()])
        try:
            return _wait(mine, nursery, limits, turn)
        finally:
            if not FORKS:
                nursery.end()


def _ask(request: dict[str, Any], descriptors: list[int]) -> Nursery:
    """Send a request to the nursery; to a new one where the old one has ended."""
    if not FORKS:
        nursery = Nursery()
        nursery.send(request, descriptors)
        return nursery
    with _lock:
        for _attempt in range(2):
            nursery = _living()
            with suppress(OSError):
                nursery.send(request, descriptors)
                break
            _kept.pop().end()
        return nursery


def _wait(line: socket.socket, nursery: Nursery, limits: Limits, turn: Turn) -> Ended:
    """Wait for the word that a process has ended; leaving the line ends it."""
    line.settimeout(LOOK_SECONDS)
    until = time.monotonic() + limits.clock_seconds
    while True:
        try:
            word = line.recv(LONGEST_WORD)
            break
        except TimeoutError:
            if turn.given_up:
                raise GivenUpError from None
            if time.monotonic() > until:
                return Ended(int(signal.SIGTERM), late=True)
        except OSError:
            word = b""
            break
    if not FORKS:
        return Ended(max(0, -nursery.process.wait()))
    try:
        status, peak = json.loads(word)
    except (ValueError, TypeError):  # The nursery itself has ended.
        return Ended(-1)
    return Ended(int(status) & 0x7F, int(peak) * 1024)


@contextmanager
def nameless() -> Iterator[int]:
    """Give a descriptor of an empty file that has no name, in memory where the system has such."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("caged", os.MFD_CLOEXEC)
    else:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    try:
        yield descriptor
    finally:
        os.close(descriptor)
