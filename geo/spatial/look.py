"""Where a map looks, as an address and a story's step say it: latitude and longitude of its middle, and its zoom."""

from __future__ import annotations

import re

Look = tuple[float, float, float]
"""Latitude and longitude of the map's middle, in degrees, and its zoom."""
_RANGES = ((-85.0, 85.0), (-180.0, 180.0), (0.0, 22.0))
_NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,6})?")


def read_look(text: str) -> Look | None:
    """Read where the map looks, written as :func:`look_text` does; None where the text says no such thing.

    >>> read_look("40.1065,46.0383,9.50")
    (40.1065, 46.0383, 9.5)
    """
    parts = text.split(",")
    if len(parts) != len(_RANGES) or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    lat, lon, zoom = (float(part) for part in parts)
    if not all(low <= value <= high for value, (low, high) in zip((lat, lon, zoom), _RANGES, strict=True)):
        return None
    return round(lat, 4), round(lon, 4), round(zoom, 2)


def look_text(look: Look) -> str:
    """Write where the map looks: degrees to some ten metres, and the zoom."""
    lat, lon, zoom = look
    return f"{lat:.4f},{lon:.4f},{zoom:.2f}"
