"""The countries of the earth, for datasets whose own backdrop does not reach around them.

From Natural Earth 4.1.0 (public domain) at 1:50,000,000 as the npm package world-atlas 2.0.2 ships it (ISC licence),
with ISO codes of the npm package i18n-iso-countries 7.14.0 (MIT): simplified together to 0.38 degrees, islands smaller
than that left out, positions rounded to 0.01 degrees. Borders are drawn as those who control the ground draw them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

from geo.dataset.metadata import ATTRIBUTIONS
from geo.i18n import Sentence, marked

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset

Bounds = tuple[tuple[float, float], tuple[float, float]]
FILE = Path(__file__).with_name("world.geojson")
WHOSE = Sentence(marked("Countries: Natural Earth"))
WIDER = 0.04
"""Of an extent, that is shown around it on each side."""
SMALLEST = 0.05
"""Degrees around one point."""
POLE = 85.0
"""The map's edge."""


@cache
def countries() -> gpd.GeoDataFrame:
    """Return the countries of the earth: columns name_en, iso_a2 and geometry (EPSG:4326)."""
    return gpd.read_file(FILE)


def amid_the_world(dataset: Dataset, extent: tuple[float, float, float, float] | None) -> Dataset:
    """Return a dataset that begins with its data in view, on the countries of the earth where it has no backdrop there.

    Parameters
    ----------
    dataset
        The dataset.
    extent
        West, south, east and north of its points in degrees; None without any. Points within the dataset's own
        backdrop change nothing.
    """
    if extent is None:
        return dataset
    own = dataset.backdrop["countries"]
    (south, west), (north, east) = dataset.about.bounds
    if shapely.box(west, south, east, north).contains(shapely.box(*extent)):
        return dataset if len(own) else with_countries(dataset, _around(extent))
    if len(own) and shapely.box(*own.total_bounds).contains(shapely.box(*extent)):
        return dataset
    return with_countries(dataset, _around(extent))


def with_countries(dataset: Dataset, start: Bounds) -> Dataset:
    """Return a dataset with the countries of the earth as its backdrop.

    Parameters
    ----------
    dataset
        The dataset.
    start
        The first view, ((south, west), (north, east)) in degrees.
    """
    whose = str(WHOSE)
    about = replace(
        dataset.about,
        bounds=start,
        start=start,
        attribution=ATTRIBUTIONS.join(
            dict.fromkeys(filter(None, (*dataset.about.attribution.split(ATTRIBUTIONS), whose)))
        ),
        sentences={**dataset.about.sentences, whose: WHOSE},
    )
    empty = {name: layer.iloc[:0] for name, layer in dataset.backdrop.items()}
    return replace(dataset, about=about, backdrop={**empty, "countries": countries()})


def _around(extent: tuple[float, float, float, float]) -> Bounds:
    west, south, east, north = extent
    wide, high = (max(SMALLEST, WIDER * side) for side in (east - west, north - south))
    return (
        (max(-POLE, south - high), max(-180.0, west - wide)),
        (min(POLE, north + high), min(180.0, east + wide)),
    )
