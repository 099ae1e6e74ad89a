"""Models of the plain pages for their templates: the panel's own, and what lies around."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from pyproj import Geod
from rapidfuzz import fuzz, process

from components.details.claims import RESEARCH_FIELD, values_of, voice_cards
from components.details.district import district_model
from components.details.event_record import MACHINE_NOTE, facts_model
from components.details.event_rows import rows_model
from components.details.frame_rows import event_of, present, record_of, records_of
from components.details.palette import Palette
from components.details.plain_page import history_address, suggest_address
from components.details.sources import source_model
from components.http.addresses import slugs
from components.http.locator import locator
from components.http.records import AROUND, NEWEST_LISTED, NOT_BY_PLACE, part_of
from components.view.selection import selection_of
from components.view.state import ViewState
from components.wording.control_text import held_text
from components.wording.dates_and_counts import day_text, event_count
from geo.control.history import segment_at, segments, unbroken_history
from geo.dataset.cache import cached
from geo.dataset.columns import is_large
from geo.dataset.lookup import claims_of, row_of
from geo.dates import day_date
from geo.i18n import gettext as _
from geo.i18n import locale, number_text
from geo.identifiers import slug
from geo.selection.filters import within
from geo.translations import claim_texts, is_by_machine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from components.details.frame_rows import Record
    from components.http.answers import Asked
    from components.http.records import Part
    from geo.dataset.dataset import Dataset


Json = dict[str, Any]
NEAREST = 8
"""Places around one."""
ON_A_PAGE = 100
"""Events of the list of all on one page: with it a page has less than 60 kB in every language."""
ON_A_RECORD = 50
"""Events on the page of a district or a place, which has much else."""
LONGEST_NAME = 200
SURE, APART = 75, 8
"""Likeness of a former address, in percent, and how much less like it the next may be."""
TOUCHING = 0.02
"""Degrees between outlines that are neighbours: they come from different sources and leave gaps."""
DISTRICTS_OF_TABLE = 6
_GEOD = Geod(ellps="WGS84")
_NAMES = ("az", "hy", "ru")


def event_page(asked: Asked, event_id: str) -> Json:
    """Return the page of an event."""
    told, palette = asked.told, Palette(asked.told.about)
    event = event_of(told, event_id)
    first, last = int(event["first_day"]), int(event["last_day"])
    claims = claims_of(told, event_id)
    districts = () if event["region_wide"] else tuple(event["district_ids"])
    point = (float(event["lon"]), float(event["lat"])) if event["placing"] == "point" else None
    spoken: list[Record] = []
    notes: list[Record] = []
    for claim in records_of(claim_texts(told, claims)):
        (notes if claim["field"] == RESEARCH_FIELD else spoken).append(claim)
    return {
        **facts_model(event_id, event, claims, told, palette),
        "machine": _(MACHINE_NOTE) if is_by_machine(told, event_id) else "",
        "first_day": first,
        "days": (_iso(first), _iso(last)),
        "precision": str(event["date_precision"]),
        "point": point,
        "locator": locator(asked.dataset, told, min(first, asked.today), districts, point),
        "locator_day": day_text(min(first, asked.today)),
        "control": _control_then(asked, districts, first),
        "columns": _columns(told, spoken),
        "research": sorted({present(claim["note"]) or present(claim["value"]) for claim in notes}),
        "sources": _sources(told, claims["source_id"]),
        "around": _rows(told, _around(told, event_id, districts), palette),
        "places": [
            {"id": place, "name": place_name(told, place)}
            for place in event["place_ids"]
            if place in told.places.index
        ],
    }


def _columns(told: Dataset, spoken: list[Record]) -> list[Json]:
    """Return a column for each voice of the dataset with its claims; those without any stay."""
    values = values_of(spoken)
    values.sort(key=lambda value: (value.field == "statement", value.field not in {"start_date", "end_date"}))
    cards = {card["voice"]: card for card in voice_cards(values, told.about, frozenset(), named=True)}
    nothing = {"count": {"text": number_text(0), "hint": ""}, "entries": []}
    return [cards.get(voice.label, {"voice": voice.label, **nothing}) for voice in told.about.voices]


def _sources(told: Dataset, named: Iterable[str]) -> list[Json]:
    ids = [source for source in dict.fromkeys(named) if source in told.sources.index]
    return [source_model(str(source), record_of(told.sources, source)) for source in ids]


def _control_then(asked: Asked, districts: tuple[str, ...], day: int) -> list[Json]:
    """Say who held the districts of an event the day before and on its first day."""
    told, history = asked.told, segments(asked.dataset)
    rows = []
    for district in districts[:DISTRICTS_OF_TABLE]:
        before, then = (segment_at(history[district], when) for when in (day - 1, day))
        name = str(told.districts["name"][district])
        words = [held_text(one.shares, told.about) if one else _("not recorded") for one in (before, then)]
        rows.append({"name": name, "before": words[0], "then": words[1]})
    return rows


def _around(told: Dataset, event_id: str, districts: tuple[str, ...]) -> list[int]:
    """Return positions of the events before and after one that share a district; of all, where it has none."""
    near = np.ones(len(told.events), bool)
    if districts:
        near = np.logical_or.reduce([within(told, district) for district in districts])
    at = row_of(told, event_id)
    positions = (
        np.flatnonzero(near & ~told.events["region_wide"].to_numpy(bool))
        if districts
        else np.flatnonzero(near)
    )
    before, after = positions[positions < at][-AROUND:], positions[positions > at][:AROUND]
    return [*before.tolist(), *after.tolist()]


def _rows(told: Dataset, positions: Iterable[int], palette: Palette) -> list[Json]:
    """Return rows of events, each with its year."""
    shown = np.fromiter(positions, np.intp)
    rows: list[Json] = rows_model(shown, told, palette, limit=len(shown))["rows"]
    days = told.events["first_day"].to_numpy()[shown]
    return [row | {"year": day_date(int(day)).year} for row, day in zip(rows, days, strict=True)]


def paged(number: int, total: int, most: int) -> Json:
    """Return which page of a list is shown, the first is 1, and how many there are."""
    return {"number": number, "pages": max(1, -(-total // most))}


def pages_of(asked: Asked, kind: str, name: str) -> int:
    """Return how many pages the list of events on a page has."""
    most = ON_A_PAGE if kind == "events" else ON_A_RECORD
    pages: int = paged(1, part_of(asked, kind, name, 0, 0).listed, most)["pages"]
    return pages


def _slice(asked: Asked, kind: str, name: str, number: int) -> Json:
    """Return a part of the list of events on a page: its rows, and which part of how many it is."""
    most = ON_A_PAGE if kind == "events" else ON_A_RECORD
    part = part_of(asked, kind, name, (number - 1) * most, most)
    told = part.asked.told
    return {
        "rows": _rows(told, part.positions, Palette(told.about)),
        "events_count": event_count(part.total),
        "events_note": _note(asked, kind, name, part),
        **paged(number, part.listed, most),
    }


def _note(asked: Asked, kind: str, name: str, part: Part) -> str:
    """Say what of the events of a page is not listed, and how it is asked for; "" where all are."""
    if asked.store is None:
        return ""
    if kind == "place":
        return _(NOT_BY_PLACE)
    if part.older is None:
        return ""
    words = _(NEWEST_LISTED)
    days = "/".join(map(_iso, part.older))
    district = f"&district_ids={name}" if kind == "district" else ""
    address = f"{asked.origin}/api/collections/events/items?datetime={days}{district}"
    return words.format(most=number_text(part.listed), count=number_text(part.total), address=address)


def district_page(asked: Asked, district_id: str, number: int = 1) -> Json:
    """Return the page of a district, with a part of its events."""
    told, today = asked.told, asked.today
    model = _panel_of_district(told, district_id, today)
    of_district = told.places[told.places["district_id"] == district_id]
    return {
        **model,
        "locator": locator(asked.dataset, told, today, (district_id,)),
        "locator_day": day_text(today),
        "neighbours": [
            {"id": one, "name": str(told.districts["name"][one])}
            for one in neighbours(asked.dataset)[district_id]
        ],
        "places": _named_places(told, [str(place) for place in of_district.index]),
        "seat": _seat(told, district_id),
        **_slice(asked, "district", district_id, number),
    }


@cached(64)
def _panel_of_district(told: Dataset, district_id: str, today: int) -> Json:
    """Return what the panel says of a district over all time; its places' pages tell its history too."""
    state = ViewState(day=today, first=told.about.first_day, last=today, district=district_id)
    return district_model(told, state, selection_of(state), Palette(told.about), today=today, rows=1)


