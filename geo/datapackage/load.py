"""The loader of data packages: read, validated, made into typed frames."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.claims.disagreements import find_disagreements
from geo.claims.evidence import evidence
from geo.datapackage.parquet.mapped_texts import map_texts
from geo.datapackage.read_files import BACKDROP, TRANSLATIONS, Package, read_package
from geo.datapackage.read_metadata import read_about
from geo.datapackage.schema_rules import is_web_address
from geo.datapackage.validate import validate
from geo.dataset.columns import (
    claims_by_event,
    compact,
    different_rows,
    event_order,
    is_large,
    read_once,
    with_sources,
)
from geo.dataset.dataset import Dataset
from geo.dataset.memory import give_back
from geo.dataset.record_columns import PLACING, REGION_WIDE
from geo.dates import day_number, interval, is_day
from geo.errors import DataPackageError
from geo.i18n import LANGUAGES
from geo.identifiers import slug, split_list
from geo.search.text_filter import fingerprint, search_texts
from geo.spatial.geojson_layer import CRS
from geo.spatial.point_in_polygon import located_in
from geo.translations import COLUMNS, read_texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy.typing as npt

    from geo.dataset.metadata import About
    from geo.dataset.translations import Texts
    from geo.errors import Problem


def load(folder: str | Path) -> Dataset:
    """Load a data package from a folder.

    The function is pure: the same files give an equal dataset. A folder of some hundred
    events takes well under a second.

    Parameters
    ----------
    folder
        The folder with `datapackage.json`.

    Raises
    ------
    DataPackageError
        When there is anything wrong that keeps it from being shown; it carries every problem.
    """
    package, about, problems = read_and_validate(folder)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if errors:
        raise DataPackageError(errors)
    dataset = build(package, about)
    if is_large(len(dataset.events)):
        del package
        give_back()
    return dataset


def read_and_validate(folder: str | Path) -> tuple[Package, About, list[Problem]]:
    """Read a data package, with all that is wrong in its files.

    Raises
    ------
    DataPackageError
        When there is no descriptor that can be read.
    """
    package = read_package(folder)
    about = about_package(package)
    return package, about, validate(package)


def about_package(package: Package) -> About:
    """Read what a package says of itself."""
    rows = {name: len(frame) for name, frame in {**package.tables, **package.layers}.items()}
    rows[TRANSLATIONS] = sum(map(len, package.translations.values()))
    own = package.root.content.get("dashboard")
    landmarks = own.get("landmarks") if isinstance(own, dict) else None
    named = (
        [entry.get("eventId") for entry in landmarks or () if isinstance(entry, dict)]
        if isinstance(landmarks, list)
        else []
    )
    events = package.tables["events"]
    events = events.loc[
        events["event_id"].isin([i for i in named if isinstance(i, str)]), ["event_id", "start_date"]
    ]
    first_days = {
        event_id: day_number(start)
        for event_id, start in events.itertuples(index=False)
        if is_day(start)  # Of other dates the table's own check says what is wrong.
    }
    sources = package.tables["sources"]
    bracketed = sources.loc[sources["title"].str.startswith("["), "source_id"]
    return read_about(package.root, rows, first_days, package.version, frozenset(bracketed))


def build(package: Package, about: About) -> Dataset:
    """Make typed frames of a package without errors."""
    tables = package.tables
    places = _places(tables["places"])
    facts = tables["district_facts"].reset_index(drop=True)
    outlines = _outlines(package.layers["districts"])
    districts = _districts(about, outlines, places, facts)
    sources = tables["sources"].set_index("source_id")
    sources.insert(2, "voice", sources["publisher_kind"].map(lambda kind: about.voice_of(kind).id))
    sources["url"] = sources["url"].where(sources["url"].map(is_web_address), "")
    events = _events(tables["events"], about, outlines)
    claims = _claims(tables["claims"], sources, events)
    disagreements = find_disagreements(claims, events, about)
    judged = evidence(events, claims, about.voices, frozenset(disagreements["event_id"]))
    events = events.assign(**{str(name): column for name, column in judged.items()})
    texts = texts_of(package)
    events["search_text"] = _search_texts(package, events, about, places, texts)
    if is_large(len(events)):
        events, claims = compact(events, "events"), compact(claims, "claims")
    return Dataset(
        folder=package.folder,
        about=about,
        events=events,
        claims=claims,
        disagreements=disagreements,
        sources=sources,
        control_periods=_control_periods(tables["control_periods"]),
        places=places,
        city_days=_city_days(tables["city_days"]),
        district_facts=facts,
        districts=districts,
        neighbours=outlines[~outlines.index.isin(districts.index)],
        backdrop={name: package.layers[name] for name in BACKDROP},
        texts=texts,
        stories=_optional(tables, "stories"),
        story_steps=_optional(tables, "story_steps"),
    )


def _optional(tables: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame | None:
    return tables[name].reset_index(drop=True) if name in tables else None


def texts_of(package: Package) -> dict[str, Texts]:
    """Return the translations of a package by language: those of its tables and those of its descriptor."""
    tables = {PurePosixPath(path).stem: table for path, table in package.translations.items()}
    beside = package.root.translations
    return {
        language: read_texts(
            language, tables.get(language, pd.DataFrame(columns=list(COLUMNS))), beside.get(language, {})
        )
        for language in LANGUAGES
        if language in tables or language in beside
    }


def _events(
    table: pd.DataFrame,
    about: About,
    outlines: gpd.GeoDataFrame,
) -> pd.DataFrame:
    events = table.set_index("event_id")
    first, last = _days(events)
    events["first_day"], events["last_day"] = first, last
    events["end_date"] = read_once(events["end_date"], lambda end: end or None)
    ids = frozenset(all_ids := tuple(entry.id for entry in about.districts))
    declared = read_once(events["district_ids"], split_list)
    events["region_wide"] = read_once(declared, lambda named: REGION_WIDE in named).astype(bool)
    events["district_ids"] = read_once(
        declared, lambda named: all_ids if REGION_WIDE in named else tuple(i for i in named if i in ids)
    )
    events["other_district_ids"] = read_once(
        declared, lambda named: tuple(i for i in named if i not in ids and i != REGION_WIDE)
    )
    events["place_ids"] = read_once(events["place_ids"], split_list)
    events["lon"] = pd.to_numeric(events["lon"]).astype("float64")
    events["lat"] = pd.to_numeric(events["lat"]).astype("float64")
    events["placing"] = events["location_precision"].map(PLACING)
    events["located_in"] = located_in(events["lon"], events["lat"], outlines)
    order = event_order(events["first_day"].to_numpy(), events.index)
    # Mapped texts would be read into memory to be put in order, and those of our own files are in order.
    return events if (np.diff(order) == 1).all() else events.iloc[order]


def _days(events: pd.DataFrame) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the first and last day of each event; each different date is read once."""
    once, different = different_rows([events[name] for name in ("start_date", "end_date", "date_precision")])
    days = np.array([interval(*cells) for cells in different], dtype="int32").reshape(-1, 2)
    return days[once, 0], days[once, 1]


