"""The addresses of the page's own JavaScript and CSS, and the v2 components made of them.

Streamlit serves everything below ``components/frontend`` itself, so that the page needs no other
server and no network.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache, wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

import streamlit as st
from streamlit.components.v1 import declare_component

from components.bundle import FOLDER_PREFIX, FRONTEND, bundle

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

PAGE = (
    "about/index.js",
    "actions/index.js",
    "connection/index.js",
    "details/index.js",
    "disagreements/index.js",
    "exports/index.js",
    "exports/print.js",
    "figures/index.js",
    "guide/index.js",
    "language/index.js",
    "scene/index.js",
    "scene/words.js",
    "search/index.js",
    "sheet/index.js",
    "stories/index.js",
    "stories/maker.js",
    "timeline/index.js",
)
"""The modules of the page's components. The browser gets them in one file: asking for some sixty one by
one takes most of a second, of which the map's own requests wait half."""
JSON_MARK = b"json:"
"""Begins the bytes that are the data of a component; others are handed to it as they are."""
_NAME = "assets"
_BUNDLES = "bundles"
_made: dict[str, str] = {}
_folder = TemporaryDirectory(prefix=f"{FOLDER_PREFIX}{os.getpid()}-", ignore_cleanup_errors=True)

declare_component(_NAME, path=FRONTEND)
declare_component(_BUNDLES, path=_folder.name)


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


def bundle_folder() -> Path:
    """Return the folder of this process's bundles."""
    return Path(_folder.name)


def keep_bundles() -> None:
    """Write those bundles again that somebody cleared from the temporary folder since they were made."""
    for name, text in _made.items():
        file = bundle_folder() / name
        if not file.is_file():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


@cache
def bundle_address(*entries: str) -> str:
    """Return the address of one file with some modules and all that they import, relative to the page.

    The file is made anew by each process, in a folder of its own; its name changes with its content.
    """
    sources = json.dumps(dict(sorted(bundle(entries).items())), allow_nan=False)
    linker = (FRONTEND / "shared/bundle-linker.js").read_text(encoding="utf-8")
    text = linker.replace("const SOURCES = {}", f"const SOURCES = {sources}")
    name = f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.js"
    _made[name] = text
    keep_bundles()
    return f"component/{__name__}.{_BUNDLES}/{name}"


def component(name: str, module: str, style: str | None = None) -> ComponentRenderer:
    """Register a Streamlit v2 component whose JavaScript is a module below ``components/frontend``.

    Parameters
    ----------
    name
        The component's name for Streamlit.
    module
        The module's file, one of :data:`PAGE`. Its default export is called with Streamlit's
        arguments at each rerun and returns a clean-up function.
    style
        A style sheet below ``components/frontend`` that is there before the module is, for a
        component whose place on the page must be right from the start.

    Raises
    ------
    ValueError
        When the module is none of the page's.

    Notes
    -----
    The inline script only loads the module. Streamlit calls it again before the module has
    arrived, so the calls are kept in order and the last clean-up wins.
    """
    if module not in PAGE:
        message = f"{module!r} is none of the page's modules: {', '.join(PAGE)}"
        raise ValueError(message)
    loader = (FRONTEND / "shared/loader.js").read_text(encoding="utf-8")
    script = loader.replace("BUNDLE", bundle_address(*PAGE)).replace("MODULE", module)
    css = None if style is None else (FRONTEND / style).read_text(encoding="utf-8")
    renderer: ComponentRenderer = st.components.v2.component(name, js=script, css=css)

    @wraps(renderer)
    def draw(*, data: object, **options: Any) -> object:  # noqa: ANN401 (Streamlit's own options)
        return renderer(data=data if isinstance(data, bytes) else packed(data), **options)

    return cast("ComponentRenderer", draw)


def packed(data: object) -> bytes:
    """Return what a component draws as the loader in the browser reads it.

    Streamlit would look at each part of it for tables, which costs more than the component's data themselves.

    Raises
    ------
    ValueError
        When a number is none: no browser reads NaN in JSON.
    """
    return JSON_MARK + json.dumps(data, separators=(",", ":"), allow_nan=False).encode()
