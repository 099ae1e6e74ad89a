"""GeoJSON as RFC 7946 has it: WGS 84, longitude first, no crs member."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import shapely

from geo.dataset.record_columns import names
from geo.export.provenance import RECORDS
from geo.export.records import missing
from geo.identifiers import split_list

if TYPE_CHECKING:
    from geo.export.provenance import Provenance
    from geo.export.records import Records

LISTS = ("district_ids", "place_ids", "voices")
POSITION = ("lon", "lat")


def geojson(records: Records, provenance: Provenance) -> bytes:
    """Write records as one GeoJSON feature collection.

    Parameters
    ----------
    records
        What to write.
    provenance
        Goes into the member `dataset` of the collection.

    Returns
    -------
    bytes
        UTF-8. A feature is an event, a point in degrees (WGS 84) or null where it has none; its
        property `claims` lists what is said of it. The member `sources` of the collection lists
        the publications that the claims name by `source_id`. What is not known is null.
    """
    claims: dict[str, list[dict[str, Any]]] = {}
    for claim in missing(records.tables()["claims"]).to_dict("records"):
        claims.setdefault(claim.pop("event_id"), []).append({str(key): value for key, value in claim.items()})
    collection = {
        "type": "FeatureCollection",
        "dataset": provenance.as_json(RECORDS, records.language),
        "features": [
            _feature({str(key): value for key, value in event.items()}, claims)
            for event in missing(records.events)[names(records.columns["events"])].to_dict("records")
        ],
        "sources": missing(records.sources).to_dict("records"),
    }
    return json_bytes(collection)


def geometry_json(shape: shapely.Geometry | None) -> dict[str, Any] | None:
    """Return a geometry as GeoJSON, polygons by the right-hand rule; null for none."""
    if shape is None or shape.is_empty:
        return None
    oriented = shapely.orient_polygons(shape, exterior_cw=False)
    written: dict[str, Any] = json.loads(shapely.to_geojson(oriented))
    return written


def json_bytes(content: object) -> bytes:
    """Write JSON as UTF-8; a number that JSON does not know is an error."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1).encode()


def _feature(event: dict[str, Any], claims: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    lon, lat = (event.pop(name) for name in POSITION)
    listed = {name: list(split_list(event[name] or "")) for name in LISTS}
    point = None if math.isnan(lon) or math.isnan(lat) else {"type": "Point", "coordinates": [lon, lat]}
    return {
        "type": "Feature",
        "id": event["event_id"],
        "geometry": point,
        "properties": {**event, **listed, "claims": claims.get(event["event_id"], [])},
    }
