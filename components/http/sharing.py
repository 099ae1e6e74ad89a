"""Addresses, words and citations of a view for the dialog "Share", asked for when the dialog opens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from components.http.addresses import map_path
from components.http.answers import answer, asked, language_asked
from components.http.records import answerable, in_words, view_asked, with_event
from components.stories import step_view
from components.view.selection import selection_of
from components.view.state import to_query
from components.wording.picture_text import picture_text
from components.wording.selection_text import filters_in_words
from geo.dates import day_date
from geo.export import Provenance, citations
from geo.i18n import DEFAULT, LANGUAGES, language, marked, name_of, speaking, translated
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from components.http.answers import Asked
    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset

Json = dict[str, Any]
OF_THE_LINK = ("lang", "at", "version")
"""Parameters that a person chooses to put into a link or not."""
OF_THE_PICTURE = ("day", "from", "to", "district", "event")
"""Parameters that a preview's picture follows."""
WORDS: dict[str, str] = {
    "title": marked("Share this view"),
    "close": marked("Close"),
    "back": marked("Back"),
    "link": marked("Link"),
    "embed": marked("Embed"),
    "picture": marked("Picture"),
    "follow": marked("Calendar and feeds"),
    "cite": marked("Citation"),
    "copy": marked("Copy"),
    "copied": marked("Copied"),
    "failed": marked("Not copied: select the text and copy it"),
    "link.label": marked("Link to this view"),
    "link.version": marked("Hold this data version ({version}), so that the numbers cannot change"),
    "link.look": marked("Hold the map's place and zoom"),
    "link.language": marked("Hold the language ({language})"),
    "link.card": marked("What a message shows of it"),
    "link.more": marked("More ways on this device"),
    "embed.size": marked("Size"),
    "embed.article": marked("Article"),
    "embed.narrow": marked("Narrow"),
    "embed.wide": marked("Wide"),
    "embed.fill": marked("Fills its column"),
    "embed.least": marked("at least {width} × {height}"),
    "embed.own": marked("Own size"),
    "embed.width": marked("Width in pixels"),
    "embed.height": marked("Height in pixels"),
    "embed.shows": marked("Shows"),
    "embed.timeline": marked("Timeline"),
    "embed.legend": marked("Legend, one line"),
    "embed.events": marked("Events on the map"),
    "embed.language": marked("Language"),
    "embed.theme": marked("Colours"),
    "embed.reader": marked("The reader's"),
    "embed.light": marked("Light"),
    "embed.dark": marked("Dark"),
    "embed.preview": marked("Live preview"),
    "embed.scaled": marked("drawn at {percent} %, works like the real one"),
    "embed.code": marked("Code"),
    "embed.note": marked(
        "The credit line cannot be switched off: the licences of the outlines ask for it. "
        "The frame sets no cookies and loads nothing from third parties."
    ),
    "picture.what": marked("Picture"),
    "picture.view": marked("This map with its legend"),
    "picture.card": marked("Preview card, {size}"),
    "picture.preview": marked("Preview"),
    "picture.save": marked("Save picture"),
    "picture.copy": marked("Copy picture"),
    "picture.description": marked("Description for screen readers"),
    "picture.none": marked("There is no map to take a picture of: open the map first"),
    "follow.note": marked(
        "These addresses stay and follow the data; a calendar program reads them again by itself."
    ),
    "follow.subscribe": marked("Add to calendar"),
    "cite.text": marked("Text"),
    "cite.note": marked(
        "The address holds the data version. The sources of the claims are cited under Download."
    ),
    "own": marked(
        "Events that you added stay in your browser's session: they are in no link, embed or feed."
    ),
}
"""The words of the dialog, for the message catalogue."""
OF_A_STORE: dict[str, str] = {"cite.note": marked("The sources of the claims are cited under Download.")}
"""Words that are others for a store, of which no address can hold a version."""


def shared_query(dataset: Dataset, state: ViewState, today: int) -> dict[str, str]:
    """Return the parameters of the whole page at a view; a story's step stays one."""
    query = to_query(state, dataset, today)
    if state.page != "stories":
        query.pop("page", None)
    return query


