"""A small store whose page and doors are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from components import server_store
from tests.components.store_page.stores import ALL, COUNT
from tests.geo.store.stores import import_into, table, text_of

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    import geo
    from components.server_store import Opened


@pytest.fixture(scope="session")
def folder(made_up: geo.Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    random = np.random.default_rng(8)
    where = random.uniform((10.1, 49.1), (11.9, 50.9), (COUNT, 2)).round(3).astype(str)
    where[::9] = ""
    days = np.sort(random.integers(*ALL, COUNT)).astype("datetime64[D]").astype(str)
    rows = [
        [f"e{at}", f"Title {at}", days[at], *where[at], ("Clash", "Talks")[at % 2]] for at in range(COUNT)
    ]
    columns = ("id", "title", "start_date", "longitude", "latitude", "category")
    path = tmp_path_factory.mktemp("page") / "events.csv"
    path.write_text(text_of(columns, rows), "utf-8")
    import_into(path.parent / "store", [path], made_up, title="Many events")
    return path.parent / "store"


@pytest.fixture(scope="session")
def opened(folder: Path) -> Opened:
    return server_store.opened(str(folder))


@pytest.fixture(scope="session")
def rows(folder: Path) -> pd.DataFrame:
    return table(folder, "events")
