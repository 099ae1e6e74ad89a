"""The page in each of its languages: every part of it speaks the language, and nothing else is lost by it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from components.wording.dates_and_counts import day_text
from components.wording.map_words import STRINGS
from geo.dates import day_number
from geo.i18n import (
    LANGUAGES,
    browser_formats,
    gettext,
    language_tag,
    name_of,
    ngettext,
    number_text,
    speaking,
)
from geo.i18n.catalogue import catalog, written
from geo.translations import translated_dataset
from tests.browser.conftest import standing_page
from tests.browser.page import GO, MAP, DashboardPage, settled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    import geo
    from tests.browser.conftest import Serve

OTHERS = LANGUAGES[1:]
PLACE = re.compile(r"\{\w+\}")
EVENT = "kalbajar-2020-11-25-handover"
DAYS = ("1988-02-20", "1993-04-02", "2020-11-25", "2023-09-19", "2026-01-01")
NUMBERS = (7, 999, 1234, 53340, 1234567)
WORDS = "component/components.assets.assets/shared/words.js"
WRITTEN = """async ([address, language, formats, days, numbers]) => {
  const { createWords } = await import(new URL(address, document.baseURI).href)
  const words = createWords({ language, strings: {}, formats })
  return [days.map((day) => [words.date(day), words.date(day, 'long')]), numbers.map((number) => words.number(number))]
}"""
CUT = """() => [...document.querySelectorAll('.stage-legend *, .stage-unplaced span')]
  .filter((one) => one.offsetParent && one.scrollWidth > one.clientWidth + 1)
  .filter((one) => getComputedStyle(one).overflow !== 'visible')
  .map((one) => one.textContent)"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_dates_and_numbers_are_the_same_on_both_sides(standing: DashboardPage, code: str) -> None:
    """Chromium writes Azerbaijani dates as "2020 M11 25" and Armenian ones in English."""
    days = [day_number(day) for day in DAYS]
    with speaking(code):
        sent = [WORDS, language_tag(), browser_formats(), days, list(NUMBERS)]
        wanted = [[[day_text(day), day_text(day, "long")] for day in days], [number_text(n) for n in NUMBERS]]
    assert standing.page.evaluate(WRITTEN, sent) == wanted


@pytest.fixture(scope="module", params=OTHERS)
def code(request: pytest.FixtureRequest) -> str:
    """A language other than English, then the next."""
    found: str = request.param
    return found


@pytest.fixture(scope="module")
def told_page(
    browser: Browser, browser_context_args: dict[str, Any], server: str, code: str
) -> Iterator[DashboardPage]:
    """One page in a language for several tests; each goes to a view of its own."""
    with standing_page(browser, browser_context_args, server, query=f"lang={code}") as dashboard:
        yield dashboard


def test_the_overview_and_the_map_speak_the_language(
    told_page: DashboardPage, dataset: geo.Dataset, code: str
) -> None:
    page = told_page.page
    page.evaluate(GO, f"?lang={code}")
    with speaking(code):
        told = translated_dataset(dataset)
        expect(page.locator("html")).to_have_attribute("lang", code)
        expect(page).to_have_title(re.compile(re.escape(told.about.title)))
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(told.about.title)))
        expect(page.locator(".st-key-side")).to_contain_text(day_text(told.about.default_day, "long"))
        expect(page.locator(".st-key-side")).to_contain_text(told.about.categories[0].label)
        frame = page.frame_locator(MAP)
        expect(frame.locator("html")).to_have_attribute("lang", language_tag())
        expect(frame.locator(".stage-legend")).to_contain_text(told.about.controllers[0].label)
        expect(page.locator(MAP)).to_have_attribute("title", gettext(STRINGS["map.label"]))
        names = told_page.ask_map("(stage) => stage.shared.scene.districts.map(({ name }) => name)")
        assert names == list(told.districts["name"])


