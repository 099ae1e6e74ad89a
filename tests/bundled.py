"""The bundled dataset, loaded and checked once by each process that runs tests."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import geo
from geo.datapackage.check import check
from tests.checkout import KARABAKH

if TYPE_CHECKING:
    from geo.datapackage.check import Report


@cache
def bundled() -> geo.Dataset:
    """Return the bundled dataset. No test changes it: what a test changes is a copy, or another dataset."""
    return geo.load(KARABAKH)


@cache
def report() -> Report:
    """Return what the check says of the bundled dataset."""
    return check(KARABAKH)
