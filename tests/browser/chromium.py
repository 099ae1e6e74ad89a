"""The browser that drives the page: where it is and how it is started."""

from __future__ import annotations

import os
import shutil

CANDIDATES = (
    "chromium-headless-shell",  # The same engine without a browser around it: a page costs a fifth less.
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ARGUMENTS = (
    "--no-sandbox",  # Containers and CI run as root.
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # Nothing off the machine can be reached.
)
DESKTOP = {"width": 1440, "height": 900}


def executable() -> str:
    """Return the path of Chromium or Chrome.

    Raises
    ------
    FileNotFoundError
        When neither is found; the message says how to get one.
    """
    for candidate in (os.environ.get("CHROMIUM", ""), *CANDIDATES):
        path = shutil.which(candidate) if candidate else None
        if path:
            return path
    message = (
        "no Chromium or Chrome found. Debian: sudo apt-get install chromium; "
        "macOS: brew install --cask chromium; elsewhere: name it in the variable CHROMIUM"
    )
    raise FileNotFoundError(message)
