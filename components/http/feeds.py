"""The feed of what the record added and changed, as Atom."""

from __future__ import annotations

from datetime import UTC, datetime, time
from html import escape
from typing import TYPE_CHECKING

from feedgen.feed import FeedGenerator

from components.http.addresses import plain_path, slugs
from components.http.open_data import data, several
from geo.csv_injection import printable
from geo.dataset.lookup import is_event, row_of
from geo.dates import day_date
from geo.i18n import gettext as _
from geo.i18n import language

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from components.http.answers import Asked
    from geo.dataset.metadata import Release

MOST_EVENTS = 200
"""New events that an entry links to."""


def host_of(about: Asked) -> str:
    """Return the server's name with its port, for ids that nobody else makes."""
    return about.origin.partition("://")[2] or "localhost"


def released(about: Asked) -> datetime:
    """Return when the newest version of the record came out."""
    releases = about.dataset.about.releases
    return _moment(releases[0].released if releases else about.today)


def _moment(day: int) -> datetime:
    return datetime.combine(day_date(day), time(), UTC)


def feed_atom(request: Request) -> Response:
    """Answer with what each version of the record added and changed; `?district=` keeps events of some."""

    def body(about: Asked) -> bytes:
        told = about.told
        chosen = several(request, "district", [str(name) for name in told.districts.index])
        feed = FeedGenerator()
        feed.id(str(request.url))
        feed.title(printable(_("{title}: what was added and changed").format(title=told.about.title)))
        feed.subtitle(printable(told.about.subtitle))
        feed.author({"name": printable(told.about.title)})
        feed.language(language())
        feed.link(href=str(request.url), rel="self")
        feed.link(href=about.origin + plain_path("events", code=language()), rel="alternate")
        feed.updated(released(about))
        for release in told.about.releases:
            added = _added(about, release, chosen)
            if added or not chosen:
                _entry(about, feed, release, added)
        return bytes(feed.atom_str(pretty=True))

    return data(request, "application/atom+xml", ("district", "lang"), body)


def _added(about: Asked, release: Release, chosen: frozenset[str]) -> list[str]:
    """Return the events that a version added, of some districts or of all."""
    events = [event for event in release.new_events if is_event(about.dataset, event)]
    of_event = about.dataset.events["district_ids"]
    return [
        event
        for event in events
        if not chosen or not chosen.isdisjoint(of_event.iloc[row_of(about.dataset, event)])
    ]


def _entry(about: Asked, feed: FeedGenerator, release: Release, added: list[str]) -> None:
    told, known = about.told, slugs(about.dataset)
    changes = "".join(f"<li>{escape(printable(sentence))}</li>" for sentence in release.changes)
    events = "".join(
        f'<li><a href="{escape(about.origin + plain_path("event", known.of_event[event], language()))}">'
        f"{escape(printable(str(told.events['title'].iloc[row_of(told, event)])))}</a></li>"
        for event in added[:MOST_EVENTS]
    )
    entry = feed.add_entry(order="append")
    entry.id(
        f"tag:{host_of(about).partition(':')[0]},{day_date(release.released).isoformat()}:{release.version}"
    )
    entry.title(_("Version {version}").format(version=printable(release.version)))
    entry.updated(_moment(release.released))
    entry.link(href=about.origin + plain_path("events", code=language()))
    content = f"<ul>{changes}</ul>"
    if events:
        content += f"<h2>{escape(_('Added events'))}</h2><ul>{events}</ul>"
    entry.content(content, type="html")
