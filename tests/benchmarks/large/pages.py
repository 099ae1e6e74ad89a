"""The dashboard with many events: a dropped table, a stored dataset, and the server's memory."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psutil

from tests.benchmarks import dashboard, floor
from tests.benchmarks.large import titles
from tests.benchmarks.large.taken import Taken
from tests.benchmarks.sampling import LOAD_SECONDS, TODAY, Bench
from tests.benchmarks.session import session
from tests.browser.page import READY, DashboardPage
from tests.browser.server import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

MORE_PAGES = 4
MEGABYTE = 1e6
PATIENCE = LOAD_SECONDS * 1000
MARKED = "Show on the map"


def measure(bench: Bench, size: int) -> Iterator[Taken]:
    """Measure steps, clicks and pages of the stored dataset of `size` events, and the floor beside them."""
    cells = [*dashboard.measure(bench, "dashboard", [size]), *floor.measure(bench, "floor", [size])]
    for cell in cells:
        if cell.no_answer:
            message = f"{cell.way} with {size:,} events gave no answer: {cell.no_answer}"
            raise RuntimeError(message)
        named = {
            titles.KEY_STEP: cell.key_step,
            titles.DRAG_STEP: cell.drag_step,
            titles.DETAILS: cell.details,
            titles.CLICK: cell.click,
        }
        yield from (Taken(title, cell.way, size, values) for title, values in named.items() if values)
        yield Taken(titles.FIRST_MAP, cell.way, size, cell.first_map)
        if cell.load_seconds is not None:
            yield Taken(titles.FIRST_PAGE, cell.way, size, [cell.load_seconds])


def memory(bench: Bench, size: int) -> Iterator[Taken]:
    """Measure the server of a stored dataset: with one page open, and what each further page adds."""
    served = _served(bench, f"memory-{size}", bench.dataset(size))
    with served as (address, server), session(bench.browser) as first:
        first.first_map(address, seconds=LOAD_SECONDS)
        one = server.memory_info().rss
        yield Taken(titles.SERVER, "dashboard", size, [one / MEGABYTE])
        _open_pages(bench, address, MORE_PAGES)
        more = server.memory_info().rss - one
        yield Taken(titles.FURTHER_PAGE, "dashboard", size, [more / MEGABYTE / MORE_PAGES])


def dropped(bench: Bench, bundled: Path, table: Path, size: int) -> Iterator[Taken]:
    """Drop a table on the page as a person does, take the columns as recognised, and wait for the map."""
    with _served(bench, f"drop-{size}", bundled) as (address, _), session(bench.browser) as opened:
        opened.first_map(address)
        page = opened.page
        map_frame = DashboardPage(page, address).map_frame()
        events = map_frame.evaluate("() => window.stage.shared.scene.events.count")
        page.get_by_role("button", name="Add events").click()
        began = time.monotonic()
        page.locator("input[type=file]").first.set_input_files(table)
        _press(page)
        map_frame.wait_for_function(
            "([before, more]) => window.stage.shared.scene.events.count >= before + more",
            arg=[events, size],
            timeout=PATIENCE,
        )
        map_frame.wait_for_function(READY, timeout=PATIENCE)
        yield Taken(titles.DROPPED, "dashboard", size, [time.monotonic() - began])


def _press(page: Page) -> None:
    page.get_by_role("button", name=MARKED).click(timeout=PATIENCE)


@contextmanager
def _served(bench: Bench, name: str, dataset: Path) -> Iterator[tuple[str, psutil.Process]]:
    environment = {"DASHBOARD_DATASET": str(dataset), "DASHBOARD_TODAY": TODAY}
    before = set(psutil.Process().children())
    with running(bench.log(name), environment) as address:
        fresh = (child for child in psutil.Process().children() if child not in before)
        (server,) = (child for child in fresh if "streamlit" in child.cmdline())
        yield address, server


def _open_pages(bench: Bench, address: str, number: int) -> None:
    if number:
        with session(bench.browser) as opened:
            opened.first_map(address, seconds=LOAD_SECONDS)
            _open_pages(bench, address, number - 1)
