"""The timeline under fingers, on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geo.dates import day_number
from tests.browser import expected
from tests.browser.conftest import standing_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession

    import geo
    from tests.browser.page import DashboardPage

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
SPRING = ("1992-01-01", "1993-04-03", "1994-12-31")
Point = tuple[float, float]


@pytest.fixture(scope="module")
def phone(browser: Browser, browser_context_args: dict[str, Any], server: str) -> Iterator[DashboardPage]:
    with standing_page(browser, {**browser_context_args, **PHONE}, server) as dashboard:
        yield dashboard


@pytest.fixture(scope="module")
def fingers(phone: DashboardPage) -> CDPSession:
    return phone.page.context.new_cdp_session(phone.page)


def touch(fingers: CDPSession, kind: str, *points: Point) -> None:
    """Put down (``Start``), move or lift (``End``) fingers at these points of the page."""
    touches = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(points)]
    fingers.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": touches})


def swipe(fingers: CDPSession, start: Point, pixels: float, steps: int = 8) -> None:
    """Drag with one finger, and leave it on the glass."""
    x, y = start
    touch(fingers, "Start", start)
    for step in range(1, steps + 1):
        touch(fingers, "Move", (x + pixels * step / steps, y))


def test_a_finger_drags_the_day_and_the_details_follow_when_it_is_lifted(
    phone: DashboardPage, dataset: geo.Dataset, fingers: CDPSession
) -> None:
    phone.show(*SPRING)
    before, address = phone.days(), phone.page.url
    swipe(fingers, phone.grip_of("day"), 60)
    days = phone.followed()
    assert days.day > before.day
    assert phone.painted()["events"] == expected.event_count(dataset, days)
    assert phone.page.url == address
    touch(fingers, "End")
    phone.wait_for_query(**expected.query(dataset, days))


def test_a_finger_drags_the_range_as_a_whole(
    phone: DashboardPage, dataset: geo.Dataset, fingers: CDPSession
) -> None:
    phone.show("1995-01-01", "2000-06-15", "2010-12-31")
    before = phone.days()
    swipe(fingers, phone.plot_point(day_number("2006-09-15")), -40)
    days = phone.followed()
    assert days.first < before.first
    assert days.last - days.first == before.last - before.first
    touch(fingers, "End")
    phone.wait_for_query(**expected.query(dataset, days))


def test_a_swipe_on_the_timeline_does_not_scroll_the_page(phone: DashboardPage, fingers: CDPSession) -> None:
    phone.show(*SPRING)
    x, y = phone.grip_of("day")
    touch(fingers, "Start", (x, y))
    for step in range(1, 6):
        touch(fingers, "Move", (x, y - 20 * step))
    touch(fingers, "End")
    assert phone.page.evaluate("scrollY") == 0
    phone.followed()


def test_two_fingers_zoom_the_timeline_and_leave_the_range(phone: DashboardPage, fingers: CDPSession) -> None:
    phone.show(*SPRING)
    before, address = phone.days(), phone.page.url
    x, y = phone.plot_point(day_number("1993-04-03"))
    label = phone.slider("to").bounding_box()
    assert label is not None
    touch(fingers, "Start", (x - 30, y), (x + 30, y))
    for step in range(1, 7):
        touch(fingers, "Move", (x - 30 - 10 * step, y), (x + 30 + 10 * step, y))
    touch(fingers, "End")
    assert phone.followed() == before
    moved = phone.slider("to").bounding_box()
    assert moved is not None
    assert moved["x"] > label["x"] + 20
    assert phone.page.url == address


def test_what_is_touched_is_large_enough(phone: DashboardPage) -> None:
    phone.show(*SPRING)
    for name in ("Play", "One step back", "One step forward"):
        box = phone.page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


def test_the_settings_are_behind_a_button_and_play_starts_under_a_finger(phone: DashboardPage) -> None:
    phone.show(*SPRING)
    unit = phone.page.locator(".tl-unit")
    expect(unit).to_be_hidden()
    phone.page.get_by_role("button", name="Settings of the timeline").tap()
    unit.select_option("year")
    phone.page.get_by_role("button", name="Settings of the timeline").tap()
    expect(unit).to_be_hidden()
    phone.page.get_by_role("button", name="Play", exact=True).tap()
    phone.wait_for_map("(stage, day) => stage.painted.day > day", day_number(SPRING[1]))
    phone.pause()
    phone.followed()
