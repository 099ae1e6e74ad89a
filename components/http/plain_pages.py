"""Plain pages: every event, district and place as HTML made on the server, in every language, without script."""

from __future__ import annotations

import re
from collections.abc import Callable  # noqa: TC003 - The makers are annotated where they are named.
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from components.details.frame_rows import event_title
from components.details.inline_text import safe_url
from components.http import page_models as models
from components.http import story_pages
from components.http.addresses import in_languages, map_path, plain_path, record_address, slugs
from components.http.answers import FRESH, Asked, answer, asked, language_of_path
from components.http.records import with_event
from components.program import program
from components.scene.outlines import outlines
from components.settings import settings
from components.wording.script_json import script_json
from geo.dataset.cache import cached
from geo.dataset.lookup import is_event, row_of
from geo.dates import day_date
from geo.i18n import gettext as _
from geo.i18n import language, language_tag, name_of, speaking
from geo.identifiers import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from geo.dataset.dataset import Dataset

Json = dict[str, Any]
Made = tuple[str, Json, Json]
"""A template, what it is filled with, and what robots read of it."""
MOST_KEPT = 512
"""Pages in memory, some 30 kB each."""
HERE = Path(__file__).parent
STYLE = HERE / "static" / "plain.css"
LONGEST_DESCRIPTION = 300
PICTURE_POLICY = "default-src 'none'; style-src 'none'; frame-ancestors 'none'"
"""A picture is drawn, not run: whoever opens it by itself gets nothing else either."""
LISTS = {"events", "districts", "places", "stories"}
_BELOW_SPACE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def events(request: Request) -> Response:
    """Answer with the list of events; `?page=2` with its second part."""
    return _page(request, "events", "")


def event(request: Request) -> Response:
    """Answer with an event; its id leads to its address."""
    name = request.path_params["name"]
    about = with_event(asked(request), name)
    known = slugs(about.dataset)
    if name in known.event_of:
        return _page(request, "event", name, about)
    if is_event(about.dataset, name):
        return _moved(request, "event", known.of_event[name])
    found = models.former(about.dataset, name)
    if models.is_former(name, found):
        return _moved(request, "event", found[0], 302)
    return _missing(request, about, found)


def districts(request: Request) -> Response:
    """Answer with the list of districts."""
    return _page(request, "districts", "")


def district(request: Request) -> Response:
    """Answer with a district."""
    name, about = request.path_params["name"], asked(request)
    if name not in about.dataset.districts.index:
        return _missing_or_moved(request, about, "district", about.dataset.districts.index)
    return _page(request, "district", name, about)


def places(request: Request) -> Response:
    """Answer with the list of places."""
    return _page(request, "places", "")


def place(request: Request) -> Response:
    """Answer with a place."""
    name, about = request.path_params["name"], asked(request)
    if name not in about.dataset.places.index:
        return _missing_or_moved(request, about, "place", about.dataset.places.index)
    return _page(request, "place", name, about)


def stories(request: Request) -> Response:
    """Answer with the list of stories."""
    return _page(request, "stories", "")


def story(request: Request) -> Response:
    """Answer with a story, all its steps and their maps."""
    name, about = request.path_params["name"], asked(request)
    if name not in story_pages.names(about):
        return _missing_or_moved(request, about, "story", story_pages.names(about))
    return _page(request, "story", name, about)


def story_step(request: Request) -> Response:
    """Answer with a step of a story."""
    name, about = request.path_params["name"], asked(request)
    number = _step_number(request, about)
    return _page(request, "story", f"{name}/{number}", about) if number else _missing(request, about)


def story_map(request: Request) -> Response:
    """Answer with the map of a step as a picture."""
    name, about = request.path_params["name"], asked(request)
    number = _step_number(request, about)
    if not number or outlines(about.dataset) is None:
        return _missing(request, about)
    with speaking(language_of_path(request.url.path)):

        def body() -> bytes:
            return _drawn(about.dataset, about.today, (name, number, language()))

        return answer(request, about, body, "image/svg+xml", {"content-security-policy": PICTURE_POLICY})


