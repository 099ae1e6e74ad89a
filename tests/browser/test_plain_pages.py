"""Plain pages in a browser: nothing in them fails, with texts that attack too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize("served", ["server", "hostile"])
def test_a_plain_page_has_no_error_on_its_console(
    served: str, page: Page, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue(served)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/events")
    page.locator("main .rows a").first.click()
    page.wait_for_url("**/event/**")
    assert page.locator(".locator svg path").count() > 1
    assert page.locator("main h1").is_visible()
    assert page.evaluate("window.attacked") is None
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.goto(f"{address}/hy/districts")
    page.locator("main table a").first.click()
    page.wait_for_url("**/hy/district/**")
    assert said == []
