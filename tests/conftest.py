"""What all tests share: the lines that say what they run on, how hypothesis searches, the made-up dataset."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import geo
from tests.made_up.package import write_made_up

if TYPE_CHECKING:
    from collections.abc import Iterator

# The command line speaks the language of whoever runs it; the tests read English.
os.environ["LC_ALL"] = "C.UTF-8"

SHOWN = ("streamlit", "streamlit-folium", "folium", "geopandas", "shapely", "pandas", "numpy")

EXAMPLES = 25
"""How many examples hypothesis tries where a test names no number."""
# A busy machine is slow, not wrong. CI judges the same examples each time; a person's runs look further.
settings.register_profile("here", deadline=None, max_examples=EXAMPLES)
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=EXAMPLES)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_report_header() -> list[str]:
    """Name the releases that decide how the page behaves, for whoever reads a failed run."""
    return [
        f"system: {platform.platform()}, Python {platform.python_version()}",
        "releases: " + ", ".join(f"{name} {version(name)}" for name in SHOWN),
        f"browser: {os.environ.get('CHROMIUM', 'the first Chromium or Chrome on the PATH')}",
    ]


@pytest.fixture(scope="session", autouse=True)
def own_revisions(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what tests suggest out of the checkout, also what the servers that they start are sent."""
    place = tmp_path_factory.mktemp("revisions")
    os.environ["DASHBOARD_REVISIONS"] = f"sqlite:///{place / 'record.sqlite'}"
    os.environ["DASHBOARD_RELEASES"] = str(place / "releases")


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Give the main module back: Streamlit puts a test's page there, which processes begun later would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> geo.Dataset:
    """Return the made-up dataset of `tests.made_up.package`."""
    return geo.load(write_made_up(tmp_path_factory.mktemp("made_up") / "rivermark"))


@pytest.fixture(scope="session")
def made_up_without_events(tmp_path_factory: pytest.TempPathFactory) -> geo.Dataset:
    """Return the made-up dataset before anything happened: it has no events, and no category is in use."""
    return geo.load(write_made_up(tmp_path_factory.mktemp("made_up") / "quiet", events=False))
