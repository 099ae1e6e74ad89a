"""Trial: `kill -9` at random moments of commands that write over what is there: the old is whole or the new."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import zipfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

from geo.datapackage.check import check
from tests.checkout import KARABAKH
from tests.trials import watched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LATE = 0.8
EVENTS = "title,date,lon,lat\n" + "".join(
    f"event {n},{1988 + n % 36}-01-02,46.75,39.76\n" for n in range(400)
)


def trial(count: int, seed: int) -> bool:
    """Kill each command `count` times and print the table; True where the old or the new stood there each time."""
    chance = random.Random(seed)
    # Parts of the time that the command takes, half of them about its end, where it writes.
    moments = [chance.uniform(LATE if number % 2 else 0, 1.1) for number in range(count)]
    print(
        "| command | kills | after the end | the old whole | the new whole | broken | left over after the next |"
    )
    print("|---|---|---|---|---|---|---|")
    good = True
    with TemporaryDirectory() as top:
        folder = Path(top)
        (folder / "events.csv").write_text(EVENTS, "utf-8")
        for form in ("csv", "parquet"):
            target = folder / form / "mine"
            command = [
                "import",
                str(KARABAKH),
                str(folder / "events.csv"),
                "--output",
                str(target),
                "--format",
                form,
            ]
            good &= _killed(f"import, {form}", command, target, _package, moments=moments)
        for name in ("out.geojson", "out.xlsx"):
            target = folder / name.split(".")[-1] / name
            good &= _killed(
                f"export, {name[4:]}",
                ["export", str(KARABAKH), str(target)],
                target,
                _content,
                moments=moments,
            )
    return good


def _killed(
    name: str,
    command: Sequence[str],
    target: Path,
    state: Callable[[Path], str | None],
    *,
    moments: list[float],
) -> bool:
    """Kill a command that writes over an old target, and print what stood there; True where all was whole."""
    target.parent.mkdir()
    log = target.parent.parent / "log"
    older = [*command, "--alone"] if command[0] == "import" else [*command, "--to", "1993"]
    ended = watched.run(older, log, seconds=300)
    if ended.code:
        message = f"the command does not run:\n{ended.said}"
        raise RuntimeError(message)
    old = target.with_name(f"old{target.suffix}")
    _copy(target, old)
    seconds = watched.run(command, log, seconds=300).seconds
    new_state, old_state = state(target), state(old)
    if new_state is None or old_state is None:
        message = f"{' '.join(command)} leaves what is not whole, without any kill"
        raise RuntimeError(message)
    counted: Counter[str] = Counter()
    for moment in moments:
        _copy(old, target)
        child = watched.start(command, log)
        Event().wait(moment * seconds)  # The moment of the kill is what is tried.
        if os.waitpid(child, os.WNOHANG)[0]:
            counted["after"] += 1
        else:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        found = state(target)
        counted[
            "broken"
            if found is None
            else "old"
            if found == old_state
            else "new"
            if found == new_state
            else "broken"
        ] += 1
    watched.run(command, log, seconds=300)
    left = len(list(target.parent.iterdir())) - 2
    cells = [name, len(moments), counted["after"], counted["old"], counted["new"], counted["broken"], left]
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)
    return not counted["broken"] and not left and old_state != new_state


def _copy(source: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)


def _package(folder: Path) -> str | None:
    """Return what tells a package from another, None where it is not whole."""
    report = check(folder)
    return None if report.errors else json.dumps(dict(report.rows))


def _content(path: Path) -> str | None:
    """Return what tells an export from another, None where it is not whole; files of Excel keep the time of day."""
    try:
        if path.suffix == ".geojson":
            return f"{len(json.loads(path.read_bytes())['features'])} features"
        with zipfile.ZipFile(path) as book:
            sheets = [info for info in book.infolist() if info.filename.startswith("xl/worksheets/")]
            return None if book.testzip() else f"sheets of {[info.file_size for info in sheets]} bytes"
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None
