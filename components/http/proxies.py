"""Proxies before the server: what they say of a request is believed of those that the settings name, of nobody else."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING

from components.http.base_path import BEFORE

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network

    from starlette.types import ASGIApp, Receive, Scope, Send

    Network = IPv4Network | IPv6Network

LONGEST_HEADER = 2000
PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]{1,100}){1,8}")
HOST = re.compile(r"[A-Za-z0-9_.:\[\]-]{1,260}")
SCHEMES = {"http": "ws", "https": "wss"}
"""What a page's connection is called by what the page is."""
TAKEN_BY_UVICORN = 0
"""The port of a client that uvicorn read in X-Forwarded-For: it believes a proxy on this machine, before us."""
THIS_MACHINE = "127.0.0.1"


def is_among(address: str, networks: tuple[Network, ...]) -> bool:
    """Whether an address is in one of some networks; what is no address is in none."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return any((mapped or found) in network for network in networks)


def client_of(scope: Scope) -> str:
    """Return the address of whoever asks, "" where it is not known."""
    return str(scope["client"][0]) if scope.get("client") else ""


def path_of(scope: Scope) -> str:
    """Return the path of an address below the part that a proxy leaves out."""
    root, path = scope.get("root_path", ""), str(scope["path"])
    return path[len(root) :] if root and path.startswith(f"{root}/") else path


class ForwardedHeaders:
    """Takes client, scheme, host and the part of the address before ours from a proxy's headers."""

    def __init__(self, app: ASGIApp, proxies: tuple[Network, ...]) -> None:
        """Go before an app; believe these."""
        self._app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on as the proxy got it."""
        if scope["type"] in {"http", "websocket"} and self._is_from_proxy(scope):
            scope = self._forwarded(scope)
        token = BEFORE.set(scope.get("root_path", ""))
        try:
            await self._app(scope, receive, send)
        finally:
            BEFORE.reset(token)

    def _is_from_proxy(self, scope: Scope) -> bool:
        client = scope.get("client")
        if not self._proxies or not client:
            return False
        peer = THIS_MACHINE if client[1] == TAKEN_BY_UVICORN else client[0]
        return is_among(peer, self._proxies)

    def _forwarded(self, scope: Scope) -> Scope:
        said: dict[str, str] = {}
        for name, value in scope["headers"]:
            key = name.decode("latin-1").lower()
            if key.startswith("x-forwarded-"):
                said[key] = (
                    f"{said[key]},{value.decode('latin-1')}" if key in said else value.decode("latin-1")
                )
        found = dict(scope)
        client = self._client(said.get("x-forwarded-for", "")[-LONGEST_HEADER:])
        if client:
            found["client"] = (client, 0)
        scheme = _last(said.get("x-forwarded-proto", ""))
        if scheme in SCHEMES:
            found["scheme"] = SCHEMES[scheme] if scope["type"] == "websocket" else scheme
        host = _last(said.get("x-forwarded-host", ""))
        if HOST.fullmatch(host):
            others = [(name, value) for name, value in scope["headers"] if name != b"host"]
            found["headers"] = [(b"host", host.encode("latin-1")), *others]
        prefix = _last(said.get("x-forwarded-prefix", "")).rstrip("/")
        if PREFIX.fullmatch(prefix) and ".." not in prefix:
            # A path of ASGI has the part before the app in it.
            found["root_path"] = prefix
            found["path"] = prefix + scope["path"]
            if scope.get("raw_path"):
                found["raw_path"] = prefix.encode() + scope["raw_path"]
        return found

    def _client(self, forwarded: str) -> str:
        """Return the nearest address that is none of the proxies: what is before it, anybody may have written."""
        for part in reversed(forwarded.split(",")):
            address = _without_port(part.strip())
            try:
                ip_address(address)
            except ValueError:
                return ""
            if not is_among(address, self._proxies):
                return address
        return ""


def _last(values: str) -> str:
    return values.rpartition(",")[2].strip()


def _without_port(address: str) -> str:
    """Return an address without the port that some proxies write behind it."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