@cached(MOST_KEPT, of_large=64)
def _drawn(dataset: Dataset, today: int, which: tuple[str, int, str]) -> bytes:
    """Draw the map of a step: story, number, and the language of its words."""
    name, number, _code = which
    model = story_pages.map_model(Asked(dataset, today, ""), name, number)
    text = environment().get_template("locator.svg").render(map=model)
    return _BELOW_SPACE.sub("\ufffd", text).encode("utf-8", "replace")


def _step_number(request: Request, about: Asked) -> int:
    """Return the step that an address names, 0 where the story has none such."""
    name, step = request.path_params["name"], request.path_params["step"]
    number = int(step) if re.fullmatch(r"[1-9][0-9]{0,3}", step) else 0
    return number if number <= story_pages.names(about).get(name, 0) else 0


def _stories(_name: str, _number: int, about: Asked) -> Made:
    return "stories.html", story_pages.stories_page(about), {}


def _story(which: str, _number: int, about: Asked) -> Made:
    """Return a story, or one of its steps where a number is given: `kalbajar/4`."""
    name, _slash, step = which.partition("/")
    number = int(step or 0)
    page = story_pages.step_page(about, name, number) if number else story_pages.story_page(about, name)
    linked: Json = {
        "@type": "Article",
        "headline": page["title"],
    }
    if number:  # A whole story has so many sources that they would make its page an eighth longer.
        cited = dict.fromkeys(source["url"] for step in page["steps"] for source in step["sources"])
        linked["citation"] = [url for url in cited if url]
    return "story.html", page, linked


def _events(_name: str, number: int, about: Asked) -> Made:
    return "events.html", models.events_page(about, number), {}


def _districts(_name: str, _number: int, about: Asked) -> Made:
    return "districts.html", models.districts_page(about), {}


def _places(_name: str, _number: int, about: Asked) -> Made:
    return "places.html", models.places_page(about), {}


def _event(name: str, _number: int, about: Asked) -> Made:
    event_id = slugs(about.dataset).event_of[name]
    page = models.event_page(about, event_id)
    first, last = (_known_part(day, page["precision"]) for day in page["days"])
    linked: Json = {
        "@type": "Event",
        "name": page["title"],
        "startDate": first,
        "endDate": last,
        "description": page["summary"],
        "location": _located(_plain(page["place"]), page["point"]),
        "citation": [source["url"] for source in page["sources"] if source["url"]],
    }
    day = day_date(min(max(page["first_day"], about.dataset.about.first_day), about.today)).isoformat()
    page["map"] = map_path(language(), event=event_id, day=day)
    return "event.html", page, linked


def _district(name: str, number: int, about: Asked) -> Made:
    page = models.district_page(about, name, number)
    page["map"] = map_path(language(), district=name)
    return "district.html", page, _located(page["title"], page["seat"], page["names"])


def _place(name: str, number: int, about: Asked) -> Made:
    page = models.place_page(about, name, number)
    page["map"] = map_path(language(), place=name)
    return "place.html", page, _located(page["title"], page["point"], page["names"])


def _located(name: str, point: tuple[float, float] | None, names: list[Json] | None = None) -> Json:
    """Return a place of schema.org; `names` are its names by language."""
    found: Json = {"@type": "Place", "name": name}
    others = [text for one in names or [] for text in one["values"] if text != name]
    if others:
        found["alternateName"] = list(dict.fromkeys(others))
    if point is not None and all(value == value for value in point):  # noqa: PLR0124 - NaN is unlike itself.
        found["geo"] = {"@type": "GeoCoordinates", "longitude": point[0], "latitude": point[1]}
    return found


def _known_part(day: str, precision: str) -> str:
    return day[: {"year": 4, "month": 7}.get(precision, 10)]


MAKERS: dict[str, Callable[[str, int, Asked], Made]] = {
    "events": _events,
    "event": _event,
    "districts": _districts,
    "district": _district,
    "places": _places,
    "place": _place,
    "stories": _stories,
    "story": _story,
}


