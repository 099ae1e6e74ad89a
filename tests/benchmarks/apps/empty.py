"""The least that a page with a folium map can be: the first map is compared with it."""

from __future__ import annotations

from tests.benchmarks.apps import events

figure = events.map_without_events()
events.Drawn(0).add_to(figure)
events.show(figure)
