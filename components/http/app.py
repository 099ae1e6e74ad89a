"""The parts of the server: addresses beside the page, what is done before the first visitor, and while it runs.

A further door is a route in :func:`routes`; what every request passes is in :mod:`components.http.middleware`.
"""

from __future__ import annotations

import importlib
import logging
from contextlib import asynccontextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from streamlit import config

from components import server_dataset
from components.http import api_routes, doors, health, housekeeping, logs, metrics, stopping
from components.http.middleware import middleware
from components.http.sockets import sent_at_once
from components.settings import MEGABYTE, is_store, settings
from geo.errors import DataPackageError
from geo.importers import cage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.routing import BaseRoute

    from components.settings import Settings

__all__ = ["apply", "lifespan", "middleware", "routes"]

LIBRARIES = ("folium", "openpyxl", "geo.export")
"""What the page needs besides; its own modules make their components known to the first run of the page."""

_log = logging.getLogger(__name__)


def routes() -> list[BaseRoute]:
    """Return the addresses beside the page, the first that matches answers."""
    # What programs ask many times a second is looked for first.
    return [*api_routes.ROUTES, *health.ROUTES, *metrics.ROUTES, *doors.ROUTES]


def apply(given: Settings) -> None:
    """Tell Streamlit what the settings say of what it does itself: how large a file may be."""
    config.set_option("server.maxUploadSize", given.upload // MEGABYTE)


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:  # noqa: ANN401 - Whatever app this is.
    """Make ready beside the server, which answers meanwhile; tidy up while it runs, and when it ends."""
    given = settings()
    if given.log == logs.JSON_LOG:
        logs.write_json()
    stopping.drain_on_stop(given.drain_seconds)
    housekeeping.clear_folders()
    housekeeping.take_turns()
    over = Event()
    threads = [
        Thread(target=make_ready, name="make-ready", daemon=True),
        Thread(target=housekeeping.keep, args=(over,), name="housekeeping", daemon=True),
    ]
    for thread in threads:
        thread.start()
    with sent_at_once():
        yield
    over.set()
    cage.close()


def make_ready() -> None:
    """Load the dataset and pack its scene, start what reads foreign files, and say when all is done."""
    given = settings()
    cage.prepare()
    for name in LIBRARIES:
        importlib.import_module(name)
    try:
        if is_store(given.dataset):
            server_store: Any = importlib.import_module(
                "components.server_store"
            )  # What a dataset needs nothing of.
            server_store.scene_of(server_store.opened(str(given.dataset)), given.today)
        else:
            server_dataset.scene_of(server_dataset.watched(str(given.dataset)).newest(), given.today)
    except DataPackageError as error:
        health.STATE.failed()
        _log.error("The dataset cannot be shown: %s", error)
    except Exception:  # noqa: BLE001 - Whatever it was, the server goes on and says that it is not ready.
        health.STATE.failed()
        _log.exception("The dataset could not be loaded.")
    else:
        housekeeping.settle()
        health.STATE.is_ready()
    if given.log == logs.JSON_LOG:
        logs.write_json()
    cage.shortcoming()
