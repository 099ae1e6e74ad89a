"""Layouts of event data that are published with a codebook, and what their columns become here.

Sources of the columns and codes: the UCDP GED Codebook (Uppsala Conflict Data Program), the ACLED
Codebook and ACLED's guide to its column changes of 2023, the GDELT Event Database codebooks 1.03 and
2.0, and LP-TSV 0.5 (Linked Places). Precision codes become ours as follows.

=====================  =====================================================  =============
code                   the codebook's words, in short                         here
=====================  =====================================================  =============
UCDP where_prec 1      exact location                                         exact
UCDP where_prec 2      limited area around a known point (about 25 km)        settlement
UCDP where_prec 3      second-order administrative division (a district)      district
UCDP where_prec 4      first-order administrative division (a province)       none
UCDP where_prec 5      linear feature or fuzzy area                           none
UCDP where_prec 6      country                                                none
UCDP where_prec 7      international waters or airspace                       none
UCDP date_prec 1       exact day                                              day
UCDP date_prec 2       range of 2 to 6 days (date_start to date_end)          day
UCDP date_prec 3       week (date_start to date_end)                          day
UCDP date_prec 4       range of 8 to 30 days, or month                        month
UCDP date_prec 5       range of more than a month up to a year                year
ACLED geo_precision 1  a particular town                                      settlement
ACLED geo_precision 2  part of a region, coded to a town near by              district
ACLED geo_precision 3  a larger region, coded to a natural place or capital   none
ACLED time_precision 1 actual date                                            day
ACLED time_precision 2 some day of a week or the like                         month
ACLED time_precision 3 month                                                  month
GDELT ActionGeo_Type   3 US city, 4 world city or landmark                    settlement
GDELT ActionGeo_Type   0 no place, 1 country, 2 US state, 5 world state       none
=====================  =====================================================  =============

Of UCDP's ranges both days are kept, also of months and years. ACLED gives one day for a week and does not
say which, so the month is the finest that is known. `none` keeps the event in the lists and off the map: its
coordinates stand for a region, and a point there would say more than the codebook does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.dataset.record_columns import EVENTS, names
from geo.i18n import marked
from geo.importers.gdelt import CAMEO_ROOTS, GDELT_1_COLUMNS, GDELT_1_REDUCED_COLUMNS, GDELT_2_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAIN = "plain"
OWN = "dashboard"


@dataclass(frozen=True)
class Origin:
    """Who speaks in a published dataset; blank where a table names its sources row by row."""

    source_id: str
    title: str
    publisher: str
    publisher_kind: str
    url: str


@dataclass(frozen=True)
class Layout:
    """A published layout.

    Parameters
    ----------
    id, title
        Key, and name for people.
    signature
        Columns (lower case) that only this layout has together.
    fields
        Our field to columns (as published); several are joined in texts.
    labels
        Of coded columns: the words for each code.
    location_codes, date_codes
        Precision codes and our words for them.
    origin
        The source of its claims.
    remarks
        What a person should know before the import, in sentences.
    """

    id: str
    title: str
    signature: frozenset[str]
    fields: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    location_codes: Mapping[str, str] = field(default_factory=dict)
    date_codes: Mapping[str, str] = field(default_factory=dict)
    origin: Origin | None = None
    remarks: tuple[str, ...] = ()


UCDP_GED = Layout(
    "ucdp-ged",
    "UCDP Georeferenced Event Dataset",
    frozenset({"type_of_violence", "where_prec", "date_prec", "date_start", "best", "latitude"}),
    {
        "event_id": ("id",),
        "title": ("dyad_name", "where_coordinates"),
        "date": ("date_start",),
        "end_date": ("date_end",),
        "date_precision": ("date_prec",),
        "category": ("type_of_violence",),
        "lon": ("longitude",),
        "lat": ("latitude",),
        "location_precision": ("where_prec",),
        "place_name": ("where_coordinates",),
        "summary": ("conflict_name", "where_description"),
        "claim_note": ("source_article",),
        "deaths_total": ("best",),
        "deaths_total_low": ("low",),
        "deaths_total_high": ("high",),
        "deaths_side_a": ("deaths_a",),
        "deaths_side_b": ("deaths_b",),
        "deaths_civilian": ("deaths_civilians",),
        "deaths_unknown": ("deaths_unknown",),
    },
    labels={
        "type_of_violence": {
            "1": marked("State-based conflict"),
            "2": marked("Non-state conflict"),
            "3": marked("One-sided violence"),
        }
    },
    location_codes={
        "1": "exact",
        "2": "settlement",
        "3": "district",
        "4": "none",
        "5": "none",
        "6": "none",
        "7": "none",
    },
    date_codes={"1": "day", "2": "day", "3": "day", "4": "month", "5": "year"},
    origin=Origin(
        "ucdp-ged",
        "UCDP Georeferenced Event Dataset (GED)",
        "Uppsala Conflict Data Program",
        "academic",
        "https://ucdp.uu.se/downloads/",
    ),
)
ACLED = Layout(
    "acled",
    "ACLED",
    frozenset({"event_id_cnty", "event_date", "sub_event_type", "geo_precision", "fatalities"}),
    {
        "event_id": ("event_id_cnty",),
        "title": ("sub_event_type", "location"),
        "date": ("event_date",),
        "date_precision": ("time_precision",),
        "category": ("event_type",),
        "lon": ("longitude",),
        "lat": ("latitude",),
        "location_precision": ("geo_precision",),
        "place_name": ("location",),
        "summary": ("notes",),
        "claim_note": ("source",),
        "deaths_total": ("fatalities",),
    },
    location_codes={"1": "settlement", "2": "district", "3": "none"},
    date_codes={"1": "day", "2": "month", "3": "month"},
    origin=Origin(
        "acled",
        "Armed Conflict Location & Event Data (ACLED)",
        "ACLED",
        "ngo",
        "https://acleddata.com/",
    ),
)

GDELT = Layout(
    "gdelt",
    "GDELT Event Database",
    frozenset({"globaleventid", "sqldate", "quadclass", "actiongeo_lat", "actiongeo_long"}),
    {
        "event_id": ("GLOBALEVENTID",),
        "title": ("EventRootCode", "Actor1Name", "Actor2Name"),
        "date": ("SQLDATE",),
        "category": ("QuadClass",),
        "lon": ("ActionGeo_Long",),
        "lat": ("ActionGeo_Lat",),
        "location_precision": ("ActionGeo_Type",),
        "place_name": ("ActionGeo_FullName",),
        "url": ("SOURCEURL",),
    },
    labels={
        "EventRootCode": CAMEO_ROOTS,
        "QuadClass": {
            "1": marked("Verbal cooperation"),
            "2": marked("Material cooperation"),
            "3": marked("Verbal conflict"),
            "4": marked("Material conflict"),
        },
    },
    location_codes={"0": "none", "1": "none", "2": "none", "3": "settlement", "4": "settlement", "5": "none"},
    remarks=(
        marked("GDELT is coded by a program from news: nobody has read these records, and many are wrong."),
    ),
)
LINKED_PLACES = Layout(
    "linked-places",
    "Linked Places",
    frozenset({"id", "title", "title_source"}),
    {
        "event_id": ("id",),
        "title": ("title",),
        "date": ("start",),
        "end_date": ("end",),
        "attested": ("attestation_year",),
        "category": ("types",),
        "lon": ("lon",),
        "lat": ("lat",),
        "wkt": ("geowkt",),
        "place_name": ("title",),
        "summary": ("description",),
        "source": ("title_source",),
        "url": ("title_uri",),
    },
    remarks=(
        marked("Linked Places describes places: each is shown as an event of the time it is attested for."),
    ),
)
_OWN_FIELDS = {"start_date": "date", "date": "", "n_sources": "", "voices": "", "evidence": ""}
"""Of our own tables: the field of another name, "" for what is worked out anew."""
DASHBOARD = Layout(
    OWN,
    marked("A table of events of this dashboard"),
    frozenset({"event_id", "title", "start_date", "date_precision", "category", "location_precision"}),
    {our: (name,) for name in names(EVENTS) if (our := _OWN_FIELDS.get(name, name))},
    location_codes={code: code for code in ("exact", "settlement", "district", "none")},
    date_codes={code: code for code in ("day", "month", "year")},
    remarks=(
        marked("Only the events are in this table; what their sources claim is not imported with them."),
    ),
)
LAYOUTS = (DASHBOARD, UCDP_GED, ACLED, GDELT, LINKED_PLACES)
HEADERLESS = (
    (GDELT.id, GDELT_2_COLUMNS),
    (GDELT.id, GDELT_1_COLUMNS),
    (GDELT.id, GDELT_1_REDUCED_COLUMNS),
)
BY_ID: Mapping[str, Layout] = {layout.id: layout for layout in LAYOUTS} | {
    PLAIN: Layout(PLAIN, marked("A table with columns of its own"), frozenset(), {})
}
