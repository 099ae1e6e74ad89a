"""The charts of what was counted, as a person reads them: marks, sources, timeline, keyboard, phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.page import choose_district, settled

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WAR = "page=figures&from=1992-01-01&to=1994-12-31&day=1993-04-03"
DISPLACEMENT = "kalbajar-1993-04-displacement"
FIRST_VIEW = 60_000


def open_figures(page: Page, address: str, query: str = WAR) -> None:
    page.goto(f"{address}/?{query}")
    expect(page.locator(".figures h2")).to_be_visible(timeout=FIRST_VIEW)
    settled(page)


def chart(page: Page, measure: str) -> Locator:
    return page.locator(f".chart[data-measure={measure}]")


def test_a_mark_opens_its_event_beside_the_charts(page: Page, server: str) -> None:
    open_figures(page, server, f"{WAR}&district=kalbajar")
    mark = chart(page, "displaced").get_by_role("button", name=re.compile("53,340 to 60,000 persons"))
    mark.click()
    expect(page.locator(f".record[data-event={DISPLACEMENT}]")).to_be_visible()
    expect(mark).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(
        re.compile(f"page=figures.*event={DISPLACEMENT}|event={DISPLACEMENT}.*page=figures")
    )


def test_the_numbers_stand_below_with_their_sources(page: Page, server: str) -> None:
    open_figures(page, server, f"{WAR}&district=kalbajar")
    displaced = chart(page, "displaced")
    displaced.get_by_text("Numbers and sources").click()
    row = displaced.get_by_role("row", name=re.compile("Displacement of the people of Kalbajar"))
    for words in ("53,340 to 60,000", "Azerbaijani: ", "Reference works: "):
        expect(row).to_contain_text(words)
    link = row.get_by_role("link", name=re.compile("Wikipedia"))
    expect(link).to_have_attribute("href", re.compile("^https://"))
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    expect(displaced).to_contain_text("Nothing is added up")


def test_the_range_on_the_charts_follows_the_timeline(page: Page, server: str) -> None:
    open_figures(page, server)
    expect(chart(page, "mines_mapped")).to_have_count(0)
    page.get_by_role("button", name="Since 2020").click()
    expect(chart(page, "mines_mapped")).to_be_visible()
    expect(
        chart(page, "displaced").get_by_role("button", name=re.compile("people of Kalbajar"))
    ).to_have_count(0)
    expect(page).to_have_url(re.compile("page=figures"))


def test_the_range_moves_while_a_handle_is_dragged(page: Page, server: str) -> None:
    open_figures(page, server)
    band = chart(page, "displaced").locator(".range")
    expect(band).to_be_visible()
    before = band.bounding_box()
    style = band.get_attribute("style") or ""
    handle = page.locator("[role=slider][data-part=from]")
    expect(handle).to_have_attribute("aria-valuenow", re.compile(r"\d+"))
    box = handle.bounding_box()
    assert before is not None
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 120, y, steps=6)
    expect(band).not_to_have_attribute("style", style)
    expect(chart(page, "displaced").locator(".mark[data-out]")).not_to_have_count(0)
    during = band.bounding_box()
    assert during is not None
    assert during["x"] > before["x"]
    assert during["width"] < before["width"]
    page.mouse.up()
    expect(page).not_to_have_url(re.compile("from=1992-01-01"))


def test_the_arrow_keys_go_from_mark_to_mark(page: Page, server: str) -> None:
    open_figures(page, server)
    marks = chart(page, "displaced").locator(".mark")
    marks.first.focus()
    page.keyboard.press("ArrowRight")
    expect(marks.nth(1)).to_be_focused()
    expect(chart(page, "displaced").locator(".reading")).to_have_text(
        marks.nth(1).get_attribute("aria-label") or ""
    )
    page.keyboard.press("End")
    expect(marks.last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".record")).to_be_visible()


def test_a_district_of_the_panel_is_the_district_of_the_charts(page: Page, server: str) -> None:
    open_figures(page, server)
    choose_district(page, "Shusha")
    expect(page.get_by_role("heading", name="Figures of Shusha")).to_be_visible()
    page.get_by_role("button", name="All districts").click()
    expect(page.get_by_role("heading", name="Figures of all districts")).to_be_visible()


def test_nothing_counted_offers_to_reset_the_filters(page: Page, server: str) -> None:
    open_figures(page, server, "page=figures&q=xyzzy")
    expect(page.get_by_role("heading", name="No figure in this range")).to_be_visible()
    page.get_by_role("button", name="Reset the filters").click()
    expect(chart(page, "displaced")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1100, 1440])
def test_no_chart_widens_the_page(page: Page, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_figures(page, server, "page=figures&to=2026-11-21")
    expect(chart(page, "capacity")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".figures").evaluate("(root) => root.scrollWidth <= root.clientWidth")


def test_on_a_phone_the_charts_pass_under_the_timeline(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_figures(page, server, "page=figures&to=2026-11-21")
    chart(page, "capacity").scroll_into_view_if_needed()
    expect(page.locator(".tl").first).to_be_in_viewport()


def test_hostile_texts_of_charts_stay_text(page: Page, hostile: str) -> None:
    open_figures(page, hostile, "page=figures&to=2026-11-21")
    page.locator(".figures summary").first.click()
    assert page.evaluate("window.attacked") is None
    links = page.locator(".figures a").evaluate_all("all => all.map((link) => link.getAttribute('href'))")
    assert [link for link in links if not re.match("https?://", link)] == []
    assert page.locator(".figures").locator("img, iframe, script").count() == 0


def test_on_a_phone_the_sheet_leaves_room_for_the_charts_until_an_event_is_chosen(
    page: Page, server: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_figures(page, server, "page=figures&to=2026-11-21")
    expect(page.locator(".st-key-title h1")).to_be_in_viewport(ratio=1)
    sheet = page.locator(".st-key-side")
    expect(sheet).to_have_attribute("data-sheet", "peek")
    chart(page, "displaced").locator(".mark").last.press("Enter")
    expect(sheet).to_have_attribute("data-sheet", "half")
    expect(page.locator(".record")).to_be_visible()
