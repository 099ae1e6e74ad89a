"""GeoPackage: events, districts, control periods and places as layers, claims and sources as tables."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyogrio

from geo.dataset.record_columns import DISTRICT_TABLES
from geo.export.provenance import DISTRICTS, RECORDS
from geo.export.records import missing
from geo.spatial.geojson_layer import CRS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.record_columns import Column
    from geo.export.provenance import Provenance
    from geo.export.records import Records

GEOMETRY = {
    "events": "Point",
    "districts": "MultiPolygon",
    "control_periods": "MultiPolygon",
    "places": "Point",
}


def geopackage(
    records: Records,
    layers: Mapping[str, gpd.GeoDataFrame],
    provenance: Provenance,
    columns: Mapping[str, tuple[Column, ...]] = DISTRICT_TABLES,
) -> bytes:
    """Write records and districts as one GeoPackage.

    Parameters
    ----------
    records
        The events of the view with their claims and sources.
    layers
        What `geo.export.records.district_layers` gives.
    provenance
        Goes into the file's metadata and into the table `about`.
    columns
        The columns of the layers.

    Returns
    -------
    bytes
        Layers `events`, `districts`, `control_periods` and `places` (EPSG:4326; a row without a
        geometry is one whose place or outline is not known), attribute tables `claims`, `sources`
        and `about`.
    """
    frames: dict[str, pd.DataFrame] = {
        "events": event_points(records),
        **layers,
        "claims": records.tables()["claims"],
        "sources": records.tables()["sources"],
        "about": pd.DataFrame(
            provenance.entries(RECORDS + DISTRICTS, records.language), columns=["what", "text"]
        ),
    }
    about = dict(provenance.entries(RECORDS + DISTRICTS, records.language))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.gpkg"
        for name, frame in frames.items():
            meanings = {**records.columns, **columns}.get(name, ())
            pyogrio.write_dataframe(
                missing(frame),
                path,
                layer=name,
                driver="GPKG",
                geometry_type=GEOMETRY.get(name),
                promote_to_multi=GEOMETRY.get(name) == "MultiPolygon",
                dataset_metadata=about,
                layer_metadata={column.name: column.description for column in meanings} or None,
                append=False,
            )
        return path.read_bytes()


def event_points(records: Records) -> gpd.GeoDataFrame:
    """Return the events of a selection with their points (EPSG:4326), None for those without one."""
    events = records.tables()["events"]
    points = gpd.GeoSeries.from_xy(events["lon"], events["lat"], index=events.index, crs=CRS)
    return gpd.GeoDataFrame(events, geometry=points.where(events["lon"].notna(), None), crs=CRS)
