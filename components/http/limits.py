"""Limits of requests: how often an address may ask for what costs the server more than a page."""

from __future__ import annotations

import json
import re
import time
from collections import OrderedDict
from ipaddress import ip_address, ip_network
from math import ceil
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.responses import PlainTextResponse, Response

from components.http import metrics
from components.http.doors import CALENDARS, DATA, FEEDS
from components.http.proxies import client_of, path_of
from components.settings import is_store
from geo.i18n import LANGUAGES
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

    from components.settings import Settings

MOST_ADDRESSES = 20_000
"""That are remembered; those that asked longest ago are forgotten first."""
SECONDS = 60
IPV6_NETWORK = 64
"""Bits that one customer of a provider has in common."""
WORTH = {
    "/events.gpkg": 60,
    "/events.xlsx": 30,
    "/events.parquet": 5,
    "/events.geojson": 5,
    "/events.json": 5,
}
"""Usual requests that files count for which take the server longer."""
DATA_KIND, PICTURES_KIND, UPLOADS_KIND = "data", "pictures", "uploads"

_API = re.compile(r"/(?:api|store)(?:/.*)?", re.DOTALL)
_PICTURE = re.compile(rf"(?:/(?:{'|'.join(LANGUAGES)}))?/preview[./].*", re.DOTALL)
_EVENT = re.compile(rf"(?:/(?:{'|'.join(LANGUAGES)}))?/event/.*", re.DOTALL)
_UPLOAD = "/_stcore/upload_file/"


def kind_of(method: str, path: str, query: str = "", *, store: bool = False) -> str | None:
    """Return what a request costs: `data`, `pictures`, `uploads`; None for what is not limited.

    Parameters
    ----------
    method, path, query
        Of the request.
    store
        Whether a store is shown, which may look through all of its ids for an event that an address names.

    >>> kind_of("GET", "/api/collections"), kind_of("GET", "/preview/event/a.png"), kind_of("GET", "/")
    ('data', 'pictures', None)
    """
    if path in DATA or path in FEEDS or path in CALENDARS or _API.fullmatch(path):
        return DATA_KIND if method != "OPTIONS" else None
    if _PICTURE.fullmatch(path):
        return PICTURES_KIND
    if store and (_EVENT.fullmatch(path) or "event" in dict(parse_qsl(query))):
        return DATA_KIND
    return UPLOADS_KIND if method == "PUT" and _UPLOAD in path else None


class Allowance:
    """What addresses may still ask: each as often a minute as is allowed, at once or spread over it.

    It is the generic cell rate algorithm: of each address only the time is kept at which it has paid for all it asked.

    Parameters
    ----------
    a_minute
        Requests.
    clock
        Seconds that only rise.
    """

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._price = SECONDS / a_minute
        self._clock = clock
        self._paid: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def wait(self, address: str, worth: int = 1) -> int:
        """Return 0 and count a request of an address, or the seconds after which it may ask again.

        Parameters
        ----------
        address
            Who asks.
        worth
            How many usual requests it counts for; a minute's is always let in once the address has paid.
        """
        now = self._clock()
        with self._lock:
            before = max(now, self._paid.get(address, now))
            paid = before + min(self._price * worth, SECONDS)
            if paid - now > SECONDS + self._price / 2:
                return max(1, ceil(paid - now - SECONDS))
            self._paid[address] = paid
            self._paid.move_to_end(address)
            if len(self._paid) > MOST_ADDRESSES:
                self._paid.popitem(last=False)
        return 0


def payer(address: str) -> str:
    """Return who pays for an address: itself, or in IPv6 the network that one customer has.

    >>> payer("192.0.2.1"), payer("2001:db8::1:2")
    ('192.0.2.1', '2001:db8::/64')
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:  # noqa: PLR2004 - IPv4.
        return str(found)
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or ip_network((found, IPV6_NETWORK), strict=False))


class Limits:
    """Answers 429 to an address that has asked too often."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Go before an app."""
        self._app = app
        self._store = is_store(settings.dataset)
        allowed = {
            DATA_KIND: settings.data_per_minute,
            PICTURES_KIND: settings.pictures_per_minute,
            UPLOADS_KIND: settings.uploads_per_minute,
        }
        self._allowances: Mapping[str, Allowance] = {
            kind: Allowance(a_minute) for kind, a_minute in allowed.items() if a_minute
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within the limits."""
        if scope["type"] == "http":
            path = path_of(scope)
            query = scope.get("query_string", b"").decode("ascii", "replace")
            kind = kind_of(scope["method"], path, query, store=self._store)
            allowance = self._allowances.get(kind or "")
            seconds = allowance.wait(payer(client_of(scope)), WORTH.get(path, 1)) if allowance else 0
            if kind and seconds:
                metrics.REFUSED.labels(kind).inc()
                await _refusal(path, kind, seconds)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _refusal(path: str, kind: str, seconds: int) -> Response:
    sentence = _("This address has asked too often. Ask again in {seconds} s.").format(seconds=seconds)
    headers = {"retry-after": str(seconds), "cache-control": "no-store"}
    if kind == DATA_KIND:
        headers |= {"access-control-allow-origin": "*", "access-control-expose-headers": "retry-after"}
    if _API.fullmatch(path):
        body = json.dumps(
            {"code": "TooManyRequests", "description": sentence}, ensure_ascii=False, allow_nan=False
        )
        return Response(body, 429, headers, "application/json")
    return PlainTextResponse(sentence, 429, headers)
