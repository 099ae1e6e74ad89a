"""Files about the site: the style of its pages, the map of their addresses, and what robots may read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from starlette.responses import PlainTextResponse, Response

from components.bundle import FRONTEND
from components.http import story_pages
from components.http.addresses import in_languages, slugs
from components.http.answers import answer, asked
from components.http.plain_pages import STYLE
from geo.i18n import DEFAULT
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

HERE = STYLE.parent
SCRIPTS = FRONTEND / "revisions"
MOST_ADDRESSES = 12_000
"""Pages of a site map, each in four languages: the format ends at 50,000 addresses."""


def style(request: Request) -> Response:
    """Answer with the style of the plain pages; its address changes with it."""
    return answer(
        request, asked(request), STYLE.read_bytes, "text/css", {"cache-control": "public, max-age=31536000"}
    )


def revisions_style(request: Request) -> Response:
    """Answer with the style of the pages of the mended record."""
    return _kept(request, HERE / "revisions.css", "text/css")


def revisions_script(request: Request) -> Response:
    """Answer with a part of the script of the pages of the mended record."""
    name = request.path_params.get("name", "index.js")
    file = SCRIPTS / name
    if name not in {path.name for path in SCRIPTS.glob("*.js")}:
        return PlainTextResponse(_("There is nothing at this address."), 404)
    return _kept(request, file, "text/javascript")


def _kept(request: Request, file: Path, media_type: str) -> Response:
    return answer(
        request, asked(request), file.read_bytes, media_type, {"cache-control": "public, max-age=300"}
    )


def sitemap(request: Request) -> Response:
    """Answer with the addresses of all plain pages, each with its other languages."""
    about = asked(request)

    def body() -> bytes:
        dataset = about.dataset
        pages = [("events", ""), ("districts", ""), ("places", "")]
        pages += [("district", str(district)) for district in dataset.districts.index]
        pages += [("place", str(place)) for place in dataset.places.index]
        if told := story_pages.names(about):
            pages.append(("stories", ""))
            pages += [("story", name) for name in told]
        pages += [("event", name) for name in slugs(dataset).event_of]
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
        ]
        for kind, name in pages[:MOST_ADDRESSES]:
            addresses = {code: about.origin + path for code, path in in_languages(kind, name).items()}
            others = "".join(
                f"<xhtml:link rel={quoteattr('alternate')} hreflang={quoteattr(code)} href={quoteattr(address)}/>"
                for code, address in (*addresses.items(), ("x-default", addresses[DEFAULT]))
            )
            lines += [f"<url><loc>{escape(address)}</loc>{others}</url>" for address in addresses.values()]
        if about.store is not None:
            lines.append(
                "<!-- The pages of a store's events are too many for a site map: lists lead to them. -->"
            )
        return "\n".join([*lines, "</urlset>", ""]).encode()

    return answer(request, about, body, "application/xml")


def robots(request: Request) -> Response:
    """Answer with what robots may read: all but the page's own machinery."""
    site = str(request.base_url).rstrip("/")
    text = f"User-agent: *\nDisallow: /_stcore/\nDisallow: /media/\nDisallow: /api/\n\nSitemap: {site}/sitemap.xml\n"
    return PlainTextResponse(text, headers={"cache-control": "public, max-age=3600"})
