"""A server of S3 for tests: that of localbucket, which here also removes several objects at once, as Arrow asks for."""

from __future__ import annotations

from contextlib import contextmanager
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from localbucket import S3Handler

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

REMOVED = b'<?xml version="1.0"?><DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>'


class Handler(S3Handler):  # type: ignore[misc] # It has no types.
    """Answers requests, and tells nothing of them."""

    disable_nagle_algorithm = True  # Answers are written in two parts, which would wait for one another.

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
        """Keep the output of the tests clean."""

    def do_POST(self) -> None:  # noqa: N802 (its name there)
        """Remove objects, or do what the server does otherwise."""
        url = urlsplit(self.path)
        if url.query != "delete":
            super().do_POST()
            return
        listed = ET.fromstring(self._read_body())  # noqa: S314 (of the tests themselves)
        bucket = self.data_root / unquote(url.path).strip("/")
        for key in listed.findall(".//{*}Key"):
            path = bucket / (key.text or "")
            if path.is_file():
                path.unlink()
        self._send(HTTPStatus.OK, REMOVED)


@contextmanager
def served(folder: Path, environment: pytest.MonkeyPatch) -> Iterator[None]:
    """Serve the folders in a folder as buckets, and let this process find them."""
    handler = type("Here", (Handler,), {"data_root": folder.resolve()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        told = {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
            "AWS_ACCESS_KEY_ID": "made-up",
            "AWS_SECRET_ACCESS_KEY": "made-up",
            "AWS_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        for name, value in told.items():
            environment.setenv(name, value)
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()
