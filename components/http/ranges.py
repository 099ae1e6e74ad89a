"""Parts of files: programs as QGIS read a file over the network piece by piece, and ask for one part after another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from components.http.recent import Recent

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
MOST_FILES, MOST_BYTES = 8, 64 << 20


RECENT: Recent[bytes] = Recent(MOST_FILES, MOST_BYTES, len)
"""The files of this server that were asked for in parts last, so that each is not made anew for every part."""


def in_part(request: Request, response: Response) -> Response:
    """Return the part of an answer that is asked for, or the answer as it is.

    An answer of several parts, or of one where If-Range names another version, is the whole.
    """
    response.headers["accept-ranges"] = "bytes"
    found = RANGE.fullmatch(request.headers.get("range", "").replace(" ", ""))
    size = len(response.body)
    if found is None or response.status_code != 200 or "if-range" in request.headers:  # noqa: PLR2004 - OK.
        return response
    first, last = found.groups()
    if not first and not last:
        return response
    start = int(first) if first else max(0, size - int(last))
    end = min(size - 1, int(last)) if first and last else size - 1
    if start > end or (not first and int(last) == 0):
        response.status_code, response.body = 416, b""
        response.headers["content-range"] = f"bytes */{size}"
    else:
        response.status_code, response.body = 206, bytes(response.body[start : end + 1])
        response.headers["content-range"] = f"bytes {start}-{end}/{size}"
    response.headers["content-length"] = str(len(response.body))
    return response
