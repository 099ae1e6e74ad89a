"""What a newcomer tries in the first minutes: on any screen, with a mouse or by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.browser.page import FIRST_VIEW_MILLISECONDS, MAP, settled

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.page import DashboardPage

LOOK = "({ map }) => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]"
MOST_KEYS = 15
IN_DOWNLOAD = "() => Boolean(document.activeElement?.closest('.st-key-download'))"
# The arrow key that leads from the ring nearer to a district.
TOWARDS = """(stage, id) => {
  const ring = document.querySelector('.stage-cursor').getBoundingClientRect()
  const [x, y] = stage.pointOfDistrict(id)
  const [right, down] = [x - ring.x - ring.width / 2, y - ring.y - ring.height / 2]
  if (Math.abs(right) > Math.abs(down)) return right > 0 ? 'ArrowRight' : 'ArrowLeft'
  return down > 0 ? 'ArrowDown' : 'ArrowUp'
}"""
# Whether the focus is on the first place of the open menu that Tab stops at.
AT_FIRST_STOP = """() => {
  const stops = '[data-testid="stPopoverBody"] :is(button, input, [tabindex="0"])'
  const first = [...document.querySelectorAll(stops)].find((one) => one.tabIndex >= 0 && one.getClientRects().length)
  return first !== undefined && first === document.activeElement
}"""
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SIZES = [(360, 225), (360, 640), (390, 844), (720, 450), (820, 1180), (844, 390), (900, 800), (1024, 768)]
# What a person presses and cannot: what lies over it at its middle, where that is on the screen.
COVERED = """() => [...document.querySelectorAll('.st-key-actions button, .st-key-search_field')].flatMap((one) => {
  const { left, top, width, height } = one.getBoundingClientRect()
  const [x, y] = [left + width / 2, top + height / 2]
  if (!width || x < 0 || y < 0 || x > innerWidth || y > innerHeight) return []
  const found = document.elementFromPoint(x, y)
  return found && (one.contains(found) || found.contains(one)) ? [] : [one.textContent]
})"""


def panel(page: Page) -> Locator:
    return page.locator(".st-key-side")


def test_both_clocks_are_told_and_what_was_removed_comes_back(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open("category=landmine")
    page.get_by_role("combobox", name="Search").fill("Susuzlug June 2021")
    page.get_by_role("option", name=re.compile("Mine kills two journalists")).click()
    expect(panel(page).locator(".clock")).to_contain_text("Control on 4 Jun 2021")
    dashboard.wait_for_part(day="2021-06-04")
    expect(page).to_have_title(re.compile("Mine kills two journalists.*4 Jun 2021"))
    page.get_by_role("button", name="Reset").click()
    page.wait_for_url(lambda address: "category" not in address)
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.press("Enter")
    page.wait_for_url(re.compile("category=landmine"))
    expect(page.get_by_role("button", name="Reset")).to_be_enabled()
    settled(page)
    dashboard.slider("day").focus()
    dashboard.drag("day", -80, release=False)
    expect(panel(page).locator(".clock")).not_to_contain_text("Control on 4 Jun 2021")
    expect(panel(page).locator(".details")).to_have_attribute("data-behind", "")
    page.mouse.up()
    expect(panel(page).locator("[data-behind]")).to_have_count(0)


def test_where_the_map_was_moved_is_in_the_address_and_closing_goes_back(
    dashboard: DashboardPage, page: Page
) -> None:
    dashboard.open()
    dashboard.wait_for_still_map()
    home = dashboard.ask_map(LOOK)
    dashboard.click_district("zangilan")
    dashboard.wait_for_map("({ map }, zoom) => map.getZoom() > zoom", home[2])
    panel(page).get_by_role("button", name=re.compile("Close")).first.click()
    dashboard.wait_for_map("({ map }, zoom) => map.getZoom() === zoom", home[2])
    dashboard.wait_for_still_map()
    assert dashboard.ask_map(LOOK) == pytest.approx(home, abs=0.01)
    page.wait_for_url(lambda address: "at=" not in address)

    frame = page.frame_locator(MAP)
    frame.get_by_role("button", name="Move the map").click()
    frame.get_by_role("button", name="Move south").click()
    page.wait_for_url(re.compile("at="))
    frame.get_by_role("button", name="Zoom in").first.click()
    dashboard.wait_for_map("({ map }, zoom) => map.getZoom() === zoom + 1 && !map._animatingZoom", home[2])
    page.wait_for_url(re.compile(f"at=.*{home[2] + 1:.2f}"))
    dashboard.wait_for_still_map()
    address, moved = page.url, dashboard.ask_map(LOOK)
    dashboard.page.goto("about:blank")
    page.goto(address)
    page.locator(MAP).last.content_frame.locator("[data-ready]").wait_for(
        state="attached", timeout=FIRST_VIEW_MILLISECONDS
    )
    settled(page)
    assert dashboard.ask_map(LOOK) == pytest.approx(moved, abs=0.02)
    page.frame_locator(MAP).get_by_role("button", name="Show the whole region").click()
    page.wait_for_url(lambda now: "at=" not in now)


def keys_to_a_download(page: Page) -> int:
    """Return how many keys it takes, from the head's first stop on, to get a spreadsheet."""
    expect(page.locator(".st-key-download button")).to_be_visible()
    keys = 0
    while not page.evaluate(IN_DOWNLOAD) and keys < MOST_KEYS:
        page.keyboard.press("Tab")
        keys += 1
    page.keyboard.press("Enter")
    menu = page.get_by_test_id("stPopoverBody")
    expect(menu.get_by_role("button", name="Spreadsheet", exact=True)).to_be_focused()
    settled(page)  # A file that is made when it is asked for has an address of the run that drew its button.
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename.endswith(".xlsx")
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    return keys + 2


