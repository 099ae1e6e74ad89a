"""Limits of what is read: a file's size, and what an archive unpacks to, known before it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from geo.i18n import Sentence, marked
from geo.importers.problems import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MEBIBYTE = 1 << 20
LARGEST_FILE = 1024 * MEBIBYTE
LARGEST_UNPACKED = 2048 * MEBIBYTE
MOST_ROWS = 5_000_000
MOST_COLUMNS = 2_000
SMALL = MEBIBYTE
"""Bytes: what unpacks to less may be packed as tightly as it likes."""
TIGHTEST = 300
"""Unpacked bytes for each packed one; real tables stay below 100."""
ENCRYPTED = 0x1
UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)
"""What :mod:`zipfile` raises: of a way of packing that it does not know, a kind of RuntimeError."""


def read_file(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """Return the content of a file that is not too large; its size is looked at first.

    Raises
    ------
    ImportProblems
        When there is no such file, or it is too large.
    """
    try:
        size = path.stat().st_size
        if size <= largest:
            return path.read_bytes()
    except OSError as error:
        reason = error.strerror or ""
        raise refusal(
            path.name, reason, marked("a file that can be read"), marked("Check the path of the file")
        ) from None
    raise too_large(path.name, size, largest)


def check_size(name: str, data: bytes, largest: int = LARGEST_FILE) -> None:
    """Raise ImportProblems for content that is empty or too large."""
    if not data:
        raise refusal(
            name,
            "",
            marked("a file with content, not an empty one"),
            marked("Save or download the file again"),
        )
    if len(data) > largest:
        raise too_large(name, len(data), largest)


def too_large(name: str, size: int, largest: int) -> Exception:
    """Return the refusal of a file by its size in bytes."""
    expected = Sentence(marked("at most {size} MiB"), {"size": round(largest / MEBIBYTE)})
    remedy = marked("Split the file, or keep only the rows and columns that are needed")
    return refusal(name, f"{size / MEBIBYTE:,.0f} MiB", expected, remedy)


def open_archive(name: str, data: bytes) -> zipfile.ZipFile:
    """Open a zip archive that is whole and unpacks to a bearable size.

    Raises
    ------
    ImportProblems
        When it is cut off, encrypted, or unpacks to more than the limits.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except UNREADABLE:
        remedy = marked("Download or save the file again; it may have been cut off")
        raise refusal(name, "", marked("a whole zip archive or workbook"), remedy) from None
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise refusal(
            name, "", marked("an archive without a password"), marked("Unpack the file and give its content")
        )
    unpacked = sum(entry.file_size for entry in entries)
    tight = any(entry.file_size > max(SMALL, TIGHTEST * entry.compress_size) for entry in entries)
    if tight or unpacked > LARGEST_UNPACKED or unpacked > max(SMALL, TIGHTEST * len(data)):
        read = Sentence(
            marked("{packed} MiB that unpack to {unpacked} MiB"),
            {"packed": round(len(data) / MEBIBYTE, 1), "unpacked": round(unpacked / MEBIBYTE)},
        )
        expected = Sentence(
            marked("an archive that unpacks to at most {times} times its size"), {"times": TIGHTEST}
        )
        raise refusal(name, read, expected, marked("Unpack the file and give only the table in it"))
    return archive


def unpack(name: str, archive: zipfile.ZipFile, entry: str) -> bytes:
    """Return one file of an archive.

    Raises
    ------
    ImportProblems
        When it cannot be unpacked, or is longer than the archive says.
    """
    try:
        with archive.open(entry) as packed:
            content = packed.read(LARGEST_UNPACKED + 1)
    except UNREADABLE:
        remedy = marked("Download or save the file again; it may have been cut off")
        raise refusal(name, entry, marked("a file that can be unpacked"), remedy) from None
    check_size(entry, content, LARGEST_UNPACKED)
    return content


def check_shape(name: str, rows: int, columns: Iterable[str]) -> None:
    """Raise ImportProblems for a table with too many rows or columns."""
    width = len(list(columns))
    if rows > MOST_ROWS or width > MOST_COLUMNS:
        words = marked("at most {rows} rows and {columns} columns")
        expected = Sentence(words, {"rows": MOST_ROWS, "columns": MOST_COLUMNS})
        read = Sentence(marked("{rows} rows and {columns} columns"), {"rows": rows, "columns": width})
        raise refusal(name, read, expected, marked("Split the table"))
