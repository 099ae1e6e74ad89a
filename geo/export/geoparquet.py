"""GeoParquet: the events as a spatial table, claims and sources beside it."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from geo.export.archive import archive
from geo.export.geopackage import event_points
from geo.export.provenance import RECORDS
from geo.export.records import missing
from geo.i18n import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Collection

    import geopandas as gpd

    from geo.export.provenance import Provenance
    from geo.export.records import Records

METADATA_KEY = b"dataset"


def geoparquet(records: Records, provenance: Provenance) -> bytes:
    """Write records as a zip archive of Parquet files.

    Parameters
    ----------
    records
        What to write.
    provenance
        Goes into the key `dataset` of each file's metadata, as JSON, and into `README.txt`.

    Returns
    -------
    bytes
        An archive with `events.parquet` (GeoParquet 1.0, points as WKB in OGC:CRS84 order, null for
        events without one), `claims.parquet` and `sources.parquet`. What is not known is null.
    """
    files = {f"{name}.parquet": record_parquet(records, name, provenance) for name in records.columns}
    files["README.txt"] = provenance.text(RECORDS, records.language).encode()
    return archive(files, provenance.made)


def record_parquet(records: Records, name: str, provenance: Provenance) -> bytes:
    """Write one table of records as Parquet, described as in `geoparquet`.

    Parameters
    ----------
    records, provenance
        See `geoparquet`.
    name
        `events`, which have points, `claims` or `sources`.
    """
    if name == "events":
        return layer_parquet(event_points(records), provenance, RECORDS, records.language)
    table = pa.Table.from_pandas(missing(records.tables()[name]), preserve_index=False)
    return _parquet(table, provenance, RECORDS, records.language)


def layer_parquet(
    layer: gpd.GeoDataFrame, provenance: Provenance, resources: Collection[str], language: str = DEFAULT
) -> bytes:
    """Write a layer as GeoParquet 1.0, its geometry as WKB in OGC:CRS84 order.

    Parameters
    ----------
    layer
        What to write; EPSG:4326.
    provenance, resources
        What goes into the metadata: the origin, and the tables of the dataset that the layer is made of.
    language
        Of the texts that stand beside the English ones.
    """
    written = io.BytesIO()
    missing(layer).to_parquet(written, index=False, schema_version="1.0.0")
    return _parquet(pq.read_table(io.BytesIO(written.getvalue())), provenance, resources, language)


def _parquet(table: pa.Table, provenance: Provenance, resources: Collection[str], language: str) -> bytes:
    described = json.dumps(provenance.as_json(resources, language), ensure_ascii=False).encode()
    target = io.BytesIO()
    pq.write_table(
        table.replace_schema_metadata({**(table.schema.metadata or {}), METADATA_KEY: described}), target
    )
    return target.getvalue()