def test_by_keyboard_past_the_head_onto_the_map_and_through_the_menus(
    dashboard: DashboardPage, page: Page
) -> None:
    dashboard.open()
    page.keyboard.press("Tab")
    way = page.get_by_role("button", name="Go to the map")
    expect(way).to_be_focused()
    box = way.bounding_box()
    assert box is not None
    assert box["height"] >= 44

    assert 1 + keys_to_a_download(page) <= MOST_KEYS
    way.press("Enter")
    frame = page.frame_locator(MAP)
    expect(frame.locator(".leaflet-container")).to_be_focused()
    spoken = frame.locator(".stage-spoken")
    page.keyboard.press("ArrowRight")
    expect(spoken).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(spoken).to_be_empty()
    keys = 3  # Tab and Enter brought the focus here, Enter is still to come.
    page.keyboard.press("ArrowRight")
    while not spoken.inner_text().startswith("Kalbajar") and keys < MOST_KEYS:
        page.keyboard.press(dashboard.ask_map(TOWARDS, "kalbajar"))
        keys += 1
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("district=kalbajar"))
    assert keys < MOST_KEYS
    panel(page).locator("button.close").first.press("Enter")
    page.wait_for_url(re.compile("^(?!.*district=)"))
    expect(panel(page).get_by_role("heading", level=2).first).to_be_focused()

    page.get_by_role("button", name="Keys", exact=True).press("Enter")
    expect(page.get_by_role("dialog", name="The page by keyboard")).to_contain_text("Shift ← → ↑ ↓")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Keys", exact=True)).to_be_focused()

    opener = page.get_by_role("button", name=re.compile("^Dates"))
    opener.press("Enter")
    menu = page.get_by_test_id("stPopoverBody")
    page.wait_for_function(AT_FIRST_STOP)
    page.keyboard.press("Shift+Tab")
    expect(opener).to_be_focused()
    expect(menu).to_have_count(0)
    for role, name in (
        ("search", "Search and filters"),
        ("region", "Details"),
        ("region", "Map and timeline"),
    ):
        expect(page.get_by_role(role, name=name)).to_be_visible()  # type: ignore[arg-type]


def test_on_every_screen_the_head_is_whole_and_a_phones_map_has_half_of_it(
    dashboard: DashboardPage, page: Page
) -> None:
    dashboard.open()
    faults = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        dashboard.wait_for_map("({ map }) => Math.abs(map.getSize().x - innerWidth) < 2")
        dashboard.follow_the_hand()
        title = page.locator(".st-key-heading h1").bounding_box()
        drawn = page.locator(MAP).bounding_box()
        assert title is not None
        assert drawn is not None
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        faults += [
            (width, height, fault)
            for fault, found in {
                "the title is broken": title["height"] > 60,
                "the map is small": width < 800 and drawn["height"] < height / 2 - 1,
                "the page is wider than the screen": wide > 0,
                "something lies over the head": page.evaluate(COVERED) != [],
            }.items()
            if found
        ]
    assert faults == []


def test_axe_finds_nothing_in_the_states_that_people_see_most(dashboard: DashboardPage, page: Page) -> None:
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        settled(page)  # What is about to go is paler until then.
        frames = [frame for frame in page.frames[1:] if frame.evaluate("() => window.stage?.ready === true")]
        found[state] = [str(one) for one in violations([page, *frames])]

    dashboard.open()
    look("map")
    page.get_by_role("button", name=re.compile("^Categories")).click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    look("menu of a filter")
    page.keyboard.press("Escape")
    dashboard.show("1988-01-01", "1993-04-03", "2026-11-21", event="kalbajar-1993-04-displacement")
    look("event")
    page.get_by_role("button", name="Add events").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    look("dialog of own events")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    dashboard.open()
    look("map on a dark phone")
    dashboard.show("1988-01-01", "1993-04-03", "2026-11-21", district="kalbajar")
    look("district on a dark phone")
    page.goto(f"{dashboard.address}/?page=disagreements")
    expect(page.get_by_text(re.compile("Sources disagree")).first).to_be_visible()
    look("disagreements on a dark phone")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(f"{dashboard.address}/?page=about")
    expect(page.get_by_text("How it is made").first).to_be_visible()
    look("about")
    assert {state: faults for state, faults in found.items() if faults} == {}
