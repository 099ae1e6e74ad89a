"""The bundled dataset, loaded once by each process that runs tests."""

from __future__ import annotations

from functools import cache

import geo
from tests.checkout import KARABAKH


@cache
def bundled() -> geo.Dataset:
    """Return the bundled dataset. No test changes it: what a test changes is a copy, or another dataset."""
    return geo.load(KARABAKH)
