"""Limits of requests: each address has its own, what takes long counts for more, and time gives it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as search
from hypothesis import strategies as st

from components.http import metrics
from components.http.limits import MOST_ADDRESSES, Allowance, kind_of, payer

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from geo import Dataset


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_minutes_requests_are_let_in_at_once_and_no_more() -> None:
    clock = Clock()
    allowance = Allowance(60, clock)
    assert [allowance.wait("a") for _ in range(60)] == [0] * 60
    assert allowance.wait("a") == 1
    assert allowance.wait("b") == 0
    clock.now += 5
    assert [allowance.wait("a") for _ in range(5)] == [0] * 5
    assert allowance.wait("a") == 1


def test_what_takes_long_counts_for_more_and_is_let_in_once_the_rest_is_paid() -> None:
    clock = Clock()
    allowance = Allowance(10, clock)
    assert allowance.wait("a", worth=1000) == 0
    waited = allowance.wait("a", worth=1000)
    assert waited == 60
    clock.now += waited
    assert allowance.wait("a", worth=1000) == 0


@search(max_examples=40)
@given(
    st.integers(1, 200),
    st.lists(st.tuples(st.floats(0, 30), st.integers(1, 20)), max_size=60),
)
def test_no_minute_has_more_than_two_minutes_allowance(a_minute: int, asked: list[tuple[float, int]]) -> None:
    clock = Clock()
    allowance = Allowance(a_minute, clock)
    let_in: list[float] = []
    for pause, count in asked:
        clock.now += pause
        let_in.extend(clock.now for _ in range(count) if allowance.wait("a") == 0)
    for begin in let_in:
        assert sum(begin <= moment < begin + 60 for moment in let_in) <= 2 * a_minute + 1


def test_few_addresses_are_remembered() -> None:
    allowance = Allowance(1, Clock())
    for number in range(MOST_ADDRESSES + 10):
        assert allowance.wait(str(number)) == 0
    assert allowance.wait("0") == 0
    assert allowance.wait(str(MOST_ADDRESSES + 9)) > 0


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("GET", "/api", "data"),
        ("GET", "/api/collections/events/items", "data"),
        ("OPTIONS", "/api", None),
        ("GET", "/events.csv", "data"),
        ("GET", "/calendar.ics", "data"),
        ("GET", "/feed.atom", "data"),
        ("GET", "/preview.png", "pictures"),
        ("GET", "/az/preview/event/x.png", "pictures"),
        ("PUT", "/_stcore/upload_file/session/file", "uploads"),
        ("GET", "/", None),
        ("GET", "/event/x", None),
        ("GET", "/apiary", None),
    ],
)
def test_what_costs_is_known_by_its_address(method: str, path: str, kind: str | None) -> None:
    assert kind_of(method, path) == kind


@pytest.mark.parametrize(
    ("path", "query", "kind"),
    [
        ("/event/x", "", "data"),
        ("/az/event/x", "", "data"),
        ("/", "day=1994-05-12&event=x", "data"),
        ("/", "%65vent=x", "data"),
        ("/embed", "event=x", "data"),
        ("/events", "", None),
        ("/", "day=1994-05-12", None),
    ],
)
def test_of_a_store_what_names_an_event_costs_as_data(path: str, query: str, kind: str | None) -> None:
    assert kind_of("GET", path, query, store=True) == kind
    assert kind_of("GET", path, query) is None


def test_a_customer_of_a_provider_pays_for_all_its_addresses() -> None:
    assert payer("2001:db8:0:1:aaaa::1") == payer("2001:db8:0:1:bbbb::2") != payer("2001:db8:0:2::1")
    assert payer("::ffff:192.0.2.1") == payer("192.0.2.1")


def test_who_asks_too_often_is_told_when_to_ask_again(
    client_of: Callable[..., TestClient], made_up: Dataset
) -> None:
    client = client_of(made_up, DASHBOARD_DATA_PER_MINUTE="3")
    before = metrics.REFUSED.labels("data")._value.get()  # noqa: SLF001 - It has no other way to be read.
    assert [client.get("/api/conformance").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get("/api/conformance")
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.json()["code"] == "TooManyRequests"
    assert refused.headers["access-control-allow-origin"] == "*"
    assert client.get("/events.csv").status_code == 429
    assert client.get("/event/x").status_code == 404
    assert metrics.REFUSED.labels("data")._value.get() == before + 3  # noqa: SLF001
    assert {client_of(made_up, DASHBOARD_DATA_PER_MINUTE="0").get("/api").status_code for _ in range(9)} == {
        200
    }
