"""What an operator gets: metrics, logs as JSON with the ids of requests, and an end that lets others take over."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from components.http.health import State
from components.http.logs import JsonFormatter
from components.http.metrics import DOORS, door_of
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo import Dataset


def samples(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """What metrics say, as Prometheus reads them."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_requests_are_counted_by_door_and_how_they_ended(
    client_of: Callable[..., TestClient], made_up: Dataset
) -> None:
    client = TestClient(client_of(made_up).app, client=("127.0.0.1", 4000))
    before = samples(client.get("/metrics").text)
    for path in ("/api", "/api/collections/nothing", "/event/1", "/nothing"):
        client.get(path)
    after = samples(client.get("/metrics").text)

    def more(door: str, status: str) -> float:
        key = ("dashboard_requests_total", (("door", door), ("method", "GET"), ("status", status)))
        return after.get(key, 0) - before.get(key, 0)

    assert (more("api", "200"), more("api", "404"), more("other", "404"), more("metrics", "200")) == (
        1,
        1,
        1,
        1,
    )
    assert after["dashboard_request_seconds_count", (("door", "api"),)] >= 2
    assert after["process_resident_memory_bytes", ()] > 0
    assert ("dashboard_open_pages", ()) in after


def test_metrics_are_for_those_who_may_read_them(
    client_of: Callable[..., TestClient], made_up: Dataset
) -> None:
    app = client_of(made_up).app
    assert TestClient(app, client=("::1", 4000)).get("/metrics").status_code == 200
    assert TestClient(app, client=("192.0.2.1", 4000)).get("/metrics").status_code == 404


def test_no_address_makes_a_new_word_in_the_metrics() -> None:
    paths = ["/", "//", "/a" * 100, "/events.csv", "/az/district/x", "/az", "/\n", "/static/x.js"]
    assert {door_of(path) for path in paths} <= {*DOORS, "other"}
    assert {"events", "claims", "feed", "api", "health", "event"} <= DOORS
    assert not [door for door in DOORS if "{" in door]


def line_of(record: logging.LogRecord) -> dict[str, Any]:
    written = JsonFormatter().format(record)
    assert "\n" not in written
    found: dict[str, Any] = json.loads(written)
    return found


def test_a_log_is_one_object_a_line_whatever_is_said() -> None:
    try:
        json.loads('a "quoted"\nword')
    except ValueError:
        record = logging.LogRecord("a", logging.ERROR, __file__, 1, "%s\n%s", ("x", "\u2028"), sys.exc_info())
    line = line_of(record)
    assert (line["level"], line["logger"], line["message"]) == ("error", "a", "x\n\u2028")
    assert "JSONDecodeError" in line["error"]


def test_a_request_has_an_id_in_its_answer_and_in_the_log(
    client_of: Callable[..., TestClient], made_up: Dataset, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of(made_up, DASHBOARD_LOG="json")
    with caplog.at_level(logging.INFO, "dashboard.requests"):
        own = client.get("/api").headers["x-request-id"]
        given = client.get("/api", headers={"x-request-id": "given-0123456789"}).headers["x-request-id"]
        odd = client.get("/api", headers={"x-request-id": "a b"}).headers["x-request-id"]
        client.put("/_stcore/upload_file/the-session/the-file", content=b"")
    lines = [line_of(record) for record in caplog.records if record.name == "dashboard.requests"]
    assert [line["request"] for line in lines[:3]] == [own, given, odd]
    assert (len({own, given, odd}), given, len(own)) == (3, "given-0123456789", 16)
    assert (lines[0]["path"], lines[0]["status"], lines[0]["client"]) == ("/api", 200, "testclient")
    assert lines[0]["milliseconds"] >= 0
    assert lines[-1]["session"] == "the-session"


def test_plain_logs_have_no_line_for_each_request(
    client_of: Callable[..., TestClient], made_up: Dataset, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "dashboard.requests"):
        assert "x-request-id" in client_of(made_up).get("/api").headers
    assert [record for record in caplog.records if record.name == "dashboard.requests"] == []


def test_a_server_that_stops_does_not_become_ready_again() -> None:
    state = State()
    state.is_stopping()
    state.is_ready()
    assert state.word == "stopping"


APP = """
import asyncio, contextlib, sys
import uvicorn
from starlette.applications import Starlette
from components.http import health, stopping

@contextlib.asynccontextmanager
async def lifespan(app):
    stopping.drain_on_stop(2)
    health.STATE.is_ready()
    yield
    print("ended", flush=True)

server = uvicorn.Server(uvicorn.Config(Starlette(routes=health.ROUTES, lifespan=lifespan), port=0, log_level="error"))

async def main():
    served = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)
    await served

asyncio.run(main())
"""


def asked(port: str, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.parametrize("times", [1, 2])
def test_a_server_told_to_stop_goes_on_while_others_take_over(times: int) -> None:
    command = [sys.executable, "-c", APP]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        assert asked(port, "/health/ready")[0] == 200
        os.kill(server.pid, signal.SIGTERM)
        while asked(port, "/health/ready")[0] == 200:
            pass
        assert asked(port, "/health/ready") == (503, '{"status":"stopping"}')
        assert asked(port, "/health/live")[0] == 200
        if times > 1:
            os.kill(server.pid, signal.SIGTERM)
        assert server.stdout.read().strip() == "ended"
        server.wait(60)
