"""What the tests of the exports share: records of the bundled data, and records that attack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

import geo
from geo.dates import day_number
from geo.export import Provenance, Records, select
from tests.hostile import PAYLOADS

if TYPE_CHECKING:
    import pandas as pd

ADDRESS = "https://map.example/"
PERMALINK = f"{ADDRESS}?from=1992-01-01&q=a%26b"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "'=1", " =1", "＝1", '=cmd|" /C calc"!A0')


@pytest.fixture(scope="session")
def provenance(dataset: geo.Dataset) -> Provenance:
    return Provenance(dataset.about, "1988 to 1994, mines", PERMALINK, date(2026, 11, 21))


@pytest.fixture(scope="session")
def everything(dataset: geo.Dataset) -> Records:
    return select(dataset, geo.Selection(dataset.about.first_day, day_number("2026-11-21")))


@pytest.fixture(scope="session")
def hostile(everything: Records) -> Records:
    """Return records each text of which, but for keys and dates, attacks whoever opens it."""
    attacks = (*FORMULAS, *PAYLOADS)

    def attacked(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
        cells = {
            name: [attacks[(row + at) % len(attacks)] for row in range(len(frame))]
            for at, name in enumerate(columns)
        }
        return frame.assign(**cells)

    return replace(
        everything,
        events=attacked(everything.events, ("title", "place_name", "summary")),
        claims=attacked(everything.claims, ("value", "unit", "note", "publisher")),
        sources=attacked(everything.sources, ("title", "publisher", "note")),
    )


@pytest.fixture(params=["everything", "hostile", "few", "none"])
def records(request: pytest.FixtureRequest, dataset: geo.Dataset) -> Records:
    """Return all records, hostile ones, some, and none, in turn."""
    if request.param in ("everything", "hostile"):
        found: Records = request.getfixturevalue(request.param)
        return found
    last = 7000 if request.param == "few" else -8
    return select(dataset, geo.Selection(-9, last))
