"""Features: the dataset as collections that programs ask of, in the terms of OGC API - Features.

What is asked for and what answers it, without a server: :mod:`components.http` has the addresses.
"""

from geo.features.collections import COLLECTIONS, Collection, Property
from geo.features.cql2 import MOST_CHARACTERS
from geo.features.documents import (
    CONFORMS_TO,
    collection_document,
    collections_document,
    landing_page,
    queryables,
    schema,
)
from geo.features.encoding import feature_json, items_csv, items_json
from geo.features.errors import QueryError
from geo.features.openapi import API_VERSION, openapi
from geo.features.query import DEFAULT_LIMIT, MOST_FEATURES, Query, read_query
from geo.features.result import Result, select_features
from geo.features.table import Table, find, table

__all__ = [
    "API_VERSION",
    "COLLECTIONS",
    "CONFORMS_TO",
    "DEFAULT_LIMIT",
    "MOST_CHARACTERS",
    "MOST_FEATURES",
    "Collection",
    "Property",
    "Query",
    "QueryError",
    "Result",
    "Table",
    "collection_document",
    "collections_document",
    "feature_json",
    "find",
    "items_csv",
    "items_json",
    "landing_page",
    "openapi",
    "queryables",
    "read_query",
    "schema",
    "select_features",
    "table",
]
