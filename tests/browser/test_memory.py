"""Memory is flat: stepping, filtering and events of one's own leave nothing behind, in the browser or on the server."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import expect

from geo.dates import day_date, day_number
from tests.browser.expected import ALL_SHOWN
from tests.browser.page import settled

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

    import geo
    from tests.browser.page import DashboardPage

STEPS, FILTERS, WARM = 500, 50, 10
TOLD_TOGETHER = 20

# 4 kB a step. The browser compiles what runs often and fills its caches: 0.5 to 0.9 MB of 17 MB, once.
# The marks or the names of each step's picture, kept, would be 3 MB and more.
HEAP_TOLERANCE = 2_000_000
# The panel's first lists bring some 100 nodes that stay; one kept at each step would be 500.
NODE_TOLERANCE = 250
LISTENER_TOLERANCE = 50
# The allocator gives pages back when it likes: -6 to 2 MB of 290 MB were seen. The scene (0.3 MB), kept at
# each of the 70 reruns, would be 21 MB.
SERVER_TOLERANCE = 15_000_000

VIEW = ("1988-01-01", "1992-01-01", "2026-11-21")
IDLE = "() => new Promise((resolve) => requestIdleCallback(resolve))"
# As a held key sends them: one press a frame.
PRESS = """async (slider, times) => {
  for (let time = 0; time < times; time++) {
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', repeat: true, bubbles: true }))
    await new Promise(requestAnimationFrame)
  }
}"""


@dataclass(frozen=True)
class Reading:
    """Bytes in use, and how many things hold them."""

    heap: int
    nodes: int
    listeners: int
    server: int


def read(session: CDPSession, dashboard: DashboardPage) -> Reading:
    dashboard.show(*VIEW)
    expect(dashboard.page.locator(".st-key-shown")).to_have_text(ALL_SHOWN)
    metrics, earlier = collected(session, dashboard), {"Nodes": -1}
    while metrics["Nodes"] != earlier["Nodes"]:  # The last panel is let go when the page has time for it.
        metrics, earlier = collected(session, dashboard), metrics
    server = resident_bytes(urlsplit(dashboard.address).port)
    return Reading(metrics["JSHeapUsedSize"], metrics["Nodes"], metrics["JSEventListeners"], server)


def collected(session: CDPSession, dashboard: DashboardPage) -> dict[str, int]:
    """Return the browser's counts after a collection on an idle page."""
    dashboard.page.evaluate(IDLE)
    session.send("HeapProfiler.collectGarbage")
    return {one["name"]: int(one["value"]) for one in session.send("Performance.getMetrics")["metrics"]}


def resident_bytes(port: int | None) -> int:
    """Return the memory that the server on a port occupies."""
    ps = shutil.which("ps")
    assert ps is not None
    listing = subprocess.run(
        [ps, "-axww", "-o", "rss=,args="], capture_output=True, check=True, text=True
    ).stdout
    [line] = [line for line in listing.splitlines() if f"--server.port {port}" in line]
    return int(line.split()[0]) * 1024


def step(dashboard: DashboardPage, times: int) -> None:
    """Go on day by day; the server and the details follow now and then, as when a key is let go."""
    slider = dashboard.slider("day")
    for start in range(0, times, TOLD_TOGETHER):
        slider.evaluate(PRESS, min(TOLD_TOGETHER, times - start))
        day = day_date(dashboard.followed().day).isoformat()
        dashboard.page.wait_for_url(re.compile(f"day={day}"))


def filter_by_turns(dashboard: DashboardPage, dataset: geo.Dataset, times: int) -> None:
    """Keep one category after the other; map, timeline and details follow each time."""
    events = dataset.events["category"].value_counts()
    categories = [category.id for category in dataset.about.categories]
    for turn in range(times):
        category = categories[turn % len(categories)]
        dashboard.show(*VIEW, category=category)
        dashboard.wait_for_map("(stage, count) => stage.painted.events === count", int(events[category]))


def test_500_steps_and_50_filters_leave_memory_where_it_was_after_the_first_ten(
    standing: DashboardPage, dataset: geo.Dataset
) -> None:
    session = standing.page.context.new_cdp_session(standing.page)
    session.send("Performance.enable")
    standing.show(*VIEW)
    standing.choose(unit="day")
    step(standing, WARM)
    filter_by_turns(standing, dataset, WARM)
    before = read(session, standing)
    step(standing, STEPS - WARM)
    assert standing.days().day == day_number(VIEW[1]) + STEPS - WARM
    filter_by_turns(standing, dataset, FILTERS - WARM)
    after = read(session, standing)
    assert after.heap - before.heap < HEAP_TOLERANCE, (before, after)
    assert after.nodes - before.nodes < NODE_TOLERANCE, (before, after)
    assert after.listeners - before.listeners < LISTENER_TOLERANCE, (before, after)
    assert after.server - before.server < SERVER_TOLERANCE, (before, after)


OWN = "title,date,lon,lat\n" + "".join(f"own {n},2020-10-{n:02},46.75,39.76\n" for n in range(1, 29))
TIMES, WARM_TIMES = 4, 2
# Of each time 1,850 nodes and 360 listeners stayed.
OWN_NODE_TOLERANCE = 500
OWN_LISTENER_TOLERANCE = 100
# As a person's choice does; what drives the browser keeps a field that it has put a file into for good.
PUT = """text => {
  const field = document.querySelector('input[type=file]')
  const brought = new DataTransfer()
  brought.items.add(new File([text], 'mine.csv'))
  field.files = brought.files
  field.dispatchEvent(new Event('change', { bubbles: true }))
}"""


def add_and_remove(dashboard: DashboardPage) -> None:
    """Bring events of one's own, see them on the map, and take them away again."""
    page = dashboard.page
    page.get_by_role("button", name="Add events").click()
    page.locator("input[type=file]").wait_for(state="attached")
    settled(page)
    page.evaluate(PUT, OWN)
    button = page.get_by_role("button", name="Show on the map")
    expect(button).to_be_visible()
    settled(page)
    button.click()
    page.locator(".st-key-own_events").get_by_role("button", name="Remove").click()
    expect(page.locator(".st-key-own_events")).to_have_count(0)


def test_own_events_that_were_added_and_removed_leave_nothing_behind(dashboard: DashboardPage) -> None:
    session = dashboard.page.context.new_cdp_session(dashboard.page)
    session.send("Performance.enable")
    dashboard.open(urlencode({"from": VIEW[0], "day": VIEW[1], "to": VIEW[2]}))
    for _ in range(WARM_TIMES):
        add_and_remove(dashboard)
    before = read(session, dashboard)
    for _ in range(TIMES):
        add_and_remove(dashboard)
    after = read(session, dashboard)
    assert after.nodes - before.nodes < OWN_NODE_TOLERANCE, (before, after)
    assert after.listeners - before.listeners < OWN_LISTENER_TOLERANCE, (before, after)
