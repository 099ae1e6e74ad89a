"""What the component tests share."""

from __future__ import annotations

import pytest

import geo
from tests.checkout import KARABAKH


@pytest.fixture(scope="session")
def dataset() -> geo.Dataset:
    """Return the bundled dataset, loaded once."""
    return geo.load(KARABAKH)
