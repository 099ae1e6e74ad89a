"""A client of the addresses beside the page, over any dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import geo
from components import http, server_dataset
from components.settings import settings
from tests.bundled import bundled
from tests.checkout import KARABAKH
from tests.components.http.serving import TODAY, serving
from tests.hostile import write_hostile_dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SERVER = "testserver"


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
        # What another test has let be watched is no dataset of this server.
        monkeypatch.setattr(server_dataset, "at_hand", lambda _folder: None)
        app = Starlette(
            routes=http.routes(),
            middleware=http.middleware(settings({"DASHBOARD_HOSTS": SERVER, **variables})),
        )
        return TestClient(app, follow_redirects=False)

    return make


@pytest.fixture(scope="session")
def served_made_up(made_up: geo.Dataset) -> Iterator[str]:
    """Return the address of a server that shows the made-up dataset, for clients that are no Python."""
    with serving(made_up.folder) as address:
        yield address


@pytest.fixture(scope="session")
def served_karabakh() -> Iterator[str]:
    """Return the address of a server that shows the bundled dataset."""
    with serving(KARABAKH) as address:
        yield address


@pytest.fixture(scope="session")
def karabakh() -> geo.Dataset:
    """Return the bundled dataset."""
    return bundled()


@pytest.fixture
def made_up_client(
    client_of: Callable[[geo.Dataset], TestClient], made_up: geo.Dataset
) -> Iterator[TestClient]:
    """Return a client of a server that shows the made-up dataset."""
    with client_of(made_up) as client:
        yield client
