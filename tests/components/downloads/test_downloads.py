"""The menu of downloads: what it offers, and that nothing is made before it is asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import geo
from components.downloads import files as download_files
from components.downloads import menu
from components.view.state import default_state
from geo.dates import day_number
from geo.export import Counts, Provenance
from tests.components.test_dashboard import run_page

if TYPE_CHECKING:
    from components.downloads.files import Download

TODAY = day_number("2026-11-21")
WAR = geo.Selection(day_number("2020-09-27"), day_number("2020-11-10"))


def files(dataset: geo.Dataset) -> list[Download]:
    provenance = Provenance(dataset.about, "Events", "https://map.example/", date(2026, 11, 21))
    state = default_state(dataset, TODAY)
    return [
        *download_files.record_files(dataset, WAR, provenance),
        download_files.district_file(dataset, provenance, "https://map.example/"),
        download_files.map_file(dataset, state, WAR, TODAY, provenance),
        *download_files.source_files(dataset, WAR),
    ]


def test_files_are_named_for_the_dataset_and_the_range(dataset: geo.Dataset) -> None:
    assert [file.file for file in files(dataset)] == [
        "karabakh-2020-09-27-2020-11-10.xlsx",
        "karabakh-2020-09-27-2020-11-10-csv.zip",
        "karabakh-2020-09-27-2020-11-10.geojson",
        "karabakh-2020-09-27-2020-11-10-parquet.zip",
        "karabakh-2020-09-27-2020-11-10.gpkg",
        "karabakh-districts.lpf.json",
        "karabakh-2020-09-27-2020-11-10.html",
        "karabakh-2020-09-27-2020-11-10-sources.bib",
        "karabakh-2020-09-27-2020-11-10-sources.ris",
        "karabakh-2020-09-27-2020-11-10-sources.csl.json",
        "karabakh-2020-09-27-2020-11-10-sources.txt",
    ]


def test_every_file_can_be_made(dataset: geo.Dataset) -> None:
    signatures = {".xlsx": b"PK", ".zip": b"PK", ".gpkg": b"SQLite format 3", ".html": b"<!doctype html>"}
    for file in files(dataset):
        content = file.make()
        expected = next((start for end, start in signatures.items() if file.file.endswith(end)), b"")
        assert len(content) > 1000, file.file
        assert content.startswith(expected), file.file


def test_offering_a_file_does_no_work(dataset: geo.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        pytest.fail("a file was made that nobody asked for")

    for name in ("select", "district_layers", "linked_places", "standalone"):
        monkeypatch.setattr(download_files, name, fail)
    assert len(files(dataset)) == 11


def test_the_closed_menu_sends_no_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(monkeypatch)
    assert not app.exception
    assert len(app.get("download_button")) == 0


def test_the_counts_are_said_in_words() -> None:
    assert menu.counts_text(Counts(1, 2, 1)) == "1 event, 2 claims, 1 source"
    assert menu.counts_text(Counts(45, 6789, 123)) == "45 events, 6,789 claims, 123 sources"
