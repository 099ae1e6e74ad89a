"""The program that answers: what tells its answers from those of another version of it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.version import STREAMLIT_VERSION_STRING

from geo.i18n.languages import LOCALE_DIRECTORY

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).parents[1]
FOLDERS = ("components", "geo")
MADE_OF = frozenset({".css", ".geojson", ".html", ".js", ".png", ".po", ".py", ".svg", ".ttf"})
"""Kinds of files below the folders that answers are made by, or of."""


def files() -> Iterator[Path]:
    """Yield the files that answers are made by; the translations may lie elsewhere."""
    found = {path for name in FOLDERS for path in (CHECKOUT / name).rglob("*") if path.suffix in MADE_OF}
    yield from sorted(found | set(LOCALE_DIRECTORY.glob("*.po")))


@cache
def program() -> str:
    """Return a digest of the files that answers are made by: a newer program's answers are others."""
    digest = hashlib.sha256()
    for path in files():
        digest.update(path.read_bytes())
    digest.update(STREAMLIT_VERSION_STRING.encode())  # Its page names its scripts.
    return digest.hexdigest()
