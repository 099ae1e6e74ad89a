"""The dashboard as a person handles it: the map, the timeline, the panel and the address line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Frame, Locator, Page

MAP = "iframe[title='streamlit_folium.st_folium']"
READY = "() => window.stage?.ready === true"
DRAG_STEPS = 12


class DashboardPage:
    """Handles one open page; waits for what the page says of itself, never for a time."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def open(self, query: str = "") -> DashboardPage:
        """Load the page, with a view such as ``district=kalbajar``, and wait until its map is drawn."""
        self.page.goto(f"{self.address}/?{query}" if query else self.address)
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

    def point_of_district(self, district: str) -> tuple[float, float]:
        """Where on the page a district's label point is drawn, in CSS pixels."""
        point = self.ask_map("(stage, id) => stage.pointOfDistrict(id)", district)
        frame = _box(self.page.locator(MAP))
        return frame["x"] + point["x"], frame["y"] + point["y"]

    def click_district(self, district: str) -> None:
        """Click a district's polygon with the mouse."""
        self.page.mouse.click(*self.point_of_district(district))

    # --- the timeline ---

    def handle(self, name: str) -> Locator:
        """A slider of the timeline by its accessible name."""
        return self.page.get_by_role("slider", name=name)

    def day_of(self, name: str) -> int:
        """The day at which a slider stands, in days since 1970-01-01."""
        return int(self.handle(name).get_attribute("aria-valuenow") or "")

    def drag(self, name: str, pixels: float) -> None:
        """Drag a slider sideways with the mouse, in steps as a hand does."""
        box = _box(self.handle(name))
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + pixels, y, steps=DRAG_STEPS)
        self.page.mouse.up()


def _box(locator: Locator) -> FloatRect:
    locator.wait_for()
    box = locator.bounding_box()
    assert box is not None, f"{locator} is not on the page"
    return box
