"""A layer as GeoJSON: written, or compared with the one that is there."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely

if TYPE_CHECKING:
    import geopandas as gpd

DATASET = Path(__file__).resolve().parents[1] / "karabakh"
DECIMALS = 5
"""Digits of a degree that are kept, about a metre."""
METRES = "+proj=laea +lat_0=40 +lon_0=47 +datum=WGS84"
"""An equal-area projection for areas in square metres."""
SAME = 1e-6
"""Square degrees (about a hectare): the most that two areas may differ and count as one."""


def square_kilometres(layer: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return the area of each feature in square kilometres."""
    return layer.to_crs(METRES).area / 1e6


def feature_collection(layer: gpd.GeoDataFrame, members: dict[str, str]) -> dict[str, Any]:
    """Return a layer (EPSG:4326) as a GeoJSON object with rings in the order of RFC 7946."""
    geometries = json.loads(
        layer[["geometry"]].set_geometry(shapely.orient_polygons(layer.geometry)).to_json()
    )
    properties = layer.drop(columns="geometry").to_dict("records")
    features = [
        {"type": "Feature", "properties": bare(entry), "geometry": rounded(feature["geometry"])}
        for entry, feature in zip(properties, geometries["features"], strict=True)
    ]
    return {"type": "FeatureCollection", **members, "features": features}


def bare(properties: dict[Any, Any]) -> dict[str, Any]:
    """Return properties as JSON values: nothing for what is missing, whole numbers without a point."""
    values = {}
    for name, value in properties.items():
        missing = value is None or value != value  # noqa: PLR0124 (true for NaN alone)
        whole = isinstance(value, float) and not missing and value.is_integer()
        values[str(name)] = None if missing else int(value) if whole else value
    return values


def rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    """Return a geometry with its coordinates rounded."""

    def each(value: Any) -> Any:  # noqa: ANN401 (nested lists of numbers)
        return (
            [each(inner) for inner in value] if isinstance(value, (list, tuple)) else round(value, DECIMALS)
        )

    return {"type": geometry["type"], "coordinates": each(geometry["coordinates"])}


def write_or_check(layer: gpd.GeoDataFrame, path: Path, members: dict[str, str]) -> None:
    """Write a layer, or with `--check` on the command line say whether the file holds the same."""
    parser = argparse.ArgumentParser(description="Rebuild a layer of the dataset from its pinned packages.")
    parser.add_argument("--check", action="store_true", help="compare with the file, write nothing")
    content = feature_collection(layer, members)
    if not parser.parse_args().check:
        replace_file(path, json.dumps(content, ensure_ascii=False))
        print(f"Wrote {len(layer)} features to {path.name}. Now run: python -m geo seal {DATASET}")
        return
    different = differences(json.loads(path.read_text("utf-8")), content)
    print(f"{path.name}: {len(layer)} features, {len(different)} different{''.join(different)}.")
    if different:
        sys.exit(1)


def replace_file(path: Path, text: str) -> None:
    """Write a file beside the old one and rename it over that, so that a run that ends early leaves the old."""
    new = path.with_name(f".{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def differences(committed: dict[str, Any], rebuilt: dict[str, Any]) -> list[str]:
    """Return a line for each feature whose properties or geometry differ."""
    old, new = committed["features"], rebuilt["features"]
    if len(old) != len(new):
        return [f"\n  {len(old)} features in the file, {len(new)} rebuilt"]
    return [
        f"\n  feature {number}: {one['properties'].get('name_en')}"
        for number, (one, other) in enumerate(zip(old, new, strict=True), 1)
        if one["properties"] != other["properties"] or not same(one["geometry"], other["geometry"])
    ]


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two geometries are equal, up to where a ring begins and the last digit."""
    first, second = (shapely.from_geojson(json.dumps(geometry)) for geometry in (one, other))
    return bool(shapely.equals(first, second)) or (
        first.area > 0 and first.symmetric_difference(second).area < SAME
    )
