"""The dashboard as a person starts it, on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError

from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START_SECONDS = 120
STOP_SECONDS = 10
POLL_SECONDS = 0.1


@contextmanager
def running(log: Path, environment: dict[str, str], script: str = "dashboard.py") -> Iterator[str]:
    """Serve a page while the block runs, and give its address. Parameters as in :func:`started`."""
    with started(log, environment, script) as server:
        yield server.address


class Server(NamedTuple):
    """A server that runs."""

    address: str
    port: int
    process: subprocess.Popen[bytes]


@contextmanager
def started(
    log: Path,
    environment: dict[str, str],
    script: str = "dashboard.py",
    *,
    port: int | None = None,
    **settings: str,
) -> Iterator[Server]:
    """Serve a page while the block runs.

    Parameters
    ----------
    log
        File for what the server prints; a failed start shows it.
    environment
        Variables on top of this process's own, such as ``DASHBOARD_TODAY``.
    script
        The page's script, relative to the checkout.
    port
        Where it listens; None for a free one.
    settings
        Streamlit's, of its section ``server``.

    Raises
    ------
    RuntimeError
        When the server ends, or does not answer within ``START_SECONDS``.
    """
    port = port or _free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", script]
    options = {
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.headless": "true",
    }
    options |= {f"server.{name}": value for name, value in settings.items()}
    arguments = [argument for name, value in options.items() for argument in (f"--{name}", value)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, *arguments],
            cwd=CHECKOUT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_healthy(process, address, log)
            yield Server(address, port, process)
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        port: int = candidate.getsockname()[1]
        return port


def _wait_until_healthy(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if _is_healthy(address):
            return
        try:
            code = process.wait(POLL_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        message = f"the dashboard ended with exit code {code} before it answered:\n{log.read_text()}"
        raise RuntimeError(message)
    message = f"the dashboard did not answer at {address} within {START_SECONDS} s:\n{log.read_text()}"
    raise RuntimeError(message)


def _is_healthy(address: str) -> bool:
    """Return whether the server answers, and has loaded what it shows or given up on it."""
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
            if answer.status != 200:
                return False
        with urllib.request.urlopen(f"{address}/health/ready", timeout=1):
            return True
    except HTTPError as refused:
        return b'"loading"' not in refused.read()
    except OSError:
        return False
