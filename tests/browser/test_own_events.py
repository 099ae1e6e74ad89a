"""A person drops a file: columns are shown, events land on the map, every row that does not is listed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
from openpyxl import Workbook
from playwright.sync_api import expect
from shapely import Point, Polygon, box

from tests.browser.expected import ALL_EVENTS, ALL_PAINTED, ALL_SHOWN
from tests.browser.page import settled

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.page import DashboardPage

ROWS = """id,title,lat,lon,date,type
1,First own event,39.76,46.75,2020-10-05,clash
2,Second own event,40.1,46.04,1993-04-05,clash
3,Bad date,40.1,46.04,1993-13-05,clash
4,No place,,,2021-01-01,talks
5,Far away,10,10,2021-01-01,talks
"""
WITH_OWN = ALL_EVENTS + 3
HOSTILE = """id,title,lat,lon,date,type
1,<img src=x onerror=window.attacked=1>,39.76,46.75,2020-10-05,</script><script>window.attacked=1</script>
2,${window.attacked=1},40.1,46.04,not a date,:red[x]
"""


def drop(page: Page, path: Path) -> None:
    page.get_by_role("button", name="Add events").click()
    field = page.get_by_role("dialog").locator("input[type=file]")
    expect(field).to_have_count(1)
    settled(page)
    field.set_input_files(path)


def show(page: Page) -> None:
    button = page.get_by_role("button", name="Show on the map")
    expect(button).to_be_visible()
    settled(page)
    button.click()
    page.locator(".st-key-own_events").wait_for()


def test_a_spreadsheets_events_join_the_map_and_leave_it_again(
    dashboard: DashboardPage, page: Page, tmp_path: Path
) -> None:
    (tmp_path / "mine.csv").write_text(ROWS, encoding="utf-8")
    dashboard.open("to=2026-11-21")
    drop(page, tmp_path / "mine.csv")
    expect(page.get_by_role("dialog")).to_contain_text("What the columns mean")
    show(page)
    told = page.locator(".st-key-own_events")
    expect(told).to_contain_text("5 read, 3 in the data, 2 not")
    expect(page.locator(".st-key-shown")).to_have_text(f"{WITH_OWN} of {WITH_OWN} events in the range")
    dashboard.wait_for_map(f"(stage) => stage.painted.events === {WITH_OWN}")

    page.get_by_role("button", name="See the list").click()
    expect(page.get_by_role("button", name=re.compile("Download the list"))).to_be_visible()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Download the list")).click()
    listed = download.value.path().read_text(encoding="utf-8")
    assert re.search(r"^4,date,1993-13-05,", listed, re.MULTILINE)
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    settled(page)
    told.get_by_text("With the bundled events").click()
    expect(page.locator(".st-key-shown")).to_have_text("3 of 3 events in the range")
    settled(page)
    told.get_by_role("button", name="Remove").click()
    expect(page.locator(".st-key-shown")).to_have_text(ALL_SHOWN)
    dashboard.wait_for_map(ALL_PAINTED)


def test_a_column_can_be_set_right_before_anything_is_loaded(
    dashboard: DashboardPage, page: Page, tmp_path: Path
) -> None:
    (tmp_path / "odd.csv").write_text(ROWS.replace("title", "zzz"), encoding="utf-8")
    dashboard.open("to=2026-11-21")
    drop(page, tmp_path / "odd.csv")
    title = page.get_by_role("dialog").get_by_role("combobox", name="Title")
    title.wait_for()
    settled(page)
    title.click()  # A list of choices opens first and is searched then; typed with the opening, the text is lost.
    title.press_sequentially("zzz")
    page.get_by_role("option", name="zzz", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Remove zzz")).to_be_visible()
    page.get_by_text("What the columns mean").click()
    show(page)
    page.get_by_role("button", name=re.compile("^Districts")).wait_for()
    dashboard.wait_for_map("(stage) => stage.shared.scene.events.titles.includes('First own event')")


def test_the_persons_events_stay_in_their_session(
    dashboard: DashboardPage, page: Page, tmp_path: Path
) -> None:
    (tmp_path / "mine.csv").write_text(ROWS, encoding="utf-8")
    dashboard.open("to=2026-11-21")
    drop(page, tmp_path / "mine.csv")
    show(page)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".st-key-shown")).to_have_text(ALL_SHOWN)


def test_hostile_rows_are_text(dashboard: DashboardPage, page: Page, tmp_path: Path) -> None:
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    (tmp_path / "hostile<b>.csv").write_text(HOSTILE, encoding="utf-8")
    dashboard.open("to=2026-11-21")
    drop(page, tmp_path / "hostile<b>.csv")
    show(page)
    page.get_by_role("button", name="See the list").click()
    page.get_by_role("button", name=re.compile("Download the list")).wait_for()
    settled(page)
    for frame in page.frames:
        assert frame.evaluate("window.attacked") is None
        assert frame.locator("[onerror], img[src=x], script:text('attacked')").count() == 0
    assert failures == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("noise.bin", bytes(range(256)) * 40),
        ("cut.geojson", b'{"type": "FeatureCollection", "features": [{"type": "Fea'),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(
    dashboard: DashboardPage, page: Page, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    dashboard.open()
    drop(page, tmp_path / name)
    alert = page.get_by_role("dialog").get_by_role("alert").first
    expect(alert).to_contain_text(name)
    expect(page.get_by_text("Traceback")).to_have_count(0)


def test_districts_of_ones_own_are_shown_with_events_whose_axes_were_exchanged_and_taken_away(
    dashboard: DashboardPage, page: Page, tmp_path: Path
) -> None:
    outlines = [box(46, 39, 47, 41), Polygon([(47, 39), (48, 40), (48, 39), (47, 40)]), Point(46, 39)]
    layer = gpd.GeoDataFrame({"ADI": ["Qərb", "Восток", "A well"]}, geometry=outlines, crs=4326)
    layer.to_crs(32638).to_file(tmp_path / "mine.gpkg", layer="rayons")
    layer.head(1).to_file(tmp_path / "mine.gpkg", layer="one")
    (tmp_path / "mine.csv").write_text(ROWS.replace("lat,lon", "lon,lat"), encoding="utf-8")
    dashboard.open("district=lachin")
    page.get_by_role("button", name="Add events").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("My own").click()
    expect(page.locator("input[type=file]")).to_have_count(2)
    settled(page)
    page.locator("input[type=file]").last.set_input_files(tmp_path / "mine.gpkg")
    expect(dialog).to_contain_text("3 features read, 2 districts, 1 repaired, 1 left out")
    expect(dialog.get_by_role("combobox", name="Layer")).to_have_value("rayons")
    show(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("mine")
    dashboard.wait_for_map(
        "({ shared }) => shared.scene.districts.map(({ id }) => id).join() === 'qerb,vostok'"
    )
    expect(dashboard.legend()).to_contain_text("Control not recorded")
    dashboard.wait_for_query()

    drop(page, tmp_path / "mine.csv")
    expect(dialog.get_by_role("radio", name="mine.gpkg")).to_be_checked()
    offer = dialog.get_by_text("longitude and latitude exchanged. Exchange them?")
    expect(offer.first).to_be_visible()
    settled(page)
    dialog.get_by_role("button", name="Yes, change it").click()
    expect(offer).to_have_count(0)
    settled(page)
    dialog.get_by_role("button", name="Show on the map").click()
    expect(page.locator(".st-key-own_events")).to_contain_text("5 read, 3 in the data, 2 not")
    dashboard.wait_for_map("(stage) => stage.painted.events === 3")
    dashboard.click_district("qerb")
    dashboard.wait_for_query(district="qerb")
    page.get_by_role("button", name="Remove").click()
    dashboard.wait_for_map("({ shared }) => shared.scene.districts.some(({ id }) => id === 'lachin')")
    dashboard.wait_for_query()


def asked(dialog: Locator, question: str) -> Locator:
    """What is asked of the file's cells; while the page follows an answer, it may stand there twice for a moment."""
    return dialog.get_by_test_id("stAlert").filter(has_text=question).first


