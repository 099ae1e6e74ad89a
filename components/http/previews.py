"""Pictures of addresses, as messengers and search pages show them: of the map, an event, a district or a place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import Response

from components.details.event_record import evidence_text
from components.details.frame_rows import event_of, present, record_of
from components.http.addresses import slugs
from components.http.answers import OPEN, answer, asked, language_asked, language_of_path
from components.http.page_models import place_name
from components.http.preview_drawing import Card, Row, png
from components.http.records import district_count, view_asked, with_event
from components.wording.control_text import held_text
from components.wording.dates_and_counts import day_text, event_count, interval_text
from geo.control.history import segment_at, unbroken_history
from geo.dataset.cache import cached
from geo.dataset.lookup import is_event
from geo.i18n import gettext as _
from geo.i18n import language, locale, number_text, speaking
from geo.translations import translated_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from components.http.answers import Asked
    from geo.dataset.dataset import Dataset
    from geo.dataset.metadata import About

KEPT = 48
"""Pictures in memory, some 60 kB each."""
KEPT_FOR_A_DAY = "public, max-age=86400"
MOST_ROWS = 4


def home(request: Request) -> Response:
    """Answer with the picture of a view of the map: of its event or district, else of its day."""
    given = dict(request.query_params)
    about = with_event(asked(request), given.get("event", ""))
    state = view_asked(about, given)
    with speaking(language_asked(request)):
        if state.event is not None:
            return _answer(request, about, "event", state.event, 0)
        if state.district is not None:
            return _answer(request, about, "district", state.district, state.day)
        return _answer(request, about, "map", "", state.day)


def record(request: Request) -> Response:
    """Answer with the picture of a plain page."""
    about = asked(request)
    kind, name = request.path_params["kind"], request.path_params["name"]
    if kind == "event":
        about = with_event(about, name)
    dataset = about.dataset
    if kind == "event":
        known = slugs(dataset).event_of
        event = known.get(name, name)
        found = event if is_event(dataset, event) else None
    else:
        index = {"district": dataset.districts.index, "place": dataset.places.index}.get(kind)
        found = name if index is not None and name in index else None
    if found is None:
        return Response(status_code=404, headers={"cache-control": "no-store"})
    with speaking(language_of_path(request.url.path)):
        return _answer(request, about, kind, found, about.today)


def _answer(request: Request, about: Asked, kind: str, name: str, day: int) -> Response:
    def draw() -> bytes:
        events = district_count(about, name) if kind == "district" else 0
        return _png(about.dataset, kind, name, min(day, about.today), (language(), events))

    headers = {**OPEN, "cache-control": KEPT_FOR_A_DAY, "cross-origin-resource-policy": "cross-origin"}
    return answer(request, about, draw, "image/png", headers)


@cached(KEPT, of_large=8)
def _png(dataset: Dataset, kind: str, name: str, day: int, told_of: tuple[str, int]) -> bytes:
    """Draw a picture, in a language and with a number of events."""
    makers: dict[str, Callable[[Dataset, Dataset, str, int], Card]] = {
        "event": _event,
        "district": partial(_district, told_of[1]),
        "place": _place,
    }
    make = makers.get(kind, _map)
    return png(dataset, make(dataset, translated_dataset(dataset), name, day))


def _card(told: About, day: int, **others: object) -> Card:
    empty = Card("", "", "", (), told.title, told.subtitle, told.attribution, day)
    return empty._replace(**others)  # type: ignore[arg-type]


def _map(dataset: Dataset, told: Dataset, _name: str, day: int) -> Card:
    rows = []
    history, about = unbroken_history(dataset), told.about
    held = [segment.shares for one in history.values() if (segment := segment_at(one, day))]
    for holder in (*about.controllers, about.unrecorded):
        count = sum(shares[0][0] == holder.id for shares in held if len(shares) == 1)
        if count:
            text = _("{holder}: {count}").format(holder=holder.label, count=number_text(count))
            rows.append(Row(text, ((holder.id, "whole"),)))
    mixed = [shares for shares in held if len(shares) > 1]
    if mixed:
        text = _("held in part: {count}").format(count=number_text(len(mixed)))
        rows.append(Row(text, max(mixed, key=mixed.count)))
    return _card(
        about, day, eyebrow=_("Control of the districts"), title=day_text(day, "long"), rows=tuple(rows)
    )


def _event(dataset: Dataset, told: Dataset, name: str, _day: int) -> Card:
    event = event_of(told, name)
    first = int(event["first_day"])
    category = next(one for one in told.about.categories if one.id == event["category"])
    districts = () if event["region_wide"] else tuple(str(one) for one in event["district_ids"])
    return _card(
        told.about,
        first,
        eyebrow=interval_text(first, int(event["last_day"]), event["date_precision"]),
        title=str(event["title"]),
        badge=evidence_text(name, event, told),
        colour=category.light,
        rows=_around(dataset, told, districts[0], first) if len(districts) == 1 else (),
        marked=tuple((one, str(told.districts["name"][one])) for one in districts),
        point=(float(event["lon"]), float(event["lat"])) if event["placing"] == "point" else None,
    )


def _around(dataset: Dataset, told: Dataset, district: str, day: int) -> tuple[Row, ...]:
    """Return who held a district before a day and since, once where it is the same."""
    history = unbroken_history(dataset)[district]
    before, since = (segment_at(history, when) for when in (day - 1, day))
    if since is None:
        return ()
    words = held_text(since.shares, told.about)
    if before is None or before.shares == since.shares:
        return (Row(_("then: {holder}").format(holder=words), since.shares),)
    earlier = held_text(before.shares, told.about)
    return (
        Row(_("before: {holder}").format(holder=earlier), before.shares),
        Row(_("since: {holder}").format(holder=words), since.shares),
    )


def _district(events: int, dataset: Dataset, told: Dataset, name: str, day: int) -> Card:
    held = segment_at(unbroken_history(dataset)[name], day)
    shown = str(told.districts["name"][name])
    rows = [Row(held_text(held.shares, told.about), held.shares)] if held else []
    rows.append(Row(event_count(events)))
    return _card(
        told.about,
        day,
        eyebrow=day_text(day, "long"),
        title=shown,
        rows=tuple(rows),
        marked=((name, shown),),
    )


def _place(_dataset: Dataset, told: Dataset, name: str, day: int) -> Card:
    place = record_of(told.places, name)
    district = present(place["district_id"])
    inside = district if district in told.districts.index else ""
    rows = [
        Row(_("{language}: {name}").format(language=locale().languages.get(code, code), name=text))
        for code in ("az", "hy", "ru")
        if (text := present(place[f"name_{code}"]))
    ]
    return _card(
        told.about,
        day,
        eyebrow=str(told.districts["name"][inside]) if inside else present(place["kind"]).replace("_", " "),
        title=place_name(told, name),
        rows=tuple(rows[:MOST_ROWS]),
        marked=((inside, ""),) if inside else (),
        point=(float(place["lon"]), float(place["lat"])),
    )
