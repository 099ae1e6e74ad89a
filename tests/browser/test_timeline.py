"""The timeline moves the map while it is dragged, and the address when it is let go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from geo.dates import day_date, day_number

if TYPE_CHECKING:
    from tests.browser.page import DashboardPage

DEFAULT_DAY = day_number("2020-11-25")


def test_the_page_opens_on_the_datasets_day(dashboard: DashboardPage) -> None:
    dashboard.open()
    assert dashboard.painted()["day"] == DEFAULT_DAY
    assert dashboard.day_of("day") == DEFAULT_DAY


def test_dragging_the_day_moves_the_map_before_the_mouse_is_released(dashboard: DashboardPage) -> None:
    dashboard.open()
    dashboard.drag("day", -150, release=False)
    day = dashboard.day_of("day")
    assert day < DEFAULT_DAY
    dashboard.wait_for_day(day)
    assert dashboard.query == {}
    dashboard.page.mouse.up()
    expect(dashboard.page).to_have_url(re.compile(f"={day_date(day)}"))
