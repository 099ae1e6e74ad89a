"""A command run in a child of this process, watched: how it ended, how long it took, how much memory it held."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

import geo.__main__
from geo.importers import cage

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_MEMORY = 6 << 30
"""Bytes of address space beyond which a child is refused more, to keep the machine."""
LONGEST_SECONDS = 90.0


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    """Exit code; negative is the number of the signal."""
    seconds: float
    processor_seconds: float
    """Of itself and of its children."""
    peak_bytes: int
    """Of itself, or of one of its own children if that held more."""
    said: str


def run(arguments: Sequence[str], log: Path, *, seconds: float = LONGEST_SECONDS) -> Ended:
    """Run a command of `python -m geo` in a fork of this process, which has all that it needs in memory."""
    begun = time.monotonic()
    child = start(arguments, log)
    while not (ended := os.wait4(child, os.WNOHANG))[0]:
        if time.monotonic() - begun > seconds:
            os.kill(child, signal.SIGKILL)
        Event().wait(0.01)
    _, status, usage = ended
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    said = log.read_text("utf-8", errors="replace")
    taken = usage.ru_utime + usage.ru_stime
    return Ended(os.waitstatus_to_exitcode(status), time.monotonic() - begun, taken, peak, said)


def peak_bytes(process: int) -> int:
    """Return the most memory that a living process has held, where the system tells it as Linux does; else 0."""
    try:
        told = Path(f"/proc/{process}/status").read_text("utf-8")
    except OSError:
        return 0
    return int(told.split("VmHWM:")[1].split()[0]) * 1024


def start(arguments: Sequence[str], log: Path) -> int:
    """Start a command in a fork of this process and return its id; what it says goes to the log."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for stream in (1, 2):
            os.dup2(file, stream)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 (it ends with us)
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        try:
            code = geo.__main__.main(arguments)
        except SystemExit as exit_:
            code = exit_.code if isinstance(exit_.code, int) else 1
        except BaseException:  # noqa: BLE001 (a traceback is what is looked for)
            traceback.print_exc()
        cage.close()  # What the processes for files took counts as this one's then.
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)