def _seat(told: Dataset, district_id: str) -> tuple[float, float] | None:
    row = told.districts.loc[district_id]
    return None if pd.isna(row["seat_lon"]) else (float(row["seat_lon"]), float(row["seat_lat"]))


@cached(1)
def neighbours(dataset: Dataset) -> dict[str, list[str]]:
    """Return the districts beside each district, in display order."""
    shapes = dataset.districts.geometry.dropna()
    found: dict[str, list[str]] = {str(district): [] for district in dataset.districts.index}
    for one, shape in shapes.items():
        near = shapely.distance(shapes.to_numpy(), shape) <= TOUCHING
        found[str(one)] = [str(other) for other in shapes.index[near] if other != one]
    return found


def place_page(asked: Asked, place_id: str, number: int = 1) -> Json:
    """Return the page of a place, with a part of its events."""
    told = asked.told
    place = record_of(told.places, place_id)
    name, district = place_name(told, place_id), present(place["district_id"])
    inside = district if district in told.districts.index else ""
    point = (float(place["lon"]), float(place["lat"]))
    model: Json = {
        "title": name,
        "suggest": suggest_address(place=place_id),
        "history_of": history_address("places", place_id),
        "kind_of_place": present(place["kind"]).replace("_", " "),
        "names": [
            {
                "code": code,
                "language": locale().languages.get(code, code),
                "values": [text] if (text := present(place[f"name_{code}"])) else [],
                "missing": _("not recorded"),
                "note": "",
            }
            for code in _NAMES
        ],
        "district": {"id": inside, "name": str(told.districts["name"][inside])} if inside else None,
        "note": present(place["note"]),
        "point": point,
        "position": _("{latitude}° N, {longitude}° E").format(
            latitude=number_text(round(point[1], 3)), longitude=number_text(round(point[0], 3))
        ),
        "locator": locator(asked.dataset, told, asked.today, (inside,) if inside else (), point),
        "locator_day": day_text(asked.today),
        **_slice(asked, "place", place_id, number),
        "nearest": _nearest(told, place_id, point),
        "history": [],
    }
    if inside:
        model["history"] = _panel_of_district(told, inside, asked.today)["control"]["history"]["rows"]
    return model


