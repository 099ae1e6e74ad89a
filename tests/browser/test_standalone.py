"""The standalone map, opened as a file of one's own disk without a network."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import geo
from components.downloads.standalone_html import standalone
from components.stories import telling
from components.view.state import ViewState, default_state
from geo.dates import day_number
from geo.export import Provenance
from geo.stories import stories_of
from tests.browser.page import DRAWN
from tests.hostile import write_hostile_dataset

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.page import DashboardPage

TODAY = day_number("2026-11-21")
DAY = day_number("1993-04-03")
STATE = ViewState(DAY, day_number("1992-01-01"), day_number("1994-12-31"))
READY = "() => window.stage?.ready === true"


class Offline:
    """A standalone file, open in a browser that has no network."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.requests: list[str] = []
        self.failures: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.failures.append(str(error)))
        page.on("console", lambda said: self.failures.append(said.text) if said.type == "error" else None)

    def open(
        self, dataset: geo.Dataset, state: ViewState = STATE, story: dict[str, Any] | None = None
    ) -> None:
        """Write the file of a view and open it from the disk."""
        provenance = Provenance(dataset.about, "Events", "https://map.example/", date(2026, 11, 21))
        file = self.folder / "map.html"
        page = standalone(dataset, state, today=TODAY, provenance=provenance, name="view", story=story)
        file.write_bytes(page)
        self.page.goto(file.as_uri())
        self.page.wait_for_function(READY)

    @property
    def asked(self) -> list[str]:
        """What was asked for but for the file itself and what is written in it."""
        file = (self.folder / "map.html").as_uri()
        return [url for url in self.requests if url != file and not url.startswith("data:")]


@pytest.fixture
def offline(browser: Browser, browser_context_args: dict[str, Any], tmp_path: Path) -> Iterator[Offline]:
    context = browser.new_context(**browser_context_args)
    context.set_offline(offline=True)
    file = Offline(context.new_page(), tmp_path)
    yield file
    assert file.asked == []
    assert file.failures == []
    context.close()


def test_it_opens_on_the_view_it_was_made_from(offline: Offline, dataset: geo.Dataset) -> None:
    offline.open(dataset)
    painted = offline.page.evaluate("window.stage.painted")
    assert (painted["day"], painted["from"], painted["to"]) == (STATE.day, STATE.first, STATE.last)
    last, first = dataset.events["last_day"] >= STATE.first, dataset.events["first_day"] <= STATE.last
    assert painted["events"] == (last & first).sum()
    expect(offline.page.get_by_role("heading", name="Events in the range")).to_be_visible()
    expect(offline.page.locator(".sa-event")).to_have_count(int((last & first).sum()))


def test_it_tells_a_story_that_can_be_left_and_come_back_to(offline: Offline, dataset: geo.Dataset) -> None:
    [story, *_others] = stories_of(dataset)
    state = replace(default_state(dataset, TODAY), page="stories", story=story.id, step=1)
    offline.open(dataset, state, telling(dataset, story, state, TODAY) | {"step": 1})
    page = offline.page
    page.get_by_role("button", name="Next step").click()
    expect(page.get_by_role("heading", name=story.steps[1].title, exact=True)).to_be_visible()
    page.wait_for_function("(day) => window.stage.painted.day === day", arg=story.steps[1].day)
    page.get_by_role("button", name="Explore from here").click()
    expect(page.get_by_role("heading", name=story.steps[1].title, exact=True)).to_be_hidden()
    page.get_by_role("button", name="Back to step 2").click()
    expect(page.get_by_role("heading", name=story.steps[1].title, exact=True)).to_be_visible()
    page.get_by_role("button", name="Step 1 of").click()
    page.wait_for_function("(day) => window.stage.painted.day === day", arg=story.steps[0].day)


def test_its_timeline_moves_the_map_while_it_is_dragged(offline: Offline, dataset: geo.Dataset) -> None:
    offline.open(dataset)
    page = offline.page
    day = page.locator("[role=slider][data-part=day]")
    grip = day.locator(".tl-pill").bounding_box()
    assert grip is not None
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 9, y, steps=4)
    page.wait_for_function(DRAWN)
    moved = int(day.get_attribute("aria-valuenow") or 0)
    assert moved > DAY
    page.wait_for_function("(day) => window.stage.painted.day === day", arg=moved)
    page.mouse.up()
    expect(page.locator(".stage-legend")).to_contain_text("1993")


