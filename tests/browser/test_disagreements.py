"""Where sources disagree: the list, its order, one click from its place on the map, and nothing that runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.page import DashboardPage, settled

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, ViewportSize

DISPLACEMENT = "kalbajar-1993-04-displacement"
WHOLE = "to=2026-11-21"
FIRST_LIST_MILLISECONDS = 120_000  # The hostile dataset's words of 10,000 letters take long to read.
PHONE: ViewportSize = {"width": 390, "height": 844}
INJECTED = "[onerror], [onload], [onmouseover], iframe[srcdoc], img[src=x], script:text('attacked')"


def open_list(page: Page, address: str, query: str = WHOLE) -> Locator:
    """Open the page of disagreements and return its list, once it is drawn."""
    page.goto(f"{address}/?page=disagreements&{query}")
    shown = page.locator(".disagreements")
    expect(shown.locator("h2")).to_be_visible(timeout=FIRST_LIST_MILLISECONDS)
    settled(page)
    return shown


def item(shown: Locator, event: str, field: str) -> Locator:
    return shown.locator(f"[data-event='{event}']").filter(has_text=field)


def test_the_disagreements_are_one_press_from_the_map_page(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open(WHOLE)
    page.get_by_role("radio", name="Where sources disagree").click()
    expect(page.locator(".disagreements h2")).to_have_text(
        re.compile(r"^Sources disagree \d+ times, in \d+ events$")
    )
    dashboard.wait_for_query(page="disagreements")


def test_the_known_contradictions_stand_side_by_side(page: Page, server: str) -> None:
    shown = open_list(page, server)
    displaced = item(shown, DISPLACEMENT, "People displaced")
    for words in ("53,340", "Azerbaijani:", "60,000", "Reference works:", "1.1 to 1"):
        expect(displaced).to_contain_text(words)
    expect(displaced.locator(".picture .dot")).to_have_count(2)
    capture = item(shown, "kalbajar-1993-04-02-capture", "Date, or first day")
    expect(capture.locator(".value")).to_have_text(["2 Apr 1993", "3 Apr 1993", "4 Apr 1993"])
    city_day = item(shown, "city-days-decree-2023", "City Day")
    expect(city_day.locator(".value")).to_have_text(["20 October", "25 November"])
    killed = item(shown, "khojaly-capture-1992", "Civilians killed")
    for words in ("161+", "485", "613"):
        expect(killed).to_contain_text(words)
    dead_in_kalbajar = item(shown, "kalbajar-1993-04-casualties", "Servicemen killed")
    expect(dead_in_kalbajar.locator(".value")).to_have_text([re.compile("^55"), re.compile("^400")])
    # "At least 150" as of 4 April does not contradict the 511 of the whole month.
    expect(item(shown, "kalbajar-1993-04-casualties", "Civilians killed")).to_have_count(0)
    expect(displaced.get_by_role("link").first).to_have_attribute("rel", re.compile("noopener"))


def test_one_click_shows_the_event_on_the_map(page: Page, server: str) -> None:
    shown = open_list(page, server)
    item(shown, DISPLACEMENT, "People displaced").get_by_role(
        "button", name=re.compile("^Displacement of the people of Kalbajar")
    ).click()
    dashboard = DashboardPage(page, server)
    dashboard.wait_for_map(
        "(stage, id) => stage.shared.scene.events.ids[stage.shared.event] === id", DISPLACEMENT
    )
    expect(page.locator(f".st-key-side .record[data-event='{DISPLACEMENT}']")).to_be_visible()
    dashboard.wait_for_query(day="1993-04-01", event=DISPLACEMENT)
    page.go_back()
    expect(page.locator(".disagreements h2")).to_be_visible()


def test_sorting_and_kind_change_the_list_and_are_in_the_address(page: Page, server: str) -> None:
    shown = open_list(page, server)
    expect(shown.locator(".kind-title")).to_have_text(
        [re.compile(f"^{kind}") for kind in ("Numbers", "Dates", "Acc")]
    )
    shown.get_by_role("button", name="Number of sources").click()
    expect(shown.locator(".kind-title")).to_have_count(0)
    counts = [int(text.split()[0]) for text in shown.locator(".support").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    shown.get_by_role("button", name=re.compile(r"^Dates \d+")).click()
    expect(shown.locator(".item[data-kind=number]")).to_have_count(0)
    dates = shown.locator(".item[data-kind=date]").count()
    expect(shown.get_by_role("button", name=re.compile("^Dates"))).to_have_text(f"Dates {dates}")
    expect(page).to_have_url(re.compile("sort=sources"))
    expect(page).to_have_url(re.compile("kind=date"))
    page.reload()
    expect(shown.locator(".item")).to_have_count(dates)
    expect(shown.get_by_role("button", name="Number of sources")).to_have_attribute("aria-pressed", "true")


def test_the_list_follows_the_filters_and_says_when_it_is_empty(page: Page, server: str) -> None:
    shown = open_list(page, server, f"{WHOLE}&in=lachin")
    districts = shown.locator(".item .what .meta").all_inner_texts()
    assert districts
    assert all("Lachin" in text or "All" in text for text in districts)
    empty = open_list(page, server, f"{WHOLE}&q=xyzzy")
    expect(empty).to_contain_text("do not disagree")
    empty.get_by_role("button", name="Reset all filters").click()
    expect(empty.locator("h2")).to_have_text(re.compile(r"^Sources disagree \d{2,} times"))


def test_a_record_leads_to_its_disagreements(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open(f"{WHOLE}&event={DISPLACEMENT}")
    page.locator(".st-key-side").get_by_role("button", name="See them side by side").click()
    marked = page.locator(".item[aria-current]").first
    expect(marked).to_have_attribute("data-event", DISPLACEMENT)
    expect(marked).to_be_in_viewport()


def test_a_phone_shows_a_row_below_the_other_and_nothing_is_cut_off(page: Page, server: str) -> None:
    page.set_viewport_size(PHONE)
    shown = open_list(page, server)
    displaced = item(shown, DISPLACEMENT, "People displaced")
    values = [value.bounding_box() for value in displaced.locator(".value-item").all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in values)
    first, second = (box["y"] for box in values if box)
    assert second > first
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    "query", [WHOLE, f"{WHOLE}&sort=sources&kind=statement", f"{WHOLE}&voice=azerbaijani"]
)
def test_nothing_in_the_values_runs(page: Page, hostile: str, query: str) -> None:
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("dialog", lambda dialog: failures.append(dialog.message))
    shown = open_list(page, hostile, query)
    assert shown.locator(".item").count() > 0
    assert page.evaluate("window.attacked") is None
    assert page.locator(INJECTED).count() == 0
    assert shown.locator("img").count() == 0
    links = shown.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert [link for link in links if not re.match("https?://", link)] == []
    assert failures == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "a text widens the page"
