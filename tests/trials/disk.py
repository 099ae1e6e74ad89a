"""Trial: a full disk. The old is intact, and a sentence names the file that had no room."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.checkout import KARABAKH
from tests.trials import watched

if TYPE_CHECKING:
    from collections.abc import Iterator

MEGABYTES = 5
"""Room of the disk: for the old dataset or file and a part of the new."""
LARGEST_FILE = 100_000
"""Bytes of a file, where no disk can be mounted."""
ROWS = 20_000


def trial() -> bool:
    """Run the commands on a full disk and print the table; True where the old was intact and the sentence right."""
    print("| command | disk | exit | the old | names the file | left over |")
    print("|---|---|---|---|---|---|")
    good = True
    with TemporaryDirectory() as top, _small_disk(Path(top) / "disk") as (disk, kind):
        log, events = Path(top) / "log", Path(top) / "events.csv"
        rows = (f"event {n} {'x' * 200},2020-01-02,46.75,39.76\n" for n in range(ROWS))
        events.write_text("title,date,lon,lat\n" + "".join(rows), "utf-8")
        target = disk / "mine"
        for name, form in (("csv", "csv"), ("stored", "parquet")):
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(KARABAKH, target)
            if kind == "small":
                _fill(disk)
            command = ["import", str(target), str(events), "--output", str(target), "--format", form]
            good &= _row(f"import, {name}", kind, command, target, log)
            (disk / "filler").unlink(missing_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        target = disk / "out.geojson"
        target.write_bytes(b"old")
        if kind == "small":
            _fill(disk)
        good &= _row("export", kind, ["export", str(KARABAKH), str(target)], target, log)
    return good


def _row(name: str, kind: str, command: list[str], target: Path, log: Path) -> bool:
    before, beside = _digest(target), set(target.parent.iterdir())
    if kind == "small":
        ended = watched.run(command, log, seconds=300)
    else:
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, limits[1]))
        ended = watched.run(command, log, seconds=300)
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    intact = before == _digest(target)
    named = ended.said.startswith(str(target)) and "no room" in ended.said
    left = len(set(target.parent.iterdir()) - beside)
    cells = [
        name,
        kind,
        ended.code,
        "intact" if intact else "CHANGED",
        "yes" if named else ended.said[-300:],
        left,
    ]
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)
    return intact and named and not left and ended.code == 2


@contextmanager
def _small_disk(place: Path) -> Iterator[tuple[Path, str]]:
    """Give a small disk where one may be mounted, else a folder whose files may not be large."""
    place.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    command = [str(mount), "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(place)]
    if mount is None or umount is None or os.geteuid() or subprocess.run(command, check=False).returncode:
        yield place, "files limited"
        return
    try:
        yield place, "small"
    finally:
        subprocess.run([umount, str(place)], check=True)


def _fill(disk: Path) -> None:
    """Leave room for some of the files alone."""
    free = shutil.disk_usage(disk).free
    (disk / "filler").write_bytes(bytes(max(0, free - 600_000)))


def _digest(path: Path) -> str:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files if file.is_file())).hexdigest()
