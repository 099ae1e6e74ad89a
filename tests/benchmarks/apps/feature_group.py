"""The map stays; at each step of the slider the events come as a feature group that is put on it."""

from __future__ import annotations

import folium

from tests.benchmarks.apps import events

step = events.slider()
group = folium.FeatureGroup(name="events")
folium.GeoJson(events.points(events.until(step)), marker=folium.CircleMarker(radius=3)).add_to(group)
events.Drawn(step).add_to(group)
events.show(events.map_without_events(), group)
