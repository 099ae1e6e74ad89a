"""Calendars: the City Days of districts and the anniversaries of what the timeline names, every year, as iCalendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd
from icalendar import Calendar, Event

from components.http.addresses import plain_path, slugs
from components.http.feeds import host_of, released
from components.http.open_data import data, several
from components.wording.dates_and_counts import written_date
from geo.control.city_days import LEAP_DAY, city_days_from
from geo.csv_injection import printable
from geo.dataset.lookup import is_event, row_of
from geo.dates import day_date, day_number, is_day
from geo.i18n import gettext as _
from geo.i18n import language, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from starlette.requests import Request
    from starlette.responses import Response

    from components.http.answers import Asked

    Days = Callable[[Asked, frozenset[str]], Iterator[Event]]

CITY_DAYS = marked("City Days")
ANNIVERSARIES = marked("Anniversaries")
BOTH = marked("City Days and anniversaries")
PRODUCT = "-//Liberated districts and events//Calendar//EN"


def city_days_ics(request: Request) -> Response:
    """Answer with the City Days as a calendar, each every year; `?district=` keeps some."""
    return _calendar(request, CITY_DAYS, _city_days)


def anniversaries_ics(request: Request) -> Response:
    """Answer with the anniversaries of events that the timeline names or that changed who held a district."""
    return _calendar(request, ANNIVERSARIES, _anniversaries)


def calendar_ics(request: Request) -> Response:
    """Answer with City Days and anniversaries together."""
    return _calendar(request, BOTH, _city_days, _anniversaries)


def _calendar(request: Request, name: str, *parts: Days) -> Response:
    def body(about: Asked) -> bytes:
        known = [str(district) for district in about.told.districts.index]
        chosen = several(request, "district", known)
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", _(name))
        for part in parts:
            for event in part(about, chosen or frozenset(known)):
                calendar.add_component(event)
        return bytes(calendar.to_ical())

    return data(request, "text/calendar", ("district", "lang"), body)


def _city_days(about: Asked, chosen: frozenset[str]) -> Iterator[Event]:
    """Yield the City Days of some districts, each from its first after the decree on."""
    told = about.told
    for row in told.city_days.to_dict("records"):
        district = str(row["district_id"])
        if district not in chosen:
            continue
        decree = str(row["decree_date"])[:10]
        since = day_number(decree) if is_day(decree) else told.about.first_day
        event = _yearly(
            about,
            f"city-day-{district}-{int(row['month']):02d}-{int(row['day']):02d}",
            city_days_from(pd.DataFrame([row]), since)[0].date,
            (int(row["month"]), int(row["day"])),
        )
        name = str(told.districts["name"][district])
        event.add("summary", printable(_("City Day of {district}").format(district=name)))
        written = written_date(decree) or decree
        event.add("description", printable(_("By the Azerbaijani decree of {date}").format(date=written)))
        event.add("url", about.origin + plain_path("district", district, language()))
        yield event


def _anniversaries(about: Asked, chosen: frozenset[str]) -> Iterator[Event]:
    """Yield the events that the timeline names, and those that a control period begins with, known to the day."""
    told, known = about.told, slugs(about.dataset)
    named = [landmark.event_id for landmark in told.about.landmarks]
    named += [str(event_id) for event_id in told.control_periods["begins_with_event_id"] if event_id]
    events = told.events
    rows = sorted(row_of(told, event_id) for event_id in dict.fromkeys(named) if is_event(told, event_id))
    for row in rows:
        is_here = not chosen.isdisjoint(events["district_ids"].iloc[row])
        if events["date_precision"].iloc[row] != "day" or not is_here:
            continue
        day = day_date(int(events["first_day"].iloc[row]))
        event_id = str(events.index[row])
        event = _yearly(about, f"anniversary-{event_id}", day, (day.month, day.day))
        title = str(events["title"].iloc[row])
        event.add("summary", printable(_("{title} ({year})").format(title=title, year=day.year)))
        event.add("description", printable(str(events["summary"].iloc[row])))
        event.add("url", about.origin + plain_path("event", known.of_event[event_id], language()))
        yield event


def _yearly(about: Asked, uid: str, first: date, month_and_day: tuple[int, int]) -> Event:
    """Return an event of a day that comes again every year; what is on 29 February is on the last of the month."""
    yearly: dict[str, Any] = {"freq": "yearly"}
    if month_and_day == LEAP_DAY:
        yearly |= {"bymonth": 2, "bymonthday": -1}
    event = Event()
    event.add("uid", f"{uid}@{host_of(about)}")
    event.add("dtstamp", released(about))
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(days=1))
    event.add("rrule", yearly)
    event.add("transp", "TRANSPARENT")
    return event
