"""A dataset: a validated data package as typed frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from geo.dataset.metadata import About
    from geo.dataset.translations import Spoken, Texts


@dataclass(frozen=True, eq=False)
class Dataset:
    """All of a dataset; treat the frames as read-only. Days are day numbers (since 1970-01-01).

    Of a large dataset (:mod:`geo.dataset.sizes`) any column of str may be `category`, its words sorted, where it
    repeats them (:mod:`geo.dataset.columns`), or its texts may be mapped from a file
    (:mod:`geo.datapackage.parquet.mapped_texts`); and its claims are in the order of the events, their event_id
    `category` over the index of the events.

    Parameters
    ----------
    folder
        Where it was loaded from.
    about
        What the dataset says of itself.
    events
        Index `event_id`, sorted by (first_day, event_id). Columns title, start_date, end_date
        (str or None), date_precision, category, summary, status, place_name,
        location_precision (str); first_day, last_day (int32, both included); district_ids
        (tuple of district ids; all of them for region-wide events), region_wide (bool),
        other_district_ids (tuple of ids that are no district of the dataset), place_ids
        (tuple); lon, lat (float64, degrees EPSG:4326, NaN without a point); placing
        (`point`, `district` or `none`); located_in (id of the outline the point falls in, or
        None); n_sources, n_publishers (int), voices (tuple of voice ids), independent, state_only
        (bool), support (a verdict's id), disputed (bool), evidence (a verdict's id; all of
        :mod:`geo.claims.evidence`), search_text (see :mod:`geo.search.text_filter`).
    claims
        Columns event_id, source_id, field, value, unit, note, publisher, publisher_kind,
        voice, source_title, published, url, language (str).
    disagreements
        Where its sources disagree, one row each (:mod:`geo.claims.disagreements` has the columns).
    sources
        Index `source_id`; columns title, publisher, publisher_kind, voice, language,
        published, url ("" unless http or https), accessed, note (str).
    control_periods
        Columns district_id, extent, extent_size, extent_note, from_date, to_date,
        date_precision, controller, begins_with_event_id (str), source_ids (tuple), from_day
        (int32), to_day (Int32, not included, NA until now).
    places
        Index `place_id`; names, kind, district_id, lon, lat (float64) and points (EPSG:4326).
    city_days
        Columns district_id (str), month, day (int), decree_date, source_id (str).
    district_facts
        Columns district_id, field, value, source_id (str).
    districts
        Index `district_id` in display order; columns name, label_lon, label_lat, seat_lon,
        seat_lat (float64), outlined (bool), economic_region (str) and geometry (EPSG:4326,
        None where no outline is openly published).
    neighbours
        The other outlines: index is the slug of the name; columns name, label_lon,
        label_lat, geometry (EPSG:4326).
    backdrop
        Layers `countries`, `waters` and `rivers` (EPSG:4326), column name_en where there is one, and name in
        a dataset that is told in another language.
    stories, story_steps
        The tables of stories as they were read (all str), None where there are none; :mod:`geo.stories` reads them.
    texts
        Translations of its texts, by language.
    spoken
        How it is told, where that is another language than English (:mod:`geo.translations`).
    base
        The dataset that it is made of, where only events, claims and sources are others (:mod:`geo.store.subset`).
    """

    folder: Path
    about: About
    events: pd.DataFrame
    claims: pd.DataFrame
    disagreements: pd.DataFrame
    sources: pd.DataFrame
    control_periods: pd.DataFrame
    places: gpd.GeoDataFrame
    city_days: pd.DataFrame
    district_facts: pd.DataFrame
    districts: gpd.GeoDataFrame
    neighbours: gpd.GeoDataFrame
    backdrop: Mapping[str, gpd.GeoDataFrame]
    stories: pd.DataFrame | None = None
    story_steps: pd.DataFrame | None = None
    texts: Mapping[str, Texts] = field(default_factory=dict)
    spoken: Spoken | None = None
    base: Dataset | None = None
