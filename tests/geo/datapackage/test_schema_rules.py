"""What passes the schema of a package can be loaded: cells that look right to one reader and not to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.datapackage.schema_rules import is_number
from geo.datapackage.table_schemas import TABLES
from tests.made_up.package import table, write_made_up, write_table

if TYPE_CHECKING:
    from pathlib import Path

CELLS = [(name, column) for name, columns in TABLES.items() for column in columns]
ODD = st.sampled_from(
    [
        *(
            "2020-W48-3",
            "２０２０-11-25",
            "20201125",
            "2020-11",
            "1901-02-30",
            "--02-29",
            "0000-01-01",
            "9999-12-31",
        ),
        *(
            "４６.１",
            "46.1",
            " 46.1",
            "46.1\u00a0",
            "1_0",
            "1e1",
            "1e999",
            "nan",
            "inf",
            "+4.",
            "-.5",
            "٤٦",
            "0x1",
        ),
        *("", " ", "0", "all", "north", "isle;isle", ";", "１１-25", "02-30", "day", "exact", "none", "town"),
        *("\r", "\n", "\t", '"', ",", "\ufeff", "é", "e\u0301", "=1+1", "x" * 300, "javascript:alert(1)"),
    ]
)


@pytest.mark.parametrize(
    ("name", "column", "cell"),
    [
        ("events", "start_date", "1901-W05-7"),
        ("events", "lon", "１０.５"),
        ("places", "lat", "５０"),
        ("control_periods", "to_date", "1905-W09-3"),
        ("city_days", "city_day", "１１-25"),
        ("sources", "published", "１９０８"),
    ],
)
def test_what_only_python_would_read_is_told_in_a_sentence(
    tmp_path: Path, name: str, column: str, cell: str
) -> None:
    rows = table(name)
    rows[0][column] = cell
    folder = write_made_up(tmp_path / "made")
    write_table(folder, name, rows)
    with pytest.raises(geo.DataPackageError) as raised:
        geo.load(folder)
    told = {(problem.file, problem.row, problem.column, problem.value) for problem in raised.value.problems}
    assert told == {(f"{name}.csv", 2, column, cell)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_made_up(tmp_path_factory.mktemp("odd") / "made")


@given(cell=st.sampled_from(CELLS), row=st.integers(0, 3), text=ODD | st.text(max_size=8))
def test_a_package_loads_or_says_what_is_wrong(
    folder: Path, cell: tuple[str, str], row: int, text: str
) -> None:
    name, column = cell
    rows = table(name)
    rows[row % len(rows)][column] = text
    write_table(folder, name, rows)
    try:
        geo.load(folder)
    except geo.DataPackageError as error:
        assert error.problems  # noqa: PT017 (no other error may come)
    finally:
        write_table(folder, name, table(name))


@given(st.floats(-1e9, 1e9))
def test_what_python_writes_as_a_number_is_one(number: float) -> None:
    assert is_number(repr(number))


@given(st.text())
def test_what_passes_as_a_number_has_digits_of_ascii(text: str) -> None:
    assert not is_number(text) or (text.isascii() and float(text) is not None)
