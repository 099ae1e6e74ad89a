"""Tables of features: the frames of a dataset by property, with positions and days, read only where asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from geo.control.history import state_at
from geo.dataset.cache import cached
from geo.dataset.coded_columns import coded_column, encode_values
from geo.dataset.lookup import claims_of, is_event, offsets, row_of
from geo.dates import day_date, edtf
from geo.export import district_layers
from geo.features.collections import COLLECTIONS, UNTIL_NOW
from geo.identifiers import split_list

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.dataset.coded_columns import CodedColumn
    from geo.dataset.dataset import Dataset
    from geo.features.collections import Collection

    Positions = NDArray[np.int64]
    Shapes = Callable[[Positions], NDArray[np.object_]]
    Made = Mapping[str, Callable[[Positions], Sequence[Any]]]

LONGEST_ID = 300
"""Characters; a longer one is looked for nowhere."""


@dataclass(frozen=True, eq=False)
class Table:
    """The features of a collection, one a row.

    Parameters
    ----------
    collection
        Which.
    length
        Number of features.
    columns
        Values by property: text (None or "" where blank), numbers, booleans, tuples, and of a `day` its number.
    made
        Properties that are not in `columns`: worked out for the rows that are shown, from their positions.
    bounds
        (length, 4) west, south, east, north in degrees, NaN without a geometry; None where none has one.
    shapes
        Returns the geometries of rows (EPSG:4326), None for a feature without one.
    days
        First and last days, both included; None of a collection without.
    coded
        Columns that have been coded.
    written
        Its features as GeoJSON, once they have been written.
    """

    collection: Collection
    length: int
    columns: Mapping[str, pd.Series]
    made: Made
    bounds: NDArray[np.float64] | None = None
    shapes: Shapes | None = None
    days: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None
    coded: dict[str, CodedColumn] = field(default_factory=dict)
    written: list[bytes] = field(default_factory=list)

    def coded_column(self, name: str) -> CodedColumn:
        """Return a column as codes (:mod:`geo.dataset.coded_columns`), kept with the table."""
        found = self.coded.get(name)
        if found is None:
            found = self.coded[name] = encode_values(self.columns[name])
        return found

    def rows(self, positions: Positions) -> list[dict[str, Any]]:
        """Return the properties of some features as JSON has them: null for what is blank."""
        names = [one.name for one in self.collection.properties]
        cells: list[list[Any]] = []
        for one in self.collection.properties:
            make = self.made.get(one.name)
            values = self.columns[one.name].iloc[positions].tolist() if make is None else make(positions)
            cells.append([_plain(value, is_day=one.kind == "day") for value in values])
        return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]

    def ids(self, positions: Positions) -> list[str]:
        """Return the ids of some features."""
        make = self.made.get(self.collection.key)
        if make is not None:
            return list(make(positions))
        found: list[str] = self.columns[self.collection.key].iloc[positions].tolist()
        return found

    def geometries(self, positions: Positions) -> list[shapely.Geometry | None]:
        """Return the geometries of some features."""
        return [None] * len(positions) if self.shapes is None else list(self.shapes(positions))


def _plain(value: Any, *, is_day: bool) -> Any:  # noqa: ANN401 - A cell of any column.
    """Return a cell as JSON has it."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, (list, bool)):
        return value
    if value is None or value is pd.NA or value != value or value == "":  # noqa: PLR0124 - NaN is unlike itself.
        return None
    if is_day:
        return None if value == UNTIL_NOW else day_date(value).isoformat()
    return value


def table(dataset: Dataset, collection_id: str, day: int) -> Table:
    """Return the features of a collection.

    Parameters
    ----------
    dataset
        The dataset.
    collection_id
        One of `COLLECTIONS`.
    day
        The day of the districts' control, in days since 1970-01-01; it does not matter to the others.
    """
    return _districts(dataset, day) if collection_id == "districts" else _table(dataset, collection_id)


def find(dataset: Dataset, collection_id: str, feature_id: str) -> int | None:
    """Return the position of a feature in its table by its id, None where there is none."""
    if len(feature_id) > LONGEST_ID:
        return None
    if collection_id == "events":
        return row_of(dataset, feature_id) if is_event(dataset, feature_id) else None
    if collection_id == "claims":
        return _claim(dataset, feature_id)
    return _positions_by_id(dataset, collection_id).get(feature_id)


@cached(8)
def _positions_by_id(dataset: Dataset, collection_id: str) -> dict[str, int]:
    found = table(dataset, collection_id, 0)
    return {feature_id: row for row, feature_id in enumerate(found.ids(np.arange(found.length)))}


def _claim(dataset: Dataset, claim_id: str) -> int | None:
    """Return the position of a claim: the id is that of its event, a dot, and its number among those on it."""
    event_id, _dot, number = claim_id.rpartition(".")
    if not number.isascii() or not number.isdigit() or not is_event(dataset, event_id):
        return None
    order, starts = offsets(dataset)
    within = int(number) - 1
    if not 0 <= within < len(claims_of(dataset, event_id)) or claim_id != f"{event_id}.{within + 1}":
        return None
    place = int(starts[row_of(dataset, event_id)]) + within
    return place if order is None else int(order[place])


@cached(8)
def _table(dataset: Dataset, collection_id: str) -> Table:
    makers: Mapping[str, Callable[[Dataset], Table]] = {
        "events": _events,
        "places": _places,
        "control_periods": _control_periods,
        "claims": _claims,
        "sources": _sources,
    }
    return makers[collection_id](dataset)


# What a table holds is kept as long as the dataset, so it must not hold the dataset itself, only its frames.


