"""Geometries within geometries: how deep they nest is bounded before a parser follows them.

GEOS reads what is nested by calling itself, and nothing stops it before the stack ends, and with it the process:
1.4 kB of collections within collections are enough. What nests deeper than any layer does is read as no geometry.
"""

from __future__ import annotations

import struct
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    Shapes = npt.NDArray[np.object_]

DEEPEST = 32
"""Levels; a multipolygon has two, and GDAL takes no more than 32 either."""
_LEAST = 9
"""Bytes of one level of WKB: order of bytes, kind, number of parts."""
_MANY = {4, 5, 6, 7, 9, 10, 11, 12, 15, 16}
"""Kinds that hold geometries."""
_RINGS = {3, 17}
_LINES = {2, 8, 13}
_POINT = 1
_Z, _M, _SRID = 0x80000000, 0x40000000, 0x20000000
_ORDERS = {0: ">", 1: "<"}


def from_wkb(cells: Iterable[bytes | None] | npt.NDArray[Any]) -> Shapes:
    """Return WKB as geometries, None where there is none or where it nests too deeply."""
    shallow = np.array([cell if cell is None or is_shallow(bytes(cell)) else None for cell in cells], object)
    shapes: Shapes = shapely.from_wkb(shallow, on_invalid="ignore")
    return shapes


def from_wkt(texts: Iterable[str | None]) -> Shapes:
    """Return WKT as geometries, None where there is none or where it nests too deeply."""
    shallow = np.array([text if text is None or _is_flat(text) else None for text in texts], object)
    shapes: Shapes = shapely.from_wkt(shallow, on_invalid="ignore")
    return shapes


def _is_flat(text: str) -> bool:
    return text.count("(") <= DEEPEST or wkt_depth(text) <= DEEPEST


def wkt_depth(text: str) -> int:
    """Return how deep parentheses nest in a text.

    >>> wkt_depth("POLYGON ((0 0, 1 0, 1 1, 0 0))")
    2
    """
    if "(" not in text:
        return 0
    signs = np.frombuffer(text.encode("utf-8", "replace"), dtype=np.uint8)
    steps = (signs == ord("(")).astype(np.int64) - (signs == ord(")"))
    return int(np.cumsum(steps).max(initial=0))


def is_shallow(cell: bytes, deepest: int = DEEPEST) -> bool:
    """Whether well-known binary nests at most so deep; what is cut off is left to the parser, which refuses it.

    Parameters
    ----------
    cell
        WKB of any dialect: ISO, or with the flags of EWKB.
    deepest
        Levels that are allowed.
    """
    if len(cell) < _LEAST * deepest:
        return True
    left = [1]  # Geometries that are still to come, of each level.
    at, order = 0, "<" if sys.byteorder == "little" else ">"
    try:
        while left:
            if not left[-1]:
                left.pop()
                continue
            left[-1] -= 1
            order = _ORDERS.get(cell[at], order)  # As GEOS does: another byte changes nothing.
            (code,) = struct.unpack_from(f"{order}I", cell, at + 1)
            at += 5 + 4 * bool(code & _SRID)
            kind, axes = _kind(code)
            if kind in _MANY:
                (parts,) = struct.unpack_from(f"{order}I", cell, at)
                at += 4
                left.append(parts)
                if len(left) > deepest:
                    return False
            else:
                at = _past(cell, at, order, kind, axes)
    except (struct.error, IndexError):
        return True
    return True


def _past(cell: bytes, at: int, order: str, kind: int, axes: int) -> int:
    """Return where a geometry ends that holds no other; of a kind that there is not, where the cell does."""
    if kind == _POINT:
        return at + 8 * axes
    if kind in _LINES:
        return at + 4 + 8 * axes * int(struct.unpack_from(f"{order}I", cell, at)[0])
    if kind not in _RINGS:
        return len(cell)  # The parser stops here too.
    (rings,) = struct.unpack_from(f"{order}I", cell, at)
    at += 4
    for _ring in range(rings):
        at += 4 + 8 * axes * int(struct.unpack_from(f"{order}I", cell, at)[0])
    return at


def _kind(code: int) -> tuple[int, int]:
    """Return the kind of a geometry, and how many numbers a point of it has."""
    axes = 2 + bool(code & _Z) + bool(code & _M)
    thousands, kind = divmod(code & 0xFFFF, 1000)  # Of the rest of the bits GEOS takes no notice.
    return kind, max(axes, {0: 2, 1: 3, 2: 3, 3: 4}.get(thousands, 2))
