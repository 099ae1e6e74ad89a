"""Use this data: each way leads to the records of the view, tried with the programs that read them."""

from __future__ import annotations

import csv
import io
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pyogrio
import pytest

from components.downloads.use_data import data_address, ways
from geo.dates import day_number
from geo.export import select
from geo.selection.filters import Selection, matches

if TYPE_CHECKING:
    from pathlib import Path

    from geo import Dataset

VIEWS = (
    Selection(day_number("1992-01-01"), day_number("2020-12-31")),
    Selection(
        day_number("2020-09-27"),
        day_number("2026-11-27"),
        categories=frozenset({"military", "decree"}),
        districts=frozenset({"kalbajar", "lachin"}),
        voices=frozenset({"armenian"}),
    ),
    Selection(day_number("1988-01-01"), day_number("2026-11-27"), text='Кəlbəcər "x" $(y) `z` &'),
)


def ids(dataset: Dataset, selection: Selection) -> list[str]:
    return dataset.events.index[matches(dataset, selection)].tolist()


@pytest.mark.parametrize("number", range(len(VIEWS)))
def test_each_way_reads_the_records_of_the_view(
    number: int, served_karabakh: str, karabakh: Dataset, tmp_path: Path
) -> None:
    server, view = f"{served_karabakh}/", VIEWS[number]
    expected = ids(karabakh, view)
    found = {way.program: way for way in ways(server, view)}
    assert list(found) == ["QGIS", "Python", "R", "curl"]

    layer, api = (typed for _caption, typed in found["QGIS"].steps)
    # QGIS and sf read by GDAL, as pyogrio does: QGIS in parts, sf the whole.
    assert list(pyogrio.read_dataframe(f"/vsicurl/{layer}").get("event_id", [])) == expected
    assert "events" in pyogrio.list_layers(f"OAPIF:{api}")[:, 0]
    assert f'read_sf("{layer}")' in found["R"].steps[0][1]
    assert list(pyogrio.read_dataframe(f"GeoJSON:{layer}").get("event_id", [])) == expected

    scope: dict[str, Any] = {}
    exec(found["Python"].steps[0][1], scope)  # noqa: S102 - What we tell people to type.
    assert list(scope["events"].get("event_id", [])) == expected

    command = shlex.split(found["curl"].steps[0][1])
    program = shutil.which(command[0])
    assert program, "curl is needed: apt-get install curl"
    subprocess.run([program, "--silent", "--fail", *command[1:]], cwd=tmp_path, check=True)  # noqa: S603
    table = (tmp_path / "events.csv").read_text("utf-8")
    assert [row["event_id"] for row in csv.DictReader(io.StringIO(table))] == expected
    assert select(karabakh, view).counts.events == len(expected)


def test_an_address_holds_nothing_that_a_shell_or_a_program_reads() -> None:
    for view in VIEWS:
        address = data_address("https://example.org/map", "events.csv", view)
        assert address.startswith("https://example.org/map/events.csv?")
        assert set('"`$\\ \n!').isdisjoint(address)
