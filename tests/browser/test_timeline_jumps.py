"""What is pressed on the timeline: bars, labels of big days, periods, rows of the control strip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.dates import day_number
from tests.browser import expected
from tests.browser.page import Days

if TYPE_CHECKING:
    import geo
    from tests.browser.page import DashboardPage

ALL = ("1988-01-01", "2020-11-25", "2026-11-21")


def days_of(first: str, day: str, last: str) -> Days:
    return Days(day_number(first), day_number(day), day_number(last))


def assert_shows(dashboard: DashboardPage, dataset: geo.Dataset, days: Days) -> None:
    dashboard.wait_for_day(days.day)
    assert dashboard.followed() == days
    dashboard.wait_for_query(**expected.query(dataset, days))


def test_a_click_on_a_bar_goes_to_its_last_day(standing: DashboardPage, dataset: geo.Dataset) -> None:
    standing.show(*ALL)
    standing.page.mouse.click(*standing.plot_point(day_number("1993-07-01")))
    assert_shows(standing, dataset, days_of(ALL[0], "1993-12-31", ALL[2]))


def test_a_double_click_on_a_bar_makes_it_the_range(standing: DashboardPage, dataset: geo.Dataset) -> None:
    standing.show(*ALL)
    standing.page.mouse.dblclick(*standing.plot_point(day_number("1993-07-01")))
    assert_shows(standing, dataset, days_of("1993-01-01", "1993-12-31", "1993-12-31"))
    expect(standing.page.get_by_role("button", name="Show all years")).to_be_visible()


def test_the_label_of_a_big_day_goes_there(standing: DashboardPage, dataset: geo.Dataset) -> None:
    standing.show("1988-01-01", "2005-06-15", "2026-11-21")
    standing.page.get_by_role("button", name="Kalbajar 1993").click()
    assert_shows(standing, dataset, days_of(ALL[0], "1993-04-02", ALL[2]))


@pytest.mark.parametrize(
    ("jump", "days"),
    [
        ("1992–94", ("1992-01-01", "1994-12-31", "1994-12-31")),
        ("27 Sep – 10 Nov 2020", ("2020-09-27", "2020-11-10", "2020-11-10")),
        ("19–20 Sep 2023", ("2023-09-19", "2023-09-20", "2023-09-20")),
        ("Since 2020", ("2020-11-10", "2020-11-25", "2026-11-21")),
        ("All", ("1988-01-01", "2020-11-25", "2026-11-21")),
    ],
)
def test_a_period_sets_the_range_and_keeps_a_day_within_it(
    standing: DashboardPage, dataset: geo.Dataset, jump: str, days: tuple[str, str, str]
) -> None:
    standing.show("1990-01-01", "2020-11-25", "2025-12-31")
    chips = standing.page.get_by_role("group", name="Go to a period")
    chip = chips.get_by_role("button", name=jump, exact=True)
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    assert_shows(standing, dataset, days_of(*days))


def test_a_row_of_the_control_strip_selects_its_district(standing: DashboardPage) -> None:
    standing.show(*ALL)
    box = standing.chart_box()
    expect(standing.page.locator(".tl-caption")).to_contain_text("all 13 districts")
    standing.page.mouse.click(box["x"] + 300, box["y"] + 120)
    expect(standing.panel().get_by_role("heading", name="Kalbajar", exact=True)).to_be_visible()
    expect(standing.page.locator(".tl-caption")).to_have_text("Control of Kalbajar district")
    expect(standing.page.locator(".tl-canvas")).to_have_attribute(
        "aria-label", re.compile("Armenian control 2 Apr 1993 – 24 Nov 2020")
    )
