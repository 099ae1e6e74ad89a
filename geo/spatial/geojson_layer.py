"""Layers of a data package, read: GeoJSON in EPSG:4326."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataSourceError
from shapely.errors import GEOSException

from geo.errors import Problem
from geo.i18n import marked

if TYPE_CHECKING:
    from geo.i18n import Words

CRS = "EPSG:4326"
CRS_NUMBER = 4326
RING = 4
"""The fewest points of a ring: a triangle, closed."""
POLYGONS = ("Polygon", "MultiPolygon")
LINES = ("LineString", "MultiLineString")
_KINDS: dict[tuple[str, ...], str] = {
    POLYGONS: marked("Polygon or MultiPolygon"),
    LINES: marked("LineString or MultiLineString"),
}
LONGITUDES = (-180.0, 180.0)
LATITUDES = (-90.0, 90.0)


def empty_layer() -> gpd.GeoDataFrame:
    """Return a layer without features (EPSG:4326)."""
    return gpd.GeoDataFrame({"name_en": []}, geometry=[], crs=CRS)


def read_layer(
    path: str, data: bytes, kinds: tuple[str, ...], problems: list[Problem]
) -> gpd.GeoDataFrame | None:
    """Read a GeoJSON feature collection.

    Parameters
    ----------
    path
        Path inside the package, for messages.
    data
        Content of the file.
    kinds
        The types of geometry it may have, `POLYGONS` or `LINES`.
    problems
        What is wrong is added here.

    Returns
    -------
    GeoDataFrame or None
        The properties as columns, geometry in EPSG:4326 (lon, lat in degrees), index the
        position of the feature from 1; None when it cannot be read.
    """
    features = _features(path, data, problems)
    if features is None:
        return None
    open_rings = [number for number, feature in enumerate(features, 1) if not rings_are_closed(feature)]
    if open_rings:
        expected = marked("closed rings, of four points or more with the last as the first")
        remedy = marked("Close the rings of this feature")
        problems.extend(_wrong(path, number, "", expected, remedy) for number in open_rings)
        return None
    try:
        with warnings.catch_warnings(action="ignore"):
            frame = pyogrio.read_dataframe(data)  # What it cannot read has no geometry, which is told below.
    except (DataSourceError, GEOSException, ValueError, TypeError) as error:
        problems.append(
            _wrong(path, None, str(error), marked("a GeoJSON feature collection"), marked("Restore the file"))
        )
        return None
    if not isinstance(frame, gpd.GeoDataFrame):
        problems.append(_wrong(path, None, "", marked("features with a geometry"), marked("Add geometries")))
        return None
    frame.index = frame.index + 1
    if frame.crs is None or frame.crs.to_epsg() != CRS_NUMBER:
        read = "" if frame.crs is None else str(frame.crs)
        problems.append(
            _wrong(path, None, read, marked("coordinates in EPSG:4326"), marked("Transform the layer"))
        )
    check_geometry(path, frame, kinds, problems)
    return frame


def _features(path: str, data: bytes, problems: list[Problem]) -> list[object] | None:
    if not data.strip():
        problems.append(
            _wrong(path, None, "", marked("a feature collection, not an empty file"), marked("Restore it"))
        )
        return None
    try:
        content: Any = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        problems.append(_wrong(path, None, "", marked("text in UTF-8"), marked("Save the file as UTF-8")))
        return None
    except (ValueError, RecursionError) as error:
        remedy = marked("Restore the file, it may have been cut off")
        problems.append(_wrong(path, None, str(error), marked("valid GeoJSON"), remedy))
        return None
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        remedy = marked("Put the features into one collection")
        problems.append(_wrong(path, None, "", marked("an object of type FeatureCollection"), remedy))
        return None
    features = content.get("features")
    if not isinstance(features, list) or not features:
        problems.append(_wrong(path, None, "", marked("at least one feature"), marked("Add the features")))
        return None
    return features


def rings_are_closed(feature: object) -> bool:
    """Whether all rings of a GeoJSON feature are closed; true of what has no rings."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in POLYGONS or not isinstance(coordinates, list):
        return True
    polygons = [coordinates] if kind == "Polygon" else coordinates
    rings = [ring for polygon in polygons if isinstance(polygon, list) for ring in polygon]
    return all(isinstance(ring, list) and len(ring) >= RING and ring[0] == ring[-1] for ring in rings)


def check_geometry(
    path: str, frame: gpd.GeoDataFrame, kinds: tuple[str, ...], problems: list[Problem]
) -> None:
    """Note geometries that are empty, invalid or of another kind, and coordinates out of range."""
    geometries = frame.geometry.to_numpy()
    missing = shapely.is_missing(geometries) | shapely.is_empty(geometries)
    problems.extend(
        _wrong(path, int(row), "", marked("a geometry"), marked("Add it or remove the feature"))
        for row in frame.index[missing]
    )
    other = ~frame.geom_type.isin(kinds).to_numpy() & ~missing
    problems.extend(
        _wrong(path, int(row), str(kind), _KINDS[kinds], marked("Give the outline in this form"))
        for row, kind in zip(frame.index[other], frame.geom_type[other], strict=True)
    )
    invalid = ~shapely.is_valid(geometries) & ~missing
    for row, reason in zip(frame.index[invalid], shapely.is_valid_reason(geometries[invalid]), strict=True):
        expected = marked("a valid geometry (closed rings that do not cross)")
        problems.append(
            _wrong(path, int(row), str(reason), expected, marked("Correct the ring at this point"))
        )
    west, south, east, north = np.nan_to_num(shapely.bounds(geometries)).T
    outside = (
        (west < LONGITUDES[0]) | (east > LONGITUDES[1]) | (south < LATITUDES[0]) | (north > LATITUDES[1])
    )
    for row in frame.index[outside & ~missing]:
        expected = marked("longitudes from -180 to 180 and latitudes from -90 to 90 degrees")
        problems.append(_wrong(path, int(row), "", expected, marked("Give longitude first, in degrees")))


def _wrong(path: str, row: int | None, value: str, expected: Words, remedy: Words) -> Problem:
    return Problem(path, row, "geometry" if row else "", value, expected, remedy)