def answer(dialog: Locator, question: str) -> None:
    """Say yes to a question that is asked of the file's cells, and wait until it is asked no more."""
    row = (
        dialog.locator("[class*='_offer']")
        .filter(has=dialog.page.get_by_test_id("stAlert"))
        .filter(has_text=question)
    )
    settled(dialog.page)
    expect(row).to_have_count(1)
    row.get_by_role("button", name="Yes, change it").click()
    expect(dialog.get_by_text(question)).to_have_count(0)
    settled(dialog.page)


def choose_other_letters_and_back(dialog: Locator) -> None:
    """Have a file read in another encoding and in the one that was guessed; each is waited for."""
    letters_asked = dialog.get_by_role("radiogroup", name="Encoding of the text")
    expect(letters_asked).to_contain_text("Взрыв в городе")
    expect(asked(dialog, "Read them with the month first?")).to_be_visible()
    settled(dialog.page)
    letters_asked.get_by_text("Cyrillic (Windows-1251)").click()
    # That it is read so, and not only chosen, shows in what is no longer said.
    guessed = dialog.get_by_text("Read as Cyrillic (KOI8-R), which is a guess")
    expect(guessed).to_have_count(0)
    settled(dialog.page)
    letters_asked.get_by_text("Cyrillic (KOI8-R)").click()
    expect(guessed).to_have_count(1)
    settled(dialog.page)


