"""JSON, read: GeoJSON features, lines of them, Linked Places, records, answers of a SPARQL query."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from shapely.errors import GEOSException

from geo.i18n import marked
from geo.identifiers import LIST_DELIMITER
from geo.importers.coordinates import reproject
from geo.importers.formats.coordinate_system import degrees
from geo.importers.formats.encoding import text_of
from geo.importers.formats.vector_layers import read_exchange_layer
from geo.importers.layouts import LINKED_PLACES
from geo.importers.limits import check_shape
from geo.importers.problems import Notes, refusal
from geo.importers.table import Question, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = dict[str, Any]
RECORD_SEPARATOR = "\x1e"
"""Begins each text of a GeoJSON text sequence (RFC 8142)."""
GEOMETRIES = frozenset(
    {
        "Point",
        "LineString",
        "Polygon",
        "MultiPoint",
        "MultiLineString",
        "MultiPolygon",
        "GeometryCollection",
    }
)
CUT = "exceededTransferLimit"
"""Member by which a service of Esri says that there is more than it sent."""
AGAIN = marked("Download or save the file again; it may have been cut off")


def read_json(name: str, data: bytes, encoding: str = "", *, part: str = "", epsg: int = 0) -> Table:
    """Read JSON of any of the forms that events come in.

    Of GeoJSON the properties become columns; of records (a list of objects) their members do. Lists of
    texts become one text with semicolons, and what is nested deeper stays JSON. A coordinate system in the
    old member `crs` is honoured.

    Parameters
    ----------
    name, data
        The file.
    encoding
        Of its text; "" to find out.
    part
        Of an object with several lists of records: the name of one.
    epsg
        Number of the coordinate system, where the file names none and its coordinates are no degrees.

    Raises
    ------
    ImportProblems
        When it is cut off, or holds neither features nor records.
    """
    text, found = text_of(name, data, encoding)
    notes = Notes()
    content, lines, unread = _parsed(name, text, notes)
    if isinstance(content, dict) and _is_of_gdal(content):
        if content.get("type") == "Topology":
            return read_exchange_layer(name, found.data, part, epsg=epsg)
        whole = {key: value for key, value in content.items() if key != CUT}  # Its driver would ask for more.
        layer = read_exchange_layer(name, json.dumps(whole).encode(), part, epsg=epsg)
        return _esri(name, content, layer)
    features, lists, chosen = _rows(name, content, part)
    features, lines, damaged = _with_properties(features, lines, notes)
    unread += damaged
    linked = _is_linked(content, features)
    rows = [_row_of(feature, linked=linked) for feature in features]
    columns = list(dict.fromkeys(key for row in rows for key in row))
    check_shape(name, len(rows), columns)
    index = pd.Index(lines if lines and len(lines) == len(rows) else range(1, len(rows) + 1), name="line")
    frame = pd.DataFrame(
        {column: pd.array([row.get(column, "") for row in rows], dtype="str") for column in columns},
        index=index.astype("int64"),
    )
    geometry = None
    asked: tuple[Question, ...] = ()
    remarks = found.remarks
    if any(_is_feature(feature) for feature in features):
        geometry = _geometries(features, notes, frame.index)
        named = _crs(content)
        if named:
            geometry = reproject(name, geometry, named)
        else:
            geometry, told, asked = degrees(name, geometry, epsg)
            remarks = (*remarks, *told)
    return Table(
        name,
        frame,
        unread,
        notes,
        remarks,
        geometry,
        LINKED_PLACES.id if linked else "",
        found.encoding,
        parts=lists if len(lists) > 1 else (),
        part=chosen if len(lists) > 1 else "",
        questions=(*found.questions, *asked),
    )


def _parsed(name: str, text: str, notes: Notes) -> tuple[object, list[int], int]:
    """Return JSON, or the list of what stands on the lines; the lines, and how many cannot be read."""
    problem: Exception
    if RECORD_SEPARATOR not in text[:1024]:
        try:
            return json.loads(text.lstrip("\ufeff")), [], 0
        except (ValueError, RecursionError) as error:
            problem = error
            extra = isinstance(error, json.JSONDecodeError) and error.msg == "Extra data"
            if not extra and not _is_lines(text):
                line = getattr(error, "lineno", None)
                raise refusal(name, "", marked("valid JSON"), AGAIN, line) from None
    else:
        problem = ValueError("")
    found, lines, wrong = [], [], []
    for number, line in enumerate(text.split("\n"), start=1):
        written = line.strip(RECORD_SEPARATOR + " \t\r\ufeff")
        if not written:
            continue
        try:
            entry = json.loads(written)
        except (ValueError, RecursionError):
            entry = None
        if isinstance(entry, dict):
            found.append(entry)
            lines.append(number)
        else:
            wrong.append((number, written))
    if not found:
        raise refusal(name, str(problem), marked("valid JSON"), AGAIN, getattr(problem, "lineno", None))
    expected = marked("a JSON object on a line of its own")
    notes.add([n for n, _ in wrong], "", [line for _, line in wrong], expected, AGAIN)
    return found, lines, len(wrong)


def _is_lines(text: str) -> bool:
    """Whether text is JSON line by line: one of the first lines is an object by itself."""
    for line in text.split("\n", 4)[:4]:
        try:
            if isinstance(json.loads(line), dict):
                return True
        except (ValueError, RecursionError):
            continue
    return False


def _is_of_gdal(content: Json) -> bool:
    """Whether JSON is of a form that a driver of GDAL reads: TopoJSON, or features of Esri."""
    if content.get("type") == "Topology":
        return True
    features = content.get("features")
    first = features[0] if isinstance(features, list) and features else None
    return "geometryType" in content or (isinstance(first, dict) and "attributes" in first)


def _esri(name: str, content: Json, layer: Table) -> Table:
    """Return a layer of Esri JSON with all attributes: its driver only reads those that `fields` lists.

    Of fields of dates the numbers are milliseconds since 1970.
    """
    features = _objects(name, content["features"])
    if len(features) != len(layer.frame):
        return layer
    listed = content.get("fields")
    kinds = {as_text(field.get("name")): field.get("type") for field in _dicts(listed)}
    rows = [
        {
            str(key): _moment(value) if kinds.get(str(key)) == "esriFieldTypeDate" else as_text(value)
            for key, value in attributes.items()
        }
        if isinstance(attributes := feature.get("attributes"), dict)
        else {}
        for feature in features
    ]
    columns = list(dict.fromkeys(key for row in rows for key in row))
    check_shape(name, len(rows), columns)
    frame = pd.DataFrame(
        {column: pd.array([row.get(column, "") for row in rows], dtype="str") for column in columns},
        index=layer.frame.index,
    )
    partly = marked("The service that wrote the file cut its answer off: there are more features than these.")
    remarks = (*layer.remarks, partly) if content.get(CUT) else layer.remarks
    return replace(layer, frame=frame, remarks=remarks)


def _moment(value: object) -> str:
    """Return milliseconds since 1970 as ISO 8601, anything else as it is."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return as_text(value)
    try:
        return str(np.datetime64(int(value), "ms")).removesuffix("T00:00:00.000").removesuffix(".000")
    except (ValueError, OverflowError):
        return as_text(value)


