"""What is written to a connection is sent at once, however the socket that listens was made."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from components.http.sockets import sent_at_once

if TYPE_CHECKING:
    from collections.abc import Coroutine

Told = TypeVar("Told")


async def delay_of(context: AbstractContextManager[None]) -> int:
    """Return the option TCP_NODELAY of a connection to a server on a socket that was made as Streamlit makes its."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.bind(("127.0.0.1", 0))
    found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    class Protocol(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            connection = transport.get_extra_info("socket")
            found.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    with context:
        server = await asyncio.get_running_loop().create_server(Protocol, sock=listening)
        _reader, writer = await asyncio.open_connection(*listening.getsockname())
        told = await found
        writer.close()
        server.close()
    return told


def run(work: Coroutine[Any, Any, Told]) -> Told:
    """Run a coroutine on a loop of its own: a browser of tests before these may have left one in this thread."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work).result()


@pytest.mark.parametrize(("is_asked", "told"), [(True, 1), (False, 0)])
def test_a_connection_sends_without_delay(is_asked: bool, told: int) -> None:  # noqa: FBT001 - A case.
    async def ask() -> int:
        return await delay_of(sent_at_once() if is_asked else nullcontext())

    assert bool(run(ask())) is bool(told)


def test_the_loop_is_left_as_it_was() -> None:
    async def ask() -> bool:
        loop = asyncio.get_running_loop()
        before = loop.create_server
        with sent_at_once():
            assert loop.create_server != before
        return loop.create_server == before

    assert run(ask())