def _claims(table: pd.DataFrame, sources: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    large = is_large(len(events)) or isinstance(table["event_id"].dtype, pd.CategoricalDtype)
    claims = claims_by_event(table, events.index) if large else table.reset_index(drop=True)
    return with_sources(claims, sources, large=large)


def _search_texts(
    package: Package,
    events: pd.DataFrame,
    about: About,
    places: pd.DataFrame,
    translations: Mapping[str, Texts],
) -> pd.Series:
    """Return the search texts: those that were kept with the events, where they have the names of today."""
    names = (about.districts, package.tables["district_facts"], places)
    kept = package.partitioned.get("events")
    if kept is not None and kept.fingerprints == {fingerprint(*names)}:
        return events["search_text"]
    texts = search_texts(events, *names, translations)
    return texts if kept is None else map_texts(texts)


def _control_periods(table: pd.DataFrame) -> pd.DataFrame:
    periods = table.reset_index(drop=True)
    periods["source_ids"] = periods["source_ids"].map(split_list)
    periods["from_day"] = periods["from_date"].map(day_number).astype("int32")
    ends = [day_number(day) if day else None for day in periods["to_date"]]
    periods["to_day"] = pd.array(ends, dtype="Int32")
    return periods


def _places(table: pd.DataFrame) -> gpd.GeoDataFrame:
    places = table.set_index("place_id")
    places["lon"] = pd.to_numeric(places["lon"]).astype("float64")
    places["lat"] = pd.to_numeric(places["lat"]).astype("float64")
    return gpd.GeoDataFrame(places, geometry=gpd.points_from_xy(places["lon"], places["lat"]), crs=CRS)


def _city_days(table: pd.DataFrame) -> pd.DataFrame:
    days = table.reset_index(drop=True)
    days["month"] = days["city_day"].str[:2].astype("int64")
    days["day"] = days["city_day"].str[3:].astype("int64")
    return days[["district_id", "month", "day", "decree_date", "source_id"]]


def _outlines(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return all outlines; of two of one name the district comes before the city."""
    ids = pd.Index([slug(str(name)) for name in layer["name_en"]], name="district_id")
    points = layer.representative_point()
    return gpd.GeoDataFrame(
        {
            "name": layer["name_en"].to_numpy(),
            "label_lon": layer.get("label_lon", points.x).to_numpy(dtype="float64"),
            "label_lat": layer.get("label_lat", points.y).to_numpy(dtype="float64"),
            "name_az": layer.get("name_az", pd.Series("", layer.index)).fillna("").to_numpy(),
            "economic_region": layer.get("economic_region_2021", pd.Series("", layer.index))
            .fillna("")
            .to_numpy(),
        },
        geometry=layer.geometry.to_numpy(),
        index=ids,
        crs=CRS,
    )


def _districts(
    about: About, outlines: gpd.GeoDataFrame, places: gpd.GeoDataFrame, facts: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Return the dataset's districts in display order; without an outline, the label is the seat."""
    ids = pd.Index([entry.id for entry in about.districts], name="district_id")
    first_facts = facts.drop_duplicates(["district_id", "field"]).set_index(["district_id", "field"])["value"]
    districts = outlines.reindex(ids)
    outlined = ids.isin(outlines.index)
    seats = places.reindex([entry.seat for entry in about.districts])
    districts["seat_lon"] = seats["lon"].to_numpy()
    districts["seat_lat"] = seats["lat"].to_numpy()
    districts["label_lon"] = districts["label_lon"].fillna(districts["seat_lon"])
    districts["label_lat"] = districts["label_lat"].fillna(districts["seat_lat"])
    districts["outlined"] = outlined
    districts["name_az"] = districts["name_az"].fillna("")
    districts["name"] = [first_facts.get((i, "name_en"), i.replace("-", " ").title()) for i in ids]
    districts["economic_region"] = [
        first_facts.get((i, "economic_region"), region if isinstance(region, str) else "")
        for i, region in zip(ids, districts["economic_region"], strict=True)
    ]
    order = [
        "name",
        "name_az",
        "label_lon",
        "label_lat",
        "seat_lon",
        "seat_lat",
        "outlined",
        "economic_region",
        "geometry",
    ]
    return districts[order]
