"""A client of the addresses beside the page, over any dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
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


@pytest.fixture(scope="session")
def hostile_dataset(tmp_path_factory: pytest.TempPathFactory) -> geo.Dataset:
    """Return the bundled dataset with attacks in its texts."""
    return geo.load(write_hostile_dataset(tmp_path_factory.mktemp("hostile")))


@pytest.fixture
def client_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[geo.Dataset], TestClient]:
    """Return what makes a client of a server that shows a dataset."""

    def make(dataset: geo.Dataset) -> TestClient:
        monkeypatch.setenv("DASHBOARD_TODAY", TODAY)
        monkeypatch.setattr(server_dataset, "newest", lambda _folder: dataset)
        app = Starlette(
            routes=http.routes(), middleware=http.middleware(settings({"DASHBOARD_HOSTS": SERVER}))
        )
        return TestClient(app, follow_redirects=False)

    return make


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
