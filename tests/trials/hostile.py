"""Trial: what hostile inputs do to `import` and `check`, by kind of input and kind of harm."""

from __future__ import annotations

import csv
import io
import secrets
import threading
import zipfile
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.checkout import KARABAKH
from tests.trials import watched
from tests.trials.hostile_files import Bait, Hostile, write_all

if TYPE_CHECKING:
    from collections.abc import Collection

HARMS = (
    "ran as code",
    "killed",
    "read a file",
    "fetched",
    "over 10 s",
    "traceback",
    "wrote outside",
    "over 2 GB",
)
LONG_SECONDS, MUCH_BYTES = 10.0, 2 << 30
"""Seconds of the processor, its start with all libraries included: on the clock they are more where others work."""
FORMULA = ("=", "+", "@", "\t", "\r")
WITHOUT_WIDTH = "\u200b\ufeff\u2060 "


class Listener(BaseHTTPRequestHandler):
    """Counts whoever asks."""

    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        self.send_error(404)

    do_HEAD = do_POST = do_GET  # noqa: N815 (the library's names)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Say nothing."""


def trial(most: int | None = None, kinds: Collection[str] = ()) -> bool:
    """Run all inputs, or the first `most` of each kind, and print the table; True where none did harm."""
    table: dict[str, Counter[str]] = {}
    found: list[str] = []
    with TemporaryDirectory() as top, ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        folder = Path(top)
        secret = folder / "secret.csv"
        words = f"secret-{secrets.token_hex(8)}"
        secret.write_text(f"title,date\n{words},2020\n", "utf-8")
        bait = Bait(secret, f"http://127.0.0.1:{server.server_port}", folder / "pwned.py")
        (folder / "in").mkdir()
        _demand_that_files_are_imported(folder)
        print("| kind | inputs | " + " | ".join(HARMS) + " |")
        print("|---" * (len(HARMS) + 2) + "|")
        last = ""
        for hostile in write_all(folder / "in", bait):
            if last in table and hostile.kind != last:
                _print(last, table[last])
            last = hostile.kind
            if (kinds and last not in kinds) or (
                most is not None and table.get(last, Counter())["inputs"] >= most
            ):
                continue
            harms = _harms(hostile, folder, words, bait)
            counted = table.setdefault(hostile.kind, Counter())
            counted.update(["inputs", *harms])
            found.extend(f"{hostile.path.name}: {harm}" for harm in harms)
        if last in table:
            _print(last, table[last])
        server.shutdown()
    _print("all", sum(table.values(), Counter()))
    for line in found:
        print(line)
    unknown = sorted(set(kinds) - table.keys())
    if unknown:
        print(f"No input is of kind {', '.join(unknown)}.")
    return not found and not unknown


def _harms(hostile: Hostile, folder: Path, words: str, bait: Bait) -> list[str]:
    """Run one input and return the harms that it did."""
    before, asked = _outside(folder), Listener.asked
    output = folder / "deep" / "er" / "out"
    output.parent.mkdir(parents=True, exist_ok=True)
    if hostile.path.is_dir():
        events = folder / "events.csv"
        events.write_text("title,date,lon,lat\na,2020-11-08,46.75,39.76\n", "utf-8")
        before |= {events}
        command = ["import", str(hostile.path), str(events), "--output", str(output)]
    else:
        command = ["import", str(KARABAKH), str(hostile.path), "--output", str(output), "--alone"]
    log = folder / "log"
    ended = watched.run(command, log)
    export = folder / "out.zip"
    if (output / "datapackage.json").is_file():
        watched.run(["export", str(output), str(export)], folder / "log2")
    written = b"".join(file.read_bytes() for file in [*output.rglob("*"), log] if file.is_file())
    new = _outside(folder) - before
    # A child that was refused memory ends by a signal as well as one that overflowed: both are deaths.
    done = {
        "ran as code": bait.mark.exists() or _has_formula(export),
        "killed": ended.code < 0 and ended.seconds < watched.LONGEST_SECONDS,
        "read a file": words.encode() in written or b"root:x:0:0" in written,
        "fetched": Listener.asked > asked,
        "over 10 s": ended.processor_seconds > LONG_SECONDS or ended.seconds >= watched.LONGEST_SECONDS,
        "traceback": "Traceback" in ended.said,
        "wrote outside": bool(new),
        "over 2 GB": ended.peak_bytes > MUCH_BYTES,
    }
    for path in [*new, export, bait.mark]:
        path.unlink(missing_ok=True)
    _remove(output)
    return [harm for harm in HARMS if done[harm]]


def _demand_that_files_are_imported(folder: Path) -> None:
    """Stop where even a harmless file is not imported: then all others would pass for the wrong reason."""
    harmless, output = folder / "harmless.csv", folder / "harmless"
    harmless.write_text("title,date,lon,lat\na,2020-11-08,46.75,39.76\n", "utf-8")
    command = ["import", str(KARABAKH), str(harmless), "--output", str(output), "--alone"]
    ended = watched.run(command, folder / "log", seconds=300)
    if ended.code or not (output / "datapackage.json").is_file():
        message = f"a harmless file was not imported:\n{ended.said}"
        raise RuntimeError(message)


def _outside(folder: Path) -> set[Path]:
    ours = {"log", "log2", "out.zip"}
    return {
        file
        for file in folder.rglob("*")
        if file.is_file() and file.name not in ours and (folder / "deep" / "er" / "out") not in file.parents
    }


def _has_formula(archive: Path) -> bool:
    """Whether a cell of the exported tables would be taken for a formula."""
    if not archive.is_file():
        return False
    with zipfile.ZipFile(archive) as files:
        tables = [files.read(name).decode("utf-8-sig") for name in files.namelist() if name.endswith(".csv")]
    cells = (cell for text in tables for row in csv.reader(io.StringIO(text)) for cell in row)
    return any(cell.lstrip(WITHOUT_WIDTH).startswith(FORMULA) for cell in cells)


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    if folder.is_dir():
        folder.rmdir()


def _print(kind: str, counted: Counter[str]) -> None:
    print(f"| {kind} | " + " | ".join(str(counted[name]) for name in ("inputs", *HARMS)) + " |", flush=True)
