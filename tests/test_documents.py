"""What the documents say is so, and what is published names nothing that it should not."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

import geo

CHECKOUT = Path(__file__).parents[1]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
KARABAKH = CHECKOUT / "data" / "karabakh"
LOCKS = ("requirements.lock", "requirements-dev.lock")

# A letter in brackets keeps a pattern from finding itself in this file.
REGISTRY = re.compile(
    r"pypi\.or[g]|pythonhosted\.or[g]|registry\.npmj[s]|deb\.debia[n]|index-ur[l]|find-link[s]|file:/[/]"
)
FOREIGN_PATH = re.compile(r"(?<![\w.)/-])/(?:root|home/\w+|Users/\w+|tmp|opt|mnt|work)/\w+")
LEFT_OPEN = re.compile(
    r"\b(?:TOD[O]|FIXM[E]|XX[X])\b|\bski[p]\(|skipi[f]|time\.slee[p]\(|wait_for_timeou[t]\("
)
MARKUP = re.compile(
    r"\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|unsafe_allow_html\s*=\s*True"
)
MAXIMUM_LINES = 300


def tracked() -> list[Path]:
    """Every file that the project publishes."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - the git that made the checkout
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [CHECKOUT / name for name in listed.stdout.split("\0") if name and (CHECKOUT / name).is_file()]


def text_of(path: Path) -> str:
    """The text of a file; of a picture, nothing that these tests look for."""
    return path.read_bytes().decode("utf-8", errors="replace")


def name_of(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def own_code(*suffixes: str) -> list[Path]:
    return [path for path in tracked() if path.suffix in suffixes and "vendor" not in path.parts]


def pins(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+==\S+)", (CHECKOUT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def test_the_readme_gives_the_two_commands_and_both_exist() -> None:
    commands = re.findall(r"^    (sh \.run/\w+)$", README, re.MULTILINE)
    assert commands == ["sh .run/start", "sh .run/test"]
    for command in commands:
        script = CHECKOUT / command.removeprefix("sh ")
        assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
        subprocess.run(["sh", "-n", script], check=True)  # noqa: S603, S607 - our script, a person's sh


def test_every_file_that_the_readme_names_exists() -> None:
    linked = re.findall(r"\]\((?!http)([^)]+)\)", README)
    folders = re.findall(r"^\| `([^`]+)` \| [^|]+\|$", README, re.MULTILINE)
    missing = [name for name in (*linked, *folders) if not (CHECKOUT / name).exists()]
    assert missing == []


def test_the_readme_counts_the_rows_that_are_there() -> None:
    for name, stated in re.findall(r"^\| `(\w+\.csv)` \|[^|]+\| ([\d,]+) \|", README, re.MULTILINE):
        with (KARABAKH / name).open(encoding="utf-8", newline="") as table:
            assert sum(1 for _ in csv.DictReader(table)) == int(stated.replace(",", "")), name


def test_the_readme_says_how_one_sided_the_data_are() -> None:
    dataset = geo.load(KARABAKH)
    voices = dataset.claims["voice"].value_counts()
    evidence = dataset.events["evidence"].value_counts()
    stated = (
        f"Of the {len(dataset.claims):,} claims {voices['azerbaijani']:,} are by Azerbaijani publishers "
        f"and {voices['armenian']:,} by Armenian ones",
        f"{evidence['several']} of the {len(dataset.events)} events are known from several sides",
        f"{evidence['disputed']} are disputed, {evidence['one_side']} are told by one side only, "
        f"and {evidence['single']} rest on a single source",
    )
    assert [sentence for sentence in stated if sentence not in README] == []


def test_the_readme_lists_every_file_of_the_dataset() -> None:
    package = json.loads((KARABAKH / "datapackage.json").read_text(encoding="utf-8"))
    missing = [resource["path"] for resource in package["resources"] if f"`{resource['path']}`" not in README]
    assert missing == []


def test_every_resource_states_its_licence() -> None:
    package = json.loads((KARABAKH / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"] if not resource.get("licenses")] == []


def test_the_changelog_and_the_citation_have_the_projects_version() -> None:
    version = PROJECT["project"]["version"]
    released = re.search(r"^## \[(\d[^]]*)\] - (\S+)$", text_of(CHECKOUT / "CHANGELOG.md"), re.MULTILINE)
    citation = yaml.safe_load(text_of(CHECKOUT / "CITATION.cff"))
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


def test_no_file_names_a_package_registry() -> None:
    found = [
        (name_of(path), match.group()) for path in tracked() for match in REGISTRY.finditer(text_of(path))
    ]
    assert found == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    found = [
        (name_of(path), match.group()) for path in tracked() for match in FOREIGN_PATH.finditer(text_of(path))
    ]
    assert found == []


def test_the_gazetteer_is_not_published() -> None:
    assert [name_of(path) for path in tracked() if "gazetteer" in path.parts] == []


def test_no_source_file_grows_to_three_hundred_lines() -> None:
    code = own_code(".py", ".js", ".css")
    assert [name_of(path) for path in code if len(text_of(path).splitlines()) >= MAXIMUM_LINES] == []


def test_no_javascript_line_ends_in_a_semicolon() -> None:
    ended = [
        (name_of(path), number)
        for path in own_code(".js")
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if line.rstrip().endswith(";") and not line.lstrip().startswith(("*", "//", "/*"))
    ]
    assert ended == []


def test_data_never_becomes_markup() -> None:
    code = [path for path in own_code(".py", ".js") if path.is_relative_to(CHECKOUT / "components")]
    assert [name_of(path) for path in code if MARKUP.search(text_of(path))] == []


def test_nothing_is_left_open_skipped_or_slept_through() -> None:
    assert [name_of(path) for path in own_code(".py", ".js") if LEFT_OPEN.search(text_of(path))] == []


def test_every_exception_from_the_linter_has_its_reason() -> None:
    lines = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    codes = [line for line in lines if re.match(r'\s+"[A-Z]+[0-9]*",', line)]
    assert codes
    assert [line.strip() for line in codes if not re.search(r"# \w.{10,}", line)] == []


def test_streamlits_theme_has_the_colours_of_the_tokens() -> None:
    theme = tomllib.loads((CHECKOUT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    tokens = (CHECKOUT / "components/frontend/shared/tokens.css").read_text(encoding="utf-8")
    light, dark = tokens.split('[data-theme="dark"]', maxsplit=1)
    named = {
        "primaryColor": "accent",
        "backgroundColor": "surface",
        "secondaryBackgroundColor": "surface-2",
        "textColor": "ink",
        "linkColor": "accent",
        "borderColor": "line",
    }
    for part, rules in (("light", light), ("dark", dark)):
        for option, token in named.items():
            value = re.search(rf"--{token}:\s*(#[0-9A-Fa-f]{{6}})", rules)
            assert value is not None, token
            assert theme[part][option] == value.group(1), (part, option)
