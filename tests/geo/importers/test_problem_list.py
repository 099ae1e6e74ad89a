"""The list of rows to mend is safe to open in a spreadsheet program."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import geo
from geo.importers import import_events, read_table, recognise

KARABAKH = Path(__file__).parents[3] / "data" / "karabakh"
ROWS = b'id,title,lat,lon,date\n1,One,39.7,46.7,"=HYPERLINK(""http://attack.example"")"\n2,Two,39.7,46.7,2020-01-01\n'


def test_a_value_that_looks_like_a_formula_is_neutralised() -> None:
    table = read_table(ROWS, "mine.csv")
    imported = import_events(table, recognise(table), geo.load(KARABAKH).districts)
    (row,) = csv.DictReader(io.StringIO(imported.problems_csv().decode()))
    assert row["line"] == "2"
    assert row["value"].startswith("'=HYPERLINK")
