"""The embed: map, timeline and a line of credit for a frame in somebody else's page, served by routes alone.

A frame costs one small page and four files that every frame shares and that a browser keeps. No session is opened,
no cookie is set, and the page's own machinery is not touched.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.responses import Response

from components import server_dataset
from components.bundle import FRONTEND, bundle
from components.http import records
from components.http.addresses import map_path, plain_path
from components.http.answers import OPEN, Asked, answer, asked, language_asked
from components.http.codings import takes_gzip
from components.http.plain_pages import environment
from components.http.sharing import picture_address, shared_query
from components.program import program
from components.scene.alone import STORY_STRINGS, leaflet_options, told
from components.scene.build import scene_words, version_of
from components.settings import settings
from components.stories import is_reading, step_events, step_view, story_of, telling
from components.view.own_story import NEW
from components.view.voices import scene_with_voices, seen_of, with_voices
from components.wording.script_json import script_json
from geo.dataset.cache import cached
from geo.i18n import DEFAULT, LANGUAGES, language, language_tag, marked, speaking, translated
from geo.i18n import gettext as _
from geo.translations import translated_dataset

if TYPE_CHECKING:
    from starlette.requests import Request

    from geo.dataset.dataset import Dataset

PARTS = ("timeline", "legend", "events")
"""What an embed can do without, named in its address as `hide=timeline,legend`."""
THEMES = ("light", "dark")
STYLES = (
    "shared/tokens.css",
    "vendor/leaflet/leaflet.css",
    "map/map.css",
    "timeline/timeline.css",
    "embed/embed.css",
)
ENTRY = "embed/main.js"
REPLACED = {"timeline/styles.js": "standalone/styles.js"}
STRINGS: dict[str, str] = {
    "here": marked("Events at this place"),
    "within": marked("Events in {district}, place not known"),
    "unplaced": marked("Events without a place on the map"),
    "close": marked("Close"),
    "new_tab": marked("opens in a new tab"),
    **STORY_STRINGS,
}
"""The words of the card, for the message catalogue."""
KEPT_FOR_EVER = "public, max-age=31536000, immutable"
MOST_PAGES = 256
BYTES = "application/octet-stream"
_RESOURCE = re.compile(r"url\((?!['\"]?data:)[^)]*\)")


class File(NamedTuple):
    """A file of the embed: its content, packed and not, and its media type."""

    content: bytes
    packed: bytes
    media_type: str


def page(request: Request) -> Response:
    """Answer with the embed at a view: the parameters are those of the page, with `hide` and `theme`."""
    about = asked(request)
    with speaking(language_asked(request)):
        query = tuple(sorted(request.query_params.items()))

        def body() -> bytes:
            if about.store is not None:  # Its dataset has the events of this answer alone.
                return _made_page(records.with_event(about, dict(query).get("event", "")), query, language())
            return _page(about.dataset, about.today, about.origin, query, language())

        headers = {**_headers(), "vary": "accept-language"}
        return answer(request, about, body, "text/html", headers)


def _headers() -> dict[str, str]:
    """Return the policy of the embed: its own files, no request elsewhere, and frames of whom the operator lets."""
    policy = (
        "default-src 'none'; script-src 'self' blob:; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {' '.join(settings().embed_ancestors)}"
    )
    return {
        "content-security-policy": policy,
        "content-language": language(),
        "cross-origin-resource-policy": "cross-origin",
        "cross-origin-opener-policy": "unsafe-none",
        "x-robots-tag": "noindex",
    }


@cached(MOST_PAGES)
def _page(dataset: Dataset, today: int, origin: str, query: tuple[tuple[str, str], ...], code: str) -> bytes:
    """Write the embed at a view. All readers of an article ask for the same."""
    return _made_page(Asked(dataset, today, origin), query, code)


def _made_page(asked_of: Asked, query: tuple[tuple[str, str], ...], code: str) -> bytes:
    dataset, today, origin = asked_of.dataset, asked_of.today, asked_of.origin
    given = dict(query)
    state = records.view_asked(asked_of, given)
    if state.story is not None:  # A story that is shown elsewhere is read there; one that is written is not.
        is_known = state.story != NEW
        state = replace(state, page="stories" if is_known else "map", story=state.story if is_known else None)
    state = step_view(dataset, state, today)
    heard = with_voices(dataset, state.voices)
    translated_record = translated_dataset(heard)
    about = translated_dataset(dataset).about
    story = story_of(translated_record, state) if is_reading(state) else None
    view = shared_query(dataset, state, today) | {"lang": code}
    whole = origin + map_path(**view)
    words = records.in_words(asked_of, state)
    seen = seen_of(state.voices)
    voices = f"?voice={','.join(sorted(state.voices))}" if state.voices else ""
    files = {
        "style": f"embed/style-{_digest('style')}.css",
        "app": f"embed/app-{_digest('app')}.js",
        "leaflet": f"embed/leaflet-{_digest('leaflet')}.js",
        "scene": f"embed/scene-{version_of(heard, today, seen)}.bin{voices}",
        "words": f"embed/words-{code}-{_digest('words', about.version)}.json{voices}",
    }
    hidden = [part for part in PARTS if part in given.get("hide", "").split(",")]
    data = {
        "map": {**leaflet_options(), "scrollWheelZoom": False},
        "view": records.view_of(asked_of, heard, state, step_events(dataset, state)),
        "scene": files["scene"],
        "words": files["words"],
        "hidden": hidden,
        "story": telling(translated_record, story, state, today) | {"step": state.step} if story else None,
        "page": whole,
        "record": origin + plain_path("event", "", code) + "/",
    }
    text = (
        environment()
        .get_template("embed.html")
        .render(
            lang=language_tag(),
            theme=given.get("theme") if given.get("theme") in THEMES else "",
            hidden=hidden,
            title=words.title,
            description=words.description,
            page=whole,
            picture=picture_address(origin, view, code),
            files=files,
            site=about.title,
            title_note=about.title_note,
            attribution=about.attribution,
            data=script_json(data),
            words={
                "card": _("What was chosen on the map"),
                "open": _("Open"),
                "new_tab": _("opens in a new tab"),
            },
        )
    )
    return text.encode("utf-8", "replace")


def file(request: Request) -> Response:
    """Answer with a file of the embed; its address changes with what is in it, so that a browser may keep it."""
    kind, _dot, _rest = request.path_params["name"].partition("-")
    about = asked(request)
    made = _made(request, about, kind)
    if made is None:
        return Response(status_code=404, headers={"cache-control": "no-store"})
    found, name = made
    # A page of before may ask for a file of before: it gets the one of now, and must not keep it under that name.
    caching = KEPT_FOR_EVER if request.path_params["name"] == name else "no-store"
    headers = {
        **OPEN,
        "cache-control": caching,
        "cross-origin-resource-policy": "cross-origin",
        "vary": "accept-encoding",
    }
    if takes_gzip(request.headers.get("accept-encoding", "")):
        return Response(
            found.packed, media_type=found.media_type, headers=headers | {"content-encoding": "gzip"}
        )
    return Response(found.content, media_type=found.media_type, headers=headers)


def _made(request: Request, about: Asked, kind: str) -> tuple[File, str] | None:
    """Return a file of a kind, and its name of now."""
    if kind in _SOURCES:
        ending, _media = _SOURCES[kind]
        return _source(kind), f"{kind}-{_digest(kind)}.{ending}"
    dataset = about.dataset
    voices = frozenset(request.query_params.get("voice", "").split(",")) & {
        voice.id for voice in dataset.about.voices
    }
    if kind == "scene":
        version = version_of(with_voices(dataset, voices), about.today, seen_of(voices))
        found = records.scene_of(about)
        scene = _scene(dataset, about.today, voices) if found is None else _packed(found)
        return scene, f"scene-{version}.bin"
    if kind == "words":
        code = request.path_params["name"].split("-")[1]
        if code in LANGUAGES:
            name = f"words-{code}-{_digest('words', dataset.about.version)}.json"
            return _words(dataset, about.today, voices, code), name
    return None


@cached(8)
def _scene(dataset: Dataset, today: int, voices: frozenset[str]) -> File:
    scene = scene_with_voices(dataset, voices, today) if voices else server_dataset.scene_of(dataset, today)
    return _file(scene, BYTES)


@lru_cache(2)
def _packed(scene: bytes) -> File:
    """Pack the scene of a store, of which each version and day has one that stays the same object."""
    return _file(scene, BYTES)


@cached(16)
def _words(dataset: Dataset, today: int, voices: frozenset[str], code: str) -> File:
    """Return what map and timeline say in a language, and the words of the scene where it is not English."""
    with speaking(code):
        heard = translated_dataset(with_voices(dataset, voices))
        content: dict[str, Any] = {
            "browser": told(heard.about, translated(STRINGS)),
            "scene": None
            if code == DEFAULT
            else scene_words(heard, version_of(heard, today, seen_of(voices))),
        }
    text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return _file(text.encode("utf-8", "replace"), "application/json")


def _file(content: bytes, media_type: str) -> File:
    return File(content, gzip.compress(content, 6), media_type)


_SOURCES = {
    "style": ("css", "text/css"),
    "app": ("js", "text/javascript"),
    "leaflet": ("js", "text/javascript"),
}


@cache
def _source(kind: str) -> File:
    """Return a file that is made of the program's own."""
    if kind == "style":
        text = "\n".join((FRONTEND / path).read_text(encoding="utf-8") for path in STYLES)
        text = _RESOURCE.sub("none", text)  # Leaflet's own controls, whose pictures these are, are not used.
    elif kind == "leaflet":
        text = (FRONTEND / "vendor/leaflet/leaflet.js").read_text(encoding="utf-8")
    else:
        sources = json.dumps(dict(sorted(bundle([ENTRY], REPLACED, alone=True).items())), allow_nan=False)
        linker = (FRONTEND / "shared/bundle-linker.js").read_text(encoding="utf-8")
        text = linker.replace("const SOURCES = {}", f"const SOURCES = {sources}") + f"\nload('{ENTRY}')\n"
    return _file(text.encode(), _SOURCES[kind][1])


@cache
def _digest(kind: str, version: str = "") -> str:
    """Return what tells a file from those of before."""
    content = _source(kind).content if kind in _SOURCES else f"{version}/{program()}".encode()
    return hashlib.sha256(content).hexdigest()[:16]