def _nearest(told: Dataset, place_id: str, point: tuple[float, float]) -> list[Json]:
    places = told.places.drop(index=place_id)
    count = len(places)
    _forth, _back, metres = _GEOD.inv(
        np.full(count, point[0]), np.full(count, point[1]), places["lon"].to_numpy(), places["lat"].to_numpy()
    )
    order = [at for at in np.argsort(metres, kind="stable")[:NEAREST] if np.isfinite(metres[at])]
    return [
        {
            "id": str(places.index[at]),
            "name": place_name(told, str(places.index[at])),
            "distance": _("{distance} km").format(distance=number_text(round(float(metres[at]) / 1000, 1))),
        }
        for at in order
    ]


def events_page(asked: Asked, number: int) -> Json:
    """Return a page of the list of all events, the first is 1."""
    part = _slice(asked, "events", "", number)
    years: dict[int, list[Json]] = {}
    for row in part["rows"]:
        years.setdefault(row["year"], []).append(row)
    return {"title": _("All events"), "hint": part["events_count"], "years": years, **part}


def former(dataset: Dataset, name: str) -> list[str]:
    """Return the slugs of the events whose address a name may have been, the likeliest first.

    A record that is mended gets another title or another day, and with them another address; what is left of the
    old one still tells which event it was.

    Parameters
    ----------
    dataset
        In English.
    name
        A slug that no event has.
    """
    if is_large(len(dataset.events)):
        return []
    asked_for = slug(name[:LONGEST_NAME])
    found = process.extract(
        asked_for, slugs(dataset).event_of.keys(), scorer=fuzz.token_sort_ratio, limit=5, score_cutoff=55
    )
    return [str(choice) for choice, _score, _key in found]


def is_former(name: str, found: list[str]) -> bool:
    """Whether the first of the addresses that a name may have been is it beyond doubt."""
    scores = [fuzz.token_sort_ratio(slug(name[:LONGEST_NAME]), one) for one in found[:2]]
    return bool(scores) and scores[0] >= SURE and (len(scores) == 1 or scores[0] - scores[1] >= APART)


def districts_page(asked: Asked) -> Json:
    """Return the list of districts with who holds them."""
    told, history = asked.told, unbroken_history(asked.dataset)
    rows = []
    for district in told.districts.index:
        now = segment_at(history[district], asked.today)
        words = held_text(now.shares, told.about) if now else _("not recorded")
        rows.append({"id": str(district), "name": str(told.districts["name"][district]), "words": words})
    return {
        "title": _("All districts"),
        "hint": day_text(asked.today),
        "rows": rows,
        "locator": locator(asked.dataset, told, asked.today),
        "locator_day": day_text(asked.today),
    }


def places_page(asked: Asked) -> Json:
    """Return the list of places, by district."""
    told = asked.told
    groups = []
    for district in told.districts.index:
        inside = [str(place) for place in told.places.index[told.places["district_id"] == district]]
        if inside:
            groups.append(
                {"name": str(told.districts["name"][district]), "places": _named_places(told, inside)}
            )
    elsewhere = told.places.index[~told.places["district_id"].isin(told.districts.index)]
    if len(elsewhere):
        groups.append(
            {"name": _("Elsewhere"), "places": _named_places(told, [str(place) for place in elsewhere])}
        )
    return {"title": _("All places"), "groups": groups}


def _named_places(told: Dataset, places: list[str]) -> list[Json]:
    named = [{"id": place, "name": place_name(told, place)} for place in places]
    return sorted(named, key=lambda place: place["name"].casefold())


def place_name(told: Dataset, place_id: str) -> str:
    """Return the name of a place in the dataset's language."""
    return present(told.places["name" if "name" in told.places else "name_en"][place_id])


def _iso(day: int) -> str:
    return day_date(day).isoformat()
