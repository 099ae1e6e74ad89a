"""The page about the data, as a person opens and reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.page import settled

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.page import DashboardPage

WIDEST_TEXT = 760


def about(page: Page) -> Locator:
    return page.locator(".about")


def open_about(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=about")
    expect(page.get_by_role("heading", name="How it is made")).to_be_visible(timeout=60_000)
    settled(page)


def test_about_the_data_names_sizes_rules_and_licences(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open()
    page.get_by_role("radio", name="About the data").click()
    expect(page.get_by_role("heading", name="How it is made")).to_be_visible()
    dashboard.wait_for_query(page="about")
    for words in ("1,674", "claims", "Side by side", "control_periods.csv", "CC BY-SA 3.0"):
        expect(about(page)).to_contain_text(words)
    licence = about(page).get_by_role("link", name=re.compile("Creative Commons Attribution 4.0")).first
    expect(licence).to_have_attribute("href", "https://creativecommons.org/licenses/by/4.0/")
    expect(licence).to_have_attribute("rel", re.compile("noopener"))


def test_filters_are_for_the_other_parts_of_the_page(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open("category=landmine")
    expect(page.locator(".st-key-filters")).to_be_visible()
    page.get_by_role("radio", name="About the data").click()
    expect(about(page)).to_be_visible()
    expect(page.locator(".st-key-filters")).to_have_count(0)
    page.get_by_role("radio", name="Map").click()
    expect(page.locator(".st-key-filters")).to_be_visible()
    dashboard.wait_for_query(category="landmine")


def test_the_text_is_a_column_and_its_contents_lead_to_its_sections(page: Page, server: str) -> None:
    open_about(page, server)
    widest = (
        about(page)
        .locator("p")
        .evaluate_all("all => Math.max(...all.map((one) => one.getBoundingClientRect().width))")
    )
    assert 0 < widest <= WIDEST_TEXT
    about(page).get_by_role("navigation").get_by_role("button", name="Files and licences").click()
    heading = page.get_by_role("heading", name="Files and licences")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_widens_the_page(page: Page, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_about(page, server)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert about(page).evaluate("(root) => root.scrollWidth <= root.clientWidth")


def test_hostile_texts_stay_text(page: Page, hostile: str) -> None:
    open_about(page, hostile)
    assert page.evaluate("window.attacked") is None
    links = about(page).get_by_role("link").evaluate_all("all => all.map((link) => link.href)")
    assert [link for link in links if not re.match("https?://", link)] == []
    assert about(page).locator("img, iframe, script").count() == 0