def _events(dataset: Dataset) -> Table:
    events = dataset.events
    dates = [events[name] for name in ("start_date", "end_date", "date_precision")]

    def written(positions: Positions) -> list[str]:
        cells = [column.iloc[positions].tolist() for column in dates]
        return [edtf(start, end, precision) for start, end, precision in zip(*cells, strict=True)]

    columns = {"event_id": pd.Series(events.index.array)}
    columns |= {name: events[name] for name in _names("events", without=("event_id", "date"))}
    lon, lat = _numbers(events, "lon"), _numbers(events, "lat")
    lists = ("district_ids", "other_district_ids", "place_ids", "voices")
    return Table(
        COLLECTIONS["events"],
        len(events),
        columns,
        {"date": written},
        np.column_stack([lon, lat, lon, lat]),
        lambda positions: _points(lon[positions], lat[positions]),
        (_days(events["first_day"]), _days(events["last_day"])),
        {name: coded_column(dataset, name) for name in lists},
    )


def _places(dataset: Dataset) -> Table:
    places = dataset.places
    columns = {"place_id": pd.Series(places.index.array)}
    columns |= {name: pd.Series(places[name].array) for name in _names("places", without=("place_id",))}
    lon, lat = _numbers(places, "lon"), _numbers(places, "lat")
    return Table(
        COLLECTIONS["places"],
        len(places),
        columns,
        {},
        np.column_stack([lon, lat, lon, lat]),
        lambda positions: _points(lon[positions], lat[positions]),
    )


@cached(8)
def _districts(dataset: Dataset, day: int) -> Table:
    layer = district_layers(dataset)["districts"]
    count = len(layer)
    held = state_at(dataset, day)
    shares = [held[district].shares if district in held else () for district in layer["district_id"]]
    first = [found[0] if found else None for found in shares]
    label = {one.id: one.label for one in (*dataset.about.controllers, dataset.about.unrecorded)}
    control = [
        [{"controller": holder, "label": label[holder], "share": size} for holder, size in found]
        for found in shares
    ]
    known = _names("districts", without=("day", "controller", "controller_label", "share", "control"))
    columns = {name: layer[name] for name in known} | {
        "controller": pd.Series([one and one[0] for one in first], dtype=object),
        "controller_label": pd.Series([one and label[one[0]] for one in first], dtype=object),
        "share": pd.Series([one and one[1] for one in first], dtype=object),
        "day": pd.Series([day] * count, dtype="int64"),
    }
    return Table(
        COLLECTIONS["districts"],
        count,
        columns,
        {"control": lambda positions: [control[position] for position in positions]},
        *_outlined(layer.geometry.to_numpy()),
    )


def _control_periods(dataset: Dataset) -> Table:
    layer = district_layers(dataset)["control_periods"]
    periods = dataset.control_periods
    last = periods["to_day"].astype("Int64") - 1
    days = (_days(periods["from_day"]), _days(last.fillna(UNTIL_NOW)))
    columns = {name: layer[name] for name in layer.columns if name not in {"geometry", "source_ids"}} | {
        "period_id": pd.Series(_period_ids(layer), dtype=object),
        "source_ids": pd.Series([split_list(cell) for cell in layer["source_ids"]], dtype=object),
        "first_day": pd.Series(days[0]),
        "last_day": pd.Series(days[1]),
    }
    return Table(
        COLLECTIONS["control_periods"],
        len(layer),
        columns,
        {},
        *_outlined(layer.geometry.to_numpy()),
        days=days,
    )


def _period_ids(periods: pd.DataFrame) -> list[str]:
    """Return an id for each period: district, first day and holder, told apart by a number where these are equal."""
    found: dict[str, None] = {}
    for district, day, holder in zip(
        periods["district_id"], periods["from_date"], periods["controller"], strict=True
    ):
        base = f"{district}-{day}-{holder}"
        name, number = base, 2
        while name in found:
            name, number = f"{base}-{number}", number + 1
        found[name] = None
    return list(found)


def _claims(dataset: Dataset) -> Table:
    claims = dataset.claims
    within = claims.groupby("event_id", sort=False, observed=True).cumcount().to_numpy() + 1
    events = claims["event_id"]
    return Table(
        COLLECTIONS["claims"],
        len(claims),
        {name: claims[name] for name in _names("claims", without=("claim_id",))},
        {
            "claim_id": lambda positions: [
                f"{event}.{number}"
                for event, number in zip(events.iloc[positions], within[positions], strict=True)
            ]
        },
    )


def _sources(dataset: Dataset) -> Table:
    sources = dataset.sources
    columns = {"source_id": pd.Series(sources.index.array)}
    columns |= {name: pd.Series(sources[name].array) for name in _names("sources", without=("source_id",))}
    return Table(COLLECTIONS["sources"], len(sources), columns, {})


def _names(collection_id: str, *, without: tuple[str, ...]) -> list[str]:
    return [one.name for one in COLLECTIONS[collection_id].properties if one.name not in without]


def _numbers(frame: pd.DataFrame, name: str) -> NDArray[np.float64]:
    return frame[name].to_numpy(dtype=np.float64, na_value=np.nan)


def _days(column: pd.Series) -> NDArray[np.int64]:
    return column.to_numpy(dtype=np.int64)


def _points(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return points, None where a coordinate is missing."""
    found = np.full(len(lon), None, dtype=object)
    known = ~(np.isnan(lon) | np.isnan(lat))
    found[known] = shapely.points(lon[known], lat[known])
    return found


def _outlined(shapes: NDArray[np.object_]) -> tuple[NDArray[np.float64], Shapes]:
    """Return the bounds of outlines, and what gives the outlines of rows."""
    return shapely.bounds(shapes), lambda positions: shapes[positions]
