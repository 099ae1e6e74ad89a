"""Metrics for Prometheus: requests by door and how long they take, open pages, memory, and what was refused."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit.runtime import exists, get_instance

from components.http import api_routes, doors, health
from components.http.proxies import client_of, is_among, path_of
from components.settings import settings
from components.uploads import held_by_session
from geo.i18n import LANGUAGES
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUCKETS = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)

REGISTRY = CollectorRegistry()
"""The one of this server."""
REQUESTS = Counter("dashboard_requests", "Requests", ("door", "method", "status"), registry=REGISTRY)
SECONDS = Histogram(
    "dashboard_request_seconds", "Time until an answer is sent", ("door",), buckets=BUCKETS, registry=REGISTRY
)
REFUSED = Counter("dashboard_refused", "Requests beyond a limit", ("kind",), registry=REGISTRY)
PAGES = Gauge("dashboard_open_pages", "Pages that are connected", registry=REGISTRY)
READY = Gauge("dashboard_ready", "1 where the dataset can be shown and the server goes on", registry=REGISTRY)
UPLOADS = Gauge("dashboard_upload_bytes", "Bytes of added files that are kept", registry=REGISTRY)
ProcessCollector(registry=REGISTRY)
PAGES.set_function(lambda: float(open_pages()))
READY.set_function(lambda: float(health.STATE.word == "ready"))
UPLOADS.set_function(lambda: float(sum(held_by_session().values())))


def open_pages() -> int:
    """Return how many pages are connected."""
    return get_instance()._session_mgr.num_active_sessions() if exists() else 0  # noqa: SLF001 - No public way.


def door_of(path: str) -> str:
    """Return what a request is counted as: one of few words, whatever is asked.

    >>> [door_of(path) for path in ("/", "/az/event/x", "/events.csv", "/api/collections", "/x/y")]
    ['page', 'event', 'events', 'api', 'other']
    """
    name = _first_part(path)
    return name if name in DOORS else "other"


def _first_part(path: str) -> str:
    """Return the first part of a path without ending and language; `page` for the page itself."""
    parts = [part for part in path.split("/") if part]
    if parts and parts[0] in LANGUAGES[1:]:
        parts = parts[1:]
    return parts[0].partition(".")[0] if parts else "page"


DOORS = frozenset(
    {
        *("page", "static", "media", "component", "_stcore", "metrics"),
        *(_first_part(route.path) for route in (*health.ROUTES, *doors.ROUTES, *api_routes.ROUTES)),
    }
)
"""What requests are counted as: the first parts of the addresses that there are."""


class Counted:
    """Counts requests and how long they take."""

    def __init__(self, app: ASGIApp) -> None:
        """Go before an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and count it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, start = 500, time.perf_counter()

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            door = door_of(path_of(scope))
            method = (
                scope["method"] if scope["method"] in {"GET", "HEAD", "POST", "PUT", "OPTIONS"} else "other"
            )
            REQUESTS.labels(door, method, str(status)).inc()
            SECONDS.labels(door).observe(time.perf_counter() - start)


async def answer(request: Request) -> Response:
    """Answer with the metrics to those who may read them."""
    if not is_among(client_of(request.scope), settings().metrics_from):
        return PlainTextResponse(_("There is nothing at this address."), 404)
    return Response(
        generate_latest(REGISTRY), headers={"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"}
    )


ROUTES = (Route("/metrics", answer, methods=["GET"]),)
