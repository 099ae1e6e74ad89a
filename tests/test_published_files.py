"""Every file that the project publishes keeps the house rules."""

from __future__ import annotations

import re
import subprocess
import tomllib
from typing import TYPE_CHECKING

from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

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
LEAFLET_MARKUP = re.compile(
    r"\b(?:bindPopup|bindTooltip|openPopup|openTooltip|divIcon|DivIcon|addAttribution|setContent)\b"
    r"|\bL\.(?:popup|tooltip|marker|control\.(?:layers|attribution))\b"
)
"""What of Leaflet writes its arguments as HTML; its scale, which is used, writes numbers alone."""


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
    assert [name_of(path) for path in code if LEAFLET_MARKUP.search(text_of(path))] == []


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
