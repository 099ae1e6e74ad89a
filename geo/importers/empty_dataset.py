"""A dataset of districts alone: no events, and nothing recorded of who held them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from geo.claims.disagreements import COLUMNS as DISAGREEMENTS
from geo.datapackage.table_schemas import TABLES
from geo.dataset.claim_rules import ClaimRules
from geo.dataset.dataset import Dataset
from geo.dataset.metadata import (
    ATTRIBUTIONS,
    About,
    Controller,
    DistrictEntry,
    Evidence,
    Jump,
    Resource,
    Voice,
)
from geo.dataset.world import with_countries
from geo.dates import day_number
from geo.i18n import Sentence, marked
from geo.spatial.geojson_layer import CRS

UNRECORDED = Controller("unrecorded", marked("Control not recorded"), "#CFCABF", "#3A424B")
EVIDENCE = (
    Evidence(
        "several", marked("Several sides"), marked("Two or more sources that speak with different voices.")
    ),
    Evidence(
        "one_side", marked("One side"), marked("Two or more sources, and all of them speak with one voice.")
    ),
    Evidence("single", marked("Single source"), marked("All its claims come from one source.")),
    Evidence(
        "disputed",
        marked("Sources differ"),
        marked("At least two sources cannot both be right on a number, a date or what happened."),
    ),
)
PUBLISHERS = {"academic": marked("Academic work"), "ngo": marked("Non-governmental organisation")}
"""Kinds of publishers of the layouts that are known (:mod:`geo.importers.layouts`)."""
VOICES = (Voice("research", marked("Research"), tuple(PUBLISHERS), independent=True),)
FIRST_DAY = day_number("1988-01-01")
MARGIN = 0.05
"""Share of the extent that the first view leaves free on each side."""


def bare_dataset(name: str, districts: gpd.GeoDataFrame) -> Dataset:
    """Return the dataset of districts without events, whose control nobody recorded.

    Parameters
    ----------
    name
        Of the file that they come from.
    districts
        As in :class:`geo.dataset.dataset.Dataset`: index district_id, outlines in EPSG:4326.
    """
    empty = {
        name: pd.DataFrame({field: pd.Series(dtype="str") for field in fields})
        for name, fields in TABLES.items()
    }
    places = gpd.GeoDataFrame(
        empty["places"].astype({"lon": "float64", "lat": "float64"}).set_index("place_id"),
        geometry=[],
        crs=CRS,
    )
    lines = gpd.GeoDataFrame({"name_en": pd.Series(dtype="str")}, geometry=[], crs=CRS)
    periods = (
        empty["control_periods"]
        .assign(from_day=pd.Series(dtype="int32"), to_day=pd.Series(dtype="Int32"))
        .astype({"source_ids": "object"})
    )
    days = pd.DataFrame(
        {
            "district_id": pd.Series(dtype="str"),
            "month": pd.Series(dtype="int64"),
            "day": pd.Series(dtype="int64"),
            "decree_date": pd.Series(dtype="str"),
            "source_id": pd.Series(dtype="str"),
        }
    )
    sources = empty["sources"].set_index("source_id")
    sources.insert(2, "voice", pd.Series(dtype="str"))
    said = {
        name: pd.Series(dtype="str")
        for name in ("publisher", "publisher_kind", "voice", "source_title", "published", "url", "language")
    }
    return Dataset(
        folder=Path(name),
        about=_about(name, districts),
        events=_no_events(empty["events"]),
        claims=empty["claims"].assign(**said),
        sources=sources,
        control_periods=periods,
        places=places,
        city_days=days,
        district_facts=empty["district_facts"],
        districts=districts,
        neighbours=districts.iloc[:0],
        backdrop={"countries": lines, "waters": lines, "rivers": lines},
        disagreements=pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in DISAGREEMENTS.items()}),
    )


def amid(dataset: Dataset, known: Dataset) -> Dataset:
    """Return districts alone with what a known dataset has that is not of its own districts.

    That is the words for publishers, evidence and figures; the online backgrounds; and, where its
    countries and waters reach around all the districts, these too, with whose they are.

    Parameters
    ----------
    dataset
        From :func:`bare_dataset`.
    known
        A loaded dataset.
    """
    named = Sentence(marked("Districts: {file}"), {"file": dataset.folder.name})
    about = replace(
        dataset.about,
        voices=known.about.voices,
        publisher_kinds=known.about.publisher_kinds,
        evidence=known.about.evidence,
        field_labels=known.about.field_labels,
        claim_rules=known.about.claim_rules,
        measures=known.about.measures,
        tiles=known.about.tiles,
        attribution=str(named),
        sentences={**dataset.about.sentences, str(named): named},
    )
    reach = shapely.box(*known.backdrop["countries"].total_bounds)
    if not reach.contains(shapely.box(*dataset.districts.total_bounds)):
        return with_countries(replace(dataset, about=about, texts=known.texts), about.bounds)
    around = tuple(entry for entry in known.about.resources if entry.name in known.backdrop)
    owners = dict.fromkeys((about.attribution, *(entry.attribution for entry in around)))
    about = replace(
        about, resources=(*about.resources, *around), attribution=ATTRIBUTIONS.join(filter(None, owners))
    )
    return replace(dataset, about=about, backdrop=known.backdrop, texts=known.texts)


def _no_events(table: pd.DataFrame) -> pd.DataFrame:
    kinds = {
        "lon": "float64",
        "lat": "float64",
        "first_day": "int32",
        "last_day": "int32",
        "region_wide": "bool",
        "n_sources": "int64",
        "n_publishers": "int64",
        "independent": "bool",
        "state_only": "bool",
        "disputed": "bool",
        "placing": "str",
        "support": "str",
        "evidence": "str",
        "search_text": "str",
        "origin": "str",
        **dict.fromkeys(
            ("end_date", "district_ids", "place_ids", "other_district_ids", "located_in", "voices"), "object"
        ),
    }
    extra = {name: pd.Series(dtype=kind) for name, kind in kinds.items()}
    return table.set_index("event_id").assign(**extra)


def _about(name: str, districts: gpd.GeoDataFrame) -> About:
    west, south, east, north = (float(side) for side in districts.total_bounds)
    wide, high = (east - west) * MARGIN, (north - south) * MARGIN
    digest = hashlib.sha256(b"".join(shapely.to_wkb(districts.geometry.to_numpy()))).hexdigest()
    title = Path(name).stem.replace("_", " ").strip() or marked("Own districts")
    return About(
        title=title,
        subtitle="",
        first_day=FIRST_DAY,
        default_day=FIRST_DAY,
        default_range=(FIRST_DAY, FIRST_DAY),
        categories=(),
        groups=(),
        controllers=(),
        unrecorded=UNRECORDED,
        voices=VOICES,
        evidence=EVIDENCE,
        jumps=(Jump("all", marked("All"), FIRST_DAY, None),),
        landmarks=(),
        tiles=(),
        field_labels={},
        fact_labels={},
        publisher_kinds=PUBLISHERS,
        notes={},
        claim_rules=ClaimRules(),
        measures=(),
        districts=tuple(DistrictEntry(str(i), "") for i in districts.index),
        resources=(Resource("districts", name, marked("Districts"), (), "", len(districts)),),
        attribution="",
        bounds=((south - high, west - wide), (north + high, east + wide)),
        version=digest[:12],
    )
