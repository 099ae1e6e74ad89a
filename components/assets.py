"""The addresses of the page's own JavaScript and CSS, and the v2 components made of them.

Streamlit serves everything below ``components/frontend`` itself, so that the page needs no other
server and no network.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.components.v1 import declare_component

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

FRONTEND = Path(__file__).parent / "frontend"
_NAME = "assets"
_IMPORT = re.compile(r"""^(?:import|export)\b[^'"\n]*?['"](\.[^'"]+\.js)['"]""", re.MULTILINE)

declare_component(_NAME, path=FRONTEND)


def address(path: str) -> str:
    """Return the address of a file below ``components/frontend``, relative to the page.

    Parameters
    ----------
    path
        For example ``"map/map.css"``.

    Raises
    ------
    FileNotFoundError
        When there is no such file: a wrong address would only show as an empty page.
    """
    if not (FRONTEND / path).is_file():
        raise FileNotFoundError(FRONTEND / path)
    return f"component/{__name__}.{_NAME}/{path}"


def modules_of(module: str) -> tuple[str, ...]:
    """Return a module below ``components/frontend`` and all that it imports, directly or not.

    A browser finds an import only when the module that asks for it has arrived; with the whole list
    it fetches them side by side.
    """
    found: dict[str, None] = {}
    waiting = [module]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = None
        file = FRONTEND / path
        waiting += [
            (file.parent / imported).resolve().relative_to(FRONTEND.resolve()).as_posix()
            for imported in _IMPORT.findall(file.read_text(encoding="utf-8"))
        ]
    return tuple(found)


def component(name: str, module: str, style: str | None = None) -> ComponentRenderer:
    """Register a Streamlit v2 component whose JavaScript is a module below ``components/frontend``.

    Parameters
    ----------
    name
        The component's name for Streamlit.
    module
        The module's file, for example ``"timeline/index.js"``. Its default export is called with
        Streamlit's arguments at each rerun and returns a clean-up function.
    style
        A style sheet below ``components/frontend`` that is there before the module is, for a
        component whose place on the page must be right from the start.

    Notes
    -----
    The inline script only loads the module. Streamlit calls it again before the module has
    arrived, so the calls are kept in order and the last clean-up wins.
    """
    loader = (FRONTEND / "shared/loader.js").read_text(encoding="utf-8")
    addresses = json.dumps([address(path) for path in modules_of(module)])
    script = loader.replace('["MODULES"]', addresses)
    css = None if style is None else (FRONTEND / style).read_text(encoding="utf-8")
    renderer: ComponentRenderer = st.components.v2.component(name, js=script, css=css)
    return renderer
