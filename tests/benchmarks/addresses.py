"""Measure what is sent before and beside the page: `python -m tests.benchmarks.addresses`.

First paint and shift of the page, the usable map against Streamlit's with an empty one, the embed against a bare page,
plain pages and pictures on the server, and many readers of one embed at once. A whole run writes its table into the
README and every sample into `results-addresses.json`; `--quick` only prints.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

import geo
from components.http.addresses import plain_path, slugs
from geo.i18n import LANGUAGES
from tests.benchmarks import floor, machine, pages
from tests.benchmarks.generator import write_dataset
from tests.benchmarks.report import publish
from tests.benchmarks.sampling import LOAD_SECONDS, TODAY, Bench
from tests.benchmarks.session import WINDOW, session
from tests.benchmarks.targets import REAL
from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.server import running
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SOURCE = CHECKOUT / "data" / "karabakh"
README = CHECKOUT / "README.md"
RESULTS = Path(__file__).parent / "results-addresses.json"
MARK = "addresses"
SAMPLES, QUICK = 9, 3
READERS = 500
AT_ONCE = 50
EVERY = 12
"""Of so many events the page of one is asked for."""
WATCH = """
window.shift = 0
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value
}).observe({ type: 'layout-shift', buffered: true })
const look = () => {
  const isThere = document.querySelector('.f-districts path')
  requestAnimationFrame(isThere ? () => setTimeout(() => { window.outlined = performance.now() }) : look)
}
look()
addEventListener('map-drawn', () => { window.usable = performance.now() })
try { localStorage.setItem('map-hints-seen', '1') } catch {}
"""
EMPTY_DRAWN = "() => document.querySelector('iframe')?.contentDocument?.querySelector('.leaflet-map-pane')"


@dataclass
class Target:
    """What is to be reached: a value of at most `most`."""

    text: str
    samples: list[float]
    most: float
    unit: str

    @property
    def value(self) -> float:
        """The median; of sizes and shifts the largest."""
        return max(self.samples) if self.unit in {"kB", ""} else statistics.median(self.samples)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.addresses", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few samples, only printed")
    quick = parser.parse_args().quick
    times = QUICK if quick else SAMPLES
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        bench = Bench(browser, Path(folder), 1)
        write_dataset(SOURCE, bench.dataset(REAL), REAL)
        targets, others = _measured(bench, times)
        described = machine.describe(browser.version)
        browser.close()
    text = section(targets, others, described)
    _say(text)
    if not quick:
        samples = {
            "machine": described,
            "targets": {one.text: one.samples for one in targets},
            "others": others,
        }
        RESULTS.write_text(json.dumps(samples, indent=1) + "\n", encoding="utf-8")
        README.write_text(publish(README.read_text(encoding="utf-8"), text, MARK), encoding="utf-8")


def _measured(bench: Bench, times: int) -> tuple[list[Target], dict[str, list[float]]]:
    environment = {"DASHBOARD_TODAY": TODAY}
    empty_environment = environment | pages.environment(bench)
    with ExitStack() as stack:
        address = stack.enter_context(running(bench.log("page"), environment))
        empty = stack.enter_context(
            running(bench.log("empty"), empty_environment, "tests/benchmarks/apps/empty.py")
        )
        floor.write_page(bench, REAL, bench.folder / "floor")
        bare = stack.enter_context(floor.served(bench.folder / "floor"))
        empty = f"{empty}/?way=empty&size={REAL}"
        for one in (address, empty):
            _first_map(bench.browser, one)
        drawn = [_page(bench.browser, address) for _ in range(times)]
        phone = [_page(bench.browser, address, (390, 844)) for _ in range(times)]
        warm = _pages_warm(bench.browser, address, times)
        cold = [_first_map(bench.browser, address) for _ in range(times)]
        empty_cold = [_first_map(bench.browser, empty) for _ in range(times)]
        embeds = [_first_map(bench.browser, f"{address}/embed?lang=en", bench.map_size) for _ in range(times)]
        bares = [_first_map(bench.browser, f"{bare}/page/", bench.map_size) for _ in range(times)]
        server_times, sizes = _plain_pages(address)
        pictures = [_asked(f"{address}/preview.png?day={1990 + number}-05-05")[0] for number in range(times)]
        crowd = asyncio.run(_crowd(address))
    shifts = [one["shift"] for one in (*drawn, *phone)]
    targets = [
        Target(
            "The first outline is drawn within 350 ms of the request",
            [one["outlined"] for one in drawn],
            350,
            "ms",
        ),
        Target("The page shifts by at most 0.1 while it builds, also on a phone", shifts, 0.1, ""),
        Target(
            "The usable map takes at most 1.4 times a Streamlit page's with an empty `st_folium` map, cold",
            [_ratio(cold, empty_cold)],
            1.4,
            "x",
        ),
        Target(
            "The embed's usable map takes at most 1.3 times the bare page's",
            [_ratio(embeds, bares)],
            1.3,
            "x",
        ),
        Target(
            "A plain page that nobody has asked for takes the server less than 20 ms", server_times, 20, "ms"
        ),
        Target("A plain page has less than 60 kB", sizes, 60, "kB"),
    ]
    others = {
        "The usable map, cold, ms": cold,
        "The usable map, warm, ms": warm,
        "`st_folium` with an empty map, cold, ms": empty_cold,
        "The embed's usable map, cold, ms": embeds,
        "The same drawing in a bare page, cold, ms": bares,
        "A picture of 1200 x 630, drawn anew, ms": pictures,
        f"{READERS} readers of one embed at once, its page and five files each: all answered after, s": [
            crowd
        ],
    }
    return targets, others


def _page(browser: Browser, address: str, size: tuple[int, int] = (1440, 900)) -> dict[str, float]:
    """Return when the page was outlined and usable (ms after the request), and by how much it shifted."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(address)
    page.wait_for_function("() => window.usable", timeout=LOAD_SECONDS * 1000)
    page.wait_for_load_state("networkidle")
    found: dict[str, float] = page.evaluate("() => ({ outlined, usable, shift: window.shift })")
    context.close()
    return found


