"""Two addresses for whoever watches the server: that it lives, and that it can show its dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

NEVER_STORED = {"cache-control": "no-store"}


class State:
    """How far the server is; written by the thread that makes it ready, read by requests."""

    def __init__(self) -> None:
        """Begin loading."""
        self._word = "loading"

    def is_ready(self) -> None:
        """Note that the dataset is loaded, unless the server was told to end meanwhile."""
        if self._word != "stopping":
            self._word = "ready"

    def failed(self) -> None:
        """Note that the dataset cannot be shown; why is for the log, not for strangers."""
        self._word = "failed"

    def is_stopping(self) -> None:
        """Note that the server was told to end: it answers, and others should be asked."""
        self._word = "stopping"

    @property
    def word(self) -> str:
        """`loading`, `ready`, `failed` or `stopping`."""
        return self._word


STATE = State()
"""The one of this server."""


async def live(_request: Request) -> JSONResponse:
    """Say that the server answers."""
    return JSONResponse({"status": "live"}, headers=NEVER_STORED)


async def ready(_request: Request) -> JSONResponse:
    """Say whether the dataset can be shown: 503 while it is loading, and where it cannot."""
    word = STATE.word
    return JSONResponse({"status": word}, 200 if word == "ready" else 503, headers=NEVER_STORED)


ROUTES = (Route("/health/live", live), Route("/health/ready", ready))
