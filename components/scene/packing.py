"""A single buffer of one JSON header and typed columns for the browser.

The layout is read by ``frontend/shared/scene.js``.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

_ALIGNMENT = 8
_TYPE_NAMES = {"<i4": "i32", "<u4": "u32", "<u2": "u16", "|u1": "u8"}


def pack(header: Mapping[str, Any], columns: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Write a header and its columns as one little-endian buffer.

    Parameters
    ----------
    header
        JSON-serialisable; gets a key ``columns`` that describes the columns.
    columns
        One-dimensional arrays of dtype int32, uint32, uint16 or uint8.

    Returns
    -------
    bytes
        ``u32 header length | header | padding | columns``; each column starts at a multiple of
        8 bytes, so that the browser can read it in place.

    Raises
    ------
    ValueError
        When a column has another dtype: the browser has no typed array for it here. When the header has a number
        that is none, which JSON cannot say.
    """
    described = []
    blocks = []
    offset = 0
    for name, values in columns.items():
        data = np.ascontiguousarray(values)
        data = data.astype(data.dtype.newbyteorder("<"), copy=False)
        type_name = _TYPE_NAMES.get(data.dtype.str)
        if type_name is None:
            message = (
                f"column {name!r} has dtype {data.dtype}; expected one of {sorted(_TYPE_NAMES.values())}"
            )
            raise ValueError(message)
        described.append({"name": name, "type": type_name, "length": len(data), "offset": offset})
        block = _padded(data.tobytes())
        blocks.append(block)
        offset += len(block)
    text = json.dumps(
        {**header, "columns": described}, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    encoded = text.encode()
    return _padded(struct.pack("<I", len(encoded)) + encoded) + b"".join(blocks)


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % _ALIGNMENT)
