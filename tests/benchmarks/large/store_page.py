"""Measure the page of a store: `python -m tests.benchmarks.large.store_page STORE [--dataset FOLDER]`.

What the server does is measured in this process: opening a version, making its scene, the new counts and list after a
range, a filter or a cell was chosen, words looked for, an answer of the API. With `--page ADDRESS`, a server that runs
already, its first map is measured in a browser.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import resource
import statistics
import time
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from components import server_store
from components.details.panel import panel_model
from components.http import store_records
from components.http.answers import Asked
from components.settings import settings
from components.store_page import view
from components.store_page.panel import amended
from components.view.selection import selection_of
from components.view.state import ViewState
from geo.features import read_query
from geo.store.query import Question
from geo.store.searching import MOST_SEARCHED, with_words
from tests.browser.chromium import ARGUMENTS, executable

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.server_store import Opened

TIMES = 20
PERCENT = 0.95


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.large.store_page", description=__doc__)
    parser.add_argument("store")
    parser.add_argument(
        "--page", action="append", default=[], metavar="ADDRESS", help="of a server that runs"
    )
    options = parser.parse_args()
    os.environ["DASHBOARD_DATASET"] = options.store
    _say("| what | median ms | 95 % ms |")
    _say("|---|---:|---:|")
    opened = _once("opening", lambda: server_store.opened(options.store))
    scene = _once("its scene", lambda: server_store.scene_of(opened, settings().today))
    choose = random.Random(1)  # noqa: S311 - Views are made up, no secrets.
    _several("a range is let go: counts, list and facets", lambda: _released(opened, _view(opened, choose)))
    category = opened.base.about.categories[0].id
    chosen = {"categories": frozenset({category})}
    _several("the same with a category", lambda: _released(opened, _view(opened, choose, **chosen)))
    districts = list(map(str, opened.base.districts.index))
    _several(
        "a district and its list",
        lambda: _released(opened, _view(opened, choose, district=choose.choice(districts))),
    )
    _several(
        "a cell and its list", lambda: _released(opened, _view(opened, choose, list=_cell(opened, choose)))
    )
    asked = Asked(opened.base, settings().today, "", opened)
    query = read_query("events", [("limit", "100")])
    _several("100 events of the API", lambda: store_records.features_of(asked, "events", query))
    question = _searchable(opened)
    if question is not None:
        count = opened.store.count(question)
        words = iter(["village", "side", "nothing"])
        for name in (f"the first word in {count:,} events", "another word"):
            _once(name, lambda: with_words(opened.base, opened.store, question, next(words)))
    packed = len(gzip.compress(scene, 5))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    megabytes, light = len(scene) / 1e6, packed / 1e6
    _say(f"\n{len(opened.store):,} events; the scene has {megabytes:.2f} MB, packed {light:.2f} MB;")
    _say(f"this process held {most:,} MB at most; load {os.getloadavg()[0]:.1f}")
    for address in options.page:
        _first_maps(address)


def _once(name: str, do: Callable[[], Any]) -> Any:  # noqa: ANN401 - Whatever is made.
    begun = time.perf_counter()
    found = do()
    _say(f"| {name} | {1000 * (time.perf_counter() - begun):.0f} | |")
    return found


def _several(name: str, do: Callable[[], Any]) -> None:
    spent = []
    for _time in range(TIMES):
        begun = time.perf_counter()
        do()
        spent.append(1000 * (time.perf_counter() - begun))
    slow = sorted(spent)[int(PERCENT * (TIMES - 1))]
    _say(f"| {name} | {statistics.median(spent):.0f} | {slow:.0f} |")


def _view(opened: Opened, choose: random.Random, **chosen: Any) -> ViewState:  # noqa: ANN401 - Of a state.
    first, last = sorted(choose.sample(range(*opened.store.days), 2))
    return ViewState(last, first, last, order="newest", **chosen)


def _cell(opened: Opened, choose: random.Random) -> str:
    """Name a cell of the finest level of the counts that has events."""
    _name, entries = opened.store.entries(10)
    cells = entries.cell[entries.cell >= 0]
    number = int(cells[choose.randrange(len(cells))])
    x = sum((number >> 2 * bit & 1) << bit for bit in range(10))
    y = sum((number >> 2 * bit + 1 & 1) << bit for bit in range(10))
    return f"cell:10/{x}/{y}"


def _released(opened: Opened, state: ViewState) -> None:
    """Do what the page does once a view was chosen."""
    listed = view.listed(opened, state)
    model = panel_model(listed.dataset, state, selection_of(state), today=settings().today)
    amended(model, opened, state, listed)
    view.facets(opened, state)
    view.drawn(opened, state)


def _searchable(opened: Opened) -> Question | None:
    """Return the last days whose events are as many as words are looked for in."""
    first, last = opened.store.days
    for days in (last - first, 3000, 1000, 300, 100, 30):
        question = Question(last - days, last)
        if opened.store.count(question) <= MOST_SEARCHED:
            return question
    return None


def _first_maps(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        spent, sent = [], 0
        for _time in range(3):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            client = context.new_cdp_session(page)
            client.send("Network.enable")
            taken: list[int] = []
            client.on(
                "Network.loadingFinished",
                lambda told, taken=taken: taken.append(int(told["encodedDataLength"])),
            )
            begun = time.perf_counter()
            page.goto(address)
            page.frame_locator("iframe").first.locator(".stage-legend").first.wait_for(timeout=60_000)
            spent.append(time.perf_counter() - begun)
            sent = sum(taken)
            context.close()
        browser.close()
    _say(f"first map of {address}: median {statistics.median(spent):.2f} s; {sent / 1e6:.2f} MB by requests")


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - A command line prints.


if __name__ == "__main__":
    main()