def test_a_district_and_an_event_speak_it_and_the_english_comes_in_its_place(
    told_page: DashboardPage, dataset: geo.Dataset, code: str
) -> None:
    page = told_page.page
    page.evaluate(GO, f"?lang={code}&district=kalbajar")
    with speaking(code):
        told = translated_dataset(dataset)
        panel = page.locator(".st-key-side")
        expect(panel.get_by_role("heading", level=2)).to_contain_text(told.districts["name"]["kalbajar"])
        expect(panel).to_contain_text(gettext("Control history"))
        page.evaluate(GO, f"?lang={code}&event={EVENT}")
        expect(panel.locator(".record-title")).to_have_text(told.events["title"][EVENT])
        panel.get_by_role("button", name=gettext("Show the English")).click()
        expect(panel.locator(".record-title")).to_have_text(dataset.events["title"][EVENT])
        expect(panel.locator(".record-title")).to_have_attribute("lang", "en")
        panel.get_by_role("button", name=gettext("Show the translation")).click()
        expect(panel.locator(".record-title")).to_have_text(told.events["title"][EVENT])


def test_disagreements_figures_and_a_filter_speak_it(
    dashboard: DashboardPage, page: Page, dataset: geo.Dataset, code: str
) -> None:
    page.goto(f"{dashboard.address}/?lang={code}&page=disagreements&category=control_change")
    with speaking(code):
        told = translated_dataset(dataset)
        expect(page.get_by_text(gettext("How they are found"))).to_be_visible()
        found = dataset.disagreements[dataset.disagreements["event_id"] == "kalbajar-1993-04-02-capture"]
        title = told.events["title"][found["event_id"].iloc[0]]
        expect(page.get_by_role("button", name=title).first).to_be_visible()
        page.locator(".st-key-categories_filter button").first.click()
        expect(page.get_by_text(told.about.categories[1].label).first).to_be_visible()
        page.keyboard.press("Escape")
        settled(page)
        dashboard.page.evaluate(GO, f"?lang={code}&page=figures")
        expect(page.get_by_text(gettext("Figures of all districts"))).to_be_visible()
        expect(page.get_by_text(told.about.measures[0].label, exact=True).first).to_be_visible()


def test_an_import_error_speaks_it(told_page: DashboardPage, tmp_path: Path, code: str) -> None:
    page = told_page.page
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    with speaking(code):
        page.get_by_role("button", name=gettext("Add events")).click()
        expect(page.get_by_role("dialog").locator("input[type=file]")).to_have_count(1)
        settled(page)
        page.locator("input[type=file]").set_input_files(tmp_path / "old.xls")
        alert = page.get_by_role("dialog").get_by_role("alert").first
        expect(alert).to_contain_text("old.xls")
        expect(alert).not_to_contain_text("expected")
        expect(alert).not_to_contain_text("Error")  # A library's word is none for a person.
        page.get_by_role("dialog").get_by_role("button", name=gettext("Close")).click()
        expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.fixture
