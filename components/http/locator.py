"""The locator map of a plain page: the districts' outlines as SVG paths, filled by who held them on a day."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from components.scene.outlines import outlines
from components.wording.control_text import held_text
from geo.control.history import segment_at, unbroken_history

if TYPE_CHECKING:
    from collections.abc import Collection

    from components.scene.outlines import Frame
    from geo.dataset.dataset import Dataset
    from geo.spatial.look import Look

STRIPE = 12
STRIPES = {"larger": 8, "smaller": 4, "even": 6}
"""Widths of stripes as on the map."""
MAP_WIDTH = 760
"""Pixels of the page's map on a desk, of which a look gives the middle and the zoom."""
TILE = 256
"""Pixels of the world at zoom 0."""
NEAREST = 0.2
"""The smallest part of the drawing that is shown: nearer, its outlines are coarse."""


def locator(
    dataset: Dataset,
    told: Dataset,
    day: int,
    marked: Collection[str] = (),
    point: tuple[float, float] | None = None,
    *,
    look: Look | None = None,
) -> dict[str, Any] | None:
    """Return the model of a locator map, None where no outline is published.

    Parameters
    ----------
    dataset, told
        In English, whose outlines are drawn, and in the language of the words.
    day
        The day whose control is shown (since 1970-01-01).
    marked
        Ids of districts that are outlined.
    point
        A place on it: longitude and latitude in degrees.
    look
        Where the page's map would look: the part of the drawing that is shown; None shows all of it.
    """
    ground = outlines(dataset)
    if ground is None:
        return None
    history, about = unbroken_history(dataset), told.about
    colours = {one.id: one.light for one in (*about.controllers, about.unrecorded)}
    patterns: dict[str, list[dict[str, Any]]] = {}
    shapes, held = [], set()
    for district, path in ground.districts.items():
        segment = segment_at(history[district], day)
        shares = segment.shares if segment else ((about.unrecorded.id, "whole"),)
        held |= {holder for holder, _size in shares}
        name = str(told.districts["name"][district])
        fill = colours[shares[0][0]]
        if len(shares) > 1:
            fill = f"url(#{_pattern(shares, colours, patterns)})"
        words = f"{name}: {held_text(shares, about)}"
        shapes.append(
            {"id": district, "path": path, "fill": fill, "words": words, "marked": district in marked}
        )
    at = None
    if point is not None and not any(math.isnan(value) for value in point):
        x, y = ground.frame.drawn(np.array([point]))[0]
        at = {"x": round(x, 1), "y": round(y, 1)}
    return {
        "width": ground.frame.width,
        "height": ground.frame.height,
        **_part(ground.frame, look),
        "land": ground.land,
        "water": ground.water,
        "shapes": sorted(shapes, key=lambda shape: bool(shape["marked"])),
        "patterns": patterns,
        "point": at,
        "legend": [
            {"colour": one.light, "label": one.label}
            for one in (*about.controllers, about.unrecorded)
            if one.id in held
        ],
    }


def _part(frame: Frame, look: Look | None) -> dict[str, Any]:
    """Return the part of a drawing that a map which looks there shows, and how large its units then are."""
    wide, high = float(frame.width), float(frame.height)
    unit, left, top = 1.0, 0.0, 0.0
    if look is not None:
        lat, lon, zoom = look
        seen = MAP_WIDTH / TILE / 2**zoom * 360 * frame.stretch * frame.scale
        unit = min(max(seen / wide, NEAREST), 1.0)
        x, y = frame.drawn(np.array([[lon, lat]]))[0]
        left = min(max(float(x) - unit * wide / 2, 0.0), wide * (1 - unit))
        top = min(max(float(y) - unit * high / 2, 0.0), high * (1 - unit))
    box = (left, top, unit * wide, unit * high)
    return {
        "box": " ".join(f"{round(value, 1):g}" for value in box),
        "unit": round(unit, 3),
    }


def _pattern(
    shares: tuple[tuple[str, str], ...],
    colours: dict[str, str],
    patterns: dict[str, list[dict[str, Any]]],
) -> str:
    """Note the stripes of several holders; return the pattern's name."""
    widths = [STRIPES.get(size, STRIPE) for _holder, size in shares]
    if len(shares) > 2:  # noqa: PLR2004 - Of more than two none is known to be larger.
        widths = [STRIPE // 3] * len(shares)
    stripes, at = [], 0
    for (holder, _size), width in zip(shares, widths, strict=True):
        stripes.append({"at": at, "width": width, "colour": colours[holder]})
        at += width
    name = next((name for name, known in patterns.items() if known == stripes), f"held{len(patterns)}")
    patterns[name] = stripes
    return name
