"""What an export must hold, for the tests that open it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.geo.export.conftest import PERMALINK

if TYPE_CHECKING:
    from geo.export import Provenance, Records

Rows = list[dict[str, Any]]
SAYS = ("Creative Commons Attribution 4.0", PERMALINK, "mines", "2026-11-21")


def expected(records: Records, name: str) -> Rows:
    """The rows of a table with None for what is blank, floats and ints as they are."""
    rows = records.tables()[name].to_dict("records")
    return [{str(k): None if v == "" or v != v else v for k, v in row.items()} for row in rows]  # noqa: PLR0124


def says(text: str, provenance: Provenance) -> None:
    """Whether a file says where it comes from."""
    for words in (provenance.about.version, provenance.about.title, *SAYS):
        assert words in text