def alone(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """A browser without a network, for a file of its own."""
    with browser.new_context(**{**browser_context_args, "offline": True}) as context:
        yield context


def test_a_standalone_map_is_taken_along_in_it(
    dashboard: DashboardPage, alone: BrowserContext, dataset: geo.Dataset, tmp_path: Path, code: str
) -> None:
    page = dashboard.page
    dashboard.open(f"lang={code}&from=1993-01-01&to=1993-12-31&day=1993-04-03")
    with speaking(code):
        menu = dashboard.open_downloads(gettext("Download"))
        with page.expect_download() as coming:
            menu.get_by_role("button", name=gettext("Map as a file")).click()
        coming.value.save_as(tmp_path / "map.html")
        with page.expect_download() as coming:
            menu.get_by_role("button", name="CSV", exact=True).click()
        with zipfile.ZipFile(coming.value.path()) as packed:
            events = list(csv.DictReader(io.StringIO(packed.read("events.csv").decode())))
            note = packed.read("README.txt").decode()
        told = translated_dataset(dataset)
        assert [event[f"title_{code}"] for event in events] == [
            told.events["title"][event["event_id"]] for event in events
        ]
        assert [event["title"] for event in events] == [
            dataset.events["title"][event["event_id"]] for event in events
        ]
        assert told.about.title in note
        assert gettext("Translations") in note
        text = (tmp_path / "map.html").read_text("utf-8")
        assert f'lang="{language_tag()}"' in text
        opened = alone.new_page()
        opened.goto((tmp_path / "map.html").as_uri())
        opened.wait_for_function("() => window.stage?.ready === true")
        expect(opened.get_by_role("heading", name=gettext("Events in the range"))).to_be_visible()
        label = opened.evaluate("window.stage.shared.scene.categories[0].label")
        assert label == told.about.categories[0].label


def test_a_change_of_language_keeps_the_view_and_loads_no_data_anew(
    dashboard: DashboardPage, page: Page
) -> None:
    dashboard.open("from=1993-01-01&to=1993-12-31&day=1993-04-03&category=military")
    dashboard.ask_map("(stage) => { stage.map.setView([39.9, 46.2], 10, { animate: false }) }")
    page.wait_for_url(re.compile("at="))
    scene = page.evaluate("[...globalThis[Symbol.for('hubs')].values()][0].bytes.byteLength")
    page.get_by_role("button", name="Language: English").click()
    page.get_by_role("menuitemradio", name=re.compile(name_of("ru"))).click()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    with speaking("ru"):
        expect(page.get_by_role("button", name=gettext("Add events"))).to_be_visible()
        expect(page.get_by_title(gettext("Map of the districts and events"))).to_be_visible()
    expect(page.locator(MAP)).to_have_count(1)  # The former map stays until then.
    dashboard.wait_for_map("(stage) => stage.shared.scene.language === 'ru'")
    dashboard.wait_for_map(
        "(stage) => stage.map.getZoom() === 10 && Math.abs(stage.map.getCenter().lat - 39.9) < 0.01"
    )
    dashboard.wait_for_query(
        **{
            "from": "1993-01-01",
            "to": "1993-12-31",
            "day": "1993-04-03",
            "category": "military",
            "lang": "ru",
        }
    )
    assert page.evaluate("[...globalThis[Symbol.for('hubs')].values()][0].bytes.byteLength") == scene


def test_the_browsers_language_is_the_first(
    browser: Browser, browser_context_args: dict[str, Any], server: str
) -> None:
    with browser.new_context(**{**browser_context_args, "locale": "hy-AM"}) as context:
        page = context.new_page()
        page.goto(server)
        expect(page.locator("html")).to_have_attribute("lang", "hy")


def test_longer_words_widen_nothing(serve: Serve, page: Page, tmp_path: Path) -> None:
    """A made-up language whose words are all a third longer than the English ones."""
    longer = catalog()
    for message in longer:
        if message.id:
            forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            padded = tuple(text + "ö" * (len(PLACE.sub("", text)) // 3) for text in forms)
            message.string = padded[0] if isinstance(message.id, str) else padded
    (tmp_path / "de.po").write_text(written(longer), "utf-8")
    address = serve(DASHBOARD_LOCALE=str(tmp_path))
    for width, height in ((1440, 900), (820, 1180), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        dashboard = DashboardPage(page, address).open("lang=de")
        expect(page.locator("html")).to_have_attribute("lang", "de")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, (width, wide)
        assert dashboard.page.frame_locator(MAP).locator("html").evaluate(CUT) == []


def test_numbers_of_events_are_counted_as_the_language_does(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open("lang=ru")
    shown = dashboard.ask_map("(stage) => stage.painted.unplaced")
    with speaking("ru"):
        words = ngettext(
            "{count} event has no place on the map", "{count} events have no place on the map", shown
        )
    expect(page.frame_locator(MAP).locator(".stage-unplaced")).to_contain_text(
        words.replace("{count}", str(shown))
    )
