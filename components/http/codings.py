"""The codings in which a request takes an answer packed, read as RFC 9110 has it, for all who answer it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_NAME = b"accept-encoding"
_NONE = re.compile(r"q=0(\.0{0,3})?")


def takes_gzip(accepted: str) -> bool:
    """Whether a header Accept-Encoding takes gzip; what it says of `*` is of those that it does not name.

    >>> takes_gzip("*;q=0, gzip"), takes_gzip("gzip;q=0, *"), takes_gzip("br")
    (True, False, False)
    """
    takes: dict[str, bool] = {}
    for part in accepted.lower().split(","):
        coding, *parameters = ("".join(piece.split()) for piece in part.split(";"))
        takes[coding] = not any(_NONE.fullmatch(one) for one in parameters)
    return takes.get("gzip", takes.get("x-gzip", takes.get("*", False)))


class AcceptedCodings:
    """Says in plain words whether a request takes gzip: Starlette packs wherever it finds the word in the header."""

    def __init__(self, app: ASGIApp) -> None:
        """Go before an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with `gzip` or `identity` where the header weighs codings or speaks of all."""
        if scope["type"] == "http":
            said = b",".join(value for name, value in scope["headers"] if name == _NAME)
            if b";" in said or b"*" in said:
                word = b"gzip" if takes_gzip(said.decode("latin-1")) else b"identity"
                others = [header for header in scope["headers"] if header[0] != _NAME]
                scope = {**scope, "headers": [*others, (_NAME, word)]}
        await self._app(scope, receive, send)
