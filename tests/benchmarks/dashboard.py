"""The dashboard itself under measurement."""

from __future__ import annotations

from functools import partial
from itertools import cycle, islice
from typing import TYPE_CHECKING

from components.wording.map_words import STRINGS
from geo.i18n import date_text
from tests.benchmarks.floor import prepare
from tests.benchmarks.results import Cell
from tests.benchmarks.sampling import FEWEST, LOAD_SECONDS, SETTLED_STEPS, TODAY, Bench, drag_offsets, samples
from tests.benchmarks.session import NoAnswerError, Session, session
from tests.browser.page import DashboardPage
from tests.browser.server import running

if TYPE_CHECKING:
    from collections.abc import Iterator

DISTRICTS = {"kalbajar": "Kalbajar", "lachin": "Lachin", "fuzuli": "Fuzuli", "zangilan": "Zangilan"}
SIZE = "(stage) => [stage.map.getSize().x, stage.map.getSize().y]"
KEEP_HOME = "(stage) => { window.home = [stage.map.getCenter(), stage.map.getZoom()] }"
GO_HOME = "(stage) => { stage.map.setView(...window.home, { animate: false }) }"
IS_SELECTED = "(stage, id) => stage.shared.scene.districts[stage.shared.selected]?.id === id"


def measure(bench: Bench, way: str, sizes: list[int]) -> Iterator[Cell]:
    """Measure the dashboard with each number of events; each has a server of its own."""
    for size in sizes:
        cell = Cell(way, size)
        environment = {"DASHBOARD_DATASET": str(bench.dataset(size)), "DASHBOARD_TODAY": TODAY}
        with running(bench.log(f"{way}-{size}"), environment) as address:
            try:
                cell.load_seconds = _load(bench, size, address)
                cell.first_map = samples(partial(_first_map, bench, address), 2 * FEWEST)
                with session(bench.browser) as opened:
                    _handle(opened, address, bench, cell)
            except NoAnswerError as error:
                cell.no_answer = str(error)
        yield cell


def _load(bench: Bench, size: int, address: str) -> float:
    """Return the seconds to the first page of a new server; meanwhile the floor is prepared."""
    with session(bench.browser) as opened:
        return opened.first_map(address, seconds=LOAD_SECONDS, meanwhile=partial(prepare, bench, size)) / 1000


def _first_map(bench: Bench, address: str) -> float:
    with session(bench.browser) as opened:
        return opened.first_map(address)


def _handle(opened: Session, address: str, bench: Bench, cell: Cell) -> None:
    opened.first_map(address)
    page = DashboardPage(opened.page, address)
    width, height = page.ask_map(SIZE)
    bench.map_size = (width, height)
    _take_steps(opened, page, bench, cell)
    cell.click = _clicks(opened, page)
    opened.first_map(address)  # The memory is that of a page on which nothing else was done.
    drag = Drag(opened, page)
    for steps in (SETTLED_STEPS, bench.heap_steps):
        for offset in islice(drag_offsets(), steps - sum(cell.heap)):
            drag.to(offset)
        cell.heap[steps] = opened.heap()
    drag.release()


def _take_steps(opened: Session, page: DashboardPage, bench: Bench, cell: Cell) -> None:
    drag, ways = Drag(opened, page), drag_offsets()
    before = opened.bytes_exchanged()
    cell.drag_step = samples(lambda: drag.to(next(ways)), bench.steps)
    cell.bytes_per_step = (opened.bytes_exchanged() - before) / len(cell.drag_step)
    drag.release()
    before = opened.bytes_exchanged()
    cell.details = samples(lambda: _release_elsewhere(opened, page), 3 * FEWEST)
    cell.bytes_per_release = (opened.bytes_exchanged() - before) / len(cell.details)
    day = page.slider("day")
    cell.key_step = samples(
        lambda: opened.picture_after("keydown", lambda: day.press("ArrowLeft")), bench.steps
    )


def _release_elsewhere(opened: Session, page: DashboardPage) -> float:
    drag = Drag(opened, page)
    drag.to(-next(drag_offsets()))
    return drag.release()


def _clicks(opened: Session, page: DashboardPage) -> list[float]:
    """Click one district after the other, each on the map as it was at first.

    The events are switched off: of many there is one under every pixel, and a click would pick it.
    """
    layers = page.map_frame().get_by_role("button", name=STRINGS["layers.label"])
    layers.click()
    page.map_frame().get_by_label(STRINGS["layers.events"], exact=True).uncheck()
    layers.click()
    page.ask_map(KEEP_HOME)
    districts = cycle(DISTRICTS)

    def click() -> float:
        district = next(districts)
        page.ask_map(GO_HOME)
        took = opened.heading_after("click", lambda: page.click_district(district), DISTRICTS[district])
        page.wait_for_map(IS_SELECTED, district)
        return took

    return samples(click, 2 * len(DISTRICTS))


class Drag:
    """The handle of the day, held down until it is released."""

    def __init__(self, opened: Session, page: DashboardPage) -> None:
        self._opened, self._page = opened, page
        self._x, self._y = page.grip_of("day")
        opened.page.mouse.move(self._x, self._y)
        opened.page.mouse.down()

    def to(self, pixels: float) -> float:
        """Move as far from where it was grasped; return the time to the new picture."""
        mouse = self._opened.page.mouse
        return self._opened.picture_after("pointermove", lambda: mouse.move(self._x + pixels, self._y))

    def release(self) -> float:
        """Let go; return the time until the panel is headed by the day."""
        day = date_text(self._page.day_of("day"))
        return self._opened.heading_after("pointerup", self._opened.page.mouse.up, day)
