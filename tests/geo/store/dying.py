"""A task that ends its process the first time; it imports nothing, so that the process is there at once."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def die_once(task: tuple[str, int]) -> int:
    folder, number = task
    mark = Path(folder, str(number))
    if number == 1 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number
