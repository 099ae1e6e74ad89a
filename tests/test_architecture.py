"""The picture of the architecture in the README is what the imports of the code say."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PICTURE = README.split("<!-- architecture -->")[1].split("<!-- /architecture -->")[0]
SIDES = ("geo", "components")
PARTS = {
    f"{side}.{folder.name}"
    for side in SIDES
    for folder in (CHECKOUT / side).iterdir()
    if (folder / "__init__.py").exists()
}


def arrows_of_picture() -> Mapping[str, set[str]]:
    """Return what each part of the picture has an arrow to; ids are those of the picture, with dots."""
    arrows: dict[str, set[str]] = defaultdict(set)
    for start, end in re.findall(r"(\w+)(?:\[[^]]*\])? --> (\w+)", PICTURE):
        arrows[start.replace("_", ".", 1)].add(end.replace("_", ".", 1))
    return arrows


def imports_of_parts() -> Mapping[str, set[str]]:
    """Return which parts each part imports from, for types alone too."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in (
        CHECKOUT / "dashboard.py",
        *(path for side in SIDES for path in (CHECKOUT / side).rglob("*.py")),
    ):
        part = ".".join(path.relative_to(CHECKOUT).with_suffix("").parts[:2])
        part = "dashboard" if part == "components.page" else part  # The script that the dashboard runs.
        found[part] |= {name for name in names_imported(path) if name in PARTS and name != part}
    return found


def names_imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (".".join(alias.name.split(".")[:2]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module in SIDES:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield ".".join(node.module.split(".")[:2])


def parts_reached(start: str, arrows: Mapping[str, set[str]]) -> set[str]:
    known: set[str] = set()
    left = [start]
    while left:
        new = arrows.get(left.pop(), set()) - known
        known |= new
        left += new
    return known


def test_every_part_is_in_the_picture_and_nothing_else() -> None:
    arrows = arrows_of_picture()
    shown = {*arrows, *(end for ends in arrows.values() for end in ends)} - {"dashboard", *SIDES}
    assert shown == PARTS


def test_every_arrow_is_an_import() -> None:
    found = imports_of_parts()
    arrows = {(start, end) for start, ends in arrows_of_picture().items() for end in ends} - {
        ("components", "geo")
    }
    assert [arrow for arrow in sorted(arrows) if arrow[1] not in found[arrow[0]]] == []


@pytest.mark.parametrize("part", sorted({*PARTS, "dashboard"}))
def test_a_part_imports_only_what_its_arrows_lead_to(part: str) -> None:
    side = part.split(".", maxsplit=1)[0]
    known = parts_reached(part, arrows_of_picture())
    if side != "geo":
        known |= {name for name in PARTS if name.startswith("geo.")}
    assert imports_of_parts()[part] - known == set()


def test_no_arrow_leads_back() -> None:
    arrows = arrows_of_picture()
    assert [part for part in arrows if part in parts_reached(part, arrows)] == []
