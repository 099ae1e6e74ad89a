"""The end of a server: told to stop, it says that it is not ready, and goes on until others have taken over."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from typing import TYPE_CHECKING

from components.http.health import STATE

if TYPE_CHECKING:
    from types import FrameType

_log = logging.getLogger(__name__)


def drain_on_stop(seconds: int) -> None:
    """Let SIGTERM end the server some seconds later; a second one ends it at once.

    Meanwhile /health/ready answers 503, so that a proxy sends whoever comes to another server, and open pages go on.
    When it ends, their connections close and they connect again by the proxy, with the view that is in their address.

    Parameters
    ----------
    seconds
        How long; with 0 nothing is changed.
    """
    if not seconds or threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    stop = signal.getsignal(signal.SIGTERM)
    if not callable(stop):
        return

    def begin(number: int, frame: FrameType | None) -> None:
        if STATE.word == "stopping":
            stop(number, frame)
            return
        STATE.is_stopping()
        _log.info("Told to stop: going on for %s seconds.", seconds)
        loop.call_soon_threadsafe(loop.call_later, seconds, stop, number, frame)

    signal.signal(signal.SIGTERM, begin)
