"""The page as the server first sends it: Streamlit's, with title, outlines and the timeline's frame drawn already.

Streamlit's own page is empty until its scripts have run. What is put into it stands in the reader's language at once,
is replaced when the map is drawn, and tells search pages and messengers what the address shows.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response
from streamlit import file_util

from components.bundle import FRONTEND
from components.http import health
from components.http.addresses import map_path, plain_path, slugs
from components.http.answers import answer, asked, language_asked
from components.http.plain_pages import environment
from components.http.records import in_words, view_asked, with_event
from components.http.sharing import picture_address, shared_query
from components.stories import is_reading, step_view
from geo.dataset.cache import cached
from geo.dates import day_date
from geo.i18n import DEFAULT, LANGUAGES, language, language_tag, marked, speaking, translated

if TYPE_CHECKING:
    from starlette.requests import Request

    from components.http.answers import Asked
    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset

NEVER_STORED = {"cache-control": "no-store"}
ZOOM = 9
"""Web map zoom whose pixels are the units of the drawing."""
EDGE = 85.0
"""Latitude of the map's edge: the poles are infinitely far."""
TOLERANCE = 1.0
"""Units by which outlines are simplified."""
AROUND = (0.9, 0.45)
"""Of the districts' extent, on each side: what a wide or a high map shows around them."""
SMALLEST_WATER = 12.0
"""Square kilometres."""
WORDS: dict[str, str] = {
    "drawn": marked("The outlines are drawn. The events are coming."),
    "script": marked("The map needs JavaScript. Every record can also be read without it:"),
    "events": marked("All events"),
    "districts": marked("All districts"),
    "places": marked("All places"),
}
"""The words of the page before it has come, for the message catalogue."""
_STYLE = re.compile(r'<link rel="stylesheet"[^>]*>')
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


def page(request: Request) -> Response:
    """Answer with the page at a view; before the dataset is loaded with Streamlit's own."""
    if health.STATE.word != "ready":
        return HTMLResponse(_index(), headers=NEVER_STORED)
    about = asked(request)
    with speaking(language_asked(request)):
        headers = {"cache-control": "no-cache", "vary": "accept-language", "content-language": language()}
        return answer(request, about, lambda: _page(request, about), "text/html", headers)


