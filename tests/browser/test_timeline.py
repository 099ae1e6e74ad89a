"""Whatever is dragged on the timeline moves everything at once; address and details follow on release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from components.wording.dates_and_counts import day_text
from geo.dates import day_date, day_number
from tests.browser import expected
from tests.browser.page import settled

if TYPE_CHECKING:
    from collections.abc import Callable

    import geo
    from tests.browser.page import DashboardPage, Days, SliderPart

DEFAULT_DAY = day_number("2020-11-25")
YEARS = ("1992-01-01", "2015-06-15", "2022-12-31")
WAR = ("2020-09-27", "2020-11-08", "2020-11-10")


def assert_all_show(dashboard: DashboardPage, dataset: geo.Dataset, days: Days) -> None:
    """Markers, districts, legend and labels show these days."""
    count = expected.event_count(dataset, days)
    assert dashboard.painted()["events"] == count
    expect(dashboard.page.locator(".tl-count")).to_have_text(f"{count} events")
    date = day_date(days.day)
    expect(dashboard.slider("day").locator(".tl-pill")).to_have_text(f"{date.day} {date:%b %Y}")
    expect(dashboard.legend().locator("h2").first).to_have_text(
        f"WHO HELD IT ON {date.day} {date:%b %Y}".upper()
    )
    held = expected.holders(dataset, days.day)
    assert {label: dashboard.holders()[label] for label in held} == held


def assert_all_arrive(dashboard: DashboardPage, dataset: geo.Dataset, days: Days, **others: str) -> None:
    """The address and the details show these days."""
    dashboard.wait_for_query(**expected.query(dataset, days), **others)
    if not others:
        expect(dashboard.panel().get_by_role("heading", level=2)).to_have_text(day_text(days.day, "long"))


def test_the_page_opens_on_the_datasets_day(standing: DashboardPage) -> None:
    assert standing.painted()["day"] == DEFAULT_DAY
    assert standing.day_of("day") == DEFAULT_DAY


@pytest.mark.parametrize(
    ("part", "pixels", "moved"),
    [
        ("day", -200, lambda before, after: after.day < before.day and after[::2] == before[::2]),
        ("from", 150, lambda before, after: after.first > before.first and after[1:] == before[1:]),
        ("to", -60, lambda before, after: after.last < before.last and after[:2] == before[:2]),
        (
            "to",
            -350,
            lambda before, after: after.first == before.first and after.day == after.last < before.day,
        ),
    ],
    ids=["day", "first", "last", "last over the day"],
)
def test_everything_follows_a_slider_while_the_mouse_is_down(
    standing: DashboardPage,
    dataset: geo.Dataset,
    part: SliderPart,
    pixels: float,
    moved: Callable[[Days, Days], bool],
) -> None:
    standing.show(*YEARS)
    before, address = standing.days(), standing.page.url
    standing.drag(part, pixels, release=False)
    days = standing.followed()
    assert moved(before, days)
    assert_all_show(standing, dataset, days)
    assert standing.page.url == address
    standing.page.mouse.up()
    assert_all_arrive(standing, dataset, days)


def test_the_range_is_dragged_as_a_whole(standing: DashboardPage, dataset: geo.Dataset) -> None:
    standing.show("1992-01-01", "1993-04-03", "1994-12-31")
    before, address = standing.days(), standing.page.url
    x, y = standing.plot_point(day_number("1993-08-01"))
    standing.drag_from(x, y, 300, release=False)
    days = standing.followed()
    moved = days.first - before.first
    assert moved > 1000
    assert days == (before.first + moved, before.day + moved, before.last + moved)
    assert_all_show(standing, dataset, days)
    assert standing.page.url == address
    standing.page.mouse.up()
    assert_all_arrive(standing, dataset, days)


def test_dragging_back_brings_everything_back(standing: DashboardPage) -> None:
    standing.show(*YEARS)
    before = standing.days()
    x, y = standing.grip_of("to")
    standing.drag_from(x, y, -500, release=False)
    assert standing.followed().day < before.day
    standing.page.mouse.move(x, y, steps=5)
    assert standing.followed() == before
    standing.page.mouse.up()


def test_every_day_on_the_way_is_shown_without_a_word_to_the_server(
    standing: DashboardPage, dataset: geo.Dataset
) -> None:
    standing.show(*YEARS)
    settled(standing.page)
    sent, start = standing.sent, standing.painted()["sequence"]
    x, y = standing.grip_of("day")
    standing.page.mouse.move(x, y)
    standing.page.mouse.down()
    for step in range(1, 21):
        standing.page.mouse.move(x - 10 * step, y)
        standing.followed()
    assert standing.painted()["sequence"] - start >= 20
    assert standing.sent == sent
    standing.page.mouse.up()
    assert_all_arrive(standing, dataset, standing.followed())
    assert standing.sent > sent


def test_zoom_pan_and_the_open_event_survive_every_step(
    standing: DashboardPage, dataset: geo.Dataset
) -> None:
    opened = {"district": "kalbajar", "event": "kalbajar-1993-04-displacement"}
    standing.show("1992-01-01", "1993-04-03", "1994-12-31", **opened)
    standing.ask_map("({ map }) => { map.setView([40.15, 46.05], 10.5, { animate: false }) }")
    seen = standing.map_view()
    record = standing.panel().locator(".record")
    steps: tuple[tuple[SliderPart, float], ...] = (("day", 120), ("to", -40), ("from", 30))
    for part, pixels in steps:
        standing.drag(part, pixels)
        assert_all_arrive(standing, dataset, standing.followed(), **opened)
        expect(record).to_contain_text("53,340")
        assert standing.map_view() == seen


def test_a_handle_at_the_edge_of_a_zoomed_window_moves_it_on(
    standing: DashboardPage, dataset: geo.Dataset
) -> None:
    standing.show(*WAR)
    x, y = standing.grip_of("to")
    edge = standing.chart_box()
    standing.drag_from(x, y, edge["x"] + edge["width"] - 4 - x, release=False)
    standing.wait_for_map("(stage, day) => stage.painted.to > day", day_number("2020-12-31"))
    standing.page.mouse.move(x, y)
    assert standing.followed().last > day_number("2020-12-01")
    standing.page.mouse.up()
    assert_all_arrive(standing, dataset, standing.followed())
