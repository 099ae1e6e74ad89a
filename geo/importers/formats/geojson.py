"""Read GeoJSON: features as rows, a Linked Places collection with its times and sources."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.errors import GEOSException

from geo.identifiers import LIST_DELIMITER
from geo.importers.coordinates import reproject
from geo.importers.formats.encoding import decode
from geo.importers.layouts import LINKED_PLACES
from geo.importers.limits import check_shape
from geo.importers.problems import Notes, refusal
from geo.importers.table import Table

Json = dict[str, Any]
LINKED = ("@id", "when", "names", "links")


def read_geojson(name: str, data: bytes, encoding: str = "") -> Table:
    """Read a GeoJSON feature collection or a single feature.

    Properties become columns, lists of texts become one text with semicolons, and what is nested
    deeper stays JSON. A coordinate system in the old member `crs` is honoured.

    Raises
    ------
    ImportProblems
        When it is cut off or no collection of features.
    """
    text, encoding, remarks = decode(name, data, encoding)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        remedy = "Download or save the file again; it may have been cut off"
        raise refusal(name, str(error), "valid GeoJSON", remedy, getattr(error, "lineno", None)) from None
    features = _features(name, content)
    linked = any(key in feature for feature in features[:100] for key in LINKED)
    rows = [(_linked_row if linked else _row)(feature) for feature in features]
    columns = list(dict.fromkeys(key for row in rows for key in row))
    check_shape(name, len(rows), columns)
    frame = pd.DataFrame(
        {column: pd.array([row.get(column, "") for row in rows], dtype="str") for column in columns},
        index=pd.RangeIndex(1, len(rows) + 1, name="line"),
    )
    notes = Notes()
    geometry = _geometries(features, notes)
    geometry = reproject(name, geometry, _crs(content))
    layout = LINKED_PLACES.id if linked else ""
    return Table(name, frame, 0, notes, remarks, geometry, layout, encoding)


def _features(name: str, content: object) -> list[Json]:
    found: object = content.get("features") if isinstance(content, dict) else None
    if isinstance(content, dict) and content.get("type") == "Feature":
        found = [content]
    if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
        expected = "a GeoJSON FeatureCollection with features"
        raise refusal(name, "", expected, "Export the layer as a feature collection")
    return found


def _row(feature: Json) -> dict[str, str]:
    properties = feature.get("properties")
    row = (
        {as_text(str(key)): as_text(value) for key, value in properties.items()}
        if isinstance(properties, dict)
        else {}
    )
    if "id" in feature and not any(key in row for key in ("id", "event_id")):
        row["id"] = as_text(feature["id"])
    return row


def as_text(value: object) -> str:
    """Return a JSON value as text: "" for null, a list of plain values joined by semicolons.

    Half a surrogate, which JSON can name and no file can hold, becomes a question mark.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value):
        return LIST_DELIMITER.join(as_text(item) for item in value)
    return as_text(json.dumps(value, ensure_ascii=False))


def _linked_row(feature: Json) -> dict[str, str]:
    """Return a Linked Places feature in the columns of LP-TSV, its other properties besides."""
    row = _row(feature)
    found = {
        "id": as_text(feature.get("@id")) or row.get("id", ""),
        "title": row.get("title", ""),
        "title_source": _label(_first(_first(feature, "names"), "citations")),
        "title_uri": as_text(_first(_first(feature, "names"), "citations").get("@id")),
        "types": _label(_first(feature, "types")),
        "description": as_text(_first(feature, "descriptions").get("value")),
    }
    when = feature.get("when")
    span = _first(when, "timespans") if isinstance(when, dict) else {}
    return {**row, **found, "start": _bound(span.get("start"), 0), "end": _bound(span.get("end"), -1)}


def _first(holder: object, key: str) -> Json:
    entries = holder.get(key) if isinstance(holder, dict) else None
    return entries[0] if isinstance(entries, list) and entries and isinstance(entries[0], dict) else {}


def _label(entry: Json) -> str:
    return as_text(entry.get("sourceLabel") or entry.get("label"))


def _bound(bound: object, side: int) -> str:
    """Return the beginning (0) or end (-1) of a timespan: `in`, or its earliest or latest."""
    if not isinstance(bound, dict):
        return as_text(bound) if isinstance(bound, str) else ""
    keys = ("in", "earliest", "latest") if side == 0 else ("in", "latest", "earliest")
    return next((as_text(bound[key]) for key in keys if bound.get(key)), "")


def _geometries(features: list[Json], notes: Notes) -> np.ndarray[Any, np.dtype[np.object_]]:
    """Return the geometries; those that are none are told."""
    shapes = np.full(len(features), None, dtype=object)
    wrong = []
    for position, feature in enumerate(features):
        written = feature.get("geometry")
        if written is None:
            continue
        try:
            shapes[position] = shapely.from_geojson(json.dumps(written))
        except (GEOSException, ValueError, TypeError, RecursionError):
            wrong.append(position)
    values = [json.dumps(features[position].get("geometry"), ensure_ascii=False) for position in wrong]
    lines = [position + 1 for position in wrong]
    notes.add(lines, "geometry", values, "a GeoJSON geometry", "Correct the coordinates", severity="warning")
    return shapes


def _crs(content: object) -> str:
    """Return the coordinate system of the old member `crs`; "" for longitude and latitude."""
    crs = content.get("crs") if isinstance(content, dict) else None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    return as_text(properties.get("name")) if isinstance(properties, dict) else ""
