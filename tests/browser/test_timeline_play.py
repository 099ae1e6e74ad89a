"""Playing and stepping: growing from the start, a moving window, whole steps, and what ends them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geo.dates import day_date, day_number
from tests.browser import expected
from tests.browser.page import Days

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geo
    from tests.browser.page import DashboardPage

WAR = ("2020-09-27", "2020-11-08", "2020-11-10")
SPRING = ("1992-01-01", "1993-04-03", "1994-12-31")
# Played by months it lasts half a minute: time enough to press Pause before its end on a busy machine.
LONG = ("1992-01-01", "1993-04-03", "2026-11-21")
LOOP = "Play again from the start at the end"
WINDOW = "Moving window: play with a range of constant length"
# Notes each day at which the slider stands, with the time at which it came to stand there.
RECORD = """(slider) => {
  window.recorded = []
  const note = () => {
    const day = Number(slider.getAttribute('aria-valuenow'))
    if (window.recorded.at(-1)?.[0] !== day) window.recorded.push([day, performance.now()])
  }
  new MutationObserver(note).observe(slider, { attributes: true, attributeFilter: ['aria-valuenow'] })
}"""
# Notes the colour of a point of the districts' canvas, frame by frame, while it changes.
WATCH_COLOUR = """(stage, [x, y]) => {
  const canvas = stage.day.panes[0].querySelector('canvas')
  const ratio = canvas.width / canvas.getBoundingClientRect().width
  const box = canvas.getBoundingClientRect()
  const context = canvas.getContext('2d')
  const colours = window.colours = []
  const look = () => {
    const at = context.getImageData((x - box.x) * ratio, (y - box.y) * ratio, 1, 1).data.join()
    if (colours.at(-1) !== at) colours.push(at)
    requestAnimationFrame(look)
  }
  look()
}"""
# A fade lasts 160 ms, in which a busy machine may draw no frame: its clock goes slower, and it is as long as 20 such.
SLOW_CLOCK = """() => {
  const now = performance.now.bind(performance)
  const start = now()
  performance.now = () => start + (now() - start) / 20
}"""


@pytest.fixture(autouse=True)
def _usual_settings(standing: DashboardPage) -> Iterator[None]:
    yield
    standing.page.emulate_media(reduced_motion="no-preference")
    standing.choose(unit="month", speed="1")
    for switch in (LOOP, WINDOW):
        standing.press_switch(switch, on=False)


def recorded(dashboard: DashboardPage) -> list[tuple[int, float]]:
    found: list[Any] = dashboard.page.evaluate("window.recorded")
    return [(day, time) for day, time in found]


def wait_past(dashboard: DashboardPage, day: str) -> None:
    dashboard.wait_for_map("(stage, day) => stage.painted.day > day", day_number(day))


def test_playing_grows_the_range_until_it_is_paused(standing: DashboardPage, dataset: geo.Dataset) -> None:
    standing.show(*LONG)
    address, before = standing.page.url, standing.days()
    standing.play()
    wait_past(standing, "1993-10-01")
    assert standing.page.url == address
    standing.pause()
    days = standing.followed()
    assert (days.first, days.day) == (before.first, days.last)
    assert before.day < days.day < before.last
    standing.wait_for_query(**expected.query(dataset, days))


def test_a_moving_window_keeps_its_length_and_the_map_its_place(
    standing: DashboardPage, dataset: geo.Dataset
) -> None:
    standing.show("1992-01-01", "1993-04-03", "1993-12-31")
    standing.press_switch(WINDOW, on=True)
    standing.ask_map("({ map }) => { map.setView([40.0, 46.5], 9.25, { animate: false }) }")
    seen, length = standing.map_view(), standing.days().last - standing.days().first
    standing.play()
    wait_past(standing, "1994-06-01")
    standing.pause()
    days = standing.followed()
    assert (days.last - days.first, days.day) == (length, days.last)
    assert standing.map_view() == seen
    standing.wait_for_query(**expected.query(dataset, days))


def test_it_ends_by_itself_at_the_end_of_the_range(standing: DashboardPage, dataset: geo.Dataset) -> None:
    standing.show("2020-09-27", "2020-10-20", "2020-11-10")
    standing.choose(unit="day", speed="4")
    standing.play()
    end = Days(*(day_number(day) for day in ("2020-09-27", "2020-11-10", "2020-11-10")))
    standing.wait_for_query(**expected.query(dataset, end))
    expect(standing.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert standing.followed() == end


def test_in_a_loop_it_begins_again(standing: DashboardPage) -> None:
    standing.show("2020-09-27", "2020-11-04", "2020-11-10")
    standing.choose(unit="day", speed="4")
    standing.press_switch(LOOP, on=True)
    standing.slider("day").evaluate(RECORD)
    standing.play()
    standing.wait_for_map("(stage, day) => stage.painted.day < day", day_number("2020-10-10"))
    standing.pause()
    days = [day for day, _time in recorded(standing)]
    assert day_number("2020-11-10") in days
    assert min(days) == day_number("2020-09-27")


def test_a_higher_speed_goes_on_from_the_same_day(standing: DashboardPage) -> None:
    standing.show("1988-01-01", "1992-01-01", "2026-11-21")
    standing.play()
    wait_past(standing, "1992-03-01")
    reached = standing.days().day
    standing.choose(speed="4")
    standing.slider("day").evaluate(RECORD)
    wait_past(standing, "1997-01-01")
    standing.pause()
    (first, began), *_, (last, ended) = recorded(standing)
    assert first >= reached
    months = (last - first) / 30.44
    assert 22 < months / (ended - began) * 1000 < 66, "4 times 11 months a second, give or take half"


@pytest.mark.parametrize(
    ("unit", "forward", "back"),
    [
        ("day", "1993-04-04", "1993-04-02"),
        ("month", "1993-05-03", "1993-03-03"),
        ("year", "1994-04-03", "1992-04-03"),
    ],
)
def test_one_step_forward_and_back(
    standing: DashboardPage, dataset: geo.Dataset, unit: str, forward: str, back: str
) -> None:
    standing.show(*SPRING)
    standing.choose(unit=unit)
    for name, day in (
        ("One step forward", forward),
        ("One step back", "1993-04-03"),
        ("One step back", back),
    ):
        standing.page.get_by_role("button", name=name).click()
        standing.wait_for_day(day_number(day))
        standing.wait_for_query(**expected.query(dataset, standing.followed()))
    assert standing.days()[::2] == (day_number(SPRING[0]), day_number(SPRING[2]))


def test_a_step_to_the_next_event_finds_the_days_on_which_events_begin(
    standing: DashboardPage, dataset: geo.Dataset
) -> None:
    standing.show(*SPRING)
    standing.choose(unit="event")
    begins = sorted({int(day) for day in dataset.events["first_day"]})
    later = [day for day in begins if day > day_number("1993-04-03")]
    for day in later[:3]:
        standing.page.get_by_role("button", name="One step forward").click()
        standing.wait_for_day(day)
    for day in (later[1], later[0]):
        standing.page.get_by_role("button", name="One step back").click()
        standing.wait_for_day(day)
    standing.wait_for_query(**expected.query(dataset, standing.followed()))


def test_with_less_motion_it_plays_in_whole_steps_a_second_apart(standing: DashboardPage) -> None:
    standing.page.emulate_media(reduced_motion="reduce")
    standing.show(*SPRING)
    standing.slider("day").evaluate(RECORD)
    standing.play()
    wait_past(standing, "1993-05-03")
    standing.pause()
    steps = recorded(standing)
    assert [day_date(day).isoformat() for day, _time in steps[:3]] == [
        "1993-04-03",
        "1993-05-03",
        "1993-06-03",
    ]
    assert steps[2][1] - steps[1][1] > 700


@pytest.mark.parametrize(("motion", "fades"), [("no-preference", True), ("reduce", False)])
def test_a_step_fades_only_where_motion_is_welcome(
    standing: DashboardPage, motion: str, *, fades: bool
) -> None:
    standing.page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    standing.show("1992-01-01", "1993-04-01", "1994-12-31")
    standing.choose(unit="day")
    standing.wait_for_still_map()
    point = standing.ask_map("(stage) => stage.pointOfDistrict('kalbajar')")
    standing.ask_map(WATCH_COLOUR, point)
    standing.map_frame().evaluate(SLOW_CLOCK)
    standing.page.get_by_role("button", name="One step forward").click()
    armenian = standing.ask_map("(stage) => stage.shared.palette.controllers[1]")
    rgba = ",".join(str(int(armenian[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"
    standing.map_frame().wait_for_function("(rgba) => window.colours.at(-1) === rgba", arg=rgba)
    standing.map_frame().evaluate("() => { delete performance.now }")
    between = standing.map_frame().evaluate("window.colours").index(rgba) - 1
    assert (between > 0) is fades
