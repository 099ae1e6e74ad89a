"""What `.run/test` asks of a machine, by what it is told to run."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = ("test", "environment.sh")
COMMANDS = ("dirname", "cat", "cksum", "find")
"""All that a bare machine has, beside a shell and the project's environment."""
NOTED = "notes"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose environment is there and up to date; its Python notes what it is called with."""
    folder = tmp_path / "checkout"
    for name in SCRIPTS:
        (folder / ".run").mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKOUT / ".run" / name, folder / ".run" / name)
    (folder / "requirements-dev.lock").write_text("a lock\n", encoding="utf-8")
    (folder / "tests" / "frontend" / "map").mkdir(parents=True)
    (folder / "tests" / "frontend" / "map" / "one.test.js").touch()
    tools = folder / ".venv" / "bin"
    tools.mkdir(parents=True)
    _tool(tools / "python", f'case "$1" in -m) echo "python $*" >>{NOTED} ;; esac')
    bare = tmp_path / "bare"
    bare.mkdir()
    for command in COMMANDS:
        (bare / command).symlink_to(str(shutil.which(command)))
    checksum = subprocess.run(  # noqa: S603 - the system's cksum, as the script calls it
        [str(bare / "cksum")], input=b"a lock\n", capture_output=True, check=True
    ).stdout
    (folder / ".venv" / "installed-requirements-dev.lock").write_bytes(checksum)
    return folder


def _tool(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


def run(checkout: Path, *arguments: str, tools: tuple[str, ...] = ()) -> tuple[int, str, str]:
    """Run the script where there are these tools; return its status, what was called and its message."""
    bare = checkout.parent / "bare"
    for tool in tools:
        _tool(bare / tool, f'case "$1" in -e) ;; *) echo "{tool} $*" >>{NOTED} ;; esac')
    done = subprocess.run(  # noqa: S603 - our script, a person's sh
        [str(shutil.which("sh")), ".run/test", *arguments],
        cwd=checkout,
        env={"PATH": str(bare), "HOME": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
    )
    notes = checkout / NOTED
    return done.returncode, notes.read_text(encoding="utf-8") if notes.exists() else "", done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("tests/geo",),
        ("./tests/geo", "-k", "control"),
        ("-q", "tests/components/test_map.py"),
        ("tests/test_run.py",),
    ],
)
def test_the_data_side_and_the_components_need_neither_browser_nor_node(
    checkout: Path, arguments: tuple[str, ...]
) -> None:
    assert run(checkout, *arguments)[:2] == (0, f"python -m pytest {' '.join(arguments)}\n")


@pytest.mark.parametrize("arguments", [("tests/browser",), ("tests/geo", "tests/browser/test_view.py")])
def test_the_browsers_tests_need_a_browser_and_no_node(checkout: Path, arguments: tuple[str, ...]) -> None:
    called = f"python -m pytest {' '.join(arguments)}\n"
    assert run(checkout, *arguments, tools=("chromium",))[:2] == (0, called)


@pytest.mark.parametrize("arguments", [(), ("-k", "control"), ("tests",), ("tests/geo", "tests/")])
def test_everything_needs_a_browser(checkout: Path, arguments: tuple[str, ...]) -> None:
    status, called, message = run(checkout, *arguments, tools=("node",))
    if message:  # A Mac may have a browser that is not on the PATH.
        assert (status, called) == (1, "")
        assert "Chromium" in message


def test_everything_needs_node(checkout: Path) -> None:
    status, called, message = run(checkout, tools=("chromium",))
    assert (status, called) == (1, "")
    assert "Node.js" in message


def test_with_both_everything_runs(checkout: Path) -> None:
    status, called, _ = run(checkout, tools=("chromium", "node"))
    assert status == 0
    assert called.splitlines() == [
        "node --test tests/frontend/map/one.test.js",
        "python -m pytest -n 3 --dist loadfile --no-loadscope-reorder",
    ]


def test_the_frontends_tests_go_to_node_and_need_no_environment(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    assert run(checkout, "tests/frontend/map", tools=("node",))[:2] == (
        0,
        "node --test tests/frontend/map/one.test.js\n",
    )


def test_the_frontends_tests_may_stand_among_others(checkout: Path) -> None:
    status, called, _ = run(checkout, "tests/frontend", "tests/geo", "-q", tools=("node",))
    assert status == 0
    assert called.splitlines() == [
        "node --test tests/frontend/map/one.test.js",
        "python -m pytest tests/geo -q",
    ]


def test_the_frontends_tests_need_node(checkout: Path) -> None:
    status, called, message = run(checkout, "tests/frontend")
    assert (status, called) == (1, "")
    assert "Node.js" in message
