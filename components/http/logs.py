"""Logs as JSON, an object a line: what happened, in which request and whose session; and a line for each request."""

from __future__ import annotations

import json
import logging
import re
import time
from contextvars import ContextVar
from datetime import UTC, datetime
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.http.proxies import client_of, path_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

JSON_LOG = "json"
HEADER = "x-request-id"
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,100}")
UPLOAD = "/_stcore/upload_file/"
REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered, "" outside of one."""

_log = logging.getLogger("dashboard.requests")


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        content: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        request = REQUEST.get()
        if request and "request" not in content:
            content["request"] = request
        context = get_script_run_ctx(suppress_warning=True)
        if context is not None:
            content["session"] = context.session_id
        if record.exc_info:
            content["error"] = self.formatException(record.exc_info)
        return json.dumps(content, ensure_ascii=True, default=str)


def write_json() -> None:
    """Make every logger that there is write JSON; done again once all is loaded, for those that come later."""
    formatter = JsonFormatter()
    if not logging.root.handlers:
        logging.root.addHandler(logging.StreamHandler())
    for logger in [logging.root, *map(logging.getLogger, list(logging.root.manager.loggerDict))]:
        for handler in logger.handlers:
            handler.setFormatter(formatter)
    _log.setLevel(logging.INFO)


class RequestLog:
    """Gives every request an id, which its answer carries, and writes a line for it where logs are JSON.

    An id that a proxy has given already is kept, so that the lines of both are found together.
    """

    def __init__(self, app: ASGIApp, log: str) -> None:
        """Go before an app; `log` is the setting."""
        self._app = app
        self._is_written = log == JSON_LOG

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on under its id."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(HEADER.encode(), b"").decode("latin-1")
        request = given if GIVEN_ID.fullmatch(given) else token_hex(8)
        token = REQUEST.set(request)
        status, start = 0, time.perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message["headers"], (HEADER.encode(), request.encode())]}
            elif message["type"] == "websocket.close":
                status = message.get("code", 1000)
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            if self._is_written:
                self._write(scope, request, status, time.perf_counter() - start)
            REQUEST.reset(token)

    def _write(self, scope: Scope, request: str, status: int, seconds: float) -> None:
        path = path_of(scope)
        fields: dict[str, Any] = {
            "request": request,
            "method": scope.get("method", "WEBSOCKET"),
            "path": path,
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
            "client": client_of(scope),
        }
        if UPLOAD in path:
            fields["session"] = path.split(UPLOAD, 1)[1].split("/")[0]
        _log.info("%s %s %s", fields["method"], path, status, extra={"fields": fields})
