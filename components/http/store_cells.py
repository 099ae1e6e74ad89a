"""Counts of a part of the map of a store, for cells finer than those of its scene."""

from __future__ import annotations

import importlib
from dataclasses import replace
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
    given = settings()
    if level not in LEVELS or not max(x, y) < 1 << (level - WITHIN) or not is_store(given.dataset):
        return PlainTextResponse(_("There is nothing at this address."), 404)
    server_store: Any = importlib.import_module(
        "components.server_store"
    )  # A dataset needs nothing of stores.
    about, scene = asked(request), request.query_params.get("version")
    opened = about.store if scene is None else server_store.of_scene(str(given.dataset), scene, given.today)
    if opened is None:  # Counts of another version under this address would be taken for its own.
        gone = _("There is nothing at this address.")
        return PlainTextResponse(gone, 404, {"cache-control": "no-store"})

    def make() -> bytes:
        tile: bytes = server_store.tile_of(opened, level, Cell(level - WITHIN, x, y))
        return tile

    return answer(request, replace(about, dataset=opened.base, store=opened), make, MEDIA_TYPE)
