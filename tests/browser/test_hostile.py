"""Text from data is text everywhere: in the map, the panel, the lists, the filters and the addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.page import DashboardPage

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

VIEWS = (
    "",
    "district=kalbajar&from=1992-01-01&to=1994-12-31&day=1993-04-03&event=kalbajar-1993-04-displacement",
    "district=aghdara&to=2026-11-21",
    "list=unplaced&to=2026-11-21",
    "event=city-days-decree-2023&to=2026-11-21",
    "district=lachin&from=2020-09-27&to=2020-12-31&day=2020-12-01&order=newest",
    "page=stories&story=kalbajar&step=2",
    "story=kalbajar&step=3",
    "q=<img src=x onerror=window.attacked=1>",
    "district=<script>window.attacked=1</script>&event=${alert(1)}",
)
OWN_PAGE = re.compile(
    r"(?:event|district|place|story)/[a-z0-9-]+(?:/[0-9]+)?|(?:suggest|history)\?[a-z_]+=[\w.%=&+-]+"
)
"""An address of this server below the page's own: nothing of it leads elsewhere or runs."""
INJECTED = "[onerror], [onload], [onmouseover], iframe[srcdoc], img[src=x], script:text('attacked')"


def test_nothing_in_the_data_runs(page: Page, hostile: str) -> None:
    said: list[str] = []

    def note(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    for view in VIEWS:
        DashboardPage(page, hostile).open(view)
        _assert_nothing_ran(page, view)
        assert (said, failures) == ([], []), view


def _assert_nothing_ran(page: Page, view: str) -> None:
    expect(page.locator(".st-key-side h2").first).to_be_visible()
    for frame in page.frames:
        assert frame.evaluate("window.attacked") is None
        assert frame.locator(INJECTED).count() == 0
    links = page.locator(".st-key-side a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    assert [link for link in links if not re.match("https?://", link) and not OWN_PAGE.fullmatch(link)] == []
    assert page.locator(".st-key-side img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"a text widens {view!r}"


def test_an_attack_is_shown_as_it_is_written(page: Page, hostile: str) -> None:
    DashboardPage(page, hostile).open("event=kalbajar-1993-04-displacement&to=2026-11-21")
    shown = page.locator(".st-key-side .details").inner_text()
    assert re.search(r"<img src=x|\$\{window|</script>|<svg/onload|\{\{ 7\*7 \}\}", shown)
    assert "49" not in shown.split()


def test_a_markers_tooltip_is_text(page: Page, hostile: str) -> None:
    dashboard = DashboardPage(page, hostile).open("to=2026-11-21")
    drawn = dashboard.ask_map(
        """(stage) => [...Array(stage.shared.scene.events.count).keys()]
            .filter((index) => stage.pointOfEvent(index)).slice(0, 40)"""
    )
    assert drawn
    frame = dashboard.map_frame()
    for index in drawn:
        page.mouse.move(*dashboard.point_of_event(index))
    assert frame.evaluate("window.attacked") is None
    assert frame.locator(INJECTED).count() == 0
