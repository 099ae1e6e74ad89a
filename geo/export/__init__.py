"""Exports: every format from the same tables, each with its version, licence and address."""

from geo.export.csv_package import csv_package
from geo.export.geojson import geojson
from geo.export.geopackage import geopackage
from geo.export.geoparquet import geoparquet, layer_parquet, record_parquet
from geo.export.linked_places import linked_places
from geo.export.provenance import Provenance
from geo.export.records import Counts, Records, count, district_layers, select
from geo.export.spreadsheet import spreadsheet
from geo.export.told_texts import in_language, layers_in_language

__all__ = [
    "Counts",
    "Provenance",
    "Records",
    "count",
    "csv_package",
    "district_layers",
    "geojson",
    "geopackage",
    "geoparquet",
    "in_language",
    "layer_parquet",
    "layers_in_language",
    "linked_places",
    "record_parquet",
    "select",
    "spreadsheet",
]
