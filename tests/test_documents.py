"""What the documents and the locks say is so."""

from __future__ import annotations

import ast
import csv
import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

import pytest
import yaml

from geo.claims.coverage import coverage
from tests.bundled import bundled
from tests.checkout import CHECKOUT, KARABAKH

if TYPE_CHECKING:
    from pathlib import Path

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


def pins(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+==\S+)", (CHECKOUT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def test_the_readme_begins_with_the_two_commands_and_all_it_gives_exist() -> None:
    commands = re.findall(r"^    (sh \.run/\w+)$", README, re.MULTILINE)
    assert commands[:2] == ["sh .run/start", "sh .run/test"]
    for command in commands:
        script = CHECKOUT / command.removeprefix("sh ")
        assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
        subprocess.run(["sh", "-n", script], check=True)  # noqa: S603, S607 - our script, a person's sh


def test_every_file_that_the_readme_names_exists() -> None:
    linked = re.findall(r"\]\((?!http)([^)]+)\)", README)
    folders = re.findall(r"^\| `([^`]+[/.][^`]*)` \| [^|]+\|$", README, re.MULTILINE)
    missing = [name for name in (*linked, *folders) if not (CHECKOUT / name).exists()]
    assert missing == []


def test_the_readme_counts_the_rows_that_are_there() -> None:
    for name, stated in re.findall(r"^\| `(\w+\.csv)` \|[^|]+\| ([\d,]+) \|", README, re.MULTILINE):
        with (KARABAKH / name).open(encoding="utf-8", newline="") as table:
            assert sum(1 for _ in csv.DictReader(table)) == int(stated.replace(",", "")), name


def test_the_readme_says_how_one_sided_the_data_are() -> None:
    dataset = bundled()
    counts = coverage(dataset)
    voices = counts.by_voice["claims"]
    evidence = dataset.events["evidence"].value_counts()
    stated = (
        f"Of the {voices.sum():,} claims of sources {voices['azerbaijani']:,} are by Azerbaijani publishers",
        f"{voices['armenian']:,} by Armenian ones",
        f"{counts.remarks} further rows are the researcher's remarks on the sources",
        f"{evidence['several']} of the {len(dataset.events)} events are known from several sides",
        f"on {evidence['disputed']} sources differ",
        f"{evidence['one_side']} are told by one side only",
        f"{evidence['single']} rest on a single source",
    )
    assert [sentence for sentence in stated if sentence not in README] == []


def test_the_readme_lists_every_file_of_the_dataset() -> None:
    package = json.loads((KARABAKH / "datapackage.json").read_text(encoding="utf-8"))
    paths = [resource["path"] for resource in package["resources"]]
    files = [path for one in paths for path in (one if isinstance(one, list) else [one])]
    missing = [path for path in files if f"`{path}`" not in README]
    assert missing == []


def test_every_resource_states_its_licence() -> None:
    package = json.loads((KARABAKH / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"] if not resource.get("licenses")] == []


def test_the_changelog_and_the_citation_have_the_projects_version() -> None:
    version = PROJECT["project"]["version"]
    released = re.search(
        r"^## \[(\d[^]]*)\] - (\S+)$", (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    citation = yaml.safe_load((CHECKOUT / "CITATION.cff").read_text(encoding="utf-8"))
    assert released is not None
    assert released.group(1) == version
    assert citation["version"] == version
    assert str(citation["date-released"]) == released.group(2)
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_of_a_lock_has_a_hash(lock: str) -> None:
    entries = re.split(r"^(?=[a-z0-9])", (CHECKOUT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)
    packages = [entry for entry in entries if "==" in entry]
    assert len(packages) == len(pins(lock))
    assert [entry.split()[0] for entry in packages if "--hash=sha256:" not in entry] == []


def test_the_lock_of_the_tests_holds_the_lock_of_the_page() -> None:
    assert pins("requirements.lock") < pins("requirements-dev.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_what_the_project_asks_for(lock: str) -> None:
    asked = list(PROJECT["project"]["dependencies"])
    if lock == "requirements-dev.lock":
        asked += PROJECT["dependency-groups"]["dev"]
    names = {re.split(r"[\[<>=]", requirement)[0] for requirement in asked}
    assert names <= {pin.split("==")[0] for pin in pins(lock)}


BY_ADDRESS = {"psycopg"}
"""What SQLAlchemy imports by the address of a database."""
WHERE_THERE = {"httptools"}
"""What the server imports where it is there."""


def test_what_the_page_imports_is_what_the_project_asks_for() -> None:
    files = [
        CHECKOUT / "dashboard.py",
        *(CHECKOUT / "geo").rglob("*.py"),
        *(CHECKOUT / "components").rglob("*.py"),
    ]
    imported = {name for file in files for name in top_level_imports(file)}
    foreign = imported - set(sys.stdlib_module_names) - {"components", "geo"}
    providers = packages_distributions()
    asked = {re.split(r"[\[<>=;]", requirement)[0] for requirement in PROJECT["project"]["dependencies"]}
    optional = PROJECT["project"]["optional-dependencies"].values()
    extras = {re.split(r"[\[<>=;]", requirement)[0] for extra in optional for requirement in extra}
    found = {providers[name][0].lower().replace("_", "-") for name in foreign} | BY_ADDRESS | WHERE_THERE
    assert found == asked | extras


def top_level_imports(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "importlib.import_module":
            names |= {
                str(ast.literal_eval(name)).split(".")[0]
                for name in node.args[:1]
                if isinstance(name, ast.Constant)
            }
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_every_file_that_the_guide_for_contributors_names_exists() -> None:
    guide = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    linked = [link.split("#")[0] for link in re.findall(r"\]\((?!http)([^)]+)\)", guide)]
    named = re.findall(r"`((?:\w+/)[\w/.]*|[\w.]+\.(?:md|cff|toml))`", guide)
    assert len(named) > 20
    assert [name for name in (*linked, *named) if not (CHECKOUT / name).exists()] == []


def test_every_script_that_the_guide_for_contributors_names_exists() -> None:
    guide = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    scripts = re.findall(r"`(?:ba)?sh (\.(?:run|ci)/\w+)`", guide)
    modules = re.findall(r"python -m (geo(?:\.\w+)*)", guide)
    assert [name for name in scripts if not (CHECKOUT / name).is_file()] == []
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []
