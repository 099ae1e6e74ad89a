"""A client of the addresses beside the page, over any dataset."""

from __future__ import annotations

import time
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient

import geo
from components import http, server_dataset
from components.settings import settings
from tests.checkout import KARABAKH
from tests.hostile import write_hostile_dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SERVER = "testserver"
TODAY = "2026-11-27"
START_SECONDS = 60


@pytest.fixture(scope="session")
def hostile_dataset(tmp_path_factory: pytest.TempPathFactory) -> geo.Dataset:
    """Return the bundled dataset with attacks in its texts."""
    return geo.load(write_hostile_dataset(tmp_path_factory.mktemp("hostile")))


@pytest.fixture
def client_of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., TestClient]:
    """Return what makes a client of a server that shows a dataset, with the settings that are named."""

    def make(dataset: geo.Dataset, **variables: str) -> TestClient:
        monkeypatch.setenv("DASHBOARD_TODAY", TODAY)
        for name in ("load", "newest"):
            monkeypatch.setattr(server_dataset, name, lambda _folder: dataset)
        app = Starlette(
            routes=http.routes(),
            middleware=http.middleware(settings({"DASHBOARD_HOSTS": SERVER, **variables})),
        )
        return TestClient(app, follow_redirects=False)

    return make


@pytest.fixture
def serve(client_of: Callable[..., TestClient]) -> Iterator[Callable[[geo.Dataset], str]]:
    """Return what serves a dataset on a port of this machine, for clients that are no Python; gives the address."""
    running: list[tuple[uvicorn.Server, Thread]] = []

    def start(dataset: geo.Dataset) -> str:
        app = client_of(dataset, DASHBOARD_DATA_PER_MINUTE="0").app
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        running.append((server, thread))
        deadline = time.monotonic() + START_SECONDS
        while not server.started and time.monotonic() < deadline:
            Event().wait(0.02)
        (port,) = {listener.getsockname()[1] for one in server.servers for listener in one.sockets}
        return f"http://127.0.0.1:{port}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def karabakh() -> geo.Dataset:
    """Return the bundled dataset."""
    return geo.load(KARABAKH)


@pytest.fixture
def made_up_client(
    client_of: Callable[[geo.Dataset], TestClient], made_up: geo.Dataset
) -> Iterator[TestClient]:
    """Return a client of a server that shows the made-up dataset."""
    with client_of(made_up) as client:
        yield client
