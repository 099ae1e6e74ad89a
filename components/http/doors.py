"""The doors beside the page: plain pages, data, feeds. What answers is imported with the first request.

The modules that answer share their words with the page's panel, and what the page is made of must not be imported
before the server runs.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.http.base_path import below
from components.settings import is_store, settings
from geo.errors import DataPackageError
from geo.i18n import LANGUAGES, marked
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

SMALLEST_GZIPPED = 500
"""Bytes; below, packing gains nothing."""
PLAIN = {
    "/events": "events",
    "/event/{name}": "event",
    "/districts": "districts",
    "/district/{name}": "district",
    "/places": "places",
    "/place/{name}": "place",
    "/stories": "stories",
    "/story/{name}": "story",
    "/story/{name}/{step}": "story_step",
    "/story/{name}/{step}/map.svg": "story_map",
}
"""Plain pages and what answers; in every language, below its code."""
SITE = {
    "/plain.css": "style",
    "/revisions.css": "revisions_style",
    "/revisions/{name}": "revisions_script",
    "/sitemap.xml": "sitemap",
    "/robots.txt": "robots",
}

DATA = {
    "/events.csv": "events_csv",
    "/events.geojson": "events_geojson",
    "/events.json": "events_json",
    "/events.parquet": "events_parquet",
    "/events.xlsx": "events_xlsx",
    "/events.gpkg": "events_gpkg",
    "/claims.csv": "claims_csv",
    "/claims.json": "claims_json",
    "/claims.parquet": "claims_parquet",
    "/sources.csv": "sources_csv",
    "/sources.json": "sources_json",
    "/sources.parquet": "sources_parquet",
    "/districts.geojson": "districts_geojson",
    "/districts.parquet": "districts_parquet",
    "/places.geojson": "places_geojson",
    "/places.csv": "places_csv",
    "/places.parquet": "places_parquet",
    "/control_periods.csv": "control_periods_csv",
    "/control_periods.parquet": "control_periods_parquet",
}

MENDING = {
    "/suggest": "suggest_page",
    "/suggestion/{token}": "suggestion_page",
    "/my-suggestions": "my_suggestions",
    "/review": "review_page",
    "/history": "history_page",
    "/history.json": "history_page",
}
"""Pages of the mended record, in every language."""
SENT = {
    "/suggest": "suggest_send",
    "/suggest/check": "suggest_check",
    "/review/release": "review_release",
    "/review/{number:int}": "review_decide",
    "/review/{number:int}/rebase": "review_rebase",
    "/history/{number:int}/revert": "history_revert",
}
"""What is sent to them."""
SIGNING = {"/sign-in": "sign_in", "/sign-out": "sign_out"}
LONGEST_FORM = 400_000
"""Bytes of a form."""
MOST_FIELDS = 120

_NOT_OF_A_STORE = ("mending", "feeds")
NOT_OF_A_STORE = marked(
    "This server shows a store of events, whose record is not mended here: it has no suggestions, no history and no"
    " feed of changes. What it has now is at /api, on the plain pages and in the data files."
)

FEEDS = {"/feed.atom": "feed_atom"}
STORE = {"/store/cells/{level:int}/{x:int}/{y:int}": "cells"}
EMBED = {"/embed": "page", "/embed/{name}": "file"}
CALENDARS = {
    "/city-days.ics": "city_days_ics",
    "/anniversaries.ics": "anniversaries_ics",
    "/calendar.ics": "calendar_ics",
}


def door(path: str, module: str, name: str) -> Route:
    """Return a route whose answer is a function of a module of this package, done in a thread.

    Parameters
    ----------
    path
        Its address.
    module, name
        The module, and its function from a request to a response.
    """

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_answer, request, module, name)

    packed = Middleware(GZipMiddleware, minimum_size=SMALLEST_GZIPPED)
    endpoint: Callable[[Request], Awaitable[Response]] = answer
    return Route(path, endpoint, methods=["GET"], middleware=[packed])


def form_door(path: str, module: str, name: str) -> Route:
    """Return a route that takes a form; its answer is a function of a request and the form, done in a thread."""

    async def answer(request: Request) -> Response:
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LONGEST_FORM:
            return PlainTextResponse(_("The form is too long."), 413)
        async with request.form(max_files=0, max_fields=MOST_FIELDS) as sent:
            form = {key: value for key, value in sent.items() if isinstance(value, str)}
        return await run_in_threadpool(_answer, request, module, name, form)

    endpoint: Callable[[Request], Awaitable[Response]] = answer
    return Route(path, endpoint, methods=["POST"])


def _answer(request: Request, module: str, name: str, *sent: dict[str, str]) -> Response:
    if is_store(settings().dataset) and module in _NOT_OF_A_STORE:
        return PlainTextResponse(_(NOT_OF_A_STORE), 404, headers={"cache-control": "no-store"})
    try:
        response: Response = getattr(importlib.import_module(f"components.http.{module}"), name)(
            request, *sent
        )
    except DataPackageError:  # Why is in the log, and not for strangers.
        return PlainTextResponse(
            _("The dataset cannot be shown."), 503, headers={"cache-control": "no-store"}
        )
    return below(request, response)


PREFIXES = ("", *(f"/{code}" for code in LANGUAGES[1:]))
ROUTES = (
    *(door(f"{prefix}{path}", "plain_pages", name) for prefix in PREFIXES for path, name in PLAIN.items()),
    *(door(path, "site", name) for path, name in SITE.items()),
    *(door(path, "open_data", name) for path, name in DATA.items()),
    *(door(path, "feeds", name) for path, name in FEEDS.items()),
    *(door(f"{prefix}{path}", "mending", name) for prefix in PREFIXES for path, name in MENDING.items()),
    *(form_door(f"{prefix}{path}", "mending", name) for prefix in PREFIXES for path, name in SENT.items()),
    *(door(path, "visitors", name) for path, name in SIGNING.items()),
    *(door(path, "calendars", name) for path, name in CALENDARS.items()),
    *(door(path, "store_cells", name) for path, name in STORE.items()),
    *(door(path, "embed", name) for path, name in EMBED.items()),
    door("/", "front_page", "page"),
    door("/share.json", "sharing", "share_json"),
    door("/preview.png", "previews", "home"),
    *(door(f"{prefix}/preview/{{kind}}/{{name}}.png", "previews", "record") for prefix in PREFIXES),
)
