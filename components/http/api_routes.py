"""Addresses of the API. What answers is imported with the first request, and works in a thread where it takes long."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from geo.errors import DataPackageError
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from starlette.requests import Request

PATHS = {
    # What is asked for most is looked for first.
    "/api/collections/{collection_id}/items": "items",
    "/api": "landing",
    "/api/": "landing",
    "/api/openapi.json": "openapi",
    "/api/conformance": "conformance",
    "/api/collections": "collections",
    "/api/collections/{collection_id}": "collection",
    "/api/collections/{collection_id}/queryables": "queryables",
    "/api/collections/{collection_id}/schema": "schema",
    "/api/collections/{collection_id}/items/{feature_id}": "item",
}
MODULE = "components.http.api"


def _route(path: str, name: str) -> Route:
    """Return a route that is answered by a function of the module."""

    async def answer(request: Request) -> Response:
        soon = _at_once(request) if name == "items" else None
        return soon if soon is not None else await run_in_threadpool(_answer, request, name)

    return Route(path, answer, methods=["GET", "OPTIONS"])


def _at_once(request: Request) -> Response | None:
    """Return an answer that is made as soon as a thread would be found for it, None where there is none."""
    api = sys.modules.get(MODULE)
    if api is None or request.method == "OPTIONS":
        return None
    found: Response | None = api.items_at_once(request)
    return found


def _answer(request: Request, name: str) -> Response:
    api = importlib.import_module(MODULE)
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=api.PREFLIGHT)
    try:
        response: Response = getattr(api, name)(request)
    except DataPackageError:  # Why is in the log, and not for strangers.
        unavailable: Response = api.problem(503, "ServerError", _("The dataset cannot be shown."))
        return unavailable
    return response


ROUTES = tuple(_route(path, name) for path, name in PATHS.items())
