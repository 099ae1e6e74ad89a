"""The map of a view as one HTML file without a server or a network: data, Leaflet and our modules within."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from string import Template
from typing import TYPE_CHECKING, Any

from components.bundle import FRONTEND, bundle
from components.scene.alone import STORY_STRINGS, leaflet_options, told
from components.scene.build import MOST_TITLES, build_scene
from components.view.selection import selection_of, view_message
from components.view.state import without
from components.wording.dates_and_counts import interval_text
from components.wording.picture_text import picture_text
from components.wording.script_json import script_json
from components.wording.selection_text import filters_in_words
from geo.export import citations
from geo.export.provenance import DISTRICTS, RECORDS
from geo.i18n import gettext as _
from geo.i18n import language_tag, marked, translated
from geo.selection.filters import mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset
    from geo.export import Provenance

ENTRY = "standalone/main.js"
REPLACED = {"timeline/styles.js": "standalone/styles.js"}
"""Modules that fetch what a file of its own holds already, and what stands in for them."""
STYLES = (
    "shared/tokens.css",
    "vendor/leaflet/leaflet.css",
    "map/map.css",
    "timeline/timeline.css",
    "standalone/standalone.css",
)
GROUND = ("countries", "waters", "rivers")
STRINGS: dict[str, str] = {
    "back": marked("All events"),
    "events": marked("Events in the range"),
    "here": marked("Events at this place"),
    "within": marked("Events in {district}, place not known"),
    "unplaced": marked("Events without a place on the map"),
    "sources": marked("Sources"),
    **STORY_STRINGS,
}
"""The words of the panel, for the message catalogue."""

_RESOURCE = re.compile(r"url\((?!['\"]?data:)[^)]*\)")


def standalone(
    dataset: Dataset,
    state: ViewState,
    *,
    today: int,
    provenance: Provenance,
    name: str,
    story: Mapping[str, Any] | None = None,
) -> bytes:
    """Write the map and timeline of a view as one HTML file (UTF-8).

    Parameters
    ----------
    dataset
        The dataset. The file holds the events that pass the filters, of all times; online
        backgrounds are left out.
    state
        The day, range and selection it opens with.
    today
        The last day of the timeline, in days since 1970-01-01.
    provenance
        Written at the foot of the page.
    name
        Name, without ending, under which the file saves a picture.
    story
        A story that the file carries, of :func:`components.stories.telling`, with the number of the `step` that it
        opens with; the file has all its events where nothing is filtered.
    """
    filters = filters_in_words(dataset, selection_of(state))
    kept = replace(
        dataset,
        about=replace(dataset.about, tiles=()),
        events=dataset.events[mask(dataset, selection_of(state))],
    )
    event = state.event if state.event in kept.events.index else None
    data = {
        "channel": "standalone",
        "map": leaflet_options(),
        "scene": base64.b64encode(build_scene(kept, today, painted=len(kept.events))).decode("ascii"),
        "view": view_message(kept, replace(without(state, "all"), event=event)),
        "story": story,
        **told(dataset.about, translated(STRINGS)),
        "picture": picture_text(provenance, filters, name),
        **_records(kept),
    }
    return _page(data, provenance, filters)


def _records(dataset: Dataset) -> dict[str, Any]:
    """Return the records behind the events, in their order, and the sources they name by position."""
    if len(dataset.events) > MOST_TITLES:
        return {"records": None, "sources": []}
    claims = dataset.claims[dataset.claims["event_id"].isin(dataset.events.index)]
    sources = dataset.sources[dataset.sources.index.isin(claims["source_id"])].reset_index()
    position = {key: at for at, key in enumerate(sources["source_id"])}
    named: dict[str, dict[int, None]] = {}
    for event_id, source_id in zip(claims["event_id"], claims["source_id"], strict=True):
        named.setdefault(event_id, {})[position[source_id]] = None
    return {
        "records": [
            {
                "date": interval_text(int(row["first_day"]), int(row["last_day"]), row["date_precision"]),
                "place": row["place_name"],
                "summary": row["summary"],
                "sources": list(named.get(str(event_id), ())),
            }
            for event_id, row in zip(dataset.events.index, dataset.events.to_dict("records"), strict=True)
        ],
        "sources": [
            {"text": citations.line(replace(work, url="", accessed="")), "url": work.url}
            for work in citations.of_sources(sources)
        ],
    }


def _page(data: Mapping[str, Any], provenance: Provenance, filters: str) -> bytes:
    leaflet = _inline((FRONTEND / "vendor/leaflet/leaflet.js").read_text(encoding="utf-8"))
    entry = f"import '{ENTRY}'"
    imports = {path: _data_address(source) for path, source in bundle([ENTRY], REPLACED, alone=True).items()}
    modules = json.dumps({"imports": imports}, allow_nan=False)
    about = provenance.about
    template = Template((FRONTEND / "standalone/page.html").read_text(encoding="utf-8"))
    page = template.substitute(
        language=html.escape(language_tag()),
        policy=_policy(leaflet, modules, entry),
        title=html.escape(about.title),
        description=html.escape(about.subtitle),
        version=html.escape(about.version),
        subtitle=html.escape(filters or about.subtitle),
        picture=html.escape(_("Save as picture")),
        noscript=html.escape(_("The map is drawn by JavaScript, which this browser does not run.")),
        foot=_foot(provenance),
        styles=_styles(),
        data=script_json(data),
        leaflet=leaflet,
        modules=modules,
        entry=entry,
    )
    return page.encode()


def _policy(*scripts: str) -> str:
    """Allow the scripts and modules of the page, its styles and its own pictures, and no request at all."""
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{value}'" for value in hashes)
    return (
        f"default-src 'none'; script-src {allowed} data:; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _foot(provenance: Provenance) -> str:
    """Write what the file says of itself, the address of the view as a link, the licences folded away."""
    folded = []
    for label, text in provenance.entries((*RECORDS, *DISTRICTS, *GROUND)):
        shown = html.escape(text)
        if text == provenance.permalink and re.match(r"https?://", text):
            shown = f'<a href="{shown}">{shown}</a>'
        folded.append(f"<p>{html.escape(label)}: {shown}</p>")
    summary = _("Data version {version}, made on {day}: sources and licences")
    said = summary.format(version=provenance.about.version, day=provenance.made.isoformat())
    return f"<details><summary>{html.escape(said)}</summary>{''.join(folded)}</details>"


def _styles() -> str:
    """Return the style sheets without Leaflet's pictures: its own controls are not used."""
    sheets: Iterable[str] = ((FRONTEND / path).read_text(encoding="utf-8") for path in STYLES)
    return _RESOURCE.sub("none", "\n".join(sheets))


def _inline(script: str) -> str:
    """Return a script that can stand between script tags."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _data_address(source: str) -> str:
    return f"data:text/javascript;base64,{base64.b64encode(source.encode()).decode('ascii')}"
