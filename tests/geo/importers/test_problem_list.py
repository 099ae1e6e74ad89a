"""The list of rows to mend is safe to open in a spreadsheet program."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from geo.importers import import_events, read_table, recognise
from tests.bundled import bundled

if TYPE_CHECKING:
    import geo

ROWS = b'id,title,lat,lon,date\n1,One,39.7,46.7,"=HYPERLINK(""http://attack.example"")"\n2,Two,39.7,46.7,2020-01-01\n'


def test_a_value_that_looks_like_a_formula_is_neutralised() -> None:
    table = read_table(ROWS, "mine.csv")
    imported = import_events(table, recognise(table), bundled().districts)
    (row,) = csv.DictReader(io.StringIO(imported.problems_csv().decode()))
    assert row["line"] == "2"
    assert row["value"].startswith("'=HYPERLINK")


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        (
            "date",
            "31.11.2020",
            (
                "read '31.11.2020', expected a date of the calendar. Write the date as year-month-day, as "
                "2020-11-25; the year with four digits."
            ),
        ),
        (
            "lon",
            "46 degrees",
            (
                "read '46 degrees', expected a number. Write it in degrees with a point before the decimals, "
                "as 46.75."
            ),
        ),
        (
            "lat",
            "139.7",
            (
                "read '139.7', expected degrees from -90 to 90. Correct the number; if the columns "
                "are metres, give the EPSG number of their system."
            ),
        ),
        ("id", "3", "read '3', expected "),
    ],
)
def test_what_is_wrong_in_row_17_is_said_with_row_column_value_expected_and_remedy(
    dataset: geo.Dataset, column: str, value: str, sentence: str
) -> None:
    good = {"title": "a", "lat": "39.7", "lon": "46.7", "date": "2020-01-01"}
    rows = [{"id": str(number)} | good for number in range(20)]
    rows[15][column] = value  # The header is row 1.
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    table = read_table(text.getvalue().encode(), "mine.csv")
    imported = import_events(table, recognise(table), dataset.districts)
    assert (imported.read, imported.shown) == (20, 19)
    (problem,) = imported.problems()
    assert str(problem).startswith(f"mine.csv, line 17, {column}: {sentence}")
