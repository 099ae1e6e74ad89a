"""The page's JavaScript modules by name instead of by address, for files that hold several of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FRONTEND = Path(__file__).parent / "frontend"
FOLDER_PREFIX = "dashboard-"
"""Begins the name of a server's temporary folder of bundles, before its number: what a killed one left can be told."""
MAP_FRAME = "iframe[title='streamlit_folium.st_folium'], iframe[data-map]"
"""Finds the map's frame in the page, before and after the map has given it a title in the page's language."""
_SPECIFIER = re.compile(r"""^((?:import|export)\b[^'"\n]*?)(['"])(\.{1,2}/[^'"\n]+\.js)\2""", re.MULTILINE)
_LOADS = re.compile(r"\bimport\s*\(|\bfrom\s*['\"]\.")
_OWN_ADDRESS = re.compile(r"\bimport\.meta\b")


def bundle(
    entries: Iterable[str], replaced: Mapping[str, str] | None = None, *, alone: bool = False
) -> dict[str, str]:
    """Return modules below ``components/frontend`` and all they import, each import by its path there.

    Parameters
    ----------
    entries
        Paths of the modules, for example ``["standalone/main.js"]``.
    replaced
        Modules to put in the place of others, by path.
    alone
        Whether there are no other files beside them, so that none may name one.

    Returns
    -------
    dict
        Source by path. A relative address means nothing to a module without an address of its own,
        so ``from './dom.js'`` has become ``from 'map/dom.js'``, for an import map to resolve.

    Raises
    ------
    ValueError
        When a module loads something in a way that is not found here, or would need another file.
    """
    found: dict[str, str] = {}
    waiting = list(entries)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path], imported = _with_named_imports(path, replaced or {}, alone=alone)
            waiting += imported
    return found


def _with_named_imports(path: str, replaced: Mapping[str, str], *, alone: bool) -> tuple[str, list[str]]:
    """Return a module's source with its imports by name, and the names."""
    folder = (FRONTEND / path).parent
    imported: list[str] = []

    def name(match: re.Match[str]) -> str:
        target = (folder / match[3]).resolve().relative_to(FRONTEND.resolve()).as_posix()
        imported.append(replaced.get(target, target))
        return f"{match[1]}'{imported[-1]}'"

    source = _SPECIFIER.sub(name, (FRONTEND / path).read_text(encoding="utf-8"))
    loads = _LOADS.search(source) or (_OWN_ADDRESS.search(source) if alone else None)
    if loads is not None:
        message = f"{path} has {loads.group()!r}, which loads what is not in the same file"
        raise ValueError(message)
    return source, imported
