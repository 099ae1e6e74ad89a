"""What every request passes: hosts, known addresses, uploads that were asked for, headers; and health."""

from __future__ import annotations

import asyncio
import importlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from components import http, uploads
from components.http import health
from components.settings import settings

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import Message, Scope
    from starlette.websockets import WebSocket

SESSION = "0b9c"
UPLOAD = f"/_stcore/upload_file/{SESSION}/1"
MEGABYTE = 1 << 20


async def _taken(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


async def _stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


def app(folder: Path, **environment: str) -> Starlette:
    """A server like Streamlit's: its addresses, and files that answer everything else with the page."""
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text("the page", encoding="utf-8")
    (folder / "favicon.png").write_bytes(b"png")
    routes = [
        *http.routes(),
        Route("/_stcore/upload_file/{session}/{file}", _taken, methods=["PUT"]),
        Route("/_stcore/metrics", _taken),
        WebSocketRoute("/_stcore/stream", _stream),
        Mount("/", StaticFiles(directory=folder, html=True)),
    ]
    return Starlette(routes=routes, middleware=http.middleware(settings(environment)))


def ask(
    served: Starlette,
    path: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    kind: str = "http",
    client: str = "127.0.0.1",
    **headers: str,
) -> tuple[int, dict[str, str], list[Message]]:
    """Ask as a browser does; return the status, the headers, and all that was sent."""
    sent: list[Message] = []
    came: list[dict[str, Any]] = [{"type": "http.request", "body": body or b"", "more_body": False}]
    given = {"host": "localhost:8501", **headers}
    if body is not None:
        given.setdefault("content-length", str(len(body)))
    scope: Scope = {
        "type": kind,
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http" if kind == "http" else "ws",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        "client": (client, 40_000),
        "subprotocols": [],
        "extensions": {"websocket.http.response": {}},
    }

    async def receive() -> Message:
        if kind != "http":
            return {"type": "websocket.connect"}
        if not came:
            await asyncio.Event().wait()  # Whoever asked stays until the answer is there.
        return came.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    # A browser test before this one leaves its loop in the tests' own thread.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, served(scope, receive, send)).result()
    start = sent[0]
    answered = {name.decode(): value.decode() for name, value in start.get("headers", ())}
    return int(start.get("status", 101)), answered, sent


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST"])
def test_this_machine_is_served(tmp_path: Path, host: str) -> None:
    served = app(tmp_path)
    assert ask(served, "/", host=host)[0] == 200
    assert ask(served, "/_stcore/stream", kind="websocket", host=host)[2][0]["type"] == "websocket.accept"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8501",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "a b",
        "[::2]",
    ],
)
def test_a_name_that_somebody_points_at_this_machine_is_not(tmp_path: Path, host: str) -> None:
    served = app(tmp_path)
    assert ask(served, "/", host=host)[0] == 400
    assert ask(served, "/_stcore/stream", kind="websocket", host=host)[0] == 400


def test_other_hosts_are_those_of_the_setting(tmp_path: Path) -> None:
    served = app(tmp_path, DASHBOARD_HOSTS="map.example.org, *.example.net")
    assert ask(served, "/", host="map.example.org")[0] == 200
    assert ask(served, "/", host="a.example.net:443")[0] == 200
    assert ask(served, "/", host="example.com")[0] == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/favicon.png", 200),
        ("/health/live", 200),
        ("/healthz", 404),
        ("/health", 404),
        ("/admin", 404),
        ("/static/nothing.js", 404),
        ("/_stcore/nothing", 404),
        ("/../../etc/passwd", 404),
        ("/%2e%2e/etc/passwd", 404),
        ("/a\0b", 404),
    ],
)
def test_an_address_that_there_is_not_is_not_found(tmp_path: Path, path: str, status: int) -> None:
    assert ask(app(tmp_path), path)[0] == status


