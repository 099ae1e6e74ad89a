"""Middleware that every request passes before the page: its host, what it may send, and headers on the answer."""

from __future__ import annotations

import stat
from ipaddress import ip_address
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Match, Mount
from starlette.staticfiles import StaticFiles

from components.http.codings import AcceptedCodings
from components.http.limits import Limits
from components.http.logs import RequestLog
from components.http.metrics import Counted
from components.http.proxies import ForwardedHeaders, path_of
from components.http.visitors import AfterSignIn
from components.uploads import GATE
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from components.settings import Settings

UPLOAD = "/_stcore/upload_file/"
FRAMING = 1 << 16
"""Bytes that a form adds to the file in it."""
INNER = ("/_stcore/metrics", "/_stcore/script-health-check")
"""Addresses that tell how many people are there and what they take up, or run the page once more."""
PASSED_ON = {b"forwarded", b"via", b"x-forwarded-for", b"x-real-ip"}
"""Headers by which a proxy says that somebody else asks."""
POLICY = {
    "default-src": "'self'",
    # Streamlit's page and the map's are made of inline scripts, and the map's frame evaluates what folium wrote.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob: https:",  # The backgrounds of a dataset may be on any server.
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "frame-src": "'self' blob: data:",
    "worker-src": "'self' blob:",
    "media-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}


def middleware(settings: Settings) -> list[Middleware]:
    """Return what every request passes, from the outermost inwards."""
    return [
        Middleware(SecurityHeaders, frame_ancestors=settings.frame_ancestors),
        Middleware(ForwardedHeaders, proxies=settings.proxies),
        Middleware(RequestLog, log=settings.log),
        Middleware(Counted),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False),
        Middleware(InnerAddresses),
        Middleware(AfterSignIn),
        Middleware(KnownAddresses),
        Middleware(Limits, settings=settings),
        Middleware(UploadGate, settings=settings),
        Middleware(AcceptedCodings),
    ]


class SecurityHeaders:
    """Puts headers on every answer that a browser should hold the page to.

    An answer that has one of them already keeps its own: a page that may be framed elsewhere says so itself.
    """

    def __init__(self, app: ASGIApp, frame_ancestors: tuple[str, ...]) -> None:
        """Write the headers once."""
        self._app = app
        policy = {**POLICY, "frame-ancestors": " ".join(frame_ancestors)}
        written = {
            **HEADERS,
            "content-security-policy": "; ".join(f"{name} {what}" for name, what in policy.items()),
        }
        self._headers = [(name.encode(), value.encode()) for name, value in written.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _value in message.get("headers", ())}
                more = [header for header in self._headers if header[0] not in there]
                message = {**message, "headers": [*message.get("headers", ()), *more]}
            await send(message)

        await self._app(scope, receive, send_with_headers)


class InnerAddresses:
    """Answers 404 at addresses for whoever watches the server, unless this machine itself asks, past any proxy."""

    def __init__(self, app: ASGIApp) -> None:
        """Go before an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on all other addresses."""
        if scope["type"] != "http" or not scope["path"].endswith(INNER) or _is_asked_here(scope):
            await self._app(scope, receive, send)
            return
        await PlainTextResponse(_("There is nothing at this address."), 404)(scope, receive, send)


def _is_asked_here(scope: Scope) -> bool:
    """Whether a request comes from this machine, and nobody passed it on."""
    client = scope.get("client")
    if any(name.lower() in PASSED_ON for name, _value in scope["headers"]):
        return False
    try:
        return client is None or ip_address(client[0]).is_loopback
    except ValueError:
        return False


class KnownAddresses:
    """Answers 404 at an address that there is not, where Streamlit would show the page: a wrong probe must fail."""

    def __init__(self, app: ASGIApp) -> None:
        """Go before an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is known."""
        if scope["type"] != "http" or _is_known(scope):
            await self._app(scope, receive, send)
            return
        await PlainTextResponse(_("There is nothing at this address."), 404)(scope, receive, send)


def _is_known(scope: Scope) -> bool:
    """Whether a route answers, or a file of Streamlit's, or it is the page itself."""
    for route in scope["app"].routes:
        if isinstance(route, Mount) and isinstance(route.app, StaticFiles):
            relative = path_of(scope).removeprefix(route.path)
            if relative in {"", "/"} or _is_file(route.app, relative.lstrip("/")):
                return True
        elif route.matches(scope)[0] is not Match.NONE:
            return True
    return False


def _is_file(files: StaticFiles, relative: str) -> bool:
    try:
        _path, about = files.lookup_path(relative)
    except (OSError, ValueError):
        return False
    return about is not None and stat.S_ISREG(about.st_mode)


class UploadGate:
    """Refuses a file before it is read: of whoever no dialog asked for one, or that is more than is allowed."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Guard an app."""
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is allowed."""
        if scope["type"] != "http" or scope["method"] != "PUT" or UPLOAD not in scope["path"]:
            await self._app(scope, receive, send)
            return
        session = scope["path"].split(UPLOAD, 1)[1].split("/")[0]
        length = dict(scope["headers"]).get(b"content-length", b"").decode("latin-1")
        if not length.isascii() or not length.isdigit():
            await PlainTextResponse(_("The length of the file is missing."), 411)(scope, receive, send)
            return
        size = int(length)
        refusal = GATE.refusal(session, max(0, size - FRAMING), self._settings)
        if refusal:
            await PlainTextResponse(_(refusal.sentence), refusal.status)(scope, receive, send)
            return
        with GATE.coming(session, size):
            await self._app(scope, receive, send)
