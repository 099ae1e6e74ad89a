"""The part of the site's address before ours, which a proxy leaves out: links from our root get it again."""

from __future__ import annotations

import re
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

BEFORE: ContextVar[str] = ContextVar("before", default="")
"""That part in the request that is answered, "" where there is none."""
# Texts are escaped, so that a quotation mark of theirs is none here: what matches is an attribute that we wrote.
_FROM_ROOT = re.compile(rb'(?<=\s)(href|src|action)="/(?!/)')


def own_part(path: str) -> str:
    """Return the path of an address without the part before ours."""
    before = BEFORE.get()
    return path[len(before) :] if before and path.startswith(f"{before}/") else path


def below(request: Request, response: Response) -> Response:
    """Return an answer whose links from our root lead below the part before it."""
    before = request.scope.get("root_path", "")
    if not before:
        return response
    location = response.headers.get("location", "")
    if location.startswith("/") and not location.startswith("//"):
        response.headers["location"] = before + location
    if response.headers.get("content-type", "").startswith("text/html"):
        response.body = _FROM_ROOT.sub(rb'\1="' + before.encode() + b"/", bytes(response.body))
        response.headers["content-length"] = str(len(response.body))
    return response
