"""Housekeeping of the server beside its requests: memory given back, folders that a killed one left cleared."""

from __future__ import annotations

import gc
import os
import re
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from components.bundle import FOLDER_PREFIX
from geo.dataset.memory import give_back

if TYPE_CHECKING:
    from threading import Event

SECONDS = 60
SWITCH_SECONDS = 0.0005
"""How long a thread that computes keeps the others waiting: Python's own 5 ms are waited for again with each of the
some twenty messages of an answer, while the page's script goes on. On two cores that other work kept busy (load 12 to
15) the panel of another day was there after 37 to 42 ms instead of 81 to 91."""
LEFT = re.compile(rf"{FOLDER_PREFIX}(?P<process>\d{{1,10}})-\w+")


def keep(over: Event, seconds: float = SECONDS) -> None:
    """Give back what people left behind who are gone, every minute until the server is over.

    Streamlit's own collection after every run of the page is off, since it takes longer than the run.
    """
    while not over.wait(seconds):
        give_back()


def take_turns() -> None:
    """Let the thread that sends messages go between while another draws the page."""
    sys.setswitchinterval(SWITCH_SECONDS)


def settle() -> None:
    """Put what was loaded once out of the collector's way: it stays, and need not be looked at every minute."""
    give_back()
    gc.freeze()


def clear_folders(within: Path | None = None) -> list[Path]:
    """Remove the temporary folders of servers that were killed; return which.

    Parameters
    ----------
    within
        The folder of temporary folders; the system's without it.
    """
    cleared = []
    for folder in (within or Path(tempfile.gettempdir())).glob(f"{FOLDER_PREFIX}*"):
        found = LEFT.fullmatch(folder.name)
        with suppress(OSError):
            about = folder.lstat()
            mine = not hasattr(os, "getuid") or about.st_uid == os.getuid()
            if (
                found
                and mine
                and folder.is_dir()
                and not folder.is_symlink()
                and not _is_running(int(found["process"]))
            ):
                shutil.rmtree(folder)
                cleared.append(folder)
    return cleared


def _is_running(process: int) -> bool:
    """Whether a process runs; one that may not be asked does."""
    if os.name == "nt":  # There a signal would end it.
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
