"""Trial of accessibility: axe in every state of the page, light and dark, wide and narrow, in the map's frame too."""

from __future__ import annotations

import os
import re
import tempfile
from datetime import date
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import Error, expect, sync_playwright

import geo
from components.downloads.standalone_html import standalone
from components.view.state import ViewState
from geo.dates import day_number
from geo.export import Provenance
from tests.axe import Violation, violations
from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.page import GO, READY, DashboardPage
from tests.browser.server import started
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, ViewportSize

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
SIZES: tuple[ViewportSize, ...] = ({"width": 1440, "height": 900}, {"width": 390, "height": 844})
NARROW = 800
TODAY = "2026-11-21"
PATIENCE = 60_000
SEEN = "try { localStorage.setItem('map-hints-seen', '1') } catch {}"
EVENT = "kalbajar-1993-04-displacement"
TITLE = "Displacement of the people of Kalbajar"
DAY = "25 November 2020"
PLAIN = (
    f"/event/{EVENT}",
    "/events",
    "/district/kalbajar",
    "/districts",
    "/place/aghali",
    "/places",
    "/stories",
    "/story/kalbajar",
    "/story/kalbajar/2",
    f"/ru/event/{EVENT}",
    "/hy/district/lachin",
    "/az/places",
    "/event/2000-no-such",
    f"/suggest?event={EVENT}&source=city-day-notice-2023&field=displaced_persons",
    "/my-suggestions",
    "/review",
    f"/history?about=events%2F{EVENT}",
)
OWN = b"title,date,lat,lon\nA bridge was opened,2022-05-01,39.9,46.0\n,3 June 2021,,\n"


class Scene:
    """One page in a browser context of its own, which is brought from state to state."""

    def __init__(self, browser: Browser, address: str, theme: Theme, size: ViewportSize, seen: str) -> None:
        self.context = browser.new_context(
            viewport=size, color_scheme=theme, locale="en-GB", timezone_id="UTC", has_touch=False
        )
        self.context.add_init_script(seen)
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.dashboard = DashboardPage(self.page, address)
        self.is_narrow = size["width"] < NARROW
        self.is_loaded = False

    def open(self, query: str = "", heading: str = DAY) -> None:
        """Go to a view with a map, loading the page where it is not there yet, and wait for the panel's heading."""
        if not self.is_loaded:
            self.dashboard.open(query)
            self.is_loaded = True
        else:
            self.page.evaluate(GO, f"?{query}")
        panel = self.dashboard.panel().get_by_role("heading", name=re.compile(heading)).first
        expect(panel).to_be_visible(timeout=PATIENCE)
        self.dashboard.map_frame()

    def read(self, query: str, heading: str) -> None:
        """Go to a part of the page without a map, and wait until it has a heading."""
        self.open()
        self.page.evaluate(GO, f"?{query}")
        found = self.page.get_by_role("heading", name=re.compile(heading)).first
        expect(found).to_be_visible(timeout=PATIENCE)

    def press(self, name: str) -> None:
        """Press a button of the page by its name; on a phone the filters are opened first."""
        button = self.page.get_by_role("button", name=re.compile(f"^{name}")).first
        if self.is_narrow and not button.is_visible():
            self.page.get_by_role("button", name="Filters", exact=True).click()
        button.click()

    def menu(self, name: str) -> None:
        """Open one of the menus."""
        self.open()
        self.press(name)
        expect(self.page.get_by_test_id("stPopoverBody")).to_be_visible(timeout=PATIENCE)

    def own_events(self, file: bytes | None) -> None:
        """Open the dialog of a person's own events, with a file or without."""
        self.open()
        self.press("Add events")
        dialog = self.page.get_by_role("dialog")
        expect(dialog).to_be_visible(timeout=PATIENCE)
        if file is None:
            return
        given = {"name": "own.csv", "mimeType": "text/csv", "buffer": file}
        dialog.locator("input[type=file]").first.set_input_files(given)  # type: ignore[arg-type]
        expect(dialog.get_by_role("button", name="Show on the map")).to_be_visible(timeout=PATIENCE)

    def keys(self) -> None:
        """Open the table of keys, the way a person without a mouse does."""
        self.open()
        keys = self.page.get_by_role("button", name="Keys", exact=True)
        keys.focus()
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("dialog")).to_be_visible()

    def printed(self) -> None:
        """Show an event as it is printed."""
        self.open(f"event={EVENT}", TITLE)
        self.page.emulate_media(media="print")

    def file(self) -> None:
        """Open the map that is a file of its own."""
        dataset = geo.load(CHECKOUT / "data" / "karabakh")
        state = ViewState(day_number("1993-04-03"), day_number("1992-01-01"), day_number("1994-12-31"))
        provenance = Provenance(dataset.about, "Events", "https://map.example/", date(2026, 11, 21))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "map.html"
            made = standalone(dataset, state, today=day_number(TODAY), provenance=provenance, name="view")
            path.write_bytes(made)
            self.is_loaded = False
            self.page.goto(path.as_uri())
            self.page.wait_for_function(READY)

    def plain(self, path: str) -> None:
        """Open a page without a script."""
        self.is_loaded = False
        self.page.goto(f"{self.dashboard.address}{path}")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def embed(self, path: str) -> None:
        """Open what an article shows in a frame, by itself."""
        self.is_loaded = False
        self.page.goto(f"{self.dashboard.address}{path}")
        self.page.wait_for_function(READY)

    def check(self) -> list[Violation]:
        """Return what axe finds in the page and in the map's frame."""
        frames = [frame for frame in self.page.frames[1:] if frame.evaluate(READY)]
        found = violations([self.page, *frames])
        self.page.emulate_media(media="screen")
        self.page.keyboard.press("Escape")  # What is open is closed for the next state.
        return found


