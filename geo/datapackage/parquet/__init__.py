"""The tables of a large dataset as partitioned GeoParquet: written, and read by columns.

`events` and `claims` are folders of Parquet files, one for each year of an event's first day
(`events/year=1992/part-0.parquet`, as Hive names them), in the order of first_day and event_id. The
files of events are GeoParquet 1.1 with a point as WKB; what is not known is null.
"""

from geo.datapackage.parquet.read import Read, read_partitioned
from geo.datapackage.parquet.write import write_partitioned

__all__ = ["PARTITIONED", "Read", "read_partitioned", "write_partitioned"]

PARTITIONED = ("events", "claims")
"""Tables that may be kept so."""
