"""The addresses of the page's own JavaScript and CSS, and the v2 components made of them.

Streamlit serves everything below ``components/frontend`` itself, so that the page needs no other
server and no network.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.components.v1 import declare_component

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

FRONTEND = Path(__file__).parent / "frontend"
_NAME = "assets"

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


def component(name: str, module: str) -> ComponentRenderer:
    """Register a Streamlit v2 component whose JavaScript is a module below ``components/frontend``.

    Parameters
    ----------
    name
        The component's name for Streamlit.
    module
        The module's file, for example ``"timeline/index.js"``. Its default export is called with
        Streamlit's arguments at each rerun and returns a clean-up function.

    Notes
    -----
    The inline script only loads the module. Streamlit calls it again before the module has
    arrived, so the calls are kept in order and the last clean-up wins.
    """
    loader = (FRONTEND / "shared/loader.js").read_text(encoding="utf-8")
    script = loader.replace('"MODULE"', json.dumps(address(module)))
    renderer: ComponentRenderer = st.components.v2.component(name, js=script)
    return renderer
