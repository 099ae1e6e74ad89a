"""The published layouts, each by the columns of its codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.dataset.record_columns import EVENTS, names
from geo.i18n import sentence_text
from geo.importers import read_table, recognise
from geo.importers.gdelt import GDELT_1_COLUMNS, GDELT_2_COLUMNS
from geo.importers.layouts import DASHBOARD
from tests.geo.importers.conftest import (
    ACLED_COLUMNS,
    ACLED_ROW,
    GDELT_ROW,
    LINKED_COLUMNS,
    UCDP_COLUMNS,
    UCDP_ROW,
    headerless,
    table_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.importers import Imported


def ucdp(**cells: str) -> bytes:
    return table_text(UCDP_COLUMNS, [UCDP_ROW | cells])


def acled(**cells: str) -> bytes:
    return table_text(ACLED_COLUMNS, [ACLED_ROW | cells])


def test_ucdp_is_an_event_with_its_figures_as_claims_of_ucdp(bring: Callable[..., Imported]) -> None:
    imported = bring(ucdp())
    event = imported.events.loc["ucdp-ged-101"]
    assert (event["title"], event["start_date"], event["end_date"]) == (
        "Government of A - B, Aghdam town",
        "1993-07-23",
        None,
    )
    assert event["district_ids"] == ("aghdam",)
    assert imported.categories == {"state-based-conflict": "State-based conflict"}
    claims = imported.claims.astype("str").set_index("field")["value"].to_dict()
    assert claims == {
        "deaths_total": "5",
        "deaths_total_low": "4",
        "deaths_total_high": "9",
        "deaths_side_b": "3",
        "deaths_civilian": "2",
    }
    assert set(imported.claims["source_id"]) == {"ucdp-ged"}
    assert imported.sources.loc["ucdp-ged", "publisher"] == "Uppsala Conflict Data Program"
    assert 'Based on: Reuters, 1993-07-24, "Town, falls"' in list(imported.claims["note"])


@pytest.mark.parametrize(
    ("code", "precision", "placing"),
    [
        ("1", "exact", "point"),
        ("2", "settlement", "point"),
        ("3", "district", "district"),
        ("4", "none", "none"),
        ("5", "none", "none"),
        ("6", "none", "none"),
        ("7", "none", "none"),
    ],
)
def test_ucdp_precision_of_the_place(
    bring: Callable[..., Imported], code: str, precision: str, placing: str
) -> None:
    event = bring(ucdp(where_prec=code)).events.iloc[0]
    assert (event["location_precision"], event["placing"]) == (precision, placing)
    assert (event["lon"] == 46.93) == (placing == "point")
    assert event["district_ids"] == (() if placing == "none" else ("aghdam",))


@pytest.mark.parametrize(
    ("code", "end", "precision", "days"),
    [
        ("1", "1993-07-23", "day", 1),
        ("2", "1993-07-26", "day", 4),
        ("3", "1993-07-29", "day", 7),
        ("4", "1993-07-23", "month", 31),
        ("4", "1993-07-31", "month", 9),
        ("4", "1993-08-05", "month", 14),
        ("5", "1993-07-23", "year", 365),
        ("5", "1993-12-31", "year", 162),
    ],
)
def test_ucdp_precision_of_the_date(
    bring: Callable[..., Imported], code: str, end: str, precision: str, days: int
) -> None:
    event = bring(ucdp(date_prec=code, date_end=f"{end} 00:00:00.000")).events.iloc[0]
    assert event["date_precision"] == precision
    assert event["last_day"] - event["first_day"] + 1 == days


@pytest.mark.parametrize(
    ("geo_code", "time_code", "placing", "precision"),
    [("1", "1", "point", "day"), ("2", "2", "district", "month"), ("3", "3", "none", "month")],
)
def test_acled_precisions(
    bring: Callable[..., Imported], geo_code: str, time_code: str, placing: str, precision: str
) -> None:
    imported = bring(acled(geo_precision=geo_code, time_precision=time_code))
    event = imported.events.iloc[0]
    assert (event["placing"], event["date_precision"], event["start_date"]) == (
        placing,
        precision,
        "2020-09-27",
    )
    assert list(imported.claims["field"]) == ["deaths_total"]
    assert list(imported.claims["note"]) == ["Based on: Source A; Source B"]
    assert imported.sources.index.tolist() == ["acled"]


def test_a_code_that_no_codebook_has_is_told_and_the_row_shown(bring: Callable[..., Imported]) -> None:
    imported = bring(ucdp(where_prec="9"))
    assert (imported.shown, imported.not_shown) == (1, 0)
    (problem,) = imported.problems()
    assert str(problem) == (
        "events.csv, line 2, where_prec: read '9', expected one of 1, 2, 3, 4, 5, 6, 7. "
        "Add the code to the mapping; until then the point counts as given."
    )


@pytest.mark.parametrize("columns", [GDELT_1_COLUMNS, GDELT_2_COLUMNS, GDELT_1_COLUMNS[:-1]])
def test_gdelt_has_no_header_and_fixed_columns(
    bring: Callable[..., Imported], columns: tuple[str, ...]
) -> None:
    imported = bring(
        headerless(columns, [GDELT_ROW, GDELT_ROW | {"GLOBALEVENTID": "2", "ActionGeo_Type": "1"}])
    )
    assert imported.shown == imported.read == 2
    event = imported.events.loc["gdelt-900000001"]
    assert event["title"] == "Fight, AZERBAIJAN, ARMENIA"
    assert event["category"] == "material-conflict"
    assert (event["start_date"], event["district_ids"], event["line"]) == ("2020-11-08", ("shusha",), 1)
    assert imported.events.loc["gdelt-2", "placing"] == "none"
    if "SOURCEURL" in columns:
        assert imported.sources["publisher"].tolist() == ["example.org"]
        assert imported.sources["publisher_kind"].tolist() == ["unrecorded"]


def test_gdelt_columns_are_as_many_as_the_codebooks_say() -> None:
    assert (len(GDELT_1_COLUMNS), len(GDELT_2_COLUMNS)) == (58, 61)


def test_linked_places_as_a_table(bring: Callable[..., Imported]) -> None:
    row = {
        "id": "7",
        "title": "Shusha",
        "title_source": "An atlas (2003)",
        "start": "1992",
        "end": "2020-11",
        "geowkt": "POINT (46.75 39.76)",
        "types": "town",
    }
    undated = row | {"id": "8", "start": "", "end": "", "attestation_year": "2003"}
    imported = bring(table_text(LINKED_COLUMNS, [row, undated], "\t"), "places.tsv")
    event = imported.events.loc["linked-places-7"]
    assert (event["start_date"], event["end_date"], event["date_precision"]) == (
        "1992-01-01",
        "2020-11-30",
        "year",
    )
    assert event["district_ids"] == ("shusha",)
    assert imported.sources["title"].tolist() == ["An atlas (2003)"]
    assert imported.events.loc["linked-places-8", "start_date"] == "2003-01-01"


def test_linked_places_as_json(bring: Callable[..., Imported]) -> None:
    content = b"""{"type": "FeatureCollection", "@context": "https://example.org/linkedplaces-context-v1.jsonld",
      "features": [{"@id": "http://example.org/place/1", "type": "Feature",
        "properties": {"title": "Lachin", "ccodes": ["AZ"]},
        "when": {"timespans": [{"start": {"in": "1992-05"}, "end": {"latest": "2020-12-01"}}]},
        "names": [{"toponym": "Lachin", "citations": [{"label": "A gazetteer", "@id": "https://example.org/g"}]}],
        "geometry": {"type": "Point", "coordinates": [46.55, 39.64]}}]}"""
    imported = bring(content, "places.json")
    event = imported.events.iloc[0]
    assert (event["title"], event["start_date"], event["district_ids"]) == (
        "Lachin",
        "1992-05-01",
        ("lachin",),
    )
    assert imported.sources["url"].tolist() == ["https://example.org/g"]


def test_our_own_layout_is_that_of_the_exports() -> None:
    known = {column for columns in DASHBOARD.fields.values() for column in columns}
    assert set(names(EVENTS)) - known == {"date", "n_sources", "voices", "evidence"}


def test_the_mapping_says_why_and_can_be_changed() -> None:
    table = read_table(b"X,Y,Datum,Titel,what\n46.7,39.8,01.02.1993,a,b\n", "a.csv")
    mapping = recognise(table)
    assert sentence_text(mapping.fields["date"].reason) == "the header 'Datum'"
    changed = mapping.with_field("title", "what").with_field("date")
    assert changed.columns("title") == ("what",)
    assert "date" not in changed.fields
    assert mapping.columns("title") == ("Titel",)
