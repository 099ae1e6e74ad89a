"""Counts of a part of the map of a store, for cells finer than those of its scene."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from starlette.responses import PlainTextResponse, Response

from components.http.answers import answer, asked
from components.settings import is_store, settings
from geo.i18n import gettext as _
from geo.spatial.map_tiles import Cell

if TYPE_CHECKING:
    from starlette.requests import Request

WITHIN = 4
"""Levels between a tile and its cells."""
LEVELS = range(WITHIN, 17)
MEDIA_TYPE = "application/octet-stream"


def cells(request: Request) -> Response:
    """Answer with the counts of a tile as a scene carries them: `/store/cells/LEVEL/X/Y`, LEVEL being the cells'."""
    level, x, y = (int(request.path_params[name]) for name in ("level", "x", "y"))
    if level not in LEVELS or not max(x, y) < 1 << (level - WITHIN) or not is_store(settings().dataset):
        return PlainTextResponse(_("There is nothing at this address."), 404)

    def make() -> bytes:
        server_store: Any = importlib.import_module(
            "components.server_store"
        )  # A dataset needs nothing of stores.
        given = settings()
        opened = server_store.of_scene(
            str(given.dataset), request.query_params.get("version", ""), given.today
        )
        tile: bytes = server_store.tile_of(opened, level, Cell(level - WITHIN, x, y))
        return tile

    return answer(request, asked(request), make, MEDIA_TYPE)
