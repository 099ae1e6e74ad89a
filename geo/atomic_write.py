"""Files and folders that are replaced whole: at any moment the old stands there or the new does.

The new is written beside the old, under a name of its own, flushed to the disk and renamed over it. What a killed run
left beside it is taken away by the next one that writes the same.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Numbers of the errors that say that there is no room for a file."""
LONGEST_NAME = 200
"""Bytes of a name that the name beside it repeats; file systems take 255."""

_ENDING = ".new"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def write_file(path: str | Path, content: bytes | memoryview) -> None:
    """Write a file whole: it holds the old content until it holds the new.

    What is no file, for example ``/dev/stdout``, is written to as it is. A link stays, and what it leads to is
    replaced.

    Raises
    ------
    OSError
        When it cannot be written; its `filename` is this path, which is as it was.
    """
    path = Path(path)
    with naming(path):
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # A folder refuses this itself.
            return
        target = path.resolve()
        remove_leftovers(target)
        new = beside(target)
        try:
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
                _claim(file.fileno())
                if target.exists():
                    new.chmod(stat.S_IMODE(target.stat().st_mode))
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            new.replace(target)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        sync(target.parent)


class WriteError(OSError):
    """A file could not be written; `filename` is its name, and what stood there is as it was."""

    @property
    def is_full(self) -> bool:
        """Whether there was no room for it."""
        return self.errno in FULL


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Give errors of the system the name of the file that a person knows, not that of the one beside it."""
    try:
        yield
    except WriteError:  # Of a file within, which is the nearer name.
        raise
    except OSError as error:
        raise WriteError(error.errno or errno.EIO, error.strerror or str(error), str(path)) from error


@contextmanager
def folder_beside(folder: Path, within: Path | None = None) -> Iterator[Path]:
    """Give a new, empty folder in which a replacement is made; it is gone when the block ends."""
    new = beside(folder, within)
    new.mkdir()
    try:
        with _claimed(new):
            yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def beside(path: Path, within: Path | None = None) -> Path:
    """Return a name for what will take the place of a file or folder: beside it, or within a folder."""
    return (within or path.parent) / f"{_prefix(path)}{secrets.token_hex(4)}{_ENDING}"


def leftovers(path: Path, within: Path | None = None) -> list[Path]:
    """Return what killed runs left beside a file or folder; what a living one is writing is not of it."""
    name = re.compile(rf"{re.escape(_prefix(path))}[0-9a-f]{{8}}{re.escape(_ENDING)}")
    try:
        entries = list(os.scandir(within or path.parent))
    except OSError:
        return []
    return [
        Path(entry.path) for entry in entries if name.fullmatch(entry.name) and _is_left(Path(entry.path))
    ]


def remove_leftovers(path: Path) -> None:
    """Take away what killed runs left beside a file or folder."""
    for left in leftovers(path):
        remove(left)


def remove(path: Path) -> None:
    """Take away a file, or a folder with all that is in it; what cannot be taken away stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def sync(path: Path) -> None:
    """Flush a file or a folder's list of names to the disk."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:  # A folder that may not be listed, or a system that opens none.
        if path.is_dir():
            return
        raise
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {
            errno.EINVAL,
            errno.EBADF,
            errno.ENOTSUP,
        }:  # Some file systems sync no folders.
            raise
    finally:
        os.close(descriptor)


def sync_all(folder: Path) -> None:
    """Flush a folder with all that is in it."""
    for parent, _, names in os.walk(folder):
        for name in names:
            sync(Path(parent, name))
        sync(Path(parent))


def exchange(one: Path, other: Path) -> bool:
    """Let two files or folders change places in one step; False where the system or the file system cannot."""
    if sys.platform == "win32":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform.startswith("linux") and hasattr(libc, "renameat2"):
        flag = ctypes.c_uint(_RENAME_EXCHANGE)
        return bool(libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], flag) == 0)
    if hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(*names, ctypes.c_uint(_RENAME_SWAP)) == 0)
    return False


def _prefix(path: Path) -> str:
    name = path.name
    if len(os.fsencode(name)) > LONGEST_NAME:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    return f".{name}."


@contextmanager
def _claimed(folder: Path) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _claim(descriptor)
        yield
    finally:
        os.close(descriptor)


def _claim(descriptor: int) -> None:
    """Lock a file for as long as it is open, so that it is not taken for the leftover of a killed run."""
    if sys.platform != "win32":
        with suppress(OSError):  # A file system without locks: the names differ all the same.
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)


def _is_left(path: Path) -> bool:
    if sys.platform == "win32":
        return False
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True
