"""Fixtures of the data side: the dataset, and copies of its package to break."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

import geo
from geo.dates import day_number
from tests.bundled import bundled
from tests.checkout import KARABAKH
from tests.made_up.package import write_made_up
from tests.unsealed import copy_unsealed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def dataset() -> geo.Dataset:
    return bundled()


@pytest.fixture(scope="session", params=["dataset", "made_up", "made_up_without_events"])
def any_dataset(request: pytest.FixtureRequest) -> geo.Dataset:
    """Return the bundled dataset, then the made-up one, then that without events: for what holds of all."""
    found: geo.Dataset = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def day() -> Callable[[str], int]:
    return day_number


@dataclass
class Copy:
    """A copy of the package that a test may break."""

    folder: Path

    def descriptor(self, change: Callable[[dict[str, Any]], object]) -> None:
        path = self.folder / "datapackage.json"
        content = json.loads(path.read_text("utf-8"))
        change(content)
        path.write_text(json.dumps(content), "utf-8")

    def rows(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO((self.folder / name).read_text("utf-8"))))

    def write(self, name: str, rows: list[dict[str, str]]) -> None:
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (self.folder / name).write_text(text.getvalue(), "utf-8")

    def set(self, name: str, line: int, **cells: str) -> None:
        """Change cells of the row on a line of the file, where the header is line 1."""
        rows = self.rows(name)
        rows[line - 2] |= cells
        self.write(name, rows)

    def bytes(self, name: str, change: Callable[[bytes], bytes]) -> None:
        path = self.folder / name
        path.write_bytes(change(path.read_bytes()))

    def features(self, name: str, change: Callable[[list[dict[str, Any]]], object]) -> None:
        path = self.folder / name
        content = json.loads(path.read_text("utf-8"))
        change(content["features"])
        path.write_text(json.dumps(content), "utf-8")

    def errors(self) -> list[str]:
        with pytest.raises(geo.DataPackageError) as raised:
            geo.load(self.folder)
        return [str(problem) for problem in raised.value.problems]


@pytest.fixture
def package(tmp_path: Path) -> Copy:
    return Copy(copy_unsealed(KARABAKH, tmp_path / "package"))


@pytest.fixture
def small_package(tmp_path: Path) -> Copy:
    """Return the made-up package, for what few records show as well in a tenth of the time."""
    return Copy(write_made_up(tmp_path / "small_package"))
