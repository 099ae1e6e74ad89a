"""A network that can be cut: a small proxy between the browser and the server."""

from __future__ import annotations

import contextlib
import socket
from contextlib import contextmanager
from threading import Lock, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 65_536


class Proxy:
    """Passes on what comes to its port, as long as it is not cut.

    Attributes
    ----------
    port
        Where it listens, on this machine alone.
    received
        Bytes that came from the server.
    """

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._lock = Lock()
        self._is_cut = False
        self.received = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Break all connections and refuse new ones."""
        with self._lock:
            self._is_cut = True
            pairs, self._pairs = self._pairs, set()
        for pair in pairs:
            _close(*pair)

    def mend(self, server_port: int | None = None) -> None:
        """Let connections through again, to another server where one is named."""
        with self._lock:
            self._server_port = server_port or self._server_port
            self._is_cut = False

    def close(self) -> None:
        """Stop listening."""
        self.cut()
        _close(self._listener)

    def _listen(self) -> None:
        while True:
            try:
                browser, _address = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._server_port))
            except OSError:
                _close(browser)
                continue
            with self._lock:
                is_cut = self._is_cut
                if not is_cut:
                    self._pairs.add((browser, server))
            if is_cut:
                _close(browser, server)
                continue
            Thread(target=self._pass_on, args=(browser, server, 0), daemon=True).start()
            Thread(target=self._pass_on, args=(server, browser, 1), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, counted: int) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(CHUNK):
                self.received += counted * len(chunk)
                target.sendall(chunk)
        _close(source, target)


@contextmanager
def proxied(server_port: int) -> Iterator[Proxy]:
    """Stand between a port of this machine and whoever asks, while the block runs."""
    proxy = Proxy(server_port)
    try:
        yield proxy
    finally:
        proxy.close()


def _close(*sockets: socket.socket) -> None:
    for one in sockets:
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
