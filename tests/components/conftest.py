"""What the component tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bundled import bundled

if TYPE_CHECKING:
    import geo


@pytest.fixture(scope="session")
def dataset() -> geo.Dataset:
    """Return the bundled dataset, loaded once."""
    return bundled()