@pytest.mark.parametrize(
    ("client", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("192.0.2.7", {}, 404),
        ("testclient", {}, 404),
        ("127.0.0.1", {"x-forwarded-for": "192.0.2.7"}, 404),
        ("127.0.0.1", {"Forwarded": "for=192.0.2.7"}, 404),
        ("127.0.0.1", {"x-real-ip": "192.0.2.7"}, 404),
    ],
)
def test_what_tells_of_the_servers_people_is_for_this_machine_alone(
    tmp_path: Path, client: str, headers: dict[str, str], status: int
) -> None:
    served = app(tmp_path)
    for path, expected in (("/_stcore/metrics", status), ("/health/live", 200)):
        assert (
            ask(served, path, method="GET", body=None, kind="http", client=client, **headers)[0] == expected
        )


@pytest.mark.parametrize("path", ["/", "/nothing", "/health/live", "/favicon.png"])
def test_every_answer_has_the_headers(tmp_path: Path, path: str) -> None:
    headers = ask(app(tmp_path, DASHBOARD_FRAME_ANCESTORS="'self' https://news.example"), path)[1]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["permissions-policy"]
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'self' https://news.example" in policy
    assert "object-src 'none'" in policy
    assert "default-src 'self'" in policy


def test_nobody_frames_the_page_without_the_setting(tmp_path: Path) -> None:
    assert ask(app(tmp_path), "/")[1]["content-security-policy"].endswith("frame-ancestors 'self'")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """A dialog of one session that asks for a file; and what each session has uploaded."""
    held: dict[str, int] = {}
    found = uploads.Gate([SESSION])
    monkeypatch.setattr(uploads, "held_by_session", lambda: held)
    monkeypatch.setattr(uploads, "is_active", lambda session: session == SESSION)
    monkeypatch.setattr(importlib.import_module("components.http.middleware"), "GATE", found)
    return held


def test_a_file_that_a_dialog_asked_for_comes_in(tmp_path: Path, gate: dict[str, int]) -> None:
    assert gate == {}
    assert ask(app(tmp_path), UPLOAD, method="PUT", body=b"abc")[0] == 200


@pytest.mark.parametrize(
    ("path", "length", "held", "status"),
    [
        ("/_stcore/upload_file/another/1", "3", {}, 403),
        (UPLOAD, "", {}, 411),
        (UPLOAD, "-3", {}, 411),
        (UPLOAD, "٣", {}, 411),
        (UPLOAD, str(12 * MEGABYTE), {}, 413),
        (UPLOAD, str(8 * MEGABYTE), {SESSION: 15 * MEGABYTE}, 413),
        (UPLOAD, str(8 * MEGABYTE), {"others": 25 * MEGABYTE}, 503),
    ],
)
def test_others_are_refused_before_they_are_read(
    tmp_path: Path, *, gate: dict[str, int], path: str, length: str, held: dict[str, int], status: int
) -> None:
    gate.update(held)
    served = app(
        tmp_path,
        DASHBOARD_MAX_UPLOAD_MB="10",
        DASHBOARD_MAX_UPLOADS_PER_PERSON_MB="20",
        DASHBOARD_MAX_UPLOADS_MB="30",
    )
    assert ask(served, path, method="PUT", body=b"abc", **{"content-length": length})[0] == status


def test_a_page_that_was_left_is_asked_for_nothing_more(
    tmp_path: Path, gate: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "is_active", lambda _session: False)
    assert gate == {}
    assert ask(app(tmp_path), UPLOAD, method="PUT", body=b"abc")[0] == 403


def test_what_is_coming_in_counts(gate: dict[str, int]) -> None:
    room = settings({"DASHBOARD_MAX_UPLOAD_MB": "10", "DASHBOARD_MAX_UPLOADS_PER_PERSON_MB": "15"})
    found = uploads.Gate([SESSION])
    with found.coming(SESSION, 10 * MEGABYTE):
        assert found.refusal(SESSION, 8 * MEGABYTE, room) is uploads.TOO_MANY
    assert found.refusal(SESSION, 8 * MEGABYTE, room) is None
    assert gate == {}


def test_the_server_is_ready_once_its_dataset_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = health.State()
    monkeypatch.setattr(health, "STATE", state)
    served = app(tmp_path)
    assert ask(served, "/health/live")[0] == 200
    assert ask(served, "/health/ready")[0] == 503
    state.failed()
    assert ask(served, "/health/ready")[0] == 503
    state.is_ready()
    assert ask(served, "/health/ready")[0] == 200
