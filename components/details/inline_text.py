"""A sentence for the browser: pieces of text, some of which are links or the data's own words.

The browser makes text nodes and elements of them; nothing here is ever HTML.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]
Run = str | Json
Runs = list[Run]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def data_text(text: str, **marks: bool) -> Json:
    """Return words that come from the dataset: their direction of writing is their own."""
    return {"text": text, "data": True, **marks}


def strong(text: str) -> Json:
    """Return emphasised words of the page."""
    return {"text": text, "strong": True}


def quiet(text: str) -> Json:
    """Return words of the dataset that stand back."""
    return data_text(text, quiet=True)


def pick_link(text: str, **pick: str | int | None) -> Json:
    """Return words that choose something in the page when pressed."""
    return {"text": text, "data": True, "pick": pick}


def web_link(text: str, url: str | None) -> Json:
    """Return words that open a source; plain words when the address is not a web address."""
    safe = safe_url(url)
    return {"text": text, "data": True, "href": safe} if safe else data_text(text)


def safe_url(url: str | None) -> str | None:
    """Return an ``http`` or ``https`` address as it is, and ``None`` for anything else."""
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    has_odd_character = any(character <= " " or character == "\x7f" for character in url)
    return url if parts.scheme in {"http", "https"} and parts.netloc and not has_odd_character else None


def fill(template: str, **pieces: Run | Runs) -> Runs:
    """Put pieces into a translated sentence at its ``{placeholders}``, in the sentence's own order."""
    runs: Runs = []
    for position, part in enumerate(_PLACEHOLDER.split(template)):
        piece: Run | Runs = pieces[part] if position % 2 else part
        runs.extend(piece if isinstance(piece, list) else [piece])
    return [run for run in runs if run != ""]


def join_runs(pieces: list[Run], separator: str = ", ") -> Runs:
    """Put a separator between pieces."""
    runs: Runs = []
    for position, piece in enumerate(pieces):
        if position:
            runs.append(separator)
        runs.append(piece)
    return runs
