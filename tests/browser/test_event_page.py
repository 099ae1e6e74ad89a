"""An event's own page: a permanent address, copied with one press, and a print that leaves nothing out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.page import DashboardPage

EVENT = "kalbajar-1993-04-displacement"
TITLE = "Displacement of the people of Kalbajar over the Murov pass"


def record(page: Page) -> Locator:
    return page.locator(f".record[data-event={EVENT}]")


def test_the_link_of_an_event_is_copied_without_the_rest_of_the_view(
    dashboard: DashboardPage, page: Page
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dashboard.open(f"district=kalbajar&from=1992-01-01&to=1994-12-31&day=1993-04-03&event={EVENT}")
    record(page).get_by_role("button", name="Copy link to this event").click()
    expect(record(page).get_by_role("button", name="Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{dashboard.address}/?event={EVENT}"
    page.goto(link)
    expect(page.get_by_role("heading", name=TITLE, level=2)).to_be_visible()


def test_the_headings_of_an_event_leave_no_level_out(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open(f"event={EVENT}")
    expect(record(page)).to_be_visible()
    levels = page.get_by_role("heading").evaluate_all("all => all.map(({ tagName }) => Number(tagName[1]))")
    assert levels[:3] == [1, 2, 3]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_an_event_prints_every_claim_with_the_addresses_of_its_sources(
    dashboard: DashboardPage, page: Page
) -> None:
    dashboard.open(f"event={EVENT}")
    expect(record(page)).to_be_visible()
    links = record(page).get_by_role("link")
    addresses = (
        record(page)
        .locator(".sources a[href^='http']")
        .evaluate_all("all => all.map((link) => link.getAttribute('href'))")
    )
    page.emulate_media(media="print")
    for screen_only in (".st-key-stage", ".st-key-filters", ".st-key-actions", ".st-key-district"):
        expect(page.locator(screen_only)).not_to_be_visible()
    expect(record(page).get_by_role("button", name=re.compile("Copy|Close"))).to_have_count(0)
    for words in ("53,340", "60,000", "39,000", "No claim on record", "Ultimatum"):
        expect(record(page)).to_contain_text(words)
    printed = links.evaluate_all("all => all.map((link) => getComputedStyle(link, '::after').content)")
    assert printed == [f'" <{address}>"' for address in addresses]
    assert len(printed) >= 4
    expect(record(page).locator(".printed")).to_have_text(f"{dashboard.address}/?event={EVENT}")


def test_nothing_of_a_long_record_is_cut_off_in_print(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open(f"event={EVENT}")
    expect(record(page)).to_be_visible()
    page.emulate_media(media="print")
    clipped = page.locator(".st-key-side").evaluate(
        """(side) => {
            const cut = []
            for (let node = side; node; node = node.parentElement) {
                const cuts = getComputedStyle(node).overflowY !== 'visible'
                if (cuts && node.scrollHeight > node.clientHeight + 1) cut.push(node.className)
            }
            return cut
        }"""
    )
    assert clipped == []


def test_a_dark_screen_prints_dark_on_white(dashboard: DashboardPage, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    dashboard.open(f"event={EVENT}")
    expect(record(page)).to_be_visible()
    page.emulate_media(media="print")
    colour = record(page).get_by_text("53,340").first.evaluate("(element) => getComputedStyle(element).color")
    assert colour == "rgb(0, 0, 0)"
    assert page.locator(".stApp").evaluate("(app) => getComputedStyle(app).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
