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

if TYPE_CHECKING:
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
    events = io.BytesIO()
    missing(event_points(records)).to_parquet(events, index=False, schema_version="1.0.0")
    tables = {
        "events.parquet": pq.read_table(io.BytesIO(events.getvalue())),
        **{
            f"{name}.parquet": pa.Table.from_pandas(missing(records.tables()[name]), preserve_index=False)
            for name in ("claims", "sources")
        },
    }
    described = json.dumps(provenance.as_json(RECORDS, records.language), ensure_ascii=False).encode()
    files = {name: _parquet(table, described) for name, table in tables.items()}
    files["README.txt"] = provenance.text(RECORDS, records.language).encode()
    return archive(files, provenance.made)


def _parquet(table: pa.Table, described: bytes) -> bytes:
    target = io.BytesIO()
    pq.write_table(
        table.replace_schema_metadata({**(table.schema.metadata or {}), METADATA_KEY: described}), target
    )
    return target.getvalue()
