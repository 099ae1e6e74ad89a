"""The API described as OpenAPI 3.0: paths, parameters and answers, in the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.features.collections import COLLECTIONS
from geo.features.cql2 import MOST_CHARACTERS
from geo.features.errors import LONGEST_VALUE
from geo.features.query import (
    DEFAULT_LIMIT,
    FILTER_LANGUAGES,
    FORMATS,
    LAST_OFFSET,
    MOST_FEATURES,
)
from geo.i18n import LANGUAGES
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.dataset.metadata import About
    from geo.features.collections import Collection, Property

Json = dict[str, Any]
API_VERSION = "1.0.0"
"""Of the API, not of the data: a major version is another address once this one is no longer kept."""


def openapi(about: About, root: str) -> Json:
    """Return the description of the API.

    Parameters
    ----------
    about
        Of the dataset, in the current language.
    root
        Address of the API, without a slash at its end.
    """
    paths: Json = {
        "/": _path(
            "landing", _("The parts of the API"), _json_answer({"$ref": "#/components/schemas/document"})
        ),
        "/conformance": _path(
            "conformance",
            _("What the API conforms to"),
            _json_answer({"$ref": "#/components/schemas/document"}),
        ),
        "/collections": _path(
            "collections", _("The collections"), _json_answer({"$ref": "#/components/schemas/document"})
        ),
    }
    for collection in COLLECTIONS.values():
        paths |= _paths(collection)
    return {
        "openapi": "3.0.3",
        "info": {
            "title": about.title,
            "description": about.subtitle,
            "version": API_VERSION,
            "x-data-version": about.version,
        },
        "servers": [{"url": root}],
        "paths": paths,
        "components": {"parameters": _parameters(), "responses": _responses(), "schemas": _schemas()},
    }


def _paths(collection: Collection) -> Json:
    address, tag, title = f"/collections/{collection.id}", collection.id, _(collection.title)
    described = {
        "content": {"application/schema+json": {"schema": {"$ref": "#/components/schemas/document"}}}
    }
    asked = ["bbox", "datetime", "limit", "offset", "filter", "filter-lang", "f"]
    return {
        address: _path(
            f"{tag}.describe", title, _json_answer({"$ref": "#/components/schemas/document"}), tag=tag
        ),
        f"{address}/queryables": _path(f"{tag}.queryables", _("What can be asked for"), described, tag=tag),
        f"{address}/schema": _path(f"{tag}.schema", _("The properties of a feature"), described, tag=tag),
        f"{address}/items": _path(
            f"{tag}.items",
            _(collection.meaning),
            {
                "content": {
                    "application/geo+json": {"schema": {"$ref": "#/components/schemas/features"}},
                    "text/csv": {"schema": {"type": "string"}},
                }
            },
            parameters=[*_references(asked), *(_asked(one) for one in collection.queryables.values())],
            tag=tag,
        ),
        f"{address}/items/{{featureId}}": _path(
            f"{tag}.item",
            title,
            {"content": {"application/geo+json": {"schema": {"$ref": "#/components/schemas/feature"}}}},
            parameters=_references(["featureId", *(["datetime"] if tag == "districts" else [])]),
            tag=tag,
            missing=True,
        ),
    }


def _path(
    operation: str,
    summary: str,
    answer: Json,
    *,
    parameters: list[Json] | None = None,
    tag: str = "api",
    missing: bool = False,
) -> Json:
    refused = {"404": {"$ref": "#/components/responses/missing"}} if missing else {}
    return {
        "get": {
            "operationId": operation,
            "tags": [tag],
            "summary": summary,
            "parameters": [*(parameters or []), *_references(["lang"])],
            "responses": {
                "200": {"description": _("The answer"), **answer},
                "304": {"description": _("Nothing has changed since the answer with this ETag")},
                "400": {"$ref": "#/components/responses/wrong"},
                **refused,
                "429": {"$ref": "#/components/responses/often"},
            },
        }
    }


def _json_answer(schema: Json) -> Json:
    return {"content": {"application/json": {"schema": schema}}}


def _references(names: Iterable[str]) -> list[Json]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def _asked(one: Property) -> Json:
    """Return the parameter of a property: a list is asked for by an entry of it."""
    schema = one.schema()
    meaning = schema.pop("description")
    if one.kind == "strings":
        schema = {"type": "string"}
    if schema == {"type": "string"}:
        schema["maxLength"] = LONGEST_VALUE
    return {"name": one.name, "in": "query", "required": False, "description": meaning, "schema": schema}


def _parameters() -> Json:
    box = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}
    return {
        "bbox": _parameter(
            "bbox",
            _("Only what lies in west, south, east and north, in degrees, or is nowhere"),
            box,
            style="form",
            explode=False,
        ),
        "datetime": _parameter(
            "datetime",
            _("Only what overlaps a day, or two days with a slash between them, .. for an open end"),
            {"type": "string"},
        ),
        "limit": _parameter(
            "limit",
            _("How many features an answer has at most"),
            {"type": "integer", "minimum": 1, "maximum": MOST_FEATURES, "default": DEFAULT_LIMIT},
        ),
        "offset": _parameter(
            "offset",
            _("How many features before the first are left out"),
            {"type": "integer", "minimum": 0, "maximum": LAST_OFFSET, "default": 0},
        ),
        "filter": _parameter(
            "filter", _("A condition in CQL2"), {"type": "string", "maxLength": MOST_CHARACTERS}
        ),
        "filter-lang": _parameter(
            "filter-lang",
            _("How the condition is written"),
            {"type": "string", "enum": list(FILTER_LANGUAGES), "default": FILTER_LANGUAGES[0]},
        ),
        "f": _parameter(
            "f",
            _("The format of the answer"),
            {"type": "string", "enum": list(FORMATS), "default": FORMATS[0]},
        ),
        "lang": _parameter(
            "lang",
            _("The language of what the API says; records are as they were written"),
            {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]},
        ),
        "featureId": {
            "name": "featureId",
            "in": "path",
            "required": True,
            "description": _("The id of a feature"),
            "schema": {"type": "string"},
        },
    }


def _parameter(name: str, meaning: str, schema: Json, **more: Any) -> Json:  # noqa: ANN401 - JSON.
    return {"name": name, "in": "query", "required": False, "description": meaning, "schema": schema, **more}


def _responses() -> Json:
    said = _json_answer({"$ref": "#/components/schemas/exception"})
    return {
        "wrong": {"description": _("A parameter cannot be used"), **said},
        "missing": {"description": _("There is nothing at this address"), **said},
        "often": {
            "description": _("Too many requests; the header Retry-After says when to ask again"),
            **said,
        },
    }


def _schemas() -> Json:
    links = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["href", "rel"],
            "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "title")},
        },
    }
    feature = {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string"},
            "geometry": {"type": "object", "nullable": True},
            "properties": {"type": "object"},
            "links": links,
        },
    }
    return {
        "document": {"type": "object", "properties": {"links": links}},
        "feature": feature,
        "features": {
            "type": "object",
            "required": ["type", "features", "numberMatched", "numberReturned", "links"],
            "properties": {
                "type": {"type": "string", "enum": ["FeatureCollection"]},
                "features": {"type": "array", "items": {"$ref": "#/components/schemas/feature"}},
                "numberMatched": {"type": "integer", "minimum": 0},
                "numberReturned": {"type": "integer", "minimum": 0},
                "links": links,
            },
        },
        "exception": {
            "type": "object",
            "required": ["code", "description"],
            "properties": {"code": {"type": "string"}, "description": {"type": "string"}},
        },
    }
