"""A browser without BroadcastChannel: the map is told by way of the server, and shows the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geo.dates import day_number
from tests.browser import expected
from tests.browser.conftest import standing_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    import geo
    from tests.browser.page import DashboardPage

SPRING = ("1992-01-01", "1993-04-03", "1994-12-31")
ZOOM_IN = "({ map }) => { map.setView([40.05, 46.1], 10, { animate: false }) }"


@pytest.fixture(scope="module")
def standing(browser: Browser, browser_context_args: dict[str, Any], server: str) -> Iterator[DashboardPage]:
    """The page in a browser that has no BroadcastChannel."""
    with standing_page(
        browser, browser_context_args, server, "delete globalThis.BroadcastChannel"
    ) as dashboard:
        for frame in (dashboard.page.main_frame, dashboard.map_frame()):
            assert frame.evaluate("typeof BroadcastChannel") == "undefined"
        yield dashboard


def test_the_map_is_drawn_and_shows_the_datasets_day(standing: DashboardPage, dataset: geo.Dataset) -> None:
    assert standing.painted()["day"] == day_number("2020-11-25")
    assert standing.painted()["events"] == expected.event_count(dataset, standing.days())
    held = expected.holders(dataset, day_number("2020-11-25"))
    assert {label: standing.holders()[label] for label in held} == held


def test_each_step_reaches_the_map_and_leaves_zoom_and_place(
    standing: DashboardPage, dataset: geo.Dataset
) -> None:
    standing.show(*SPRING)
    standing.choose(unit="month")
    standing.ask_map(ZOOM_IN)
    seen = standing.map_view()
    for day in ("1993-05-03", "1993-06-03", "1993-07-03"):
        standing.page.get_by_role("button", name="One step forward").click()
        standing.wait_for_day(day_number(day))
        assert standing.map_view() == seen
    days = standing.followed()
    assert standing.painted()["events"] == expected.event_count(dataset, days)
    standing.wait_for_query(**expected.query(dataset, days))


def test_a_drag_reaches_the_map_before_the_mouse_is_released(standing: DashboardPage) -> None:
    standing.show(*SPRING)
    standing.drag("day", 100, release=False)
    assert standing.followed().day > day_number(SPRING[1])
    standing.page.mouse.up()
    standing.followed()


def test_a_district_picked_on_the_map_opens_and_the_map_shows_it(standing: DashboardPage) -> None:
    standing.show(*SPRING)
    standing.ask_map("({ map }) => { map.setView([39.69, 46.63], 8.25, { animate: false }) }")
    standing.click_district("lachin")
    expect(standing.panel().get_by_role("heading", name="Lachin", exact=True)).to_be_visible()
    standing.wait_for_map("({ shared }) => shared.scene.districts[shared.selected]?.id === 'lachin'")


def test_two_days_are_compared_by_way_of_the_server_too(standing: DashboardPage) -> None:
    standing.show(*SPRING, compare="1992-01-01")
    standing.wait_for_map("(stage, day) => stage.painted.compare === day", day_number("1992-01-01"))


def test_steps_leave_nothing_behind(standing: DashboardPage) -> None:
    left = []
    for month in ("05", "06", "07", "08"):
        standing.show("1992-01-01", f"1993-{month}-03", "1994-12-31")
        groups = standing.map_frame().evaluate("window.feature_group.length")
        left.append((groups, standing.ask_map("({ map }) => Object.keys(map._layers).length")))
    assert left[1:] == left[:-1]
