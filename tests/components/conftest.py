"""What the component tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

import geo

KARABAKH = Path(__file__).parents[2] / "data" / "karabakh"


@pytest.fixture(scope="session")
def dataset() -> geo.Dataset:
    """Return the bundled dataset, loaded once."""
    return geo.load(KARABAKH)
