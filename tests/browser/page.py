"""The dashboard as a person handles it: the map, the timeline, the panel and the address line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Frame, Locator, Page

SliderPart = Literal["day", "from", "to", "compare"]

MAP = "iframe[title='streamlit_folium.st_folium']"
GRIP = ".tl-pill, .tl-reach"
READY = "() => window.stage?.ready === true"
DRAG_STEPS = 12
FIRST_VIEW_MILLISECONDS = 60_000  # The server's first page reads and joins the dataset.


class DashboardPage:
    """Handles one open page; waits for what the page says of itself, never for a time."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def open(self, query: str = "") -> DashboardPage:
        """Load the page, with a view such as ``district=kalbajar``, and wait until its map is drawn."""
        self.page.goto(f"{self.address}/?{query}" if query else self.address)
        self.page.locator(MAP).wait_for(timeout=FIRST_VIEW_MILLISECONDS)
        self.map_frame()
        return self

    @property
    def query(self) -> dict[str, str]:
        """The view in the address line."""
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    # --- the map ---

    def map_frame(self) -> Frame:
        """The map's frame, once the map has drawn itself."""
        element = self.page.locator(MAP).element_handle()
        frame = element.content_frame()
        assert frame is not None, "the map's element holds no frame"
        frame.wait_for_function(READY)
        return frame

    def ask_map(self, expression: str, argument: object = None) -> Any:  # noqa: ANN401 - JavaScript's value
        """Evaluate a function of ``(stage, argument)`` in the map's frame."""
        return self.map_frame().evaluate(f"(argument) => ({expression})(window.stage, argument)", argument)

    def wait_for_map(self, expression: str, argument: object = None) -> None:
        """Wait until a function of ``(stage, argument)`` is true in the map's frame."""
        self.map_frame().wait_for_function(
            f"(argument) => ({expression})(window.stage, argument)", arg=argument
        )

    def painted(self) -> dict[str, Any]:
        """What the map shows: ``day``, ``from``, ``to`` (days since 1970-01-01), ``events``, ``sequence``."""
        shown: dict[str, Any] = self.ask_map("(stage) => stage.painted")
        return shown

    def wait_for_day(self, day: int) -> None:
        """Wait until the map shows a day."""
        self.wait_for_map("(stage, day) => stage.painted.day === day", day)

    def point_of_district(self, district: str) -> tuple[float, float]:
        """Where on the page a district's label point is drawn, in CSS pixels."""
        return self._on_page(self.ask_map("(stage, id) => stage.pointOfDistrict(id)", district))

    def point_of_event(self, index: int) -> tuple[float, float]:
        """Where on the page an event's marker, or the cluster that holds it, is drawn, in CSS pixels."""
        return self._on_page(self.ask_map("(stage, index) => stage.pointOfEvent(index)", index))

    def click_district(self, district: str) -> None:
        """Click a district's polygon with the mouse."""
        self.page.mouse.click(*self.point_of_district(district))

    def click_event(self, index: int) -> None:
        """Click an event's marker with the mouse."""
        self.page.mouse.click(*self.point_of_event(index))

    def _on_page(self, point: tuple[float, float]) -> tuple[float, float]:
        frame = _box(self.page.locator(MAP))
        return frame["x"] + point[0], frame["y"] + point[1]

    # --- the timeline ---

    def slider(self, part: SliderPart) -> Locator:
        """A slider of the timeline."""
        return self.page.locator(f"[role=slider][data-part={part}]")

    def day_of(self, part: SliderPart) -> int:
        """The day at which a slider stands, in days since 1970-01-01."""
        return int(self.slider(part).get_attribute("aria-valuenow") or "")

    def drag(self, part: SliderPart, pixels: float, *, release: bool = True) -> None:
        """Drag a slider sideways with the mouse, in steps as a hand does."""
        box = _box(self.slider(part).locator(GRIP))
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + pixels, y, steps=DRAG_STEPS)
        if release:
            self.page.mouse.up()


def _box(locator: Locator) -> FloatRect:
    locator.wait_for()
    box = locator.bounding_box()
    assert box is not None, f"{locator} is not on the page"
    return box