def _page(request: Request, kind: str, name: str, about: Asked | None = None) -> Response:
    """Answer with a page in the language of its address."""
    about = about or asked(request)
    given = request.query_params.get("page", "1")
    number = int(given) if re.fullmatch(r"[1-9][0-9]{0,5}", given) else 0
    if not 1 <= number <= models.pages_of(about, kind, name):
        return _missing(request, about)
    with speaking(language_of_path(request.url.path)):

        def body() -> bytes:
            if about.store is not None:  # Its dataset has the events of this answer alone.
                return _made(about, kind, name, number)
            return _written(about.dataset, about.today, about.origin, (kind, name, number, language()))

        return answer(request, about, body, "text/html", headers())


@cached(MOST_KEPT, of_large=64)
def _written(dataset: Dataset, today: int, origin: str, which: tuple[str, str, int, str]) -> bytes:
    """Write a page: kind, name, part of its list, and language."""
    kind, name, number, _code = which
    return _made(Asked(dataset, today, origin), kind, name, number)


def _made(about: Asked, kind: str, name: str, number: int) -> bytes:
    template, page, linked = MAKERS[kind](name, number, about)
    return rendered(about, template, page, kind=kind, name=name, linked=linked, number=number)


def rendered(
    about: Asked,
    template: str,
    page: Json,
    *,
    kind: str = "",
    name: str = "",
    linked: Json | None = None,
    number: int = 1,
    words: Mapping[str, str] | None = None,
    scripted: bool = False,
) -> bytes:
    """Write a page.

    Parameters
    ----------
    about
        What is asked of.
    template, page
        The template, and its model.
    kind, name, number
        Of the address that it has in every language; a page without a kind has none.
    linked
        What it says of itself in schema.org's words.
    words
        More words of the template.
    scripted
        Whether it has the script of the pages on which something is typed.
    """
    code, told = language(), about.told.about
    query = f"?page={number}" if number > 1 else ""
    addresses = {one: f"{about.origin}{path}{query}" for one, path in in_languages(kind, name).items()}
    description = page.get("summary") or page.get("hint") or told.subtitle
    described = {
        "@context": "https://schema.org",
        **(linked or {}),
        "url": addresses[code],
        "inLanguage": code,
        "isPartOf": {"@type": "Dataset", "name": told.title, "version": told.version},
    }
    text = (
        environment()
        .get_template(template)
        .render(
            page=page,
            words=_words() | dict(words or {}),
            script="/revisions/index.js" if scripted else "",
            is_mended=about.store is None,
            has_stories=bool(story_pages.names(about)),
            lang=language_tag(),
            site=told.title,
            subtitle=told.subtitle,
            title_note=told.title_note,
            attribution=told.attribution,
            version=told.version,
            description=description[:LONGEST_DESCRIPTION],
            canonical=addresses[code] if name or kind in LISTS else "",
            languages=[
                {"code": one, "name": name_of(one), "address": address} for one, address in addresses.items()
            ],
            linked=script_json(described) if linked else "",
            style=f"/plain.css?v={program()[:12]}",
            here=code,
            here_name=name,
            to=partial(_to, about),
            map_path=partial(map_path, code),
            safe_url=safe_url,
            og="article" if kind in {"event", "story"} else "website",
            picture=record_address(about.origin, kind, name, code),
        )
    )
    return _BELOW_SPACE.sub("\ufffd", text).encode("utf-8", "replace")


def _to(about: Asked, kind: str, name: str = "") -> str:
    """Return the address of a plain page in this language; an event is named by its id."""
    if kind == "event" and about.store is None:  # Of a store the addresses are the ids.
        name = slugs(about.dataset).of_event[name]
    return plain_path(kind, name, language())


def page_of(about: Asked, subject: str) -> str:
    """Return the address of the page that shows what a row of the record speaks of, "" where there is none.

    Parameters
    ----------
    about
        What is asked of.
    subject
        As `events/kalbajar-handover`, :func:`geo.revisions.record.about_of`.
    """
    kind, _slash, name = subject.partition("/")
    dataset = about.dataset
    if kind == "events" and is_event(dataset, name):
        return _to(about, "event", name)
    if kind == "districts" and name in dataset.districts.index:
        return _to(about, "district", name)
    if kind == "places" and name in dataset.places.index:
        return _to(about, "place", name)
    if kind == "stories":
        return map_path(language(), page="stories", story=name)
    return ""


