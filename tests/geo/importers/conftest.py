"""Small files in the published layouts, written by the codebooks' lists of columns."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from geo.importers import Imported, import_events, read_table, recognise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import geo

UCDP_COLUMNS = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
ACLED_COLUMNS = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
LINKED_COLUMNS = [
    "id",
    "title",
    "title_source",
    "fclasses",
    "aat_types",
    "attestation_year",
    "start",
    "end",
    "title_uri",
    "ccodes",
    "matches",
    "variants",
    "types",
    "parent_name",
    "parent_id",
    "lon",
    "lat",
    "geowkt",
    "geo_source",
    "geo_id",
    "approximation",
    "description",
]
UCDP_ROW = {
    "id": "101",
    "year": "1993",
    "type_of_violence": "1",
    "conflict_name": "Azerbaijan: Nagorno-Karabakh",
    "dyad_name": "Government of A - B",
    "source_article": 'Reuters, 1993-07-24, "Town, falls"',
    "where_prec": "1",
    "where_coordinates": "Aghdam town",
    "latitude": "39.99",
    "longitude": "46.93",
    "geom_wkt": "POINT (46.93 39.99)",
    "date_prec": "1",
    "date_start": "1993-07-23 00:00:00.000",
    "date_end": "1993-07-23 00:00:00.000",
    "deaths_a": "0",
    "deaths_b": "3",
    "deaths_civilians": "2",
    "deaths_unknown": "0",
    "best": "5",
    "high": "9",
    "low": "4",
}
ACLED_ROW = {
    "event_id_cnty": "AZE123",
    "event_date": "27 September 2020",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "location": "Fizuli",
    "latitude": "39.60",
    "longitude": "47.14",
    "geo_precision": "1",
    "source": "Source A; Source B",
    "notes": "Clash near the town.",
    "fatalities": "7",
}
GDELT_ROW = {
    "GLOBALEVENTID": "900000001",
    "SQLDATE": "20201108",
    "Actor1Name": "AZERBAIJAN",
    "Actor2Name": "ARMENIA",
    "EventRootCode": "19",
    "QuadClass": "4",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Shusha, Azerbaijan (general), Azerbaijan",
    "ActionGeo_Lat": "39.76",
    "ActionGeo_Long": "46.75",
    "SOURCEURL": "https://www.example.org/news/1",
}


def table_text(columns: Sequence[str], rows: Sequence[Mapping[str, str]], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[row.get(column, "") for column in columns] for row in rows])
    return text.getvalue().encode()


def headerless(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    return "".join("\t".join(row.get(column, "") for column in columns) + "\n" for row in rows).encode()


@pytest.fixture
def bring(dataset: geo.Dataset) -> Callable[..., Imported]:
    """Read, recognise and import content as the page does when nobody corrects the mapping."""

    def run(content: bytes, name: str = "events.csv") -> Imported:
        table = read_table(content, name)
        return import_events(table, recognise(table), dataset.districts, neighbours=dataset.neighbours)

    return run
