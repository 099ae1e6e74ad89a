"""The plain way: at each step of the slider the folium map is made anew, with its events in it."""

from __future__ import annotations

import folium
import streamlit as st

from tests.benchmarks.apps import events

step = events.slider()
shown = events.until(step)
figure = events.map_without_events()
if st.query_params["way"] == "geojson":
    folium.GeoJson(events.points(shown), marker=folium.CircleMarker(radius=3)).add_to(figure)
else:
    for lon, lat in zip(shown["lon"], shown["lat"], strict=True):
        folium.CircleMarker([lat, lon], radius=3).add_to(figure)
events.Drawn(step).add_to(figure)
events.show(figure)
