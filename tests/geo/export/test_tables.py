"""CSV and the spreadsheet, opened again by other programs."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from geo.csv_injection import neutralise, neutralise_table, restore
from geo.dataset.record_columns import RECORD_TABLES
from geo.export import Provenance, Records, csv_package, spreadsheet
from tests.geo.export.reading import expected, says

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.geo.export.reading import Rows

BOOLEANS = {"true": True, "false": False}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝")


def typed(rows: list[dict[str, str]], name: str) -> Rows:
    """Rows of CSV as a person's program reads them: numbers by type, the guard taken off text."""
    read: dict[str, Callable[[str], Any]] = {
        "string": restore,
        "number": float,
        "integer": int,
        "boolean": BOOLEANS.__getitem__,
    }
    kinds = {column.name: read[column.kind] for column in RECORD_TABLES[name]}
    return [{key: kinds[key](cell) if cell else None for key, cell in row.items()} for row in rows]


# --- CSV ---


def read_csv(data: bytes) -> tuple[dict[str, list[dict[str, str]]], zipfile.ZipFile]:
    packed = zipfile.ZipFile(io.BytesIO(data))
    return {
        name: list(csv.DictReader(io.StringIO(packed.read(f"{name}.csv").decode(), newline="")))
        for name in RECORD_TABLES
    }, packed


def test_csv_holds_the_same_records(records: Records, provenance: Provenance) -> None:
    tables, _ = read_csv(csv_package(records, provenance))
    for name, rows in tables.items():
        assert typed(rows, name) == expected(records, name), name


def test_csv_has_no_cell_that_could_be_a_formula(hostile: Records, provenance: Provenance) -> None:
    tables, _ = read_csv(csv_package(hostile, provenance))
    kinds = {
        name: {column.name: column.kind for column in columns} for name, columns in RECORD_TABLES.items()
    }
    cells = [
        cell
        for name, rows in tables.items()
        for row in rows
        for column, cell in row.items()
        if kinds[name][column] == "string"
    ]
    assert any(cell.startswith("'=") for cell in cells)
    assert [cell for cell in cells if cell.lstrip(" ").startswith(DANGEROUS)] == []


def test_negative_numbers_stay_numbers(everything: Records, provenance: Provenance) -> None:
    west = Records(everything.events.assign(lon=-46.5), everything.claims, everything.sources)
    tables, _ = read_csv(csv_package(west, provenance))
    assert {row["lon"] for row in tables["events"]} == {"-46.5"}
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet(west, provenance)))
    column = [cell.value for cell in book["events"][1]].index("lon")
    assert {row[column] for row in book["events"].iter_rows(min_row=2, values_only=True)} == {-46.5}


def test_the_csv_package_describes_itself(everything: Records, provenance: Provenance) -> None:
    tables, packed = read_csv(csv_package(everything, provenance))
    descriptor = json.loads(packed.read("datapackage.json"))
    says(packed.read("README.txt").decode(), provenance)
    assert descriptor["permalink"] == provenance.permalink
    assert descriptor["version"] == provenance.about.version
    for resource in descriptor["resources"]:
        rows = tables[resource["name"]]
        assert [field["name"] for field in resource["schema"]["fields"]] == list(rows[0])
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert resource["rows"] == len(rows)
        assert resource["licenses"][0]["name"] == "CC-BY-4.0"
        assert resource["attribution"]


def test_the_same_records_give_the_same_bytes(everything: Records, provenance: Provenance) -> None:
    assert csv_package(everything, provenance) == csv_package(everything, provenance)


@given(st.text())
def test_neutralising_loses_nothing(text: str) -> None:
    assert restore(neutralise(text)) == text


@given(st.from_regex(r"\A[ \t\r\n]*[=+\-@]"))
def test_nothing_that_begins_like_a_formula_is_let_through(text: str) -> None:
    assert neutralise(text).startswith("'")


@given(st.from_regex(r"\A[\w(\"][^\r\n]*\Z"))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert neutralise(text) == text


# --- the spreadsheet ---


def open_book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_spreadsheet_holds_the_same_records(records: Records, provenance: Provenance) -> None:
    book = open_book(spreadsheet(records, provenance))
    for name in RECORD_TABLES:
        header, *rows = book[name].iter_rows(values_only=True)
        found = [
            {
                str(key): restore(cell) if isinstance(cell, str) else cell
                for key, cell in zip(header, row, strict=True)
            }
            for row in rows
        ]
        wanted = [
            {
                key: cell.replace("\r\n", "\n").replace("\r", "\n") if isinstance(cell, str) else cell
                for key, cell in row.items()
            }
            for row in expected(records, name)
        ]
        assert found == wanted, name


def test_the_spreadsheet_has_no_formula_and_no_date_cell(hostile: Records, provenance: Provenance) -> None:
    book = open_book(spreadsheet(hostile, provenance))
    kinds = {
        cell.data_type
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert kinds == {"s", "n", "b"}
    assert [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.lstrip(" ").startswith(DANGEROUS)
    ] == []


def test_a_month_stays_a_month_in_the_spreadsheet(everything: Records, provenance: Provenance) -> None:
    sheet = open_book(spreadsheet(everything, provenance))["events"]
    column = [cell.value for cell in sheet[1]].index("date")
    row = list(everything.events["event_id"]).index("sugovushan-capture-1994") + 2
    cell = sheet.cell(row, column + 1)
    assert (cell.value, cell.data_type, cell.number_format) == ("1994-04", "s", "@")


def test_the_spreadsheet_is_laid_out_and_says_where_it_comes_from(
    everything: Records, provenance: Provenance
) -> None:
    book = open_book(spreadsheet(everything, provenance))
    assert book.sheetnames == ["events", "claims", "sources", "about"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        letters = [get_column_letter(position) for position in range(1, sheet.max_column + 1)]
        assert all(sheet.column_dimensions[letter].width >= 10 for letter in letters)
    says("\n".join(str(cell.value) for row in book["about"].iter_rows() for cell in row), provenance)


def test_control_characters_do_not_break_the_spreadsheet(everything: Records, provenance: Provenance) -> None:
    events = everything.events.assign(title="a\x00b\x1fc\ufffe")
    book = open_book(spreadsheet(Records(events, everything.claims, everything.sources), provenance))
    assert book["events"]["B2"].value == "a\ufffdb\ufffdc\ufffd"


STARTS = st.one_of(st.text(), st.text(" \u00a0\u3000\t'=+-@＝＠0123.,e", max_size=6))
IS_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?").fullmatch


@given(st.lists(STARTS, min_size=1, max_size=4))
def test_a_whole_table_is_neutralised_as_its_cells_are(texts: list[str]) -> None:
    guarded = neutralise_table(pd.DataFrame({"a": texts, "b": range(len(texts))}))
    assert guarded["a"].tolist() == [text if IS_NUMBER(text) else neutralise(text) for text in texts]


def test_numbers_stay_numbers_and_headers_no_formulas() -> None:
    table = pd.DataFrame({"=lon": ["-46.75", "+1", "-1e-5", "-1+1", "\u00a0=1", "", None], "n": [-1.5] * 7})
    guarded = neutralise_table(table)
    assert list(guarded) == ["'=lon", "n"]
    assert guarded["'=lon"].tolist()[:6] == ["-46.75", "+1", "-1e-5", "'-1+1", "'\u00a0=1", ""]
    assert guarded["n"].tolist() == [-1.5] * 7