def test_its_timeline_plays_and_steps_by_keyboard(offline: Offline, dataset: geo.Dataset) -> None:
    offline.open(dataset)
    offline.page.get_by_role("button", name="One step forward").click()
    offline.page.wait_for_function("(day) => window.stage.painted.day > day", arg=DAY)
    offline.page.get_by_role("button", name="2020").first.click()
    offline.page.wait_for_function("() => window.stage.painted.from > 18000")
    expect(offline.page.locator(".sa-panel")).to_contain_text("2020")


def test_a_click_on_a_district_lists_its_events_and_a_record_names_its_sources(
    offline: Offline, dataset: geo.Dataset
) -> None:
    offline.open(dataset)
    page = offline.page
    box = page.locator("#map").bounding_box()
    assert box is not None
    x, y = page.evaluate("window.stage.pointOfDistrict('kalbajar')")
    page.mouse.click(box["x"] + x, box["y"] + y)
    panel = page.locator(".sa-panel")
    expect(panel.get_by_role("heading", name="Kalbajar", exact=True)).to_be_visible()
    expect(panel).to_contain_text("3 Apr 1993: Armenian control")
    event = "kalbajar-1993-04-02-capture"
    title = dataset.events["title"][event]
    panel.get_by_role("button", name=title).click()
    expect(panel.get_by_role("heading", name=title)).to_be_visible()
    urls = set(dataset.claims.loc[dataset.claims["event_id"] == event, "url"]) - {""}
    links = panel.get_by_role("link")
    expect(links).to_have_count(len(urls))
    assert {link.get_attribute("href") for link in links.all()} == urls
    panel.get_by_role("button", name="All events").click()
    expect(panel.get_by_role("heading", name="Kalbajar", exact=True)).to_be_visible()


def test_two_days_can_be_compared(offline: Offline, dataset: geo.Dataset) -> None:
    offline.open(dataset)
    offline.page.get_by_role("button", name="Compare with a second day").click()
    offline.page.wait_for_function("() => window.stage.painted.compare !== null")
    expect(offline.page.locator(".stage-divider-day")).to_have_count(2)


def test_it_saves_a_picture(offline: Offline, dataset: geo.Dataset) -> None:
    offline.open(dataset)
    with offline.page.expect_download() as coming:
        offline.page.get_by_role("button", name="Save as picture").click()
    assert coming.value.suggested_filename == "view.png"
    assert coming.value.path().read_bytes().startswith(b"\x89PNG")


def test_hostile_text_is_shown_as_text(offline: Offline, tmp_path: Path) -> None:
    dataset = geo.load(write_hostile_dataset(tmp_path))
    state = ViewState(TODAY, dataset.about.first_day, TODAY)
    offline.open(dataset, state)
    page = offline.page
    for position in range(12):
        page.locator(".sa-event").nth(position).click()
        expect(page.locator(".sa-summary")).to_be_visible()
        page.get_by_role("button", name="All events").click()
    assert page.evaluate("window.attacked") is None
    assert page.locator(".sa-panel img, .sa-panel iframe, .sa-panel svg").count() == 0
    assert page.get_by_role("heading", name="Events in the range").is_visible()


def test_the_file_from_the_page_is_that_map(dashboard: DashboardPage, offline: Offline) -> None:
    dashboard.open("from=1993-01-01&to=1993-12-31&day=1993-04-03&category=military")
    menu = dashboard.open_downloads()
    with dashboard.page.expect_download() as coming:
        menu.get_by_role("button", name="Map as a file").click()
    assert coming.value.suggested_filename == "karabakh-1993-01-01-1993-12-31.html"
    coming.value.save_as(offline.folder / "map.html")
    offline.page.goto((offline.folder / "map.html").as_uri())
    offline.page.wait_for_function(READY)
    shown = {name: dashboard.painted()[name] for name in ("day", "from", "to", "events")}
    painted = offline.page.evaluate("window.stage.painted")
    assert {name: painted[name] for name in shown} == shown
    expect(offline.page.locator(".sa-head")).to_contain_text("categories: Fighting and forces")
