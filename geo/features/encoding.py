"""Encodings of features: GeoJSON and CSV. A small dataset's features are written once and kept as bytes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.csv_injection import neutralise
from geo.dataset.sizes import LARGE
from geo.export.geojson import geometry_json
from geo.identifiers import LIST_DELIMITER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from geo.features.result import Result
    from geo.features.table import Table

    Links = Sequence[Mapping[str, str]]


def feature_json(table: Table, position: int, links: Links) -> bytes:
    """Write one feature as GeoJSON.

    Parameters
    ----------
    table, position
        Which.
    links
        Addresses that belong to it.
    """
    return _features(table, np.array([position]))[0][:-1] + b',"links":' + _json(list(links)) + b"}"


def items_json(result: Result, links: Links) -> bytes:
    """Write an answer as a GeoJSON feature collection (RFC 7946: WGS 84, longitude first).

    Parameters
    ----------
    result
        The features.
    links
        Addresses of this answer, and of those before and after.
    """
    head = {
        "type": "FeatureCollection",
        "numberMatched": result.matched,
        "numberReturned": len(result.positions),
        "links": list(links),
    }
    features = b",\n".join(_features(result.table, result.positions))
    return _json(head)[:-1] + b',"features":[\n' + features + b"\n]}\n"


def items_csv(result: Result) -> bytes:
    """Write an answer as CSV: a row a feature, a point as lon and lat, lists with ; between their entries."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    collection = result.table.collection
    names = [one.name for one in collection.properties if one.kind != "objects"]
    is_point = collection.geometry == "Point"
    writer.writerow([*names, *(("lon", "lat") if is_point else ())])
    shapes = result.table.geometries(result.positions)
    for row, shape in zip(result.table.rows(result.positions), shapes, strict=True):
        cells = [_cell(row[name]) for name in names]
        if is_point:
            cells += ["", ""] if shape is None else [repr(shape.x), repr(shape.y)]
        writer.writerow(cells)
    return target.getvalue().encode()


def _cell(value: Any) -> str:  # noqa: ANN401 - A cell.
    """Write a cell; a text that begins like a formula is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return neutralise(LIST_DELIMITER.join(map(str, value)))
    return neutralise(value) if isinstance(value, str) else repr(value)


def _features(table: Table, positions: NDArray[np.int64]) -> list[bytes]:
    """Write features, each by itself."""
    if table.length >= LARGE:
        return _written(table, positions)
    if not table.written:
        table.written[:] = _written(table, np.arange(table.length))
    return [table.written[position] for position in positions.tolist()]


def _written(table: Table, positions: NDArray[np.int64]) -> list[bytes]:
    ids, rows, shapes = table.ids(positions), table.rows(positions), table.geometries(positions)
    return [
        _json({"type": "Feature", "id": feature_id, "geometry": geometry_json(shape), "properties": row})
        for feature_id, row, shape in zip(ids, rows, shapes, strict=True)
    ]


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