def test_everything_that_a_file_leaves_open_is_asked_with_its_first_rows(
    dashboard: DashboardPage, page: Page, tmp_path: Path
) -> None:
    letters = "Взрыв в городе;03/04/2020;46.75, 39.76\nОбстрел села;05/06/2020;46.55, 39.64\n"
    (tmp_path / "letters.csv").write_bytes(letters.encode("koi8-r"))
    counts = "title,date,lon,lat,killed\nOne,44101,46.75,39.76,3.000\nTwo,44145,46.55,39.64,1.000\n"
    (tmp_path / "counts.csv").write_text(counts, encoding="utf-8")
    half = "title,date,lon,lat\nOld,12-May-94,46.75,39.76\nOlder,before 1994,46.55,39.64\n"
    (tmp_path / "years.csv").write_text(half, encoding="utf-8")
    book = Workbook()
    for title, rows in (("First", 1), ("Second", 2)):
        sheet = book.create_sheet(title)
        for number in range(rows + 1):
            row = [f"{title} {number}", "2020-10-05", 46.75, 39.76]
            sheet.append(row if number else ["title", "date", "lon", "lat"])
    book.save(tmp_path / "sheets.xlsx")
    dashboard.open("to=2026-11-21")
    dialog = page.get_by_role("dialog")

    drop(page, tmp_path / "letters.csv")
    choose_other_letters_and_back(dialog)
    header_asked = dialog.get_by_role("radiogroup", name="Line with the names of the columns")
    expect(header_asked.get_by_role("radio", name=re.compile("No line"))).to_be_checked()
    expect(header_asked).to_contain_text("Взрыв в городе | 03/04/2020")
    month_first = "Read them with the month first?"
    expect(asked(dialog, month_first)).to_contain_text("03/04/2020: 2020-04-03 → 2020-03-04")
    answer(dialog, month_first)
    pairs = "Read the longitude first?"
    expect(asked(dialog, pairs)).to_contain_text("46.7500 N, 39.7600 E → 39.7600 N, 46.7500 E")
    answer(dialog, pairs)

    page.locator("input[type=file]").set_input_files(tmp_path / "counts.csv")
    days = "Read them as day numbers of Excel?"
    expect(asked(dialog, days)).to_contain_text("44101: – → 2020-09-27")
    answer(dialog, days)
    expect(asked(dialog, "one before decimals?")).to_contain_text("3.000: – → 3")
    answer(dialog, "Read the sign as one of thousands?")

    page.locator("input[type=file]").set_input_files(tmp_path / "years.csv")
    years = "years from 1950 to 2049?"
    expect(asked(dialog, years)).to_contain_text("12-May-94: – → 1994-05-12")
    answer(dialog, years)
    ends = "the record's first day, or today, for the other?"
    expect(asked(dialog, ends)).to_contain_text("before 1994: – → … – 1993-12-31")
    answer(dialog, ends)

    page.locator("input[type=file]").set_input_files(tmp_path / "sheets.xlsx")
    expect(dialog.get_by_role("combobox", name="Sheet")).to_have_value("First")
    dialog.get_by_role("combobox", name="Sheet").click()
    page.get_by_role("option", name="Second", exact=True).click()
    expect(dialog).to_contain_text("First 2 of 2 rows")
    show(page)
    expect(page.locator(".st-key-own_events")).to_contain_text(
        "2 read, 2 in the data, 2 in the range, 2 on the map"
    )


def test_layer_names_and_coordinate_system_of_own_districts_are_asked(
    dashboard: DashboardPage, page: Page, tmp_path: Path
) -> None:
    squares = [box(5204000 + 9000 * at, 4830000, 5212000 + 9000 * at, 4839000) for at in range(2)]
    names = {"code": ["A1", "B2"], "title": ["North", "South"]}
    metres = gpd.GeoDataFrame(names, geometry=squares)
    (tmp_path / "metres.geojson").write_text(metres.to_json(drop_id=True), encoding="utf-8")
    degrees = metres.set_crs(3857).to_crs(4326)
    degrees.to_file(tmp_path / "layers.gpkg", layer="both")
    degrees.head(1).to_file(tmp_path / "layers.gpkg", layer="one")
    dashboard.open("to=2026-11-21")
    page.get_by_role("button", name="Add events").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("My own").click()
    expect(page.locator("input[type=file]")).to_have_count(2)

    page.locator("input[type=file]").last.set_input_files(tmp_path / "metres.geojson")
    system = dialog.get_by_role("radiogroup", name="Coordinate system")
    system.get_by_text("Web Mercator").click()
    expect(dialog).to_contain_text("2 features read, 2 districts")

    page.locator("input[type=file]").last.set_input_files(tmp_path / "layers.gpkg")
    layer = dialog.get_by_role("combobox", name="Layer")
    expect(layer).to_have_value("both")
    layer.click()
    page.get_by_role("option", name="one", exact=True).click()
    expect(dialog).to_contain_text("1 features read, 1 districts")
    column = dialog.get_by_role("combobox", name="Column with the names of the districts")
    expect(column).to_have_value("title")
    column.click()
    page.get_by_role("option", name="code", exact=True).click()
    expect(column).to_have_value("code")
    show(page)
    dashboard.wait_for_map("({ shared }) => shared.scene.districts.map(({ name }) => name).join() === 'A1'")
