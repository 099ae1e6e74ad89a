"""Read the layers of a data package: GeoJSON in EPSG:4326."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataSourceError

from geo.errors import Problem

if TYPE_CHECKING:
    from geo.errors import Problem as _Problem

CRS = "EPSG:4326"
LONGITUDES = (-180.0, 180.0)
LATITUDES = (-90.0, 90.0)


def empty_layer() -> gpd.GeoDataFrame:
    """Return a layer without features (EPSG:4326)."""
    return gpd.GeoDataFrame({"name_en": []}, geometry=[], crs=CRS)


def read_layer(path: str, data: bytes, problems: list[_Problem]) -> gpd.GeoDataFrame:
    """Read a GeoJSON feature collection.

    Parameters
    ----------
    path
        Path inside the package, for messages.
    data
        Content of the file.
    problems
        What is wrong is added here.

    Returns
    -------
    GeoDataFrame
        The properties as columns, geometry in EPSG:4326 (lon, lat in degrees), index the
        position of the feature from 1; without features when it cannot be read.
    """
    if not _is_collection(path, data, problems):
        return empty_layer()
    try:
        frame = pyogrio.read_dataframe(data)
    except (DataSourceError, ValueError, TypeError) as error:
        note(path, None, str(error), "a GeoJSON feature collection", "Restore the file", problems)
        return empty_layer()
    if not isinstance(frame, gpd.GeoDataFrame):
        note(path, None, "", "features with a geometry", "Add geometries", problems)
        return empty_layer()
    frame.index = frame.index + 1
    if frame.crs is None or frame.crs.to_epsg() != CRS_NUMBER:
        read = "" if frame.crs is None else str(frame.crs)
        note(path, None, read, "coordinates in EPSG:4326", "Transform the layer", problems)
    check_geometry(path, frame, problems)
    return frame


CRS_NUMBER = 4326


def _is_collection(path: str, data: bytes, problems: list[_Problem]) -> bool:
    if not data.strip():
        note(path, None, "", "a feature collection, not an empty file", "Restore it", problems)
        return False
    try:
        content: Any = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        note(path, None, "", "text in UTF-8", "Save the file as UTF-8", problems)
        return False
    except ValueError as error:
        remedy = "Restore the file, it may have been cut off"
        note(path, None, str(error), "valid GeoJSON", remedy, problems)
        return False
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        remedy = "Put the features into one collection"
        note(path, None, "", "an object of type FeatureCollection", remedy, problems)
        return False
    if not isinstance(content.get("features"), list) or not content["features"]:
        note(path, None, "", "at least one feature", "Add the features", problems)
        return False
    return True


def check_geometry(path: str, frame: gpd.GeoDataFrame, problems: list[_Problem]) -> None:
    """Note empty and invalid geometries and coordinates that are out of range."""
    geometries = frame.geometry.to_numpy()
    missing = shapely.is_missing(geometries) | shapely.is_empty(geometries)
    for row in frame.index[missing]:
        note(path, int(row), "", "a geometry", "Add it or remove the feature", problems)
    invalid = ~shapely.is_valid(geometries) & ~missing
    for row, reason in zip(frame.index[invalid], shapely.is_valid_reason(geometries[invalid]), strict=True):
        expected = "a valid geometry (closed rings that do not cross)"
        note(path, int(row), str(reason), expected, "Correct the ring at this point", problems)
    west, south, east, north = np.nan_to_num(shapely.bounds(geometries)).T
    outside = (
        (west < LONGITUDES[0]) | (east > LONGITUDES[1]) | (south < LATITUDES[0]) | (north > LATITUDES[1])
    )
    for row in frame.index[outside & ~missing]:
        expected = "longitudes from -180 to 180 and latitudes from -90 to 90 degrees"
        note(path, int(row), "", expected, "Give longitude first, in degrees", problems)


def note(  # noqa: PLR0913 (the parts of a message)
    path: str, row: int | None, value: str, expected: str, remedy: str, problems: list[_Problem]
) -> None:
    """Add an error about a layer."""
    problems.append(Problem(path, row, "geometry" if row else "", value, expected, remedy))