def _rows(name: str, content: object, part: str) -> tuple[list[Json], tuple[str, ...], str]:
    """Return features or records, the names of all lists of records, and which of them these are."""
    if not isinstance(content, dict) or "features" in content:
        found = content["features"] if isinstance(content, dict) else content
        return _objects(name, found), (), ""
    kind, results = content.get("type"), content.get("results")
    if kind == "Feature":
        return [content], (), ""
    if kind in GEOMETRIES and ("coordinates" in content or "geometries" in content):
        return [{"type": "Feature", "properties": {}, "geometry": content}], (), ""
    if isinstance(results, dict) and isinstance(results.get("bindings"), list):
        return [_binding(entry) for entry in _objects(name, results["bindings"])], (), ""
    lists = {
        str(key): value
        for key, value in content.items()
        if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value)
    }
    chosen = part if part in lists else max(lists, key=lambda key: len(lists[key]), default="")
    return _objects(name, lists.get(chosen)), tuple(lists), chosen


def _objects(name: str, found: object) -> list[Json]:
    if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
        expected = marked("a GeoJSON FeatureCollection with features, or a list of records")
        raise refusal(name, "", expected, marked("Export the layer as a feature collection"))
    return found


def _with_properties(
    features: list[Json], lines: list[int], notes: Notes
) -> tuple[list[Json], list[int], int]:
    """Return the features that have a member for their properties, their lines, and how many have none."""
    numbers = lines if len(lines) == len(features) else list(range(1, len(features) + 1))
    whole = [not _is_feature(entry) or "properties" in entry for entry in features]
    wrong = [(line, entry) for line, entry, good in zip(numbers, features, whole, strict=True) if not good]
    if not wrong or not any(whole):
        return features, lines, 0
    expected = marked("a feature with its properties")
    notes.add(
        [n for n, _ in wrong],
        "",
        [json.dumps(entry, ensure_ascii=False) for _, entry in wrong],
        expected,
        AGAIN,
    )
    kept = list(compress(features, whole))
    return kept, list(compress(numbers, whole)), len(wrong)


