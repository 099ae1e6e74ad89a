"""Documents of the API: its landing page, what it conforms to, and its collections, in the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.dates import day_date
from geo.features.collections import COLLECTIONS, UNTIL_NOW
from geo.features.query import CRS84
from geo.features.table import table
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.dataset.metadata import About
    from geo.features.collections import Collection

Json = dict[str, Any]

CONFORMS_TO = (
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
    "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
    "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/array-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/property-property",
)
JSON = "application/json"
GEOJSON = "application/geo+json"
CSV = "text/csv"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
SCHEMA = "application/schema+json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SHAPES = {
    "Point": "https://geojson.org/schema/Point.json",
    "MultiPolygon": "https://geojson.org/schema/MultiPolygon.json",
}
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"


def link(rel: str, href: str, media_type: str, title: str) -> dict[str, str]:
    """Return a link as documents carry them."""
    return {"rel": rel, "href": href, "type": media_type, "title": title}


def landing_page(about: About, root: str) -> Json:
    """Return what the API is, and where its parts are.

    Parameters
    ----------
    about
        Of the dataset, in the current language.
    root
        Address of the API, without a slash at its end.
    """
    return {
        "title": about.title,
        "description": about.subtitle,
        "attribution": about.attribution,
        "links": [
            link("self", root, JSON, _("This document")),
            link("service-desc", f"{root}/openapi.json", OPENAPI, _("The API described for programs")),
            link("conformance", f"{root}/conformance", JSON, _("What the API conforms to")),
            link("data", f"{root}/collections", JSON, _("The collections")),
        ],
    }


def collections_document(dataset: Dataset, about: About, root: str, today: int) -> Json:
    """Return all collections; see `collection_document` for the parameters."""
    return {
        "links": [link("self", f"{root}/collections", JSON, _("This document"))],
        "collections": [
            collection_document(dataset, about, one, root, today) for one in COLLECTIONS.values()
        ],
    }


def collection_document(
    dataset: Dataset, about: About, collection: Collection, root: str, today: int
) -> Json:
    """Return what a collection holds, where it is in space and time, and its addresses.

    Parameters
    ----------
    dataset
        The dataset.
    about
        What it says of itself, in the current language.
    collection
        Which collection.
    root
        Address of the API, without a slash at its end.
    today
        In days since 1970-01-01.
    """
    address = f"{root}/collections/{collection.id}"
    items = f"{address}/items"
    found: Json = {
        "id": collection.id,
        "title": _(collection.title),
        "description": _(collection.meaning),
        "attribution": about.attribution,
        "itemType": "feature",
        "crs": [CRS84],
        "links": [
            link("self", address, JSON, _("This document")),
            link("items", items, GEOJSON, _(collection.title)),
            link("items", f"{items}?f=csv", CSV, _(collection.title)),
            link(
                "http://www.opengis.net/def/rel/ogc/1.0/queryables",
                f"{address}/queryables",
                SCHEMA,
                _("What can be asked for"),
            ),
            link("describedby", f"{address}/schema", SCHEMA, _("The properties of a feature")),
            *_licences(about, collection),
        ],
    }
    extent = _extent(dataset, collection, today)
    return found | ({"extent": extent} if extent else {})


def _licences(about: About, collection: Collection) -> list[dict[str, str]]:
    """Return links to the licences of the tables that a collection is made of."""
    found = {
        address: title
        for resource in about.resources
        if resource.name == collection.id
        for _name, title, address in resource.licences
        if address.startswith(("https://", "http://"))
    }
    return [link("license", address, "text/html", title) for address, title in found.items()]


def _extent(dataset: Dataset, collection: Collection, today: int) -> Json:
    asked = table(dataset, collection.id, today)
    found: Json = {}
    if asked.bounds is not None and not np.isnan(asked.bounds).all():
        west, south = (float(np.nanmin(asked.bounds[:, side])) for side in (0, 1))
        east, north = (float(np.nanmax(asked.bounds[:, side])) for side in (2, 3))
        found["spatial"] = {"bbox": [[west, south, east, north]], "crs": CRS84}
    if asked.days is not None and asked.length:
        last = int(asked.days[1].max())
        found["temporal"] = {
            "interval": [[_moment(int(asked.days[0].min())), None if last == UNTIL_NOW else _moment(last)]],
            "trs": GREGORIAN,
        }
    return found


def _moment(day: int) -> str:
    return f"{day_date(day).isoformat()}T00:00:00Z"


def schema(collection: Collection, root: str) -> Json:
    """Return what a feature of a collection is, as JSON Schema: programs take the types of columns from it.

    Without it they guess from the first features, and lose a date that is known to the month.
    """
    shape = _SHAPES.get(collection.geometry)
    return {
        "$schema": DRAFT,
        "$id": f"{root}/collections/{collection.id}/schema",
        "type": "object",
        "title": _(collection.title),
        "description": _(collection.meaning),
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string"},
            "geometry": {"oneOf": [{"$ref": shape}, {"type": "null"}]} if shape else {"type": "null"},
            "properties": {
                "type": "object",
                "properties": {one.name: one.schema() for one in collection.properties},
            },
        },
    }


def queryables(collection: Collection, root: str) -> Json:
    """Return what can be asked for of a collection, as JSON Schema."""
    shape = _SHAPES.get(collection.geometry)
    return {
        "$schema": DRAFT,
        "$id": f"{root}/collections/{collection.id}/queryables",
        "type": "object",
        "title": _(collection.title),
        "description": _(collection.meaning),
        "properties": {
            **({"geometry": {"$ref": shape, "x-ogc-role": "primary-geometry"}} if shape else {}),
            **{one.name: one.schema() for one in collection.queryables.values()},
        },
        "additionalProperties": False,
    }
