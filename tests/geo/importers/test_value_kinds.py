"""Kinds of tables by what their columns say: precision, districts, headers, tags, sources, keys, blanks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo.datapackage.write import write_package
from geo.i18n import sentence_text
from geo.importers import (
    ImportProblems,
    from_json,
    import_events,
    import_into,
    offers_of,
    read_table,
    recognise,
)
from geo.importers.cells import is_blank, tidied, tidy
from geo.importers.header_synonyms import field_of
from geo.importers.merge import combine
from tests.bundled import bundled
from tests.geo.importers.conftest import UCDP_COLUMNS, UCDP_ROW, table_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.importers import Imported

DATASET = bundled()


def imported_of(content: str, name: str = "a.csv") -> Imported:
    table = read_table(content.encode(), name, header="1")
    return import_into(table, recognise(table), DATASET)


@pytest.mark.parametrize(
    ("header", "code", "placing"),
    [
        ("geo_precision", "1", "point"),
        ("geo_precision", "2", "district"),
        ("geo_precision", "3", "none"),
        ("where_prec", "3", "district"),
        ("where_prec", "6", "none"),
        ("Geo Precision", "(6) Country", "none"),
        ("Geo Precision", "(1) Exact Location", "point"),
        ("precision", "Province", "none"),
        ("precision", "admin 2", "district"),
        ("Точность", "район", "district"),
        ("specificity", "4", "none"),
        ("precision", "NA", "point"),
    ],
)
def test_a_coarse_place_of_a_plain_table_is_never_a_point(header: str, code: str, placing: str) -> None:
    event = imported_of(f"title,date,lon,lat,{header}\na,2020-10-01,46.75,39.76,{code}\n").events.iloc[0]
    assert event["placing"] == placing
    assert (event["lon"] == 46.75) == (placing == "point")


@pytest.mark.parametrize(
    ("code", "precision"), [("1", "day"), ("2", "month"), ("3", "month"), ("week", "month"), ("Year", "year")]
)
def test_a_coarse_date_of_a_plain_table_is_no_day(code: str, precision: str) -> None:
    event = imported_of(f"title,date,time_precision\na,2020-10-05,{code}\n").events.iloc[0]
    assert event["date_precision"] == precision


def test_coordinates_of_elsewhere_refuse_a_row_however_coarse_its_place(
    bring: Callable[..., Imported],
) -> None:
    rows = [
        UCDP_ROW | {"id": str(code), "where_prec": str(code), "latitude": "17", "longitude": "97"}
        for code in range(1, 8)
    ]
    imported = bring(table_text(UCDP_COLUMNS, [*rows, UCDP_ROW | {"id": "9"}]))
    assert (imported.read, imported.shown) == (8, 1)
    assert len(imported.problem_rows) == 7


def test_a_file_of_elsewhere_is_one_sentence_without_the_offer_to_exchange() -> None:
    rows = "".join(f"2014-07-{day:02},47.{day}61,38.8{day}\n" for day in range(10, 25))
    table = read_table(f"date,latitude,longitude\n{rows}".encode(), "a.csv")
    mapping = recognise(table)
    imported = import_into(table, mapping, DATASET)
    assert (imported.shown, imported.offers) == (0, ())
    assert imported.problem_rows["rows"].tolist() == [15]
    assert "all points of this file lie outside" in sentence_text(imported.problem_rows["expected"].iloc[0])
    assert offers_of(table, mapping, DATASET.districts, DATASET.neighbours) == ()


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Кельбаджар", ["kalbajar"]),
        ("Kəlbəcər rayonu", ["kalbajar"]),
        ("Քարվաճառ", ["kalbajar"]),
        ("Kalbajar District", ["kalbajar"]),
        ("Кельбаджарский район", ["kalbajar"]),
        ("Шушинский район", ["shusha"]),
        ("Физулинский р-н", ["fuzuli"]),
        ("SHUSHA", ["shusha"]),
        ("Shushi", ["shusha"]),
        ("Shusha, Lachin", ["shusha", "lachin"]),
        ("Shusha;Lachin", ["shusha", "lachin"]),
        ("Шуша и Лачин", ["shusha", "lachin"]),
        ("Shusha / Lachin", ["shusha", "lachin"]),
    ],
)
def test_a_district_is_known_by_every_name(name: str, ids: list[str]) -> None:
    imported = imported_of(f'title,date,district\na,2020-10-01,"{name}"\n')
    assert list(imported.events["district_ids"].iloc[0]) == ids
    assert imported.problem_rows.empty


def test_a_district_that_is_not_known_is_told() -> None:
    imported = imported_of('title,date,district\na,2020-10-01,"Shusha, Atlantis"\n')
    assert imported.events["district_ids"].iloc[0] == ("shusha",)
    assert imported.problem_rows["value"].tolist() == ["Shusha, Atlantis"]


@pytest.mark.parametrize(
    "blank", ["NA", "NULL", "n/a", "-", "N/A", "none", "#N/A", "нет", "NaN", "\\N", "inf", "-9999"]
)
def test_a_word_for_nothing_is_blank(blank: str) -> None:
    imported = imported_of(f"title,date,lon,lat,district,killed\na,2020-10-01,{blank},{blank},Shusha,NA\n")
    event = imported.events.iloc[0]
    assert (event["placing"], event["district_ids"]) == ("district", ("shusha",))
    assert not (imported.problem_rows["severity"] == "error").any()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "1",
                "-2.50",
                "+3",
                "2020-10-01",
                "2020-10-01 10:00",
                "0000-00-00",
                "NA",
                " 4 ",
                "４",
                "a  b",
                "-",
            ]
        )
        | st.text(max_size=5),
        max_size=8,
    )
)
def test_a_column_is_tidied_as_each_of_its_cells_is(texts: list[str]) -> None:
    found = tidied(pd.Series(texts, range(5, 5 + len(texts)), dtype="str", name="x"))
    assert found.tolist() == ["" if is_blank(text) else tidy(text) for text in texts]
    assert (found.name, found.index.tolist()) == ("x", list(range(5, 5 + len(texts))))


def test_zero_and_zero_is_no_place_where_a_district_is_named_and_off_the_map_without() -> None:
    imported = imported_of("title,date,lon,lat,district\na,2020-10-01,0,0,Shusha\nb,2020-10-02,0,0,\n")
    assert imported.events["title"].tolist() == ["a"]
    assert imported.problem_rows[["line", "severity"]].to_numpy().tolist() == [[2, "warning"], [3, "error"]]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        *(
            ("decimalLatitude", "lat"),
            ("decimalLongitude", "lon"),
            ("eventDate", "date"),
            ("occurrenceID", "event_id"),
        ),
        *(
            ("Широта, град.", "lat"),
            ("Долгота (град)", "lon"),
            ("Latitude [deg]", "lat"),
            ("Longitude WGS84", "lon"),
        ),
        *(
            ("En;Boy", "coordinates"),
            ("lat/long", "coordinates"),
            ("best_death", "deaths_total"),
            ("nkill", "deaths_total"),
        ),
        *(("type_of_violence", "category"), ("attacktype1_txt", "category"), ("conflict_name", "title")),
        *(("Event Description", "title"), ("itemLabel", "title"), ("side_a", "side_a"), ("actor2", "side_b")),
        *(
            ("nwound", "injured"),
            ("раненые", "injured"),
            ("reference_period_end", "end_date"),
            ("Unheard of", ""),
        ),
    ],
)
def test_headers_of_published_tables_are_known(header: str, field: str) -> None:
    assert field_of(header) == field


def test_actors_and_wounded_are_claims() -> None:
    claims = imported_of(
        "title,date,side_a,side_b,killed,wounded\na,2020-10-01,North,South,2,5\n"
    ).claims.astype("str")
    assert dict(zip(claims["field"], claims["value"], strict=True)) == {
        "deaths_total": "2",
        "injured": "5",
        "side_a": "North",
        "side_b": "South",
    }


def test_tags_of_hxl_settle_the_mapping_and_are_no_row() -> None:
    imported = imported_of(
        "a,b,c,d,e\n#event+name,#date+start,#geo+lat,#geo+lon,#affected+killed\nFirst,2020-10-05,39.76,46.75,3\n"
    )
    assert (imported.read, imported.shown) == (1, 1)
    assert imported.events["title"].tolist() == ["First"]
    assert imported.claims.astype("str")[["field", "value"]].to_numpy().tolist() == [["deaths_total", "3"]]


def test_several_publications_of_a_cell_are_several_sources(tmp_path: Path) -> None:
    imported = imported_of(
        "title,date,source,killed\na,2020-10-01,Xinhua; Khaama Press,5\nb,2020-10-02,Xinhua,1\n"
    )
    assert imported.sources["publisher"].tolist() == ["Xinhua", "Khaama Press"]
    combined = combine(DATASET, imported, bundled=False)
    assert combined.events.set_index("title")["n_sources"].to_dict() == {"a": 2, "b": 1}
    write_package(combined, tmp_path / "out", "csv")
    again = geo.load(tmp_path / "out")
    assert again.events.set_index("title")["n_sources"].to_dict() == {"a": 2, "b": 1}
    assert len(again.claims) == 3


IDS = st.lists(
    st.sampled_from(["", "1", "2", "3", "4", "5", "a", "A", "a-3", "a 3", "a-3-2", "Ä", "NA"]), max_size=12
)


@settings(max_examples=30, deadline=None)
@given(IDS)
def test_keys_differ_and_every_row_is_shown_or_told(ids: list[str]) -> None:
    rows = "".join(f"{i},t{n},2020-10-01\n" for n, i in enumerate(ids))
    imported = imported_of(f"id,title,date\n{rows}x,last,2020-10-02\n")
    assert imported.events.index.is_unique
    told = imported.problem_rows.loc[imported.problem_rows["severity"] == "error", "rows"].sum()
    assert imported.read == imported.shown + told == len(ids) + 1
    again = imported_of(f"id,title,date\n{rows}x,last,2020-10-02\n")
    assert again.events.index.tolist() == imported.events.index.tolist()


CELLS = {
    "date": [
        "2020-10-01",
        "27 Sep–10 Nov 2020",
        "",
        "NA",
        "44101",
        "soon",
        "2068-01-01",
        "c. 1992",
        "1905",
        "8 May",
    ],
    "lon": ["46.75", "46,75", "46°45'00\"E", "46.75 N", "", "NA", "east", "97", "-9999", "0"],
    "lat": ["39.76", "39°75'00\"", "", "NA", "200", "0", "-9999"],
    "killed": ["3", "1,200", "10.000", "-1", "at least 5", "NA", "several"],
    "district": ["Shusha", "Shusha, Lachin", "Atlantis", "", "нет"],
}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*(st.sampled_from(cells) for cells in CELLS.values())), min_size=1, max_size=12))
def test_what_goes_in_is_shown_or_told(rows: list[tuple[str, ...]]) -> None:
    text = "\n".join(";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)
    imported = imported_of(f"{';'.join(CELLS)}\n{text}\n")
    wrong = imported.problem_rows[imported.problem_rows["severity"] == "error"]
    assert imported.read == len(rows)
    assert imported.not_shown <= wrong["rows"].sum()
    assert imported.not_shown == 0 or len(wrong)
    shown = set(imported.events["line"])
    alone = wrong[wrong["rows"] == 1]
    assert not shown & set(alone["line"])


def test_the_true_reason_of_a_refusal_comes_first() -> None:
    table = read_table(
        b"1,First,2020-10-05,39.76,46.75\n2,Second,2020-10-06,39.80,46.70\n", "a.csv", header="1"
    )
    mapping = from_json({"fields": {}})
    with pytest.raises(ImportProblems) as refused:
        import_events(table, mapping, DATASET.districts)
    assert "the names of the columns" in str(refused.value.problems[0])


def test_an_empty_column_of_dates_is_told_by_its_rows() -> None:
    imported = imported_of("title,date,lon,lat\na,,46.75,39.76\n")
    assert imported.problem_rows["column"].tolist() == ["date"]


def test_a_first_row_of_which_nothing_is_known_is_no_part_of_the_header() -> None:
    rows = "a,unknown,NA,NA\nb,2020-10-01,46.75,39.76\nc,2020-10-02,46.75,39.76\n"
    table = read_table(f"title,date,lon,lat\n{rows}".encode(), "a.csv")
    assert (table.read, table.columns) == (3, ["title", "date", "lon", "lat"])


def test_gdelt_without_places_is_one_sentence() -> None:
    columns = ("GLOBALEVENTID", "SQLDATE", "QuadClass", "EventRootCode", "Actor1Name", "ActionGeo_Type")
    header = ",".join((*columns, "ActionGeo_FullName", "ActionGeo_Lat", "ActionGeo_Long"))
    rows = "".join(f"{n},20201005,4,19,A,0,,,\n" for n in range(5))
    imported = imported_of(f"{header}\n{rows}9,20201005,4,19,A,4,Shusha,39.76,46.75\n")
    assert (imported.shown, imported.problem_rows["rows"].tolist()) == (6, [5])


def test_an_order_that_is_assumed_is_asked_with_the_first_rows() -> None:
    table = read_table(b"title,date\na,03/04/2020\nb,05/06/2020\n", "a.csv")
    mapping = recognise(table)
    (offer,) = offers_of(table, mapping, DATASET.districts)
    assert offer.option == "--date-order mdy"
    assert offer.examples[0] == ("03/04/2020", "2020-04-03", "2020-03-04")
    assert offers_of(table, offer.mapping, DATASET.districts) == ()
    assert offer.mapping.warnings != mapping.warnings
    assert from_json(offer.mapping.as_json()).date_order == "mdy"


def test_counts_that_may_be_thousands_are_asked_and_left_out_until_then() -> None:
    table = read_table(b"title,date,lon,lat,killed\na,2020-10-01,46.75,39.76,10.000\n", "a.csv")
    mapping = recognise(table)
    imported = import_into(table, mapping, DATASET)
    assert imported.claims.astype("str")["field"].tolist() == ["start_date"]
    assert [offer.option for offer in imported.offers] == ["--count-sign comma", "--count-sign point"]
    answered = import_into(table, replace(mapping, count_sign="comma"), DATASET)
    assert answered.claims.astype("str")["value"].tolist() == ["10000"]
