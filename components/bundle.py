"""The page's JavaScript modules by name instead of by address, for a file that holds them all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from components.assets import FRONTEND

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPECIFIER = re.compile(r"""^((?:import|export)\b[^'"\n]*?)(['"])(\.[^'"\n]+)\2""", re.MULTILINE)
_LOADS = re.compile(r"\bimport\s*\(|\bimport\.meta\b|\bfrom\s*['\"]\.")


def bundle(entry: str, replaced: Mapping[str, str]) -> dict[str, str]:
    """Return a module below ``components/frontend`` and all it imports, each import by its path there.

    Parameters
    ----------
    entry
        Path of the module, for example ``"standalone/main.js"``.
    replaced
        Modules to put in the place of others, by path.

    Returns
    -------
    dict
        Source by path. A relative address means nothing to a module without an address of its own,
        so ``from './dom.js'`` has become ``from 'map/dom.js'``, for an import map to resolve.

    Raises
    ------
    ValueError
        When a module loads something in a way that would need the network.
    """
    found: dict[str, str] = {}
    waiting = [entry]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path], imported = _named(path, replaced)
            waiting += imported
    return found


def _named(path: str, replaced: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return a module's source with its imports by name, and the names."""
    folder = (FRONTEND / path).parent
    imported: list[str] = []

    def name(match: re.Match[str]) -> str:
        target = (folder / match[3]).resolve().relative_to(FRONTEND.resolve()).as_posix()
        imported.append(replaced.get(target, target))
        return f"{match[1]}'{imported[-1]}'"

    source = _SPECIFIER.sub(name, (FRONTEND / path).read_text(encoding="utf-8"))
    loads = _LOADS.search(source)
    if loads is not None:
        message = f"{path} has {loads.group()!r}, which a file without a network cannot load"
        raise ValueError(message)
    return source, imported
