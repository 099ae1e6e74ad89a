"""What all tests share: the lines that say what they run on, and how hypothesis searches."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version

from hypothesis import settings

SHOWN = ("streamlit", "streamlit-folium", "folium", "geopandas", "shapely", "pandas", "numpy")

# A busy machine is slow, not wrong. CI judges the same examples each time; a person's runs look further.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_report_header() -> list[str]:
    """Name the releases that decide how the page behaves, for whoever reads a failed run."""
    return [
        f"system: {platform.platform()}, Python {platform.python_version()}",
        "releases: " + ", ".join(f"{name} {version(name)}" for name in SHOWN),
        f"browser: {os.environ.get('CHROMIUM', 'the first Chromium or Chrome on the PATH')}",
    ]
