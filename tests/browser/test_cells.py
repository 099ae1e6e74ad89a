"""More events than can be drawn one by one are counted by cell, exactly for every range and filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from geo.selection.named_lists import events_of_list
from tests.browser import expected
from tests.browser.conftest import TODAY, standing_page
from tests.browser.server import running
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    import geo
    from tests.browser.page import DashboardPage

WARS = ("1991-12-01", "1993-04-03", "1994-06-01")
COUNTED = """(stage) => {
  const { left, top, right, bottom } = stage.map.getContainer().getBoundingClientRect()
  const free = ({ x, y }) => document.elementFromPoint(left + x, top + y)?.closest('.stage-box') === null
  const marks = stage.marks().filter(({ cell }) => cell)
  return {
    placed: marks.reduce((sum, { count }) => sum + count, 0),
    largest: marks.filter(free).reduce((one, other) => other.count > one.count ? other : one)
  }
}"""


def counted(page: DashboardPage) -> dict[str, Any]:
    found: dict[str, Any] = page.ask_map(COUNTED)
    return found


def test_cells_count_what_the_timeline_and_the_filters_leave(
    browser: Browser, browser_context_args: dict[str, Any], tmp_path: Path, dataset: geo.Dataset
) -> None:
    environment = {"DASHBOARD_TODAY": TODAY, "PYTHONPATH": str(CHECKOUT)}
    with (
        running(tmp_path / "server.log", environment, "tests/browser/counting_dashboard.py") as server,
        standing_page(browser, browser_context_args, server) as page,
    ):
        page.show(*WARS)
        page.choose(unit="month")
        for _ in range(2):
            page.page.get_by_role("button", name="One step forward").click()
            days = page.followed()
            inside = dataset.events[
                (dataset.events["first_day"] <= days.last) & (dataset.events["last_day"] >= days.first)
            ]
            assert page.painted()["events"] == expected.event_count(dataset, days) == len(inside)
            assert counted(page)["placed"] == (inside["placing"] == "point").sum()

        page.wait_for_still_map()
        cell = counted(page)["largest"]
        page.click_map(cell["x"], cell["y"])
        expect(page.panel().get_by_role("heading", name="Events in a cell of the map")).to_be_visible()
        expect(page.panel()).to_contain_text(f"{cell['count']} events")
        page.wait_for_query(**expected.query(dataset, days), list=f"cell:{cell['cell']}")
        page.wait_for_map("({ shared }, cell) => shared.cell === cell", cell["cell"])
        here = inside[
            events_of_list(dataset, f"cell:{cell['cell']}")[dataset.events.index.isin(inside.index)]
        ]
        assert len(here) == cell["count"]

        page.show(*WARS, category="military", compare="2020-11-25")
        days = page.followed()
        fights = dataset.events[dataset.events["category"].eq("military")]
        fights = fights[(fights["first_day"] <= days.last) & (fights["last_day"] >= days.first)]
        assert page.painted()["events"] == len(fights)
        assert counted(page)["placed"] == (fights["placing"] == "point").sum()