def _binding(entry: Json) -> Json:
    """Return a row of a SPARQL answer as a record."""
    return {key: value.get("value") if isinstance(value, dict) else value for key, value in entry.items()}


def _is_feature(entry: Json) -> bool:
    return entry.get("type") == "Feature" or ("geometry" in entry and "properties" in entry)


def _is_linked(content: object, features: list[Json]) -> bool:
    """Whether features are of Linked Places: by its own signature, not by members that others have too."""
    context = content.get("@context") if isinstance(content, dict) else None
    if "linkedplaces" in json.dumps(context).lower().replace("-", ""):
        return True
    return any(
        "toponym" in _first(feature, "names")
        or ("@id" in feature and _is_feature(feature))
        or bool(_span(feature.get("when")))
        for feature in features[:100]
    )


def _row_of(feature: Json, *, linked: bool) -> dict[str, str]:
    if linked:
        return _linked_row(feature)
    if _is_feature(feature):
        return _row(feature)
    return {str(key): as_text(value) for key, value in feature.items()}


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

    Half a surrogate, which JSON can name and no file can hold, becomes U+FFFD.
    """
    if value is None:
        return ""
    if isinstance(value, str):  # Half a pair of UTF-16, which JSON can write, is no text.
        return value if value.isascii() else value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value):
        return LIST_DELIMITER.join(as_text(item) for item in value)
    return as_text(json.dumps(value, ensure_ascii=False))


def _linked_row(feature: Json) -> dict[str, str]:
    """Return a Linked Places feature in the columns of LP-TSV, its other properties besides."""
    row = _row(feature)
    names = _first(feature, "names")
    found = {
        "id": as_text(feature.get("@id")) or row.get("id", ""),
        "title": row.get("title", "") or as_text(names.get("toponym")),
        "title_source": _label(_first(names, "citations")),
        "title_uri": as_text(_first(names, "citations").get("@id")),
        "types": _label(_first(feature, "types")),
        "description": as_text(_first(feature, "descriptions").get("value")),
    }
    span = next((span for holder in _holders(feature) if (span := _span(holder.get("when")))), {})
    return {**row, **found, "start": _bound(span.get("start"), 0), "end": _bound(span.get("end"), -1)}


def _holders(feature: Json) -> Iterable[Json]:
    """Return what may say of which time a place is: the feature, its geometry, that one's parts, its names."""
    yield feature
    geometry = feature.get("geometry")
    if isinstance(geometry, dict):
        yield geometry
        yield from _dicts(geometry.get("geometries"))
    yield from _dicts(feature.get("names"))


def _dicts(found: object) -> list[Json]:
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _span(when: object) -> Json:
    return _first(when, "timespans") if isinstance(when, dict) else {}


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


def _geometries(features: list[Json], notes: Notes, lines: pd.Index) -> np.ndarray[Any, np.dtype[np.object_]]:
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
    expected = marked("a GeoJSON geometry")
    notes.add(
        lines[wrong], "geometry", values, expected, marked("Correct the coordinates"), severity="warning"
    )
    return shapes


def _crs(content: object) -> str:
    """Return the coordinate system of the old member `crs`; "" for longitude and latitude."""
    crs = content.get("crs") if isinstance(content, dict) else None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    return as_text(properties.get("name")) if isinstance(properties, dict) else ""
