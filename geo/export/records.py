"""The records of a selection as tables that every format writes, and the districts with their control."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.dataset.columns import positions
from geo.dataset.record_columns import DISTRICT_TABLES, RECORD_TABLES, REGION_WIDE, names
from geo.dates import edtf
from geo.i18n import DEFAULT
from geo.identifiers import LIST_DELIMITER
from geo.selection.filters import matches
from geo.spatial.geojson_layer import CRS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset
    from geo.dataset.record_columns import Column
    from geo.selection.filters import Selection


@dataclass(frozen=True)
class Counts:
    """How many records a selection holds."""

    events: int
    claims: int
    sources: int


@dataclass(frozen=True, eq=False)
class Records:
    """The events of a selection, what is claimed of them, and who claims it.

    Parameters
    ----------
    events, claims, sources
        Plain tables in the dataset's order with the columns of `geo.dataset.record_columns`: text ("" where
        nothing is known), and numbers (NaN where there is none).
    columns
        The columns of each table.
    language
        The language of the texts that stand beside the English ones (`geo.export.told_texts`); English for none.
    """

    events: pd.DataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame
    columns: Mapping[str, tuple[Column, ...]] = field(default_factory=lambda: dict(RECORD_TABLES))
    language: str = DEFAULT

    @property
    def counts(self) -> Counts:
        """The number of rows of each table."""
        return Counts(len(self.events), len(self.claims), len(self.sources))

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables by name, in reading order."""
        return {name: getattr(self, name)[names(columns)] for name, columns in self.columns.items()}


def count(dataset: Dataset, selection: Selection) -> Counts:
    """Count the records of a selection without writing any of them out."""
    kept = matches(dataset, selection)
    sources = dataset.claims["source_id"].iloc[_claims_on(dataset, kept)]
    return Counts(int(kept.sum()), len(sources), int(sources.nunique()))


def select(dataset: Dataset, selection: Selection) -> Records:
    """Return the records of a selection.

    Parameters
    ----------
    dataset
        The dataset; its frames are not changed.
    selection
        Which events to take. Their claims come with them, and the sources that these claims name.
    """
    kept = matches(dataset, selection)
    events, claims = dataset.events[kept], dataset.claims.iloc[_claims_on(dataset, kept)]
    sources = dataset.sources[dataset.sources.index.isin(claims["source_id"])]
    return Records(
        events=_events(events),
        claims=_plain(claims, "claims"),
        sources=_plain(sources.reset_index(), "sources"),
    )


def district_layers(dataset: Dataset) -> Mapping[str, gpd.GeoDataFrame]:
    """Return all districts, control periods and places of a dataset.

    Returns
    -------
    mapping
        `districts` and `control_periods` (the outline of the district, None where none is openly
        published) and `places` (points); EPSG:4326, columns as in `geo.dataset.record_columns`.
    """
    districts = dataset.districts.reset_index()
    periods = dataset.control_periods.assign(
        name=dataset.control_periods["district_id"].map(dataset.districts["name"]),
        controller_label=[
            dataset.about.controller(holder).label for holder in dataset.control_periods["controller"]
        ],
        source_ids=dataset.control_periods["source_ids"].map(LIST_DELIMITER.join),
        geometry=dataset.districts.geometry.reindex(dataset.control_periods["district_id"]).to_numpy(),
    )
    frames = {"districts": districts, "control_periods": periods, "places": dataset.places.reset_index()}
    return {
        name: gpd.GeoDataFrame(
            frame[[*names(DISTRICT_TABLES[name]), "geometry"]], geometry="geometry", crs=CRS
        )
        for name, frame in frames.items()
    }


def missing(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with None in place of blank text, for formats that know of missing values."""
    text = frame.select_dtypes(["object", "str"]).columns
    blanked = {
        name: pd.Series([cell or None for cell in frame[name]], frame.index, dtype=object) for name in text
    }
    return frame.assign(**blanked)


def _claims_on(dataset: Dataset, kept: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the positions of the claims on some of the events."""
    rows = positions(dataset.claims["event_id"], dataset.events.index)
    return np.flatnonzero((rows >= 0) & kept[rows])


def _events(events: pd.DataFrame) -> pd.DataFrame:
    written = events.reset_index().assign(
        date=[
            edtf(start, end, precision)
            for start, end, precision in zip(
                events["start_date"], events["end_date"], events["date_precision"], strict=True
            )
        ],
        district_ids=[
            REGION_WIDE if wide else LIST_DELIMITER.join((*inside, *outside))
            for wide, inside, outside in zip(
                events["region_wide"], events["district_ids"], events["other_district_ids"], strict=True
            )
        ],
        place_ids=_joined(events["place_ids"]),
        voices=_joined(events["voices"]),
        origin=events["origin"].to_numpy() if "origin" in events else "dataset",
    )
    return _plain(written, "events")


def _joined(lists: Iterable[tuple[str, ...]]) -> list[str]:
    return [LIST_DELIMITER.join(entries) for entries in lists]


def _plain(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return the columns of a table, text without missing values."""
    columns = RECORD_TABLES[table]
    text = [column.name for column in columns if column.kind == "string"]
    plain = frame[names(columns)].reset_index(drop=True)
    return plain.assign(**{name: plain[name].astype(object).where(plain[name].notna(), "") for name in text})
