"""The search field in a browser: four scripts, keyboard, map, filter, phone, and hostile text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.expected import ALL_EVENTS, ALL_SHOWN
from tests.browser.page import MAP, DashboardPage

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


ISTISU = {"lon": 45.96062, "lat": 39.94628}
IS_AT = "(stage, { lon, lat }) => stage.map.distance(stage.map.getCenter(), [lat, lon]) < 100"
IS_NAMED = "(stage, name) => stage.chosenPlace()?.name === name"
ATTACK = "<img src=x onerror=\"window.attacked='search'\">"


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="What was found").get_by_role("option")


def active(page: Page) -> Locator:
    return page.get_by_role("listbox", name="What was found").locator("[aria-selected=true]")


def test_a_district_is_found_in_four_scripts_and_opened(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open()
    for typed, name, language in (
        ("Kelbecer", "Kəlbəcər", "az"),
        ("Քարվաճառ", "Քարվաճառ", "hy"),
        ("Кельбаджар", "Кельбаджар", "ru"),
        ("karvachar", "Karvachar", "hy-Latn"),
        ("Kalbadjar", None, None),
        ("kalbjar", None, None),
    ):
        field(page).fill(typed)
        first = options(page).first
        expect(first).to_contain_text("Kalbajar")
        expect(first).to_contain_text("District, East Zangezur")
        if name is not None:
            expect(first.locator(f"bdi[lang={language}]")).to_have_text(name)
        field(page).press("Escape")
    field(page).fill("kalbjar")
    expect(options(page).first).to_contain_text("Kalbajar")
    field(page).press("Enter")
    expect(page.locator(".st-key-side").get_by_role("heading", name="Kalbajar", exact=True)).to_be_visible()
    dashboard.wait_for_query(district="kalbajar")
    expect(options(page)).to_have_count(0)
    expect(field(page)).to_have_value("")


def test_a_place_is_gone_to_on_the_map_and_again_after_looking_elsewhere(
    dashboard: DashboardPage, page: Page
) -> None:
    dashboard.open()
    field(page).fill("İSTİSU")
    options(page).filter(has_text="Town in Kalbajar").first.click()
    dashboard.wait_for_map(IS_NAMED, "Istisu")
    dashboard.wait_for_map(IS_AT, ISTISU)
    expect(page.locator(".st-key-side").get_by_role("heading", name="Kalbajar", exact=True)).to_be_visible()
    dashboard.wait_for_query(district="kalbajar", place="istisu")

    dashboard.ask_map("(stage) => { stage.map.setView([39.2, 47], 9, { animate: false }) }")
    field(page).fill("Ջերմաջուր")
    options(page).filter(has_text="Town in Kalbajar").first.click()
    dashboard.wait_for_map(IS_AT, ISTISU)


def test_an_address_with_a_place_opens_there_and_closing_the_district_leaves_it(
    dashboard: DashboardPage, page: Page
) -> None:
    dashboard.open("district=kalbajar&place=istisu")
    dashboard.wait_for_map(IS_NAMED, "Istisu")
    dashboard.wait_for_map(IS_AT, ISTISU)
    page.locator(".st-key-side").get_by_role("button", name=re.compile("Close")).first.click()
    dashboard.wait_for_map("(stage) => stage.chosenPlace() === null")
    dashboard.wait_for_query()


def test_an_event_is_opened(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open()
    field(page).fill("resolution 822")
    first = options(page).first
    expect(first).to_contain_text("UN Security Council Resolution 822 on Kalbajar")
    expect(first).to_contain_text("30 Apr 1993")
    first.click()
    expect(page.locator(".st-key-side")).to_contain_text("UN Security Council Resolution 822 on Kalbajar")
    dashboard.wait_for_part(event="unsc-822-1993")


def test_the_list_is_worked_by_keyboard(standing: DashboardPage) -> None:
    page = standing.page
    box = field(page)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("rc susa")  # Of which r and c are Streamlit's shortcuts.
    box.fill("susa")
    expect(options(page).last).to_contain_text("“susa”")  # What was found of the former text may be alike.
    expect(options(page).first).to_contain_text("Şuşa")
    expect(box).to_have_attribute("aria-expanded", "true")
    identifiers = options(page).evaluate_all("options => options.map(option => option.id)")

    def is_active(position: int) -> None:
        expect(box).to_have_attribute("aria-activedescendant", identifiers[position])
        expect(active(page)).to_have_attribute("id", identifiers[position])

    is_active(0)
    box.press("ArrowDown")
    is_active(1)
    box.press("ArrowUp")
    box.press("ArrowUp")
    is_active(-1)
    expect(active(page)).to_contain_text("Filter the events by")
    expect(active(page)).to_be_in_viewport()
    box.press("ArrowDown")
    is_active(0)
    box.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box).to_have_value("susa")
    box.press("ArrowDown")
    expect(options(page).first).to_contain_text("Şuşa")
    box.press("Escape")
    box.press("Escape")
    expect(box).to_have_value("")
    expect(page.get_by_role("dialog")).to_have_count(0)
    standing.wait_for_query()


def test_enter_before_the_answer_waits_for_it(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open()
    field(page).fill("Ханкенди")
    field(page).press("Enter")
    expect(page.locator(".st-key-side").get_by_role("heading", name="Khankendi", exact=True)).to_be_visible()
    dashboard.wait_for_query(district="khankendi")


def test_the_last_choice_filters_the_events_and_the_chip_takes_it_back(
    dashboard: DashboardPage, page: Page
) -> None:
    dashboard.open("to=2026-11-21")
    count = page.locator(".st-key-shown")
    expect(count).to_have_text(ALL_SHOWN)
    field(page).fill("Karvachar")
    last = options(page).last
    expect(last).to_contain_text("Filter the events by")
    expect(last.locator(".count")).to_have_text(re.compile(r"\d"))
    counted = int(re.sub(r"\D", "", last.locator(".count").inner_text()))
    last.click()
    expect(count).to_have_text(f"{counted} of {ALL_EVENTS} events in the range")
    assert counted > 100
    dashboard.wait_for_part(q="Karvachar")
    dashboard.wait_for_map("(stage, count) => stage.painted.events === count", counted)
    remove = page.get_by_role("button", name="Remove the filter by “Karvachar”")
    remove.click()
    expect(count).to_have_text(ALL_SHOWN)
    expect(remove).to_have_count(0)
    dashboard.wait_for_part(q=None)


def test_what_is_not_found_is_said_with_what_was_tried(standing: DashboardPage) -> None:
    page = standing.page
    field(page).fill("Քփքփքփ xyzzyq")
    found = page.get_by_role("listbox", name="What was found")
    expect(found).to_contain_text("No district, place or event is called “Քփքփքփ xyzzyq”.")
    expect(found).to_contain_text("“xyzzyq”: as written, by its sound, and with 1 letter wrong")
    expect(options(page)).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="0 matches")).to_have_count(1)
    field(page).fill("")
    expect(options(page)).to_have_count(0)


def test_the_list_moves_nothing_on_the_page(standing: DashboardPage) -> None:
    page = standing.page
    expect(page.locator(".st-key-side h2").first).to_be_visible()
    before = [page.locator(place).bounding_box() for place in (MAP, ".st-key-side", ".st-key-filters")]
    field(page).fill("a")
    expect(options(page).first).to_be_visible()
    after = [page.locator(place).bounding_box() for place in (MAP, ".st-key-side", ".st-key-filters")]
    assert after == before
    field(page).fill("")
    expect(options(page)).to_have_count(0)


def test_a_phone_has_the_field_without_opening_the_filters(dashboard: DashboardPage, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    dashboard.open()
    box = field(page).locator("xpath=..").bounding_box()
    assert box is not None
    assert box["width"] > 350
    assert box["height"] >= 44
    expect(page.get_by_role("button", name=re.compile("^Categories"))).to_be_hidden()
    field(page).fill("Հադրութ")
    shown = page.get_by_role("listbox", name="What was found")
    expect(options(page).first).to_contain_text("Hadrut")
    found = shown.bounding_box()
    assert found is not None
    assert found["x"] >= 0
    assert 350 < found["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    options(page).first.click()
    dashboard.wait_for_map(IS_NAMED, "Hadrut")


def test_a_dark_page_has_a_dark_list(dashboard: DashboardPage, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    dashboard.open()
    field(page).fill("susa")
    expect(options(page).first).to_be_visible()
    shown = page.get_by_role("listbox", name="What was found")
    assert shown.evaluate("list => getComputedStyle(list).backgroundColor") == "rgb(32, 38, 45)"
    assert shown.evaluate("list => getComputedStyle(list).color") == "rgb(236, 239, 242)"


def test_what_is_typed_is_text(dashboard: DashboardPage, page: Page) -> None:
    dashboard.open()
    for text in ("${alert(1)}", "</script><script>window.attacked=1</script>", "(.*[a-z]+\\", ATTACK):
        field(page).fill(text)
        expect(options(page).last).to_contain_text(text)
    options(page).last.click()
    expect(page.locator(".chip bdi")).to_have_text(ATTACK)
    assert page.evaluate("window.attacked") is None
    assert page.locator("img[src=x]").count() == 0


def test_what_the_data_say_is_text(page: Page, hostile: str) -> None:
    dashboard = DashboardPage(page, hostile).open()
    for text in ("kalbajar", "script", "img onerror", "right to left", "wwwwwwww", "7*7"):
        field(page).fill(text)
        expect(options(page).last).to_contain_text(text)
        assert page.evaluate("window.attacked") is None
        assert page.locator("img[src=x], [onerror], [onload], iframe[srcdoc]").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "a text widens the page"
    field(page).fill("istisu")
    options(page).filter(has_text="Town in Kalbajar").first.click()
    dashboard.wait_for_map("(stage) => stage.chosenPlace()?.name.startsWith('Istisu')")
    plate = dashboard.ask_map("(stage) => stage.chosenPlace()")
    assert plate["right"] - plate["left"] < 300
