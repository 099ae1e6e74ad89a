"""Words of the map, for the browser: of the page, of the embed and of the file that is taken along."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.i18n import counted, marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.i18n import Counted

STRINGS: Mapping[str, str] = MappingProxyType(
    {
        "map.label": marked("Map of the districts and events"),
        "map.keys": marked(
            "Arrow keys go to the next district or event, Enter chooses it, Escape leaves. "
            "Plus and minus zoom, Shift and an arrow key move the map."
        ),
        "attribution.prefix": marked("Leaflet"),
        "hints.open": marked("How to read this map"),
        "hints.stripes": marked("Stripes: held in part"),
        "hints.stripes.text": marked(
            "Two holders at once. The wider stripe held more. Plain colour: one holder."
        ),
        "hints.ring": marked("Ring: evidence"),
        "hints.ring.text": marked(
            "Gapped: several sides. Half: one side. Dotted: a single source. Shifted: sources differ."
        ),
        "hints.timeline": marked("Drag the timeline"),
        "hints.timeline.text": marked("The map follows the day. Its arrow keys step by day, month or year."),
        "hints.keys.text": marked(
            "On the map, arrow keys go to the next district or event, Enter chooses it, Escape leaves."
        ),
        "hints.done": marked("Got it"),
        "hints.all_keys": marked("All keys"),
        "zoom.label": marked("Zoom"),
        "zoom.in": marked("Zoom in"),
        "zoom.out": marked("Zoom out"),
        "zoom.all": marked("Show the whole region"),
        "move.label": marked("Move the map"),
        "move.north": marked("Move north"),
        "move.south": marked("Move south"),
        "move.west": marked("Move west"),
        "move.east": marked("Move east"),
        "layers.label": marked("What the map shows"),
        "layers.shown": marked("Shown on the map"),
        "layers.backdrop": marked("Borders, water and rivers"),
        "layers.settlements": marked("Settlements (when zoomed in)"),
        "layers.events": marked("Events"),
        "layers.labels": marked("Names"),
        "layers.online": marked("Background"),
        "layers.online.note": marked(
            "An online background comes from its provider, who then sees your address."
        ),
        "layers.failed": marked("The background did not come: its provider cannot be reached."),
        "layers.offline": marked("Bundled with this page"),
        "legend.label": marked("Legend"),
        "legend.open": marked("Open the legend"),
        "legend.close": marked("Fold the legend"),
        "legend.held": marked("Who held it on {day}"),
        "legend.held.both": marked("{first} → {last}"),
        "legend.districts": marked("districts"),
        "legend.range": marked("Events from {first} to {last}"),
        "legend.part": marked("Held in part (wide stripe: more)"),
        "legend.part.short": marked("in part"),
        "legend.edge": marked("Seen from near, an edge of two colours: held in part"),
        "legend.pale": marked("Pale: no holder recorded"),
        "legend.evidence": marked("Marker's ring: evidence"),
        "legend.cells": marked("Discs: events, counted by cell"),
        "legend.cells.day": marked("Discs: events, counted by cell and day"),
        "legend.cells.week": marked("Discs: events, counted by cell and week"),
        "legend.cells.month": marked("Discs: events, counted by cell and month"),
        "legend.cells.year": marked("Discs: events, counted by cell and year"),
        "legend.within": marked("In the district, place not known"),
        "legend.seat": marked("{district}: its seat, no open outline"),
        "empty.line": marked("No event to draw: the filters leave none."),
        "part.line": marked("{district}: {held}. Where the line between them ran is not recorded."),
        "unplaced.list": marked("List"),
        "district.unrecorded": marked("Control not recorded"),
        "compare.share": marked("{day} on {percent} % of the map"),
        "compare.divider": marked("Divider between the two days"),
    }
)
COUNTED: Mapping[str, Counted] = MappingProxyType(
    {
        "events": counted("{count} event", "{count} events"),
        "more": counted("and {count} more event", "and {count} more events"),
        "unplaced": counted(
            "{count} event has no place on the map", "{count} events have no place on the map"
        ),
        "within": counted(
            "{count} event in the district, place not known",
            "{count} events in the district, place not known",
        ),
    }
)
"""Every word of the map, in English; `COUNTED` are those that count."""
