"""Two days side by side: the divider, the second cursor, both dates, the address, what changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geo.dates import day_date, day_number
from tests.browser import expected
from tests.browser.page import MAP

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    import geo
    from tests.browser.page import DashboardPage

DAYS = ("1988-01-01", "2020-12-02", "2026-11-21")
BEFORE, AFTER = "2020-09-26", "2020-12-02"
AZERBAIJAN, ARMENIAN_FORCES = 0, 1
# The colour of the districts at a point of the map, on the canvas that is not cut away there.
COLOUR = """(stage, [x, y]) => {
  const at = stage.map.containerPointToLayerPoint([x, y]).x
  const shown = ['stage-day-districts', 'stage-compare-districts'].map((pane) => stage.map.getPane(pane))
    .filter((pane) => {
      const corners = pane.style.clipPath.match(/-?[\\d.]+(?=px)/g).map(Number)
      return at >= corners[0] && at <= corners[2]
    })
  if (shown.length !== 1) return `${shown.length} days at ${x}`
  const canvas = shown[0].querySelector('canvas')
  const box = canvas.getBoundingClientRect()
  const ratio = canvas.width / box.width
  const { data } = canvas.getContext('2d').getImageData((x - box.x) * ratio, (y - box.y) * ratio, 1, 1)
  return '#' + [...data.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0')).join('')
}"""
CUT_NAMES = """(stage) => {
  const divider = stage.shared.divider * stage.map.getSize().x
  const halves = { left: (x, reach) => x + reach <= divider, right: (x, reach) => x - reach >= divider }
  return stage.labels().filter(({ x, width, half }) => !halves[half](x, width / 2)).map(({ name }) => name)
}"""


def divider(dashboard: DashboardPage) -> Locator:
    return dashboard.page.frame_locator(MAP).get_by_role("slider", name="Divider between the two days")


def drag_divider(dashboard: DashboardPage, pixels: float, *, release: bool = True) -> None:
    dashboard.wait_for_still_map()
    box = divider(dashboard).bounding_box()
    assert box is not None
    dashboard.drag_from(box["x"] + 22, box["y"] + 22, pixels, release=release)


def expect_dates(dashboard: DashboardPage, *days: str) -> None:
    """The dates stand on the two sides of the divider, from left to right."""
    written = dashboard.page.frame_locator(MAP).locator(".stage-divider-day")
    expect(written).to_have_text(list(days), use_inner_text=True)


def short(day: int) -> str:
    date = day_date(day)
    return f"{date.day} {date:%b %Y}"


def wait_for_colour(dashboard: DashboardPage, point: list[float], controller: int) -> None:
    """Wait until a point of the map has the colour of a controller."""
    dashboard.wait_for_map(
        f"(stage, [point, at]) => ({COLOUR})(stage, point) === stage.shared.palette.controllers[at].toLowerCase()",
        [point, controller],
    )


def test_comparing_begins_a_year_before_the_day_and_the_second_cursor_moves_the_map_at_once(
    standing: DashboardPage, dataset: geo.Dataset
) -> None:
    standing.show(*DAYS)
    query = expected.query(dataset, standing.days())
    standing.press_switch("Compare with a second day", on=True)
    begun = day_number(DAYS[1]) - 365
    standing.wait_for_query(**query, compare=day_date(begun).isoformat())
    expect(standing.panel()).not_to_contain_text("nothing differs")
    address = standing.page.url
    standing.drag("compare", -150, release=False)
    standing.follow_the_hand()
    day = standing.day_of("compare")
    standing.wait_for_map("(stage, day) => stage.painted.compare === day", day)
    assert day < begun
    expect_dates(standing, short(day), "2 Dec 2020")
    expect(standing.slider("compare").locator(".tl-pill")).to_have_text(short(day))
    assert standing.page.url == address
    standing.page.mouse.up()
    standing.wait_for_query(**query, compare=day_date(day).isoformat())
    assert standing.followed() == tuple(map(day_number, DAYS))


def test_the_address_opens_the_comparison_and_the_panel_says_what_changed(standing: DashboardPage) -> None:
    standing.show(*DAYS, compare=BEFORE)
    expect_dates(standing, "26 Sep 2020", "2 Dec 2020")
    section = standing.panel().locator(".comparison")
    expect(section).to_contain_text("From 26 September 2020 to 2 December 2020, 12 of 13 districts changed")
    expect(section).to_contain_text(
        "Zangilan: Armenian control, then Azerbaijani control since 10 November 2020"
    )
    section.get_by_role("button", name="Lachin", exact=True).click()
    expect(standing.panel().get_by_role("heading", name="Lachin", exact=True)).to_be_visible()
    expect(section.locator("li")).to_have_count(1)
    expect(section).to_contain_text("Lachin: Armenian control; then mostly Azerbaijani control")
    standing.wait_for_part(compare=BEFORE)


def test_the_divider_uncovers_the_earlier_day_on_its_left(standing: DashboardPage) -> None:
    standing.show(*DAYS, compare=BEFORE)
    standing.ask_map("({ map }) => { map.setView([39.1, 46.9], 9, { animate: false }) }")
    standing.wait_for_map("(stage) => stage.pointOfDistrict('zangilan') !== null")
    point = standing.ask_map("(stage) => stage.pointOfDistrict('zangilan')")
    wait_for_colour(standing, point, ARMENIAN_FORCES)
    drag_divider(standing, -200, release=False)
    wait_for_colour(standing, point, AZERBAIJAN)
    standing.page.mouse.up()
    drag_divider(standing, 200)
    wait_for_colour(standing, point, ARMENIAN_FORCES)


def test_the_divider_moves_by_keyboard(standing: DashboardPage) -> None:
    standing.show(*DAYS, compare=BEFORE)
    grip = divider(standing)
    grip.focus()
    start = int(grip.get_attribute("aria-valuenow") or "")
    for key, moved in (("ArrowRight", 2), ("PageDown", -10), ("ArrowLeft", -2), ("PageUp", 10)):
        standing.page.keyboard.press(key)
        start += moved
        expect(grip).to_have_attribute("aria-valuenow", str(start))


def test_no_name_crosses_the_divider_wherever_it_is_dragged(standing: DashboardPage) -> None:
    standing.show(*DAYS, compare=BEFORE)
    standing.ask_map("({ map }) => { map.setView([39.69, 46.63], 8.25, { animate: false }) }")
    standing.wait_for_still_map()
    box = divider(standing).bounding_box()
    assert box is not None
    x, y = box["x"] + 22, box["y"] + 22
    standing.page.mouse.move(x, y)
    standing.page.mouse.down()
    seen: set[str] = set()
    for pixels in (-150, -90, -30, 40, 110, 0):
        standing.page.mouse.move(x + pixels, y, steps=2)
        standing.followed()
        assert standing.ask_map(CUT_NAMES) == []
        seen |= set(standing.ask_map("(stage) => stage.labels().map(({ name, half }) => `${name} ${half}`)"))
    standing.page.mouse.up()
    assert {"Lachin left", "Lachin right", "Fuzuli right"} <= seen


def test_the_days_change_sides_when_one_passes_the_other(standing: DashboardPage) -> None:
    standing.show(*DAYS, compare="2022-06-01")
    expect_dates(standing, "2 Dec 2020", "1 Jun 2022")
    standing.show("1988-01-01", "2023-01-01", "2026-11-21", compare="2022-06-01")
    expect_dates(standing, "1 Jun 2022", "1 Jan 2023")


def test_the_legend_counts_both_days(standing: DashboardPage, dataset: geo.Dataset) -> None:
    standing.show(*DAYS, compare=BEFORE)
    legend = standing.legend()
    expect(legend.locator("h2").first).to_have_text("26 SEP 2020 → 2 DEC 2020")
    before, after = (expected.holders(dataset, day_number(day)) for day in (BEFORE, AFTER))
    for label in before:
        row = legend.locator(".stage-legend-row", has_text=re.compile(f"^{label}"))
        expect(row.locator(".stage-legend-number")).to_have_text(f"{before[label]} → {after[label]}")


def test_the_two_halves_move_together_and_a_click_picks_in_either(standing: DashboardPage) -> None:
    for district, name in (("lachin", "Lachin"), ("fuzuli", "Fuzuli")):
        standing.show(*DAYS, compare=BEFORE)
        standing.ask_map("({ map }) => { map.setView([39.69, 46.63], 8.25, { animate: false }) }")
        standing.click_district(district)
        expect(standing.panel().get_by_role("heading", name=name, exact=True)).to_be_visible()
    boxes = standing.ask_map(
        "({ map }) => ['stage-day-districts', 'stage-compare-districts']"
        ".map((pane) => JSON.stringify(map.getPane(pane).querySelector('canvas').getBoundingClientRect()))"
    )
    assert boxes[0] == boxes[1]


@pytest.mark.parametrize("closed", ["switch", "address"])
def test_the_comparison_closes_and_leaves_nothing(standing: DashboardPage, closed: str) -> None:
    count = "({ map }) => map.getContainer().querySelectorAll('canvas.stage-canvas').length"
    standing.show(*DAYS)
    canvases = standing.ask_map(count)
    standing.show(*DAYS, compare=BEFORE)
    standing.wait_for_map(f"(stage, wanted) => ({count})(stage) === wanted", canvases + 2)
    if closed == "switch":
        standing.press_switch("Compare with a second day", on=False)
        standing.wait_for_map("(stage) => stage.painted.compare === null")
    else:
        standing.show(*DAYS)
    expect(divider(standing)).to_have_count(0)
    standing.wait_for_map(f"(stage, wanted) => ({count})(stage) === wanted", canvases)
    cut: list[Any] = standing.ask_map("(stage) => stage.day.panes.map((pane) => pane.style.clipPath)")
    assert cut == ["", ""]
    expect(standing.panel().locator(".comparison")).to_have_count(0)
    expect(standing.slider("compare")).to_be_hidden()
    standing.wait_for_part(compare=None)
