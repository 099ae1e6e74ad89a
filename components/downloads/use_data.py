"""Ways to use the data of a view in other programs: its address, and what is typed there to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from geo.dataset.origin import ADDED
from geo.dates import day_date
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.selection.filters import Selection


@dataclass(frozen=True)
class Way:
    """A way to use the data.

    Parameters
    ----------
    program
        The program.
    steps
        What to do, each with what is typed or pasted there.
    code
        The language of what is typed, for its colours; None for an address.
    """

    program: str
    steps: tuple[tuple[str, str], ...]
    code: str | None = None


def data_address(server: str, file: str, selection: Selection) -> str:
    """Return the address of the records of a selection.

    Parameters
    ----------
    server
        Address of the page without parameters.
    file
        Name of the data, for example `events.geojson`.
    selection
        Which events.

    Examples
    --------
    >>> from geo.selection.filters import Selection
    >>> data_address("https://example.org/", "events.csv", Selection(0, 1, districts=frozenset({"shusha"})))
    'https://example.org/events.csv?from=1970-01-01&to=1970-01-02&district=shusha'
    """
    lists = {
        "category": selection.categories,
        "district": selection.districts,
        "evidence": selection.evidence,
        "support": selection.support,
        "voice": selection.voices,
    }
    query = {
        "from": day_date(selection.first).isoformat(),
        "to": day_date(selection.last).isoformat(),
        **{name: ",".join(sorted(ids)) for name, ids in lists.items() if ids},
        **({"q": selection.text} if selection.text.strip() else {}),
    }
    return f"{server.rstrip('/')}/{file}?{urlencode(query, safe=',')}"


def ways(server: str, selection: Selection) -> list[Way]:
    """Return the ways to use the records of a selection: QGIS, Python, R and curl."""
    layer = data_address(server, "events.geojson", selection)
    table = data_address(server, "events.csv", selection)
    return [
        Way(
            "QGIS",
            (
                (_("This view: Layer, Add Layer, Add Vector Layer, Protocol, with this URI"), layer),
                (
                    _("Everything: Layer, Add Layer, Add WFS / OGC API - Features Layer, New, with this URL"),
                    f"{server.rstrip('/')}/api",
                ),
            ),
        ),
        Way(
            "Python",
            ((_("With GeoPandas"), f'import geopandas\n\nevents = geopandas.read_file("{layer}")'),),
            "python",
        ),
        Way("R", ((_("With sf"), f'library(sf)\n\nevents <- read_sf("{layer}")'),), "r"),
        Way("curl", ((_("As a table"), f'curl --output events.csv "{table}"'),), "bash"),
    ]


def is_at_addresses(dataset: Dataset) -> bool:
    """Whether any of the events that are shown are the server's: what a person has added has no address."""
    events = dataset.events
    return bool(len(events)) and ("origin" not in events or bool((events["origin"] != ADDED).any()))


def show(server: str, selection: Selection, key: str) -> None:
    """Draw the ways to use the records of a selection, each on a tab.

    Parameters
    ----------
    server
        Address of the page without parameters.
    selection
        Which events.
    key
        Names the tabs.
    """
    found = ways(server, selection)
    for tab, way in zip(st.tabs([way.program for way in found], key=key), found, strict=True):
        for caption, typed in way.steps:
            tab.caption(caption)
            tab.code(typed, language=way.code, wrap_lines=True)