@cache
def _index() -> str:
    """Return the page as Streamlit has it."""
    return (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")


@cache
def _own(name: str) -> str:
    return (FRONTEND / "front" / name).read_text(encoding="utf-8").strip()


def _page(request: Request, about: Asked) -> bytes:
    given = dict(request.query_params)
    about = with_event(about, given.get("event", ""))
    dataset, told = about.dataset, about.told.about
    state = step_view(dataset, view_asked(about, given, words=True), about.today)
    query = shared_query(dataset, state, about.today)
    words = in_words(about, state)
    has_map = state.page == "map" or is_reading(state)
    values: dict[str, Any] = {
        "lang": language_tag(),
        "title": told.title,
        "subtitle": told.subtitle,
        "told": words,
        "named": bool({"day", "event", "district", "story"} & request.query_params.keys()),
        "has_map": has_map,
        "map": drawing(dataset.base or dataset),
        "bars": bars(dataset.base or dataset, about.today),
        "canonical": about.origin + _canonical(about, state),
        "address": about.origin + map_path(language(), **_without_language(query)),
        "languages": [] if _is_record(state) else _addresses(about),
        "picture": picture_address(about.origin, query, language()),
        "words": translated(WORDS),
        # Of the program's own files, in which no tag ends.
        "style": Markup(_own("front.css")),  # noqa: S704
        "script": Markup(_own("front.js")),  # noqa: S704
        "lists": {
            kind: about.origin + plain_path(kind, code=language())
            for kind in ("events", "districts", "places")
        },
    }
    head, body = (
        environment().get_template(f"front_{part}.html").render(**values) for part in ("head", "body")
    )
    index = _index()
    style = _STYLE.search(index)
    index = _NO_SCRIPT.sub("", _TITLE.sub("", _STYLE.sub("", index)))
    index = index.replace('<html lang="en">', f'<html lang="{language_tag()}" class="is-first">')
    index = index.replace("</head>", f"{head}</head>", 1)
    # Streamlit's style sheet comes after what is drawn first, which does not wait for it.
    index = index.replace("<body>", f"<body>{body}{style.group() if style else ''}", 1)
    return index.encode("utf-8", "replace")


def _without_language(query: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in query.items() if name != "lang"}


def _is_record(state: ViewState) -> bool:
    return state.event is not None or state.district is not None or state.place is not None


def _canonical(about: Asked, state: ViewState) -> str:
    """Return the address that search pages should keep: of a chosen record its plain page."""
    code = language()
    if state.event is not None:
        return plain_path("event", slugs(about.dataset).of_event[state.event], code)
    if state.place is not None:
        return plain_path("place", state.place, code)
    if state.district is not None:
        return plain_path("district", state.district, code)
    return map_path(code)


def _addresses(about: Asked) -> list[dict[str, str]]:
    in_english = {"code": DEFAULT, "address": f"{about.origin}/?lang={DEFAULT}"}
    others = [{"code": code, "address": about.origin + map_path(code)} for code in LANGUAGES[1:]]
    return [{"code": "x-default", "address": f"{about.origin}/"}, in_english, *others]


@cached(1)
def drawing(dataset: Dataset) -> dict[str, Any] | None:
    """Return the outlines as SVG path data in pixels of a web map, None where the dataset has none.

    Returns
    -------
    dict
        ``districts``, ``land``, ``water`` and ``border`` (path data), ``box`` (left, top, width and height of the
        districts) and ``zoom``: by them the browser looks at the drawing as Leaflet will at the map.
    """
    outlined = dataset.districts.geometry.dropna()
    outlined = outlined[~outlined.is_empty]
    if outlined.empty:
        return None
    west, south, east, north = outlined.total_bounds
    corners = _pixels(np.array([[west, north], [east, south]]))
    origin = np.floor(corners[0])
    left, top = corners[0] - origin
    width, height = corners[1] - corners[0]
    wide, high = AROUND[0] * (east - west), AROUND[1] * (north - south)
    frame = (west - wide, south - high, east + wide, north + high)
    waters = dataset.backdrop.get("waters")
    if waters is not None and "area_km2" in waters:
        waters = waters[waters["area_km2"] >= SMALLEST_WATER]
    countries = dataset.backdrop.get("countries")
    shapes = [] if countries is None else shapely.get_parts(countries.geometry.dropna().to_numpy())
    return {
        "districts": [_path(shape, frame, origin) for shape in outlined],
        "land": "".join(_path(shape, frame, origin) for shape in dataset.neighbours.geometry.dropna()),
        "water": ""
        if waters is None
        else "".join(_path(one, frame, origin) for one in waters.geometry.dropna()),
        "border": "".join(_path(shape.exterior, frame, origin) for shape in shapes),
        "box": [round(float(value), 2) for value in (left, top, width, height)],
        "zoom": ZOOM,
    }


def _pixels(positions: Any) -> Any:  # noqa: ANN401 - Arrays of numpy.
    """Return positions (longitude, latitude in degrees) in pixels of a web map."""
    size = 256 * 2**ZOOM
    sine = np.sin(np.radians(np.clip(positions[:, 1], -EDGE, EDGE)))
    x = (positions[:, 0] / 360 + 0.5) * size
    y = (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)) * size
    return np.column_stack([x, y])


def _path(shape: shapely.Geometry, frame: tuple[float, float, float, float], origin: Any) -> str:  # noqa: ANN401
    pieces = []
    for part in shapely.get_parts(shapely.clip_by_rect(shape, *frame)):
        lines = (part.exterior, *part.interiors) if isinstance(part, shapely.Polygon) else (part,)
        for line in lines:
            if line.is_empty:
                continue
            drawn = shapely.LineString(_pixels(shapely.get_coordinates(line)) - origin)
            points = np.rint(shapely.get_coordinates(shapely.simplify(drawn, TOLERANCE))).astype(int)
            steps = np.diff(points, axis=0)
            steps = steps[steps.any(axis=1)]
            if len(steps) > 1:
                path = " ".join(f"{x} {y}" for x, y in steps.tolist())
                pieces.append(f"M{points[0][0]} {points[0][1]}l{path}")
    return "".join(pieces)


@cached(2)
def bars(dataset: Dataset, today: int) -> list[dict[str, float]]:
    """Return a bar for each year of the timeline, in hundredths of its width and of the highest."""
    first = dataset.about.first_day
    span = max(1, today + 1 - first)
    days = dataset.events["first_day"].to_numpy()
    years = range(day_date(first).year, day_date(today).year + 1)
    starts = [
        max(first, (np.datetime64(f"{year}-01-01") - np.datetime64("1970-01-01")).astype(int))
        for year in years
    ]
    ends = [*starts[1:], today + 1]
    counts = [int(((days >= start) & (days < end)).sum()) for start, end in zip(starts, ends, strict=True)]
    highest = max(1, *counts)
    return [
        {
            "x": round(100 * (start - first) / span, 2),
            "width": round(100 * (end - start) / span - 0.2, 2),
            "height": round(94 * count / highest, 1),
        }
        for start, end, count in zip(starts, ends, counts, strict=True)
        if count
    ]