def _pages_warm(browser: Browser, address: str, times: int) -> list[float]:
    """Return the times to a usable map of a browser that has been there before."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    taken = []
    for _ in range(times + 1):
        page.goto(address)
        page.wait_for_function("() => window.usable", timeout=LOAD_SECONDS * 1000)
        taken.append(float(page.evaluate("window.usable")))
        page.goto("about:blank")
    context.close()
    return taken[1:]


def _first_map(browser: Browser, address: str, size: tuple[int, int] = WINDOW) -> float:
    with session(browser, size) as opened:
        return opened.first_map(address, seconds=LOAD_SECONDS)


def _ratio(ours: list[float], theirs: list[float]) -> float:
    return statistics.median(ours) / statistics.median(theirs)


def _asked(address: str) -> tuple[float, float]:
    """Return the milliseconds and the kilobytes of an answer."""
    began = time.perf_counter()
    with urllib.request.urlopen(address, timeout=LOAD_SECONDS) as answer:  # noqa: S310 - Our own server.
        content = answer.read()
    return (time.perf_counter() - began) * 1000, len(content) / 1000


def _plain_pages(address: str) -> tuple[list[float], list[float]]:
    """Return the times and sizes of plain pages that nobody has asked for before."""
    dataset = geo.load(SOURCE)
    taken, sizes = [], []
    for code in LANGUAGES:
        paths = [plain_path("event", name, code) for name in list(slugs(dataset).event_of)[::EVERY]]
        paths += [plain_path("district", str(name), code) for name in dataset.districts.index]
        paths += [plain_path("place", str(name), code) for name in dataset.places.index[::EVERY]]
        paths += [
            plain_path("events", code=code),
            plain_path("districts", code=code),
            plain_path("places", code=code),
        ]
        _asked(f"{address}{paths.pop()}")  # The first of a language translates the dataset.
        for path in paths:
            milliseconds, kilobytes = _asked(f"{address}{path}")
            taken.append(milliseconds)
            sizes.append(kilobytes)
    return taken, sizes


async def _crowd(address: str) -> float:
    """Return the seconds in which many readers of an article have all got its embed."""
    text = urllib.request.urlopen(f"{address}/embed?day=2020-11-25&lang=en").read().decode()  # noqa: ASYNC210, S310
    files = [part.split('"')[0] for part in text.split('"embed/')[1:]]
    paths = ["embed?day=2020-11-25&lang=en", *(f"embed/{name}" for name in dict.fromkeys(files))]
    gate = asyncio.Semaphore(AT_ONCE)
    began = time.perf_counter()

    async def read() -> None:
        async with gate:
            for path in paths:
                await asyncio.to_thread(_packed, f"{address}/{path}")

    await asyncio.gather(*(read() for _ in range(READERS)))
    return time.perf_counter() - began


def _packed(address: str) -> None:
    request = urllib.request.Request(address, headers={"accept-encoding": "gzip"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=LOAD_SECONDS) as answer:  # noqa: S310
        answer.read()


def section(targets: list[Target], others: dict[str, list[float]], described: dict[str, str]) -> str:
    """Return what stands between the marks in the README."""
    lines = ["| target | measured | |", "| --- | ---: | --- |"]
    for one in targets:
        verdict = "reached" if one.value <= one.most else "**missed**"
        shown = f"{one.value:,.2f}" if one.unit in {"", "x"} else f"{one.value:,.0f}"
        lines.append(f"| {one.text} | {shown} {one.unit} | {verdict} |")
    lines += ["", "| beside it | |", "| --- | ---: |"]
    lines += [
        f"| {text} | {statistics.median(values):,.{0 if ', ms' in text else 1}f} |"
        for text, values in others.items()
    ]
    about = "; ".join(f"{name} {fact}" for name, fact in described.items())
    return "\n".join([*lines, "", f"Measured on: {about}."])


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - a command line prints


if __name__ == "__main__":
    main()
