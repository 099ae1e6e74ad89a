"""What can be followed: what the record added and changed, as Atom, and the City Days, as a calendar."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd
from feedgen.feed import FeedGenerator
from icalendar import Calendar, Event

from components.http.addresses import plain_path, slugs
from components.http.open_data import data, several
from components.wording.dates_and_counts import written_date
from geo.control.city_days import LEAP_DAY, city_days_from
from geo.csv_injection import printable
from geo.dataset.lookup import is_event, row_of
from geo.dates import day_date, day_number
from geo.i18n import gettext as _
from geo.i18n import language

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from components.http.answers import Asked
    from geo.dataset.metadata import Release

MOST_EVENTS = 200
"""New events that an entry links to."""


def city_days_ics(request: Request) -> Response:
    """Answer with the City Days as a calendar, each every year; `?district=` keeps some."""

    def body(about: Asked) -> bytes:
        told = about.told
        chosen = several(request, "district", [str(name) for name in told.districts.index])
        calendar = Calendar()
        calendar.add("prodid", "-//Liberated districts and events//City Days//EN")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", _("City Days"))
        for row in told.city_days.to_dict("records"):
            district = str(row["district_id"])
            if district in told.districts.index and (not chosen or district in chosen):
                calendar.add_component(_city_day(about, row, district))
        return bytes(calendar.to_ical())

    return data(request, "text/calendar", ("district", "lang"), body)


def _city_day(about: Asked, row: dict[Any, Any], district: str) -> Event:
    """Return a City Day: from its first after the decree on, every year."""
    told = about.told
    decree = str(row["decree_date"])[:10]
    since = day_number(decree) if _is_day(decree) else told.about.first_day
    first = city_days_from(pd.DataFrame([row]), since)[0].date
    yearly: dict[str, Any] = {"freq": "yearly"}
    if (int(row["month"]), int(row["day"])) == LEAP_DAY:
        yearly |= {"bymonth": 2, "bymonthday": -1}
    name = str(told.districts["name"][district])
    event = Event()
    event.add("uid", f"city-day-{district}-{int(row['month']):02d}-{int(row['day']):02d}@{_host(about)}")
    event.add("dtstamp", _released(about))
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(days=1))
    event.add("rrule", yearly)
    event.add("summary", printable(_("City Day of {district}").format(district=name)))
    written = written_date(decree) or decree
    event.add("description", printable(_("By the Azerbaijani decree of {date}").format(date=written)))
    event.add("url", about.origin + plain_path("district", district, language()))
    event.add("transp", "TRANSPARENT")
    return event


def _is_day(text: str) -> bool:
    try:
        day_number(text)
    except ValueError:
        return False
    return True


def _host(about: Asked) -> str:
    return about.origin.partition("://")[2] or "localhost"


def _released(about: Asked) -> datetime:
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
        feed.updated(_released(about))
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
        f"tag:{_host(about).partition(':')[0]},{day_date(release.released).isoformat()}:{release.version}"
    )
    entry.title(_("Version {version}").format(version=printable(release.version)))
    entry.updated(_moment(release.released))
    entry.link(href=about.origin + plain_path("events", code=language()))
    content = f"<ul>{changes}</ul>"
    if events:
        content += f"<h2>{escape(_('Added events'))}</h2><ul>{events}</ul>"
    entry.content(content, type="html")
