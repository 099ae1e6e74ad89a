"""Proxies: what they say is believed of those that are named, and of nobody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from components.http.proxies import ForwardedHeaders, is_among
from components.settings import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Receive, Scope, Send

    from geo import Dataset

PROXIES = settings({"DASHBOARD_PROXIES": "10.0.0.0/8, 127.0.0.1, 2001:db8::/32"}).proxies


def passed_on(client: tuple[str, int], *headers: tuple[str, str], kind: str = "http") -> dict[str, Any]:
    """What the app is asked, after the headers have been looked at."""
    seen: dict[str, Any] = {}

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.update(scope)

    async def nothing(*_args: object) -> Any:  # noqa: ANN401 - Neither is called.
        return {}

    scope: dict[str, Any] = {
        "type": kind,
        "client": client,
        "scheme": "http",
        "path": "/events",
        "raw_path": b"/events",
        "headers": [(b"host", b"inner"), *((name.encode(), value.encode()) for name, value in headers)],
    }
    # A coroutine that never waits needs no loop.
    with pytest.raises(StopIteration):
        ForwardedHeaders(app, PROXIES)(scope, nothing, nothing).send(None)
    return seen


FORWARDED = (
    ("x-forwarded-for", "203.0.113.9, 198.51.100.7, 10.1.2.3"),
    ("x-forwarded-proto", "https"),
    ("x-forwarded-host", "map.example.org"),
    ("x-forwarded-prefix", "/karabakh"),
)


@pytest.mark.parametrize("peer", [("10.9.9.9", 4000), ("::ffff:10.9.9.9", 4000), ("198.51.100.7", 0)])
def test_a_proxy_is_believed(peer: tuple[str, int]) -> None:
    seen = passed_on(peer, *FORWARDED)
    assert seen["client"][0] == "198.51.100.7"
    assert seen["scheme"] == "https"
    assert dict(seen["headers"])[b"host"] == b"map.example.org"
    assert (seen["root_path"], seen["path"], seen["raw_path"]) == (
        "/karabakh",
        "/karabakh/events",
        b"/karabakh/events",
    )
    assert passed_on(peer, *FORWARDED, kind="websocket")["scheme"] == "wss"


def test_nobody_else_is_believed() -> None:
    seen = passed_on(("203.0.113.5", 4000), *FORWARDED)
    assert (seen["client"], seen["scheme"], seen["path"]) == (("203.0.113.5", 4000), "http", "/events")
    assert dict(seen["headers"])[b"host"] == b"inner"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x-forwarded-for", "<script>"),
        ("x-forwarded-for", ""),
        ("x-forwarded-proto", "javascript"),
        ("x-forwarded-host", "evil/host"),
        ("x-forwarded-prefix", "/../x"),
        ("x-forwarded-prefix", "//evil.example"),
        ("x-forwarded-prefix", "/a b"),
    ],
)
def test_what_makes_no_sense_changes_nothing(name: str, value: str) -> None:
    seen = passed_on(("10.9.9.9", 4000), (name, value))
    assert (seen["client"], seen["scheme"], seen["path"]) == (("10.9.9.9", 4000), "http", "/events")
    assert dict(seen["headers"])[b"host"] == b"inner"


def test_addresses_are_among_networks() -> None:
    assert is_among("10.1.2.3", PROXIES)
    assert is_among("2001:db8::5%eth0", PROXIES)
    assert not is_among("11.1.2.3", PROXIES)
    assert not is_among("testclient", PROXIES)


def test_addresses_that_the_server_gives_are_those_of_the_proxy(
    client_of: Callable[..., TestClient], made_up: Dataset
) -> None:
    app = client_of(made_up, DASHBOARD_PROXIES="10.0.0.0/8", DASHBOARD_HOSTS="map.example.org").app
    client = TestClient(app, client=("10.0.0.2", 4000), follow_redirects=False)
    said = dict(FORWARDED)
    links = client.get("/api", headers=said).json()["links"]
    assert {link["href"].partition("/api")[0] for link in links} == {"https://map.example.org/karabakh"}


@pytest.mark.parametrize(
    "path", ["/events", "/az/districts", "/az/district/north", "/event/1", "/az/nothing"]
)
def test_links_of_pages_lead_below_the_part_that_a_proxy_leaves_out(
    path: str, client_of: Callable[..., TestClient], made_up: Dataset
) -> None:
    app = client_of(made_up, DASHBOARD_PROXIES="10.0.0.0/8", DASHBOARD_HOSTS="map.example.org").app
    client = TestClient(app, client=("10.0.0.2", 4000), follow_redirects=False)
    said = dict(FORWARDED) | {"accept-encoding": "identity"}
    answer = client.get(path, headers=said)
    if answer.is_redirect:
        assert answer.headers["location"].startswith("/karabakh/")
        answer = client.get(answer.headers["location"].removeprefix("/karabakh"), headers=said)
    if path == "/az/nothing":
        assert answer.status_code == 404
        return
    assert answer.headers["content-language"] == ("az" if "/az" in path else "en")
    assert int(answer.headers["content-length"]) == len(answer.content)
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', answer.text)
    assert links
    assert [link for link in links if not link.startswith("/karabakh/")] == []
    own = client.get("/events", headers=said | {"x-forwarded-prefix": ""})
    assert 'href="/events"' in own.text
