"""What the compared pages have in common: the events, the slider and the map without events."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from components.stage.folium_map import OfflineMap
from geo.dates import day_number

if TYPE_CHECKING:
    import folium

FIRST_DAY = day_number("1988-01-01")
STEP_DAYS = 30
FIRST_STEP, LAST_STEP = 400, 470
"""The slider begins in November 2020, as the dashboard does."""
CENTRE = (39.6, 46.6)
"""Latitude and longitude in degrees."""


class Drawn(MacroElement):
    """Tells the probe which step of the slider a map shows."""

    _template = Template("{% macro script(this, kwargs) %}window.mapDrawn({{ this.step }});{% endmacro %}")

    def __init__(self, step: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Drawn"
        self.step = step


@st.cache_resource(show_spinner=False)
def load(count: str) -> pd.DataFrame:
    """Read the events that have a point, by day: columns day (since 1970-01-01), lon, lat (degrees)."""
    folder = Path(os.environ["BENCHMARK_DATASETS"]) / count
    table = pd.read_csv(folder / "events.csv", usecols=["start_date", "lon", "lat"]).dropna()
    days = pd.to_datetime(table["start_date"]).to_numpy("datetime64[D]").astype(int)
    return table[["lon", "lat"]].assign(day=days).sort_values("day", ignore_index=True)


def size() -> tuple[int, int]:
    """Return the width and height of the map in pixels."""
    return int(os.environ["MAP_WIDTH"]), int(os.environ["MAP_HEIGHT"])


def slider() -> int:
    """Lay out the page, draw the slider and return its step."""
    st.set_page_config(layout="wide")
    step: int = st.slider("Step", 0, LAST_STEP, FIRST_STEP)
    return step


def until(step: int) -> pd.DataFrame:
    """Return the events up to a step of the slider."""
    events = load(st.query_params["size"])
    return events[events["day"] <= FIRST_DAY + step * STEP_DAYS]


def map_without_events() -> folium.Map:
    """Make the map, without tiles and with the bundled Leaflet; its canvas renderer is the faster one."""
    return OfflineMap(location=CENTRE, zoom_start=8, tiles=None, prefer_canvas=True)


def show(figure: folium.Map, group: folium.FeatureGroup | None = None) -> None:
    """Draw a map, and on it a group that may change from run to run."""
    width, height = size()
    st_folium(figure, key="map", width=width, height=height, returned_objects=[], feature_group_to_add=group)


def points(events: pd.DataFrame) -> dict[str, Any]:
    """Return events as a GeoJSON feature collection."""
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [lon, lat]}}
            for lon, lat in zip(events["lon"], events["lat"], strict=True)
        ],
    }
