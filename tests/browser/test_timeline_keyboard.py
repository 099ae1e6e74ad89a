"""The whole timeline by keyboard, with a focus that is seen and values that are spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.dates import day_date, day_number
from tests.browser import expected
from tests.browser.page import Days, settled
from tests.counting import events_in

if TYPE_CHECKING:
    import geo
    from tests.browser.page import DashboardPage, SliderPart

SPRING = ("1992-01-01", "1993-04-03", "1994-12-31")
FIRST, LAST = "1988-01-01", "2026-11-21"
ORDER = ["from", "to", "day"]
OUTLINE = """(slider) => [slider, slider.querySelector('.tl-pill')].filter(Boolean)
  .flatMap((element) => [getComputedStyle(element), getComputedStyle(element, '::after')])
  .some(({ outlineStyle, outlineWidth }) => outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2)"""
BURST = """(slider, times) => {
  for (let time = 0; time < times; time++) {
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', repeat: time > 0, bubbles: true }))
  }
}"""
FOCUSED = """() => {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  return at?.dataset.part ?? at?.getAttribute('aria-label') ?? at?.textContent
}"""


@pytest.mark.parametrize(
    ("part", "presses"),
    [
        (
            "day",
            [
                ("day", "ArrowRight", "1993-04-04"),
                ("day", "ArrowDown", "1993-04-03"),
                ("day", "Shift+ArrowUp", "1993-05-03"),
                ("month", "ArrowLeft", "1993-04-03"),
                ("month", "Shift+ArrowRight", "1994-04-03"),
                ("month", "PageDown", "1993-04-03"),
                ("day", "PageUp", "1994-04-03"),
                ("day", "Home", SPRING[0]),
                ("day", "End", SPRING[2]),
            ],
        ),
        ("from", [("month", "ArrowRight", "1992-02-01"), ("month", "Home", FIRST)]),
        ("to", [("month", "Shift+ArrowLeft", "1993-12-31"), ("month", "End", LAST)]),
    ],
    ids=["day", "first", "last"],
)
def test_keys_move_the_focused_slider_and_the_map_and_nothing_else(
    standing: DashboardPage, dataset: geo.Dataset, part: SliderPart, presses: list[tuple[str, str, str]]
) -> None:
    standing.show(*SPRING)
    slider = standing.slider(part)
    others = {
        other: day_number(day) for other, day in zip(ORDER, (SPRING[0], SPRING[2], SPRING[1]), strict=True)
    }
    del others[part]
    for unit, key, day in presses:
        standing.choose(unit=unit)
        slider.focus()
        standing.page.keyboard.press(key)
        expect(slider).to_have_attribute("aria-valuenow", str(day_number(day)))
        days = standing.followed()
        assert dict(zip(ORDER, (days.first, days.last, days.day), strict=True)) == {
            **others,
            part: day_number(day),
        }
    standing.wait_for_query(**expected.query(dataset, standing.days()))


def test_home_and_end_go_on_from_the_range_to_all_years(
    standing: DashboardPage, dataset: geo.Dataset
) -> None:
    standing.show(*SPRING)
    standing.slider("day").focus()
    for key, day in (("Home", SPRING[0]), ("Home", FIRST), ("End", SPRING[2]), ("End", LAST)):
        standing.page.keyboard.press(key)
        expect(standing.slider("day")).to_have_attribute("aria-valuenow", str(day_number(day)))
    whole = Days(day_number(FIRST), day_number(LAST), day_number(LAST))
    standing.wait_for_query(**expected.query(dataset, whole))


def test_a_burst_of_keys_moves_the_map_at_once_and_is_told_once(
    standing: DashboardPage, dataset: geo.Dataset
) -> None:
    standing.show(*SPRING)
    standing.choose(unit="day")
    settled(standing.page)
    sent = standing.sent
    standing.slider("day").evaluate(BURST, 20)
    standing.wait_for_day(day_number("1993-04-23"))
    standing.wait_for_query(**expected.query(dataset, standing.days()))
    assert standing.sent - sent == 1


def test_going_back_right_after_a_step_wins(standing: DashboardPage) -> None:
    standing.show(*SPRING)
    standing.choose(unit="day")
    for _ in range(4):
        standing.slider("day").evaluate(BURST, 3)
        standing.wait_for_query(**{"from": SPRING[0], "day": "1993-04-06", "to": SPRING[2]})
        standing.show(*SPRING)


def test_space_plays_and_pauses_and_escape_stops(standing: DashboardPage) -> None:
    standing.show(SPRING[0], SPRING[1], LAST)  # It does not end by itself before the second key is pressed.
    standing.choose(unit="month")
    standing.slider("day").focus()
    for end in (" ", "Escape"):
        started = standing.days().day
        standing.page.keyboard.press(" ")
        standing.wait_for_map("(stage, day) => stage.painted.day > day", started)
        standing.page.keyboard.press(end)
        expect(standing.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    standing.followed()


def test_the_focus_is_seen_on_every_slider_and_follows_the_reading_order(standing: DashboardPage) -> None:
    standing.show(*SPRING)
    reached: list[str] = []
    standing.page.get_by_role("button", name="Since 2020").focus()
    while "day" not in reached:
        standing.page.keyboard.press("Tab")
        reached.append(standing.page.evaluate(FOCUSED))
        if reached[-1] in ORDER:
            assert standing.slider(reached[-1]).evaluate(OUTLINE), reached[-1]  # type: ignore[arg-type]
        assert len(reached) < 20
    assert [part for part in reached if part in ORDER] == ORDER


def test_the_focus_stays_on_a_slider_while_the_page_follows(
    standing: DashboardPage, dataset: geo.Dataset
) -> None:
    standing.show(*SPRING)
    standing.choose(unit="month")
    standing.slider("from").focus()
    for _ in range(3):
        standing.page.keyboard.press("ArrowRight")
        standing.wait_for_query(**expected.query(dataset, standing.followed()))
        assert standing.page.evaluate(FOCUSED) == "from"


def test_plus_minus_and_0_zoom_the_timeline_and_leave_the_range(standing: DashboardPage) -> None:
    standing.show(*SPRING)
    before = standing.days()
    unzoom = standing.page.get_by_role("button", name="Show all years")
    standing.slider("day").focus()
    for key in ("+", "+", "-"):
        standing.page.keyboard.press(key)
    expect(unzoom).to_be_visible()
    standing.page.keyboard.press("0")
    expect(unzoom).to_be_hidden()
    assert standing.followed() == before


def test_values_are_spoken_as_a_date_and_a_number_of_events(
    standing: DashboardPage, dataset: geo.Dataset
) -> None:
    standing.show("1988-01-01", "2020-11-25", "2020-11-25")
    standing.choose(unit="day")
    slider = standing.slider("day")
    until = events_in(dataset, last=day_number("2020-11-25"))
    expect(slider).to_have_attribute("aria-valuetext", f"25 November 2020, {until} events")
    expect(slider).to_have_attribute("aria-valuemin", str(day_number(FIRST)))
    expect(slider).to_have_attribute("aria-valuemax", str(day_number(LAST)))
    expect(slider).to_have_accessible_name("Day shown")
    slider.focus()
    standing.page.keyboard.press("ArrowLeft")
    days = standing.followed()
    count = expected.event_count(dataset, days)
    assert day_date(days.day).isoformat() == "2020-11-24"
    expect(slider).to_have_attribute("aria-valuetext", f"24 November 2020, {count} events")
