"""The API, after OGC API - Features: its documents, and the features of its collections as GeoJSON and CSV."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from isal import isal_zlib
from starlette.responses import Response

from components.http import records
from components.http.answers import FRESH, OPEN, asked, asked_at_hand, has, tag_of
from components.http.codings import takes_gzip
from components.http.recent import Recent
from geo import features
from geo.features.documents import CSV, GEOJSON, JSON, OPENAPI, SCHEMA, link
from geo.features.query import LANGUAGE, check_names, one_of
from geo.i18n import LANGUAGES, language, speaking
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.requests import Request

    import geo
    from components.http.answers import Asked
    from geo.features import Collection, Query, Result

    Given = Sequence[tuple[str, str]]

ROOT = "/api"
SMALLEST_PACKED = 500
PACKING, GZIP = 2, 31
"""How hard an answer is packed: 98 kB become 21 in 0.1 ms; zlib takes 0.5 ms for the same, and 1.6 ms for 3 kB less.
The second says that it is gzip, with the largest window."""
AT_ONCE = frozenset({"bbox", "bbox-crs", "datetime", "limit", "offset", LANGUAGE})
"""Parameters that are looked at faster than a thread is found; filters are not."""
FEW = 200
"""Features that are written and packed as soon, where they have no outlines."""
HEADERS = {
    **OPEN,
    "access-control-expose-headers": "etag, link, api-version, retry-after",
    "api-version": features.API_VERSION,
    "vary": "accept-encoding",
}
PREFLIGHT = {
    **HEADERS,
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "if-none-match, accept, accept-language, content-type",
    "access-control-max-age": "86400",
}


class MissingError(LookupError):
    """There is no such collection or feature."""


class Body(NamedTuple):
    """What an answer holds: its bytes, and the header Link where it has pages before or after."""

    content: bytes
    link: str = ""
    is_packed: bool = False


RECENT: Recent[Body] = Recent(2000, 32 << 20, lambda body: len(body.content))
"""What was answered last, as it was sent."""
_AT_HAND: WeakKeyDictionary[geo.Dataset, set[tuple[str, str]]] = WeakKeyDictionary()
"""Collections whose features are written, and in which language links to them: of each dataset."""


def landing(request: Request) -> Response:
    """Answer with what the API is."""
    return _document(request, lambda about, root: features.landing_page(about.told.about, root))


def conformance(request: Request) -> Response:
    """Answer with what the API conforms to."""
    return _document(request, lambda _about, _root: {"conformsTo": list(features.CONFORMS_TO)})


def openapi(request: Request) -> Response:
    """Answer with the description of the API."""
    return _document(request, lambda about, root: features.openapi(about.told.about, root), OPENAPI)


def collections(request: Request) -> Response:
    """Answer with the collections."""
    return _document(
        request,
        lambda about, root: features.collections_document(about.dataset, about.told.about, root, about.today),
    )


def collection(request: Request) -> Response:
    """Answer with what a collection holds."""
    return _document(
        request,
        lambda about, root: features.collection_document(
            about.dataset, about.told.about, _collection(request), root, about.today
        ),
    )


def queryables(request: Request) -> Response:
    """Answer with what can be asked for of a collection."""
    return _document(request, lambda _about, root: features.queryables(_collection(request), root), SCHEMA)


def schema(request: Request) -> Response:
    """Answer with the properties of the features of a collection."""
    return _document(request, lambda _about, root: features.schema(_collection(request), root), SCHEMA)


def items(request: Request) -> Response:
    """Answer with features of a collection."""
    return _answered(request, asked(request), partial(_items, request))


def items_at_once(request: Request) -> Response | None:
    """Answer with features of a collection where that takes no longer than to have it done in a thread, else not.

    The server's own thread does it: another one would wait for its turn among those that draw pages, and again
    each time that it lets others go on.
    """
    given = request.query_params
    limit = given.get("limit", "")
    is_few = not limit or (re.fullmatch(r"[1-9][0-9]{0,2}", limit) is not None and int(limit) <= FEW)
    if not is_few or not AT_ONCE.issuperset(given):
        return None
    about = asked_at_hand(request)
    name = (request.path_params["collection_id"], given.get(LANGUAGE, LANGUAGES[0]))
    if about is None or name not in _AT_HAND.get(about.dataset, ()):
        return None
    return _answered(request, about, partial(_items, request))


def _items(request: Request, about: Asked, given: Given) -> Response:
    one = _collection(request)
    query = features.read_query(one.id, given)

    def body() -> Body:
        result = records.features(about, one.id, query)
        links = _links(about, one, query, given, result)
        pages = [
            f'<{found["href"]}>; rel="{found["rel"]}"' for found in links if found["rel"] in {"next", "prev"}
        ]
        if query.format == "csv":
            return Body(features.items_csv(result), ", ".join(pages))
        content = features.items_json(result, links)
        if about.store is None and one.geometry != "MultiPolygon" and result.table.written:
            _AT_HAND.setdefault(about.dataset, set()).add((one.id, language()))
        return Body(content, ", ".join(pages))

    # Who has the answer already is told so before it is looked for.
    return _sent(request, about, body, CSV if query.format == "csv" else GEOJSON)


def item(request: Request) -> Response:
    """Answer with one feature."""

    def respond(about: Asked, given: Given) -> Response:
        one = _collection(request)
        check_names(
            [name for name, _value in given], ("datetime", LANGUAGE) if one.id == "districts" else (LANGUAGE,)
        )
        query = features.read_query(one.id, given)
        feature_id = request.path_params["feature_id"]
        holding = records.with_feature(about, one.id, feature_id)
        position = features.find(holding.dataset, one.id, feature_id)
        if position is None:
            raise MissingError
        address = f"{_root(about)}/collections/{one.id}"
        links = [
            link("self", str(request.url), GEOJSON, _("This document")),
            link("collection", address, JSON, _(one.title)),
        ]
        table = features.table(holding.dataset, one.id, query.day(about.today))
        return _sent(request, about, lambda: Body(features.feature_json(table, position, links)), GEOJSON)

    return _answered(request, asked(request), respond)


def _collection(request: Request) -> Collection:
    found = features.COLLECTIONS.get(request.path_params["collection_id"])
    if found is None:
        raise MissingError
    return found


def _root(about: Asked) -> str:
    return about.origin + ROOT


def _links(about: Asked, one: Collection, query: Query, given: Given, result: Result) -> list[dict[str, str]]:
    """Return the addresses of an answer, of the same in the other format, and of those before and after it."""
    address = f"{_root(about)}/collections/{one.id}"
    written = [(name, urlencode([(name, value)])) for name, value in given]

    def other(**changed: str) -> str:
        kept = [text for name, text in written if name not in changed]
        query = "&".join([*kept, *(f"{name}={value}" for name, value in changed.items())])
        return f"{address}/items?{query}".rstrip("?")

    here, beside = ("csv", "json") if query.format == "csv" else ("json", "csv")
    types = {"csv": CSV, "json": GEOJSON}
    links = [
        link("self", other(), types[here], _("This document")),
        link("alternate", other(f=beside), types[beside], _("The same in another format")),
        link("collection", address, JSON, _(one.title)),
    ]
    after, before = query.offset + query.limit, max(0, query.offset - query.limit)
    if after < result.matched:
        links.append(link("next", other(offset=str(after)), types[here], _("The next features")))
    if query.offset:
        links.append(link("prev", other(offset=str(before)), types[here], _("The features before")))
    return links


def _document(request: Request, make: Callable[[Asked, str], object], media_type: str = JSON) -> Response:
    """Answer with a document."""

    def respond(about: Asked, given: Given) -> Response:
        check_names([name for name, _value in given], ("f", LANGUAGE))
        one_of("f", dict(given).get("f", "json"), ("json",))
        content = make(about, _root(about))
        return _sent(request, about, lambda: Body(_json(content)), media_type)

    return _answered(request, asked(request), respond)


def _answered(request: Request, about: Asked, respond: Callable[[Asked, Given], Response]) -> Response:
    """Answer in the language asked for, or say what cannot be answered."""
    given = request.query_params.multi_items()
    spoken = dict(given).get(LANGUAGE, "")
    with speaking(spoken if spoken in LANGUAGES else ""):
        try:
            one_of(LANGUAGE, spoken or LANGUAGES[0], LANGUAGES)
            return respond(about, given)
        except features.QueryError as error:
            return problem(400, "InvalidParameterValue", str(error))
        except MissingError:
            return problem(404, "NotFound", _("There is nothing at this address."))


def problem(status: int, code: str, description: str) -> Response:
    """Return an answer that says what is wrong, as OGC API has it."""
    return Response(
        _json({"code": code, "description": description}),
        status,
        {**HEADERS, "cache-control": "no-store"},
        JSON,
    )


def _sent(request: Request, about: Asked, make: Callable[[], Body], media_type: str) -> Response:
    """Return an answer, packed for whoever takes it so; 304 to whoever has it, without making it."""
    tag = tag_of(request, about)
    headers = {"cache-control": FRESH, "etag": tag, **HEADERS, "content-language": language()}
    if has(request, tag):
        return Response(status_code=304, headers=headers)
    packs = takes_gzip(request.headers.get("accept-encoding", ""))
    # A tag is one of the dataset, the program, the day, the language and the address.
    found = RECENT.get((tag, packs), lambda: _packed(make()) if packs else make())
    if found.is_packed:
        headers["content-encoding"] = "gzip"
    if found.link:
        headers["link"] = found.link
    return Response(found.content, media_type=media_type, headers=headers)


def _packed(body: Body) -> Body:
    """Return what an answer holds as gzip, where that gains something."""
    if len(body.content) < SMALLEST_PACKED:
        return body
    return Body(isal_zlib.compress(body.content, PACKING, GZIP), body.link, is_packed=True)


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
