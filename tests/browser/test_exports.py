"""Taking records along from the page: every download is opened again by another program."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import geopandas as gpd
import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest
import rispy
from playwright.sync_api import expect
from pybtex.database import parse_bytes

import geo
from geo.dates import day_number
from geo.export import Records, select
from tests.browser.conftest import standing_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from playwright.sync_api import Browser

    from tests.browser.page import DashboardPage

VIEW = {"from": "1993-01-01", "day": "1993-04-03", "to": "1993-12-31", "category": "control_change,military"}
SELECTION = geo.Selection(
    day_number(VIEW["from"]), day_number(VIEW["to"]), categories=frozenset(VIEW["category"].split(","))
)
NAME = "karabakh-1993-01-01-1993-12-31"


@dataclass(frozen=True)
class Menu:
    """The open menu of downloads on a page that shows `VIEW`."""

    dashboard: DashboardPage

    def fetch(self, label: str, folder: Path) -> Path:
        """Press a button and return the file that came, under the name it came with."""
        page = self.dashboard.page
        with page.expect_download() as coming:
            page.locator(".st-key-exports").get_by_role("button", name=label, exact=True).click()
        target = folder / coming.value.suggested_filename
        coming.value.save_as(target)
        return target


@pytest.fixture(scope="module")
def menu(browser: Browser, browser_context_args: dict[str, Any], server: str) -> Iterator[Menu]:
    options = {**browser_context_args, "permissions": ["clipboard-read", "clipboard-write"]}
    with standing_page(browser, options, server) as dashboard:
        days = {"first": VIEW["from"], "day": VIEW["day"], "last": VIEW["to"]}
        dashboard.show(**days, category=VIEW["category"])
        expect(dashboard.open_downloads()).to_contain_text("Cite this view")
        yield Menu(dashboard)


@pytest.fixture(scope="module")
def records(dataset: geo.Dataset) -> Records:
    found = select(dataset, SELECTION)
    assert found.counts.events > 10
    return found


def is_this_view(link: object, dashboard: DashboardPage) -> bool:
    """Whether an address is that of `VIEW` on this page."""
    parts = urlsplit(str(link))
    return f"{parts.scheme}://{parts.netloc}" == dashboard.address and dict(parse_qsl(parts.query)) == VIEW


def test_the_menu_says_how_much_is_in_the_view(menu: Menu, records: Records) -> None:
    counts = records.counts
    expect(menu.dashboard.page.locator(".st-key-exports")).to_contain_text(
        f"{counts.events} events, {counts.claims} claims, {counts.sources} sources. "
        "Events from 1 January 1993 to 31 December 1993; categories: Changes of control, Fighting and forces."
    )


def test_the_spreadsheet(menu: Menu, records: Records, tmp_path: Path) -> None:
    file = menu.fetch("Spreadsheet", tmp_path)
    assert file.name == f"{NAME}.xlsx"
    book = openpyxl.load_workbook(file)
    for name, table in records.tables().items():
        found = [row[0] for row in book[name].iter_rows(min_row=2, values_only=True)]
        assert found == table.iloc[:, 0].tolist()
    about = {row[0]: row[1] for row in book["about"].iter_rows(values_only=True)}
    assert is_this_view(about["Permanent link"], menu.dashboard)
    assert about["Made on"] == "2026-11-21"


def test_the_data_of_the_view_have_an_address_that_programs_read(menu: Menu, records: Records) -> None:
    exports = menu.dashboard.page.locator(".st-key-exports")
    layer = exports.locator("code").filter(has_text="/events.geojson").first
    expect(layer).to_be_visible()
    read = pyogrio.read_dataframe(f"/vsicurl/{layer.inner_text().strip()}")
    assert read["event_id"].tolist() == records.events["event_id"].tolist()
    api = exports.locator("code").filter(has_text="/api").first.inner_text().strip()
    assert "events" in pyogrio.list_layers(f"OAPIF:{api}")[:, 0]
    for program, typed in {"Python": "geopandas.read_file", "R": "read_sf", "curl": "curl --output"}.items():
        exports.get_by_role("tab", name=program, exact=True).click()
        expect(exports.locator("code").filter(has_text=typed).first).to_be_visible()


def test_csv(menu: Menu, records: Records, tmp_path: Path) -> None:
    file = menu.fetch("CSV", tmp_path)
    with zipfile.ZipFile(file) as packed:
        descriptor = json.loads(packed.read("datapackage.json"))
    rows = {resource["name"]: resource["rows"] for resource in descriptor["resources"]}
    assert rows == {name: len(table) for name, table in records.tables().items()}


def test_geojson(menu: Menu, records: Records, tmp_path: Path) -> None:
    frame = gpd.read_file(menu.fetch("GeoJSON", tmp_path))
    assert list(frame["event_id"]) == list(records.events["event_id"])
    assert list(frame.geometry.isna()) == list(records.events["lon"].isna())


def test_geoparquet(menu: Menu, records: Records, tmp_path: Path) -> None:
    with zipfile.ZipFile(menu.fetch("GeoParquet", tmp_path)) as packed:
        claims = pq.read_table(io.BytesIO(packed.read("claims.parquet")))
    assert claims["source_id"].to_pylist() == list(records.claims["source_id"])


def test_geopackage(menu: Menu, records: Records, dataset: geo.Dataset, tmp_path: Path) -> None:
    file = menu.fetch("GeoPackage", tmp_path)
    sizes = {
        str(name): pyogrio.read_info(file, layer=name)["features"] for name, _ in pyogrio.list_layers(file)
    }
    assert sizes.pop("about") > 5
    assert sizes == {
        **{name: len(table) for name, table in records.tables().items()},
        "districts": len(dataset.districts),
        "control_periods": len(dataset.control_periods),
        "places": len(dataset.places),
    }


def test_linked_places(menu: Menu, dataset: geo.Dataset, tmp_path: Path) -> None:
    collection = json.loads(menu.fetch("Linked Places", tmp_path).read_text("utf-8"))
    address = f"{menu.dashboard.address}/?district="
    assert [feature["@id"] for feature in collection["features"]] == [
        f"{address}{key}" for key in dataset.districts.index
    ]


@pytest.mark.parametrize("label", ["BibTeX", "RIS", "CSL-JSON", "Text"])
def test_the_sources_as_a_bibliography(menu: Menu, records: Records, tmp_path: Path, label: str) -> None:
    content = menu.fetch(label, tmp_path).read_bytes()
    ids = list(records.sources["source_id"])
    if label == "BibTeX":
        assert list(parse_bytes(content, "bibtex").entries) == ids
    elif label == "RIS":
        assert [entry["id"] for entry in rispy.loads(content.decode())] == ids
    elif label == "CSL-JSON":
        assert [entry["id"] for entry in json.loads(content)] == ids
    else:
        assert len(content.decode().splitlines()) == len(ids)


def test_the_citation_of_the_view_is_copied_with_its_address(menu: Menu, dataset: geo.Dataset) -> None:
    page = menu.dashboard.page
    code = page.locator(".st-key-exports").get_by_test_id("stCode").filter(has_text="data version").first
    code.hover()
    code.get_by_role("button").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('data version')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"data version {dataset.about.version}" in copied
    assert "(accessed 2026-11-21)" in copied
    link = next(word for word in copied.split() if word.startswith("http"))
    assert is_this_view(link, menu.dashboard)


def test_an_events_own_sources_can_be_cited(dashboard: DashboardPage, dataset: geo.Dataset) -> None:
    event = "kalbajar-2020-11-25-handover"
    dashboard.open(f"event={event}")
    dashboard.page.get_by_role("button", name="Download").click()
    box = dashboard.page.locator(".st-key-exports")
    expect(box).to_contain_text("Cite the sources of this event")
    claims = dataset.claims[dataset.claims["event_id"] == event]
    for url in claims["url"].unique()[:3]:
        expect(box).to_contain_text(url)


def test_a_picture_without_a_map_is_explained(dashboard: DashboardPage) -> None:
    page = dashboard.page
    page.goto(f"{dashboard.address}/?page=about")
    page.get_by_role("button", name="Download").click()
    page.locator(".st-key-exports").get_by_role("button", name="Picture").click()
    expect(page.locator(".st-key-exports")).to_contain_text("open the map first")
