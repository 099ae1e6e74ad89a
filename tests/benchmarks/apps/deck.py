"""Streamlit's own map for many points: deck.gl, given the events of each step, without base map tiles."""

from __future__ import annotations

import json
from urllib.parse import quote

import pandas as pd
import pydeck
import streamlit as st

from tests.benchmarks.apps import events

NO_TILES = "data:application/json," + quote(json.dumps({"version": 8, "sources": {}, "layers": []}))
"""Left without a style, Streamlit asks for one from the network."""

step = events.slider()
shown = events.until(step)
layer = pydeck.Layer(
    "ScatterplotLayer",
    shown[["lon", "lat"]],
    get_position=["lon", "lat"],
    get_fill_color=[42, 92, 143],
    radius_units="'pixels'",
    get_radius=3,
)
# As many points out of sight as the slider stands at: the probe knows by their number which step was drawn.
count = pydeck.Layer(
    "ScatterplotLayer", pd.DataFrame({"lon": [0.0] * step, "lat": 0.0}), get_position=["lon", "lat"]
)
latitude, longitude = events.CENTRE
width, height = events.size()
view = pydeck.ViewState(longitude=longitude, latitude=latitude, zoom=7)
st.pydeck_chart(
    pydeck.Deck([layer, count], initial_view_state=view, map_style=NO_TILES), width=width, height=height
)
