"""The guard of the browser tests itself: without it, "no outside request" would prove nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

OUTSIDE = "https://tiles.invalid/0/0/0.png"
FETCH = "(address) => fetch(address).then(() => 'answered', () => 'refused')"


def test_a_request_off_the_machine_is_refused_and_noted(page: Page, outside_requests: list[str]) -> None:
    page.goto("about:blank")  # The dashboard's own policy would keep the browser from asking.
    assert page.evaluate(FETCH, OUTSIDE) == "refused"
    assert OUTSIDE in outside_requests
    outside_requests.clear()


def test_a_socket_off_the_machine_is_noted(page: Page, outside_requests: list[str]) -> None:
    page.goto("about:blank")
    with page.expect_websocket(lambda socket: "invalid" in socket.url):
        page.evaluate("() => { new WebSocket('wss://collector.invalid/') }")
    assert outside_requests == ["wss://collector.invalid/"]
    outside_requests.clear()


def test_the_policy_of_the_page_keeps_the_browser_from_asking_others(
    page: Page, server: str, outside_requests: list[str]
) -> None:
    page.goto(server)
    assert page.evaluate(FETCH, OUTSIDE) == "refused"
    assert outside_requests == []


def test_a_request_to_the_page_itself_is_answered(page: Page, server: str) -> None:
    page.goto(server)
    assert page.evaluate(FETCH, f"{server}/_stcore/health") == "answered"


def test_the_page_takes_orders_of_no_other_site(page: Page, server: str) -> None:
    assert page.request.get(f"{server}/_stcore/host-config").json()["allowedOrigins"] == []
