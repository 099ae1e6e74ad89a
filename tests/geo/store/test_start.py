"""A page that is started needs nothing of a store: neither its modules nor the libraries that these need."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

OF_A_STORE = (
    *("geo.store", "fsspec", "distributed", "dask"),
    *("components.store_page", "components.server_store", "components.scene.binned_columns"),
    "components.http.store_records",
)
FOLDERS = (
    "geo/store/",
    "components/store_page/",
    "components/server_store.py",
    "components/http/store_records.py",
    "components/scene/binned_columns.py",
)
"""What is of stores alone: nothing else imports it at once."""


def imported_at_once(tree: ast.Module) -> Iterator[str]:
    """Yield what a module imports when it is imported itself, not what a function of it does."""
    for statement in tree.body:
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom) and statement.module:
            yield from (f"{statement.module}.{alias.name}" for alias in statement.names)


def test_no_module_outside_of_the_store_imports_it_at_once() -> None:
    files = [CHECKOUT / "dashboard.py"]
    files += [file for side in ("geo", "components") for file in (CHECKOUT / side).rglob("*.py")]
    outside = [file for file in files if not any(one in file.as_posix() for one in FOLDERS)]
    found = {
        file.relative_to(CHECKOUT).as_posix(): name
        for file in outside
        for name in imported_at_once(ast.parse(file.read_text("utf-8")))
        if f"{name}.".startswith(tuple(f"{one}." for one in OF_A_STORE))
    }
    assert len(outside) > 100
    assert found == {}
