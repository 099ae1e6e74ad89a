"""The order of the events in a store, and the columns of its files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.spatial.map_tiles import FINEST, finest_of

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

TILE_LEVEL: Final = 10
"""Of the map tiles by which events are sorted: some 30 km wide at 40 degrees north."""
ROW_GROUP = 20_000
MONTHS = 16
"""Places for the months of a tile in the key of :func:`sort_key`."""
TILES = (1 << 2 * TILE_LEVEL) + 1
EARLIEST_YEAR = -10_000
DAY_BITS = 32
"""Bits of a day in a key by tile and day."""

EVENTS = pa.schema(
    [
        ("event_id", pa.string()),
        ("title", pa.string()),
        ("start_date", pa.date32()),
        ("end_date", pa.date32()),
        ("date_precision", pa.string()),
        ("category", pa.string()),
        ("district_ids", pa.string()),
        ("place_name", pa.string()),
        ("place_ids", pa.string()),
        ("lon", pa.float64()),
        ("lat", pa.float64()),
        ("location_precision", pa.string()),
        ("summary", pa.string()),
        ("status", pa.string()),
        ("first_day", pa.int32()),
        ("last_day", pa.int32()),
        ("region_wide", pa.bool_()),
        ("other_district_ids", pa.string()),
        ("placing", pa.string()),
        ("located_in", pa.string()),
        ("source_ids", pa.string()),
        ("n_sources", pa.int32()),
        ("n_publishers", pa.int32()),
        ("voices", pa.string()),
        ("independent", pa.bool_()),
        ("state_only", pa.bool_()),
        ("support", pa.string()),
        ("disputed", pa.bool_()),
        ("evidence", pa.string()),
        ("origin", pa.string()),
        ("tile", pa.int32()),
        ("file", pa.int32()),
        ("line", pa.int64()),
    ]
)
"""Columns of the events but their geometry. Lists are texts with a semicolon between; what is not known is null.

`tile` is the number of the map tile of `TILE_LEVEL` along a Z-order curve, null without a point; `file` the position
of the file in the manifest, `line` where in it the event stands.
"""
CLAIMS = pa.schema(
    [(name, pa.string()) for name in ("event_id", "source_id", "field", "value", "unit", "note")]
)
SOURCES = pa.schema(
    [
        (name, pa.string())
        for name in (
            "source_id",
            "title",
            "publisher",
            "publisher_kind",
            "voice",
            "language",
            "published",
            "url",
            "accessed",
            "note",
        )
    ]
)
PROBLEMS = pa.schema(
    [
        ("file", pa.int32()),
        ("line", pa.int64()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("expected", pa.string()),
        ("remedy", pa.string()),
        ("severity", pa.string()),
        ("rows", pa.int64()),
    ]
)
GEOMETRY = "geometry"
WKB_POINT = 21
"""Bytes of a point in well-known binary."""


def tile_of(lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64], level: int = TILE_LEVEL) -> Ints:
    """Return the number of the map tile of each point along a Z-order curve, -1 without a point.

    Tiles whose numbers are near lie near each other, and the number of a tile of a coarser level is this one
    divided by 4 for each level.
    """
    tiles = np.full(len(lon), -1, dtype="int64")
    given = np.isfinite(lon) & np.isfinite(lat)
    x, y = (part.astype("int64") >> (FINEST - level) for part in finest_of(lon[given], lat[given]))
    tiles[given] = together(x, y)
    return tiles


def together(x: Ints, y: Ints) -> Ints:
    """Return the numbers of cells along a Z-order curve, by their columns and rows."""
    numbers: Ints = _spread(x.astype("int64")) | (_spread(y.astype("int64")) << 1)
    return numbers


def apart(numbers: Ints) -> tuple[Ints, Ints]:
    """Return columns and rows of cells, by their numbers along a Z-order curve."""
    return _gathered(numbers), _gathered(numbers >> 1)


def _gathered(numbers: Ints) -> Ints:
    """Return every other bit of numbers."""
    numbers = numbers & 0x5555555555555555
    for shift, mask in (
        (1, 0x3333333333333333),
        (2, 0x0F0F0F0F0F0F0F0F),
        (4, 0x00FF00FF00FF00FF),
        (8, 0x0000FFFF0000FFFF),
        (16, 0x00000000FFFFFFFF),
    ):
        numbers = (numbers | (numbers >> shift)) & mask
    return numbers


def _spread(numbers: Ints) -> Ints:
    """Return numbers of at most 32 bits with a zero between each two of their bits."""
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        numbers = (numbers | (numbers << shift)) & mask
    return numbers


def sort_key(tile: Ints, first_day: npt.NDArray[np.int32]) -> Ints:
    """Return the coarse order of events: by year, tile and month. Events without a point come first."""
    months = first_day.astype("datetime64[D]").astype("datetime64[M]").astype("int64")
    year, month = months // 12 + 1970, months % 12
    key: Ints = ((year - EARLIEST_YEAR) * TILES + tile + 1) * MONTHS + month
    return key


def year_of(key: int) -> int:
    """Return the year of a key."""
    return int(key) // (TILES * MONTHS) + EARLIEST_YEAR


def order_of(table: pa.Table) -> Ints:
    """Return the positions of events of one year in the order of the store: by tile, first day and id."""
    tile = pc.fill_null(table.column("tile"), -1).to_numpy().astype("int64")
    day = table.column("first_day").to_numpy().astype("int64")
    key = (tile << DAY_BITS) + (day - day.min(initial=0))
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    same = ordered[1:] == ordered[:-1]
    tied = np.flatnonzero(np.append(same, [False]) | np.append([False], same))
    if len(tied):
        ids = table.column("event_id").take(pa.array(order[tied]))
        by = pa.table({"key": ordered[tied], "id": ids})
        within = pc.sort_indices(by, sort_keys=[("key", "ascending"), ("id", "ascending")])
        order[tied] = order[tied][within.to_numpy()]
    return order


def with_geometry(table: pa.Table) -> pa.Table:
    """Return events with their points as WKB, and what GeoParquet 1.1 asks to be said of them."""
    lon, lat = (table.column(name).to_numpy(zero_copy_only=False) for name in ("lon", "lat"))
    given = np.isfinite(lon) & np.isfinite(lat)
    points = np.zeros(int(given.sum()), dtype=[("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])
    points["order"], points["kind"], points["x"], points["y"] = 1, 1, lon[given], lat[given]
    ends = np.concatenate([[0], np.cumsum(given) * WKB_POINT]).astype("int32")
    validity = pa.array(given).buffers()[1] if len(given) else None
    content = pa.py_buffer(points.tobytes())
    shapes = pa.Array.from_buffers(pa.binary(), len(given), [validity, pa.py_buffer(ends), content])
    described: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"] if given.any() else []}
    if given.any():
        x, y = lon[given], lat[given]
        described["bbox"] = [float(side) for side in (x.min(), y.min(), x.max(), y.max())]
    geo = {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: described}}
    return table.append_column(GEOMETRY, shapes).replace_schema_metadata({"geo": json.dumps(geo)})