def picture_address(origin: str, view: Mapping[str, str], code: str) -> str:
    """Return the address of the preview's picture of a view.

    Parameters
    ----------
    origin
        Of the server.
    view
        Parameters of the page's address; those that the picture does not show are left out.
    code
        The language of its words.
    """
    seen = {name: view[name] for name in OF_THE_PICTURE if view.get(name)}
    return f"{origin}/preview.png?{urlencode({**seen, 'lang': code})}"


def share_json(request: Request) -> Response:
    """Answer with what the dialog shows of a view, in the language of the address."""
    about = asked(request)
    with speaking(language_asked(request)):
        return answer(
            request, about, lambda: _model(request, about), "application/json", {"vary": "accept-language"}
        )


def _model(request: Request, about: Asked) -> bytes:
    query_given = dict(request.query_params)
    about = with_event(about, query_given.get("event", ""))
    dataset, told = about.dataset, about.told.about
    state = step_view(dataset, view_asked(about, query_given, words=True), about.today)
    query = _without(OF_THE_LINK, shared_query(dataset, state, about.today))
    words = in_words(about, state)
    whole = _without(OF_THE_LINK, to_query(state, dataset, about.today))
    version = {} if about.store is not None else {"version": told.version}
    cited = about.origin + map_path(language(), **whole, **version)
    provenance = Provenance(told, words.chosen, cited, day_date(about.today))
    filters = filters_in_words(about.told, selection_of(answerable(about, state)))
    pictured = picture_text(provenance, filters, f"map-{day_date(state.day).isoformat()}")
    pictured["foot"].append(cited)
    work = citations.of_view(told, cited, day_date(about.today))
    model: Json = {
        "page": about.origin + "/",
        "embed": about.origin + "/embed",
        "query": query,
        "language": language(),
        "languages": [(code, name_of(code)) for code in LANGUAGES],
        "version": version.get("version"),
        "title": words.title,
        "chosen": words.chosen,
        "description": words.description,
        "site": told.title,
        "picture": picture_address(about.origin, query, language()),
        "pictured": pictured,
        "file": pictured["file"],
        "cite": [
            {"name": _("Text"), "text": citations.line(work)},
            {"name": "BibTeX", "text": citations.bibtex([work]).strip()},
            {"name": "RIS", "text": citations.ris([work]).strip()},
            {"name": "CSL-JSON", "text": citations.csl_json([work])},
        ],
        "follow": _feeds(about, state),
        "words": translated(WORDS if version else WORDS | OF_A_STORE),
    }
    return json.dumps(model, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def _without(names: Collection[str], query: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in query.items() if name not in names}


def _feeds(about: Asked, state: ViewState) -> list[Json]:
    """Return the addresses that follow the data: of all, and of the chosen district."""
    told = about.told
    yearly = _("By Azerbaijani order; each entry says by which.")
    calendars: list[tuple[str, str, dict[str, str]]] = []
    feeds: list[tuple[str, str, dict[str, str]]] = []
    if len(told.city_days):
        calendars.append((_("City Days, every year"), yearly, {}))
    if about.store is None:
        changed = _("New events and corrections with each version, as Atom.")
        feeds.append((_("What changed in the data"), changed, {}))
    if state.district is not None:
        name = str(told.districts["name"].loc[state.district])
        chosen = {"district": state.district}
        if (told.city_days["district_id"] == state.district).any():
            calendars.append((_("City Day of {district}").format(district=name), yearly, chosen))
        if feeds:
            title = _("What changed on {district}").format(district=name)
            feeds.append((title, _("The same, for one district."), chosen))
    named = _("What the timeline names, and what changed who held a district, on its day every year.")
    here = {} if state.district is None else {"district": state.district}
    return [
        *(_feed(about, ("calendar", "city-days.ics"), *one) for one in calendars),
        *(
            [_feed(about, ("calendar", "anniversaries.ics"), _("Anniversaries"), named, here)]
            if told.about.landmarks
            else []
        ),
        *(_feed(about, ("feed", "feed.atom"), *one) for one in feeds),
    ]


def _feed(about: Asked, kind: tuple[str, str], title: str, text: str, query: Mapping[str, str]) -> Json:
    given = dict(query) if language() == DEFAULT else {**query, "lang": language()}
    address = f"{about.origin}/{kind[1]}" + (f"?{urlencode(given)}" if given else "")
    return {"kind": kind[0], "title": title, "text": text, "address": address}