def found_in(scene: Scene, bring: Callable[[Scene], None]) -> list[str]:
    """Return what axe finds in a state; one that the page cannot be brought to is a fault too."""
    try:
        bring(scene)
        return [str(violation) for violation in scene.check()]
    except (AssertionError, Error) as error:
        scene.is_loaded = False
        return [f"not reached: {str(error).splitlines()[0]}"]


STATES: dict[str, Callable[[Scene], None]] = {
    "map": lambda scene: scene.open(),
    "district": lambda scene: scene.open("district=kalbajar", "Kalbajar"),
    "event": lambda scene: scene.open(f"event={EVENT}", TITLE),
    "list": lambda scene: scene.open("list=unplaced", "no place on the map"),
    "nothing found": lambda scene: scene.open("q=xyzzy", "^0 of"),
    "compare": lambda scene: scene.open("compare=1995-01-01"),
    "figures": lambda scene: scene.read("page=figures", "Figures of"),
    "disagreements": lambda scene: scene.read("page=disagreements", "Sources disagree"),
    "about": lambda scene: scene.read("page=about", "How it is made"),
    "stories": lambda scene: scene.read("page=stories", "Stories|stories"),
    "own events": lambda scene: scene.own_events(None),
    "own file": lambda scene: scene.own_events(OWN),
    "download": lambda scene: scene.menu("Download"),
    "dates": lambda scene: scene.menu("Dates"),
    "categories": lambda scene: scene.menu("Categories"),
    "districts": lambda scene: scene.menu("Districts"),
    "evidence": lambda scene: scene.menu("Evidence"),
    "voices": lambda scene: scene.menu("Voices"),
    "keys": Scene.keys,
    "printed": Scene.printed,
    "file": Scene.file,
    **{f"plain {path}": partial(Scene.plain, path=path) for path in PLAIN},
    "embed": lambda scene: scene.embed("/embed?day=2020-11-25"),
    "embed of an event": lambda scene: scene.embed(f"/embed?event={EVENT}&lang=hy"),
    "embed of a story": lambda scene: scene.embed("/embed?story=kalbajar&step=2"),
}
FIRST_VISIT = "hints of a first visit"


def trial(only: str = "") -> bool:
    """Print what axe finds, state by state; true where it finds nothing.

    Parameters
    ----------
    only
        A pattern of the states to look at; "" looks at all.
    """
    good = True
    total = 0
    print("| state | theme | width | violations |\n| --- | --- | ---: | ---: |", flush=True)
    environment = {**os.environ, "DASHBOARD_TODAY": TODAY}
    with (
        tempfile.TemporaryDirectory() as folder,
        started(Path(folder) / "server.log", environment) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        for theme, size in product(THEMES, SIZES):
            first = Scene(browser, server.address, theme, size, "")
            later = Scene(browser, server.address, theme, size, SEEN)
            states = {FIRST_VISIT: STATES["map"], **STATES}
            for name, bring in states.items():
                if not re.search(only, name):
                    continue
                faults = found_in(first if name == FIRST_VISIT else later, bring)
                total += 1
                good &= not faults
                print(f"| {name} | {theme} | {size['width']} | {len(faults)} |", flush=True)
                for fault in faults:
                    print(f"  - {fault}", flush=True)
            first.context.close()
            later.context.close()
        browser.close()
    print(f"\n{total} states", flush=True)
    return good
