"""What a person does on the page: click, choose, filter, read, go back, copy the link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.expected import ALL_EVENTS
from tests.browser.page import MAP, choose_district, settled
from tests.counting import events_in

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    import geo
    from tests.browser.page import DashboardPage

DISPLACEMENT = "Displacement of the people of Kalbajar over the Murov pass"
HIDDEN_NAMES = """({ map, shared, day }) => day.places.filter(({ x, y, width, height }) => {
  const at = map.layerPointToContainerPoint([x, y])
  return shared.covered().some(({ left, right, top, bottom }) =>
    at.x - width / 2 < right && at.x + width / 2 > left &&
    at.y - height / 2 < bottom && at.y + height / 2 > top)
}).map(({ name }) => name)"""


def panel(page: Page) -> Locator:
    return page.locator(".st-key-side")


def heading(page: Page, name: str | re.Pattern[str]) -> Locator:
    return panel(page).get_by_role("heading", name=name, exact=isinstance(name, str))


def test_a_click_on_kalbajar_opens_its_history_with_sources(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open()
    expect(heading(page, "25 November 2020")).to_be_visible()
    page.mouse.move(*dashboard.point_of_district("kalbajar"))
    expect(page.frame_locator(MAP).locator(".stage-tooltip")).to_have_text(
        "KalbajarMostly Azerbaijani control, part Armenian control"
    )
    dashboard.click_district("kalbajar")
    expect(heading(page, "Kalbajar")).to_be_visible()
    expect(panel(page)).to_contain_text("the district in its Soviet borders, with Kalbajar town")
    expect(panel(page)).to_contain_text("Քարվաճառ")
    expect(panel(page).locator("a[href^='http']").first).to_have_attribute("rel", re.compile("noopener"))
    dashboard.wait_for_query(district="kalbajar")


def test_on_a_phone_no_name_of_a_place_is_hidden_and_a_tap_leaves_no_ring(
    dashboard: DashboardPage, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    dashboard.open("to=2008-04-30")
    dashboard.click_district("shusha")  # Kalbajar is large enough on half a phone: the map stays where it is.
    dashboard.wait_for_map("(stage) => stage.day.places?.length > 5")
    dashboard.wait_for_still_map()
    assert dashboard.ask_map(HIDDEN_NAMES) == []
    assert not dashboard.ask_map("({ map }) => map.getContainer().classList.contains('is-keyboard')")


def test_a_second_district_and_closing_it_again(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open("district=kalbajar")
    dashboard.click_district("lachin")
    expect(heading(page, "Lachin")).to_be_visible()
    panel(page).get_by_role("button", name=re.compile("Close")).first.click()
    expect(heading(page, "25 November 2020")).to_be_visible()
    dashboard.wait_for_query()


def test_a_district_can_be_chosen_from_the_list_by_keyboard(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open()
    choose_district(page, "Shusha")
    expect(heading(page, "Shusha")).to_be_visible()


def test_an_event_shows_its_claims_side_by_side_with_links(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open("district=kalbajar&from=1992-01-01&to=1994-12-31&day=1993-04-03")
    panel(page).get_by_role("button", name=re.compile(DISPLACEMENT)).click()
    for words in ("53,340", "60,000", "39,000", "No claim on record", "Azerbaijani", "Human Rights Watch"):
        expect(panel(page)).to_contain_text(words)
    link = panel(page).get_by_role("link", name=re.compile("Human Rights Watch")).first
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    dashboard.wait_for_part(event="kalbajar-1993-04-displacement")


def test_a_marker_on_the_map_opens_its_event(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open("district=kalbajar&from=1992-01-01&to=1994-12-31&day=1993-04-03")
    index = dashboard.ask_map(
        "(stage) => stage.shared.scene.events.ids.indexOf('kalbajar-1993-04-displacement')"
    )
    dashboard.click_event(index)
    expect(panel(page)).to_contain_text("53,340")
    expect(page).to_have_url(re.compile("event=kalbajar-1993-04-displacement"))


def test_filters_say_what_they_keep_and_reset_brings_all_back(
    dashboard: DashboardPage, page: Page, dataset: geo.Dataset
) -> None:
    dashboard.open()
    first_view, mines = events_in(dataset), events_in(dataset, categories={"landmine"})
    count = page.locator(".st-key-shown")
    expect(count).to_have_text(f"{first_view} of {ALL_EVENTS} events in the range")
    page.get_by_role("button", name=re.compile("^Categories")).click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name=re.compile("^Mines")).click()
    expect(count).to_have_text(f"{mines} of {ALL_EVENTS} events in the range")
    dashboard.wait_for_map("(stage, count) => stage.painted.events === count", mines)
    settled(page)
    dashboard.wait_for_query(category="landmine")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Reset").click()
    expect(count).to_have_text(f"{first_view} of {ALL_EVENTS} events in the range")
    dashboard.wait_for_map("(stage, count) => stage.painted.events === count", first_view)


def test_a_search_that_finds_nothing_says_so_and_how_to_go_on(
    dashboard: DashboardPage, page: Page, dataset: geo.Dataset
) -> None:
    dashboard.open()
    page.get_by_role("combobox", name="Search").fill("xyzzy")
    page.get_by_role("option", name=re.compile("^Filter the events by")).click()
    expect(page.locator(".st-key-shown")).to_have_text(f"0 of {ALL_EVENTS} events in the range")
    expect(panel(page)).to_contain_text(f"0 of {ALL_EVENTS}")
    panel(page).get_by_role("button", name=re.compile("Reset")).last.click()
    expect(page.locator(".st-key-shown")).to_have_text(
        f"{events_in(dataset)} of {ALL_EVENTS} events in the range"
    )


def test_events_without_a_place_are_listed(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open()
    page.frame_locator(MAP).get_by_text("List", exact=True).click()
    expect(panel(page)).to_contain_text("UN Security Council Resolution 822 on Kalbajar")
    dashboard.wait_for_query(list="unplaced")


def test_back_and_forward_go_through_the_views(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open()
    dashboard.click_district("kalbajar")
    expect(heading(page, "Kalbajar")).to_be_visible()
    panel(page).get_by_role("button", name=re.compile("handed over")).first.click()
    expect(page).to_have_url(re.compile("event="))
    page.go_back()
    expect(page).not_to_have_url(re.compile("event="))
    expect(heading(page, "Kalbajar")).to_be_visible()
    page.go_back()
    expect(heading(page, "25 November 2020")).to_be_visible()
    page.go_forward()
    expect(heading(page, "Kalbajar")).to_be_visible()


def test_an_address_that_names_nothing_is_told(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open("district=atlantis")
    expect(page.get_by_text("district=atlantis")).to_be_visible()
    expect(heading(page, "25 November 2020")).to_be_visible()
