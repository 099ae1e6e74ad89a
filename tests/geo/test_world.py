"""The countries of the earth around data that lie anywhere on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

from components.http.front_page import drawing
from components.scene.build import build_scene
from geo.dataset.world import FILE, POLE, amid_the_world, countries

if TYPE_CHECKING:
    import geo

MOST_BYTES = 150_000


def test_the_countries_are_light_and_say_whose_they_are() -> None:
    assert FILE.stat().st_size < MOST_BYTES
    assert "public domain" in FILE.read_text("utf-8")[:300]
    found = countries()
    assert len(found) > 230
    assert found.geometry.is_valid.all()
    assert found.total_bounds[1] >= -POLE
    assert {"AZ", "AM", "BR", "NZ"} <= set(found["iso_a2"])


def test_data_far_from_the_districts_begin_in_view_amid_the_countries(made_up: geo.Dataset) -> None:
    found = amid_the_world(made_up, (-60.0, -30.0, 20.0, 40.0))
    assert found.about.start == found.about.bounds
    assert found.about.start is not None
    (south, west), (north, east) = found.about.start
    assert (south < -30, west < -60, north > 40, east > 20) == (True, True, True, True)
    assert len(found.backdrop["countries"]) == len(countries())
    assert "Natural Earth" in found.about.attribution
    assert b'"start"' in build_scene(found, 20_000)


def test_the_first_page_draws_the_countries_of_the_earth(made_up: geo.Dataset) -> None:
    drawn = drawing(amid_the_world(made_up, (-170.0, -80.0, 170.0, 80.0)))
    assert drawn is not None
    assert "nan" not in str(drawn)


def test_the_whole_earth_stays_on_the_map(made_up: geo.Dataset) -> None:
    assert amid_the_world(made_up, (-180.0, -90.0, 180.0, 90.0)).about.start == (
        (-85.0, -180.0),
        (85.0, 180.0),
    )


def test_data_on_a_backdrop_of_their_own_stay_as_they_are(made_up: geo.Dataset) -> None:
    (south, west), (north, east) = made_up.about.bounds
    own = gpd.GeoDataFrame(
        {"name_en": ["Own"]}, geometry=[shapely.box(west, south, east, north)], crs="EPSG:4326"
    )
    drawn = replace(made_up, backdrop={**made_up.backdrop, "countries": own})
    for extent in (None, (west, south, east, north)):
        assert amid_the_world(drawn, extent) is drawn
    assert amid_the_world(made_up, None) is made_up
    assert b'"start"' not in build_scene(made_up, 20_000)
