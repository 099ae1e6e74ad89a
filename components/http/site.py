"""Files about the site: the style of its pages, the map of their addresses, and what robots may read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from starlette.responses import PlainTextResponse, Response

from components.http import story_pages
from components.http.addresses import in_languages, slugs
from components.http.answers import answer, asked
from components.http.plain_pages import STYLE
from geo.i18n import DEFAULT

if TYPE_CHECKING:
    from starlette.requests import Request

MOST_ADDRESSES = 12_000
"""Pages of a site map, each in four languages: the format ends at 50,000 addresses."""


def style(request: Request) -> Response:
    """Answer with the style of the plain pages; its address changes with it."""
    return answer(
        request, asked(request), STYLE.read_bytes, "text/css", {"cache-control": "public, max-age=31536000"}
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
        return "\n".join([*lines, "</urlset>", ""]).encode()

    return answer(request, about, body, "application/xml")


def robots(request: Request) -> Response:
    """Answer with what robots may read: all but the page's own machinery."""
    site = str(request.base_url).rstrip("/")
    text = f"User-agent: *\nDisallow: /_stcore/\nDisallow: /media/\n\nSitemap: {site}/sitemap.xml\n"
    return PlainTextResponse(text, headers={"cache-control": "public, max-age=3600"})
