"""Probe of the cage from within: the page tells from it what this system keeps a file from doing."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

REFUSED = (OSError, ValueError)


def escapes(path: str, port: int, program: str) -> list[str]:
    """Return which ways out stand open: `open`, `write`, `connect`, `start`, `signal`.

    Parameters
    ----------
    path
        A file that there is.
    port
        A port of this machine on which somebody listens.
    program
        A program that there is.
    """
    ways: dict[str, Callable[[], object]] = {
        "open": lambda: os.close(os.open(path, os.O_RDONLY)),
        "write": lambda: os.close(os.open(f"{path}.escaped", os.O_WRONLY | os.O_CREAT)),
        "connect": lambda: socket.create_connection(("127.0.0.1", port), 1).close(),
        "start": lambda: os.waitpid(os.posix_spawn(program, [program], {}), 0),
        "signal": lambda: os.kill(os.getppid(), 0),
    }
    found = []
    for name, go in ways.items():
        with suppress(*REFUSED):
            go()
            found.append(name)
    return found
