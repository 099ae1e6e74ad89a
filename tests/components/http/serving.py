"""A server of the addresses beside the page, in a process of its own: `python -m tests.components.http.serving`.

GDAL waits for its answers without letting other threads of its process go on.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette

from components import http
from components.settings import settings
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = "2026-11-27"


@contextmanager
def serving(dataset: Path) -> Iterator[str]:
    """Serve a dataset while the block runs, and give the address."""
    variables = {
        "DASHBOARD_DATASET": str(dataset),
        "DASHBOARD_TODAY": TODAY,
        "DASHBOARD_DATA_PER_MINUTE": "0",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.components.http.serving"],
        cwd=CHECKOUT,
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        yield f"http://127.0.0.1:{port}"
        process.terminate()


async def _serve() -> None:
    app = Starlette(routes=http.routes(), middleware=http.middleware(settings()))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)  # noqa: T201 - Whoever started it reads it.
    await server.serve(sockets=[listener])


if __name__ == "__main__":
    asyncio.run(_serve())
