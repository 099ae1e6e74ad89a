"""What all tests share: the line that says what they run on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version

SHOWN = ("streamlit", "streamlit-folium", "folium", "geopandas", "shapely", "pandas", "numpy")


def pytest_report_header() -> list[str]:
    """Name the releases that decide how the page behaves, for whoever reads a failed run."""
    return [
        f"system: {platform.platform()}, Python {platform.python_version()}",
        "releases: " + ", ".join(f"{name} {version(name)}" for name in SHOWN),
        f"browser: {os.environ.get('CHROMIUM', 'the first Chromium or Chrome on the PATH')}",
    ]
