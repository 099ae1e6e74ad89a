"""Spatial operations: point in polygon, map tiles, GeoJSON layers."""

from geo.spatial.geojson_layer import CRS, LATITUDES, LINES, LONGITUDES, POLYGONS, empty_layer, read_layer
from geo.spatial.map_tiles import FINEST, finest_of, is_inside, middle_of, read_cell, width_of
from geo.spatial.point_in_polygon import GridIndex, located_in

__all__ = [
    "CRS",
    "FINEST",
    "LATITUDES",
    "LINES",
    "LONGITUDES",
    "POLYGONS",
    "GridIndex",
    "empty_layer",
    "finest_of",
    "is_inside",
    "located_in",
    "middle_of",
    "read_cell",
    "read_layer",
    "width_of",
]
