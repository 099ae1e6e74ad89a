"""One page under measurement: how long from input to picture, how many bytes, how much memory."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.chromium import DESKTOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

PROBE = Path(__file__).parent / "apps" / "probe.js"
ANSWER_SECONDS = 60
WINDOW = (DESKTOP["width"], DESKTOP["height"])
PANEL = ".st-key-side"


class NoAnswerError(Exception):
    """A page did not show in `ANSWER_SECONDS` what it was asked for."""


class Session:
    """A page in a browser context of its own, with the probe in each of its frames.

    Times are milliseconds; they begin with the event that the browser noted, and end at the
    beginning of the frame after the one that painted what the event led to.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._cdp = page.context.new_cdp_session(page)

    def first_map(
        self, address: str, *, seconds: float = ANSWER_SECONDS, meanwhile: Callable[[], object] | None = None
    ) -> float:
        """Open an address; return the time from the start of the navigation to its first map.

        Parameters
        ----------
        address
            Of the page.
        seconds
            How long to wait.
        meanwhile
            Called while the page loads, for what else there is to do.
        """
        self.page.goto(address, wait_until="commit")
        if meanwhile is not None:
            meanwhile()
        return self._picture("the first map", seconds) - float(
            self.page.evaluate("() => performance.timeOrigin")
        )

    def picture_after(self, kind: str, act: Callable[[], None], step: int | None = None) -> float:
        """Return the time from an input event, caused by `act`, to the map of a step, or to any other map."""
        self.page.evaluate("(step) => benchmark.expect(step)", step)
        act()
        return self._picture(f"a map after {kind}") - self._input(kind)

    def heading_after(self, kind: str, act: Callable[[], None], words: str) -> float:
        """Return the time from an input event, caused by `act`, to a heading in the panel."""
        self.page.evaluate("([panel, words]) => benchmark.expectHeading(panel, words)", [PANEL, words])
        act()
        return self._noted("() => benchmark.read", f"{words!r} after {kind}") - self._input(kind)

    def heap(self) -> int:
        """Return the bytes of JavaScript's memory after a collection, the stores of typed arrays included."""
        self._cdp.send("HeapProfiler.collectGarbage")
        usage = self._cdp.send("Runtime.getHeapUsage")
        return int(usage["usedSize"] + usage.get("backingStorageSize", 0))

    def bytes_exchanged(self) -> int:
        """Return the bytes of all messages that went through the page's sockets so far, uncompressed."""
        return int(self.page.evaluate("() => benchmark.bytes"))

    def _picture(self, asked: str, seconds: float = ANSWER_SECONDS) -> float:
        return self._noted("() => benchmark.shown?.time", asked, seconds)

    def _noted(self, expression: str, asked: str, seconds: float = ANSWER_SECONDS) -> float:
        try:
            noted: Any = self.page.wait_for_function(expression, timeout=seconds * 1000)
        except PlaywrightTimeoutError as error:
            message = f"{asked}, within {seconds:g} s"
            raise NoAnswerError(message) from error
        return float(noted.json_value())

    def _input(self, kind: str) -> float:
        return float(self.page.evaluate("(kind) => benchmark.input[kind]", kind))


@contextmanager
def session(browser: Browser, size: tuple[int, int] = WINDOW) -> Iterator[Session]:
    """Open a page with empty caches in a window of a size, in CSS pixels."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="en-GB",
        timezone_id="UTC",
        color_scheme="light",
        reduced_motion="reduce",  # A flight of the map is no part of an answer.
    )
    context.add_init_script(path=PROBE)
    try:
        yield Session(context.new_page())
    finally:
        context.close()
