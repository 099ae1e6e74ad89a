"""The record through chosen voices and by its support: counts, map, lists and address follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.expected import ALL_EVENTS, ALL_PAINTED, ALL_SHOWN
from tests.browser.page import settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.page import DashboardPage

SIGNS = "img[src*='signs/']"
DRAWN = "(signs) => [...document.querySelectorAll(signs)].every((sign) => sign.naturalWidth > 0)"
WHOLE = "to=2026-11-21"


def shown(page: Page) -> int:
    """How many events the page says that it shows."""
    settled(page)
    text = page.locator(".st-key-shown").inner_text()
    return int(text.split()[0])


def choose(page: Page, filter_name: str, choice: str) -> int:
    """Open a filter, choose in it, close it; return the number beside the choice."""
    settled(page)  # The numbers are those of the view that the address names by now.
    page.get_by_role("button", name=re.compile(f"^{filter_name}")).click()
    button = page.get_by_test_id("stPopoverBody").get_by_role("button", name=re.compile(f"{choice} \\d+$"))
    count = int(button.inner_text().split()[-1])
    button.click()
    page.keyboard.press("Escape")
    return count


def test_a_chosen_voice_changes_counts_and_map_and_is_told(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open(WHOLE)
    dashboard.wait_for_map(ALL_PAINTED)
    heard = choose(page, "Voices", "Armenian")
    assert 0 < heard < ALL_EVENTS
    expect(page.locator(".st-key-shown")).to_have_text(f"{heard} of {ALL_EVENTS} events in the range")
    dashboard.wait_for_map("(stage, heard) => stage.painted.events === heard", heard)
    banner = page.locator(".st-key-side .voices-banner")
    expect(banner).to_contain_text("As these voices have it: Armenian")
    expect(banner).to_contain_text(f"{heard} of {ALL_EVENTS} events")
    dashboard.wait_for_query(voice="armenian")
    banner.get_by_role("button", name="Hear all voices").click()
    dashboard.wait_for_map(ALL_PAINTED)
    expect(banner).to_have_count(0)
    dashboard.wait_for_query()


def test_two_voices_show_what_either_speaks_of(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open(f"{WHOLE}&voice=armenian")
    one = shown(page)
    choose(page, "Voices", "Russian")
    expect(page.locator(".st-key-side .voices-banner")).to_contain_text("Armenian, Russian")
    expect(page.locator(".st-key-shown")).not_to_have_text(re.compile(f"^{one} of"))
    assert shown(page) > one
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".st-key-shown")).to_have_text(ALL_SHOWN)


def test_the_address_of_a_voice_opens_the_same_view(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open(f"{WHOLE}&voice=international&support=independent")
    events = dashboard.painted()["events"]
    assert shown(page) == events
    assert 0 < events < ALL_EVENTS
    page.reload()
    dashboard.wait_for_map("(stage, events) => stage.painted.events === events", events)
    expect(page.get_by_role("button", name=re.compile("^Voices"))).to_contain_text("1 of 6")


def test_support_filters_the_map_and_each_sign_is_drawn(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open(WHOLE)
    page.get_by_role("button", name=re.compile("^Evidence")).click()
    signs = page.get_by_test_id("stPopoverBody").locator(SIGNS)
    expect(signs).to_have_count(8)
    page.wait_for_function(DRAWN, arg=SIGNS)
    page.keyboard.press("Escape")
    for choice in ("At least two sides", "Independent voices"):
        count = choose_support(page, choice)
        dashboard.wait_for_map("(stage, count) => stage.painted.events === count", count)
        page.get_by_role("button", name="Reset").click()
        dashboard.wait_for_map(ALL_PAINTED)


def choose_support(page: Page, choice: str) -> int:
    settled(page)
    page.get_by_role("button", name=re.compile("^Evidence")).click()
    group = page.locator(".st-key-choose_support")
    button = group.get_by_role("button", name=re.compile(f"^{choice} \\d+$"))
    count = int(button.inner_text().split()[-1])
    button.click()
    page.keyboard.press("Escape")
    return count


def test_a_record_shows_the_chosen_voice_first(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open(f"{WHOLE}&voice=reference&event=kalbajar-1993-04-displacement")
    cards = page.locator(".st-key-side .record .card .voice strong")
    expect(cards.first).to_have_text("Reference works")
    expect(page.locator(".st-key-side .card[data-chosen]").first).to_contain_text("60,000")
