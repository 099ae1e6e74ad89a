"""What the server tidies: folders that a killed one left, and the memory of people who are gone."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import weakref
from typing import TYPE_CHECKING

from components.bundle import FOLDER_PREFIX
from components.http import housekeeping
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


class Left:
    """Something that refers to itself, as what a session leaves does: only a collection frees it."""

    def __init__(self) -> None:
        self.itself = self


def test_folders_of_servers_that_were_killed_are_cleared_and_no_others(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    gone = tmp_path / f"{FOLDER_PREFIX}{ended.pid}-abc_1"
    kept = [
        tmp_path / f"{FOLDER_PREFIX}{os.getpid()}-abc",
        tmp_path / f"{FOLDER_PREFIX}mine",
        tmp_path / f"other-{ended.pid}-abc",
    ]
    for folder in (gone, *kept):
        folder.mkdir()
        (folder / "bundle.js").write_text("", encoding="utf-8")
    link = tmp_path / f"{FOLDER_PREFIX}{ended.pid}-link"
    link.symlink_to(kept[2])
    assert housekeeping.clear_folders(tmp_path) == [gone]
    assert sorted(tmp_path.iterdir()) == sorted([*kept, link])
    assert (kept[2] / "bundle.js").is_file()


def test_what_people_left_is_collected_while_the_server_runs() -> None:
    over, collected = threading.Event(), threading.Event()
    gc.disable()
    try:
        weakref.finalize(Left(), collected.set)
        thread = threading.Thread(target=housekeeping.keep, args=(over, 0.01))
        thread.start()
        assert collected.wait(20)
    finally:
        gc.enable()
        over.set()
    thread.join(20)
    assert not thread.is_alive()


def test_what_was_loaded_once_is_out_of_the_collectors_way(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[bool] = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))
    housekeeping.settle()
    assert frozen == [True]


def test_what_arrow_gives_back_the_machine_has() -> None:
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            "import dashboard, pyarrow; print(pyarrow.default_memory_pool().backend_name)",
        ],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
        text=True,
    )
    assert ended.stdout.split()[-1] == "system"


def test_a_thread_that_computes_lets_the_one_that_sends_go_between() -> None:
    before = sys.getswitchinterval()
    try:
        housekeeping.take_turns()
        assert sys.getswitchinterval() < 0.001
    finally:
        sys.setswitchinterval(before)
