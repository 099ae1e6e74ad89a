"""Sockets of the server: what is written is sent at once, not held back until the reader has said that it has the rest.

Streamlit binds the socket itself, by a way in which asyncio does not see that it is one of TCP, so that the system's
delay stays on: the body of an answer waits for the acknowledgement of its head, which a browser sends 40 ms later.
"""

from __future__ import annotations

import asyncio
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def sent_at_once() -> Iterator[None]:
    """Let the servers that the running loop makes send without delay; connections inherit it from what listens."""
    loop = asyncio.get_running_loop()
    make = loop.create_server

    async def create_server(*arguments: Any, **named: Any) -> asyncio.Server:  # noqa: ANN401 - As the loop's own.
        listening = named.get("sock")
        if listening is not None and listening.family in {socket.AF_INET, socket.AF_INET6}:
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await make(*arguments, **named)

    loop.create_server = create_server  # type: ignore[method-assign]
    try:
        yield
    finally:
        loop.create_server = make  # type: ignore[method-assign]