def title_of(about: Asked, subject: str) -> str:
    """Return the name of what a row of the record speaks of, as it is told; its id where there is no other."""
    kind, _slash, name = subject.partition("/")
    told = about.told
    if kind == "events" and is_event(told, name):
        return event_title(told, name)
    if kind == "districts" and name in told.districts.index:
        return str(told.districts["name"][name])
    if kind == "places" and name in told.places.index:
        return models.place_name(told, name)
    return name


def _plain(runs: list[Any]) -> str:
    return "".join(run if isinstance(run, str) else str(run["text"]) for run in runs)


def _missing_or_moved(request: Request, about: Asked, kind: str, known: Any) -> Response:  # noqa: ANN401 - An index.
    """Answer at an address that is another's in other letters with that, else with 404."""
    other = slug(request.path_params["name"][:200])
    return _moved(request, kind, other) if other in known else _missing(request, about)


def _moved(request: Request, kind: str, name: str, status: int = 301) -> Response:
    code = language_of_path(request.url.path)
    return RedirectResponse(plain_path(kind, name, code), status, headers={"cache-control": FRESH})


def _missing(request: Request, about: Asked, like: list[str] | None = None) -> Response:
    """Answer that there is no such page, with ways to those that there are, and to the events that are like it."""
    with speaking(language_of_path(request.url.path)):
        ids = [slugs(about.dataset).event_of[name] for name in like or ()]
        titles = about.told.events["title"]
        page = {
            "title": _("There is no page at this address"),
            "hint": "",
            "like": [{"id": one, "title": str(titles.iloc[row_of(about.dataset, one)])} for one in ids],
        }
        body = rendered(about, "missing.html", page)
        return HTMLResponse(body, 404, headers={**headers(), "cache-control": "no-store"})


def headers(*, scripted: bool = False) -> dict[str, str]:
    """Return the headers of a page; of one with a script what lets it run and ask this server."""
    ancestors = " ".join(settings().frame_ancestors)
    scripts = "script-src 'self'; connect-src 'self'; " if scripted else ""
    policy = (
        f"default-src 'none'; {scripts}style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {ancestors}"
    )
    return {"content-security-policy": policy, "content-language": language()}


@cache
def environment() -> Environment:
    """Return the templates, which escape what they are given."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["iso"] = lambda day: day_date(day).isoformat()
    return environment


def _words() -> dict[str, str]:
    """Return the words of the templates in this language."""
    return {
        "map": _("Map"),
        "events": _("Events"),
        "districts": _("Districts"),
        "places": _("Places"),
        "figures": _("Figures"),
        "about": _("About the data"),
        "all_events": _("All events"),
        "all_districts": _("All districts"),
        "all_places": _("All places"),
        "stories": _("Stories"),
        "all_stories": _("All stories"),
        "read_on_map": _("Read it on the map"),
        "previous_step": _("Previous step"),
        "next_step": _("Next step"),
        "open": _("Open on the map"),
        "claims": _("Claims, by voice"),
        "claims_note": _("A voice says who speaks, not whether what is said is right."),
        "no_claim": _("No claim on record"),
        "sources": _("Sources"),
        "no_address": _("no address"),
        "around": _("Around this event"),
        "nearest": _("Places nearby"),
        "neighbours": _("Districts beside it"),
        "names": _("Names"),
        "control": _("Control of the district"),
        "control_of_place": _("Control of the district that it lies in"),
        "control_note": _("The record is of the district; who held a place in it may differ."),
        "before": _("Day before"),
        "then": _("On the day"),
        "district": _("District"),
        "district_then": _("Control"),
        "events_here": _("Events here"),
        "no_events": _("No event on record"),
        "more_facts": _("More recorded facts"),
        "research": _("Notes on the sources"),
        "languages": _("Languages"),
        "version": _("Data version"),
        "suggest": _("Suggest a correction"),
        "history": _("History"),
        "changes": _("What was suggested and changed"),
        "search": _("Search"),
        "search_label": _("Search in the events"),
        "missing_hint": _("It may have been renamed. Search for it, or look through a list:"),
        "locator": _(story_pages.LOCATOR),
        "position": _("Position"),
        "skip": _("Skip to the content"),
        "pages": _("Parts of the list"),
        "like": _("Perhaps one of these:"),
        "place": _("Place"),
    }
