"""Answers of all doors alike: from the dataset told in a language, and 304 to whoever has one already."""

from __future__ import annotations

import hashlib
import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.responses import Response

from components import server_dataset
from components.http.base_path import own_part
from components.program import program
from components.settings import is_store, settings
from components.view.language import accepted, language_of
from geo.i18n import DEFAULT, LANGUAGES, language
from geo.translations import translated_dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from components.server_store import Opened
    from components.settings import Settings
    from geo.dataset.dataset import Dataset

FRESH = "public, max-age=300"
OPEN = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "etag",
    "cross-origin-resource-policy": "cross-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Headers of public data: a page of any origin may read it, and a browser that shows it runs nothing of it."""


@dataclass(frozen=True, eq=False)
class Asked:
    """What a request asks of: the dataset as it is and as it is told, the day, and where the server is.

    Parameters
    ----------
    dataset
        In English.
    today
        Days since 1970-01-01.
    origin
        Address of the server, for example `https://example.org`, without a slash at its end.
    store
        The store whose events they are, where they are not in the dataset: :mod:`components.http.records` asks it.
    """

    dataset: Dataset
    today: int
    origin: str
    store: Opened | None = None
    _told: dict[str, Dataset] = field(default_factory=dict, init=False, repr=False)

    @property
    def told(self) -> Dataset:
        """The dataset in the language that is spoken now."""
        code = language()
        if code not in self._told:
            self._told[code] = translated_dataset(self.dataset)
        return self._told[code]


def asked(request: Request) -> Asked:
    """Return what a request asks of.

    Raises
    ------
    DataPackageError
        When the dataset cannot be shown.
    """
    given = settings()
    if is_store(given.dataset):
        # Whoever shows a dataset needs nothing of stores.
        store: Opened = importlib.import_module("components.server_store").opened(str(given.dataset))
        return _asked(request, store.base, given, store)
    return _asked(request, server_dataset.newest(str(given.dataset)), given)


def asked_at_hand(request: Request) -> Asked | None:
    """Return what a request asks of where that can be said without looking at a file, else None."""
    given = settings()
    if is_store(given.dataset):
        return None
    dataset = server_dataset.at_hand(str(given.dataset))
    return None if dataset is None else _asked(request, dataset, given)


def _asked(request: Request, dataset: Dataset, given: Settings, store: Opened | None = None) -> Asked:
    return Asked(dataset, given.today, str(request.base_url).rstrip("/"), store)


def language_of_path(path: str) -> str:
    """Return the language of a plain page, by the first part of its address; English has none."""
    first = own_part(path).lstrip("/").split("/")[0]
    return first if first in LANGUAGES[1:] else DEFAULT


def language_asked(request: Request) -> str:
    """Return the language of an address of the map: that of its `lang`, else the browser's first that there is."""
    return language_of(dict(request.query_params), accepted(request.headers.get("accept-language", "")))


def answer(
    request: Request,
    about: Asked,
    make: Callable[[], bytes],
    media_type: str,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer with an ETag, or 304 without making it.

    Parameters
    ----------
    request, about
        Which address in which language is asked of which dataset on which day: what the ETag is made of,
        with the files of the program.
    make
        Makes the body.
    media_type
        Of the body.
    headers
        More headers.
    """
    tag = tag_of(request, about)
    headers = {"cache-control": FRESH, "etag": tag, **(headers or {})}
    if has(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(make(), media_type=media_type, headers=headers)


def tag_of(request: Request, about: Asked) -> str:
    """Return the ETag of an answer, a weak one: packed and plain have the same."""
    parts = (about.dataset.about.version, program(), str(about.today), language(), str(request.url))
    told = "\n".join(parts).encode("utf-8", "replace")
    return f'W/"{hashlib.sha256(told).hexdigest()[:20]}"'


def has(request: Request, tag: str) -> bool:
    """Whether a request says by If-None-Match that it has an answer; weakly compared, as RFC 9110 has it."""
    known = request.headers.get("if-none-match")
    if known is None:
        return False
    names = {name.strip().removeprefix("W/") for name in known.split(",")}
    return "*" in names or tag.removeprefix("W/") in names
