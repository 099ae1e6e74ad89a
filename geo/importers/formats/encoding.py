"""Encodings of text, found out from a file's bytes."""

from __future__ import annotations

import codecs

import numpy as np
import pyarrow as pa
from charset_normalizer import from_bytes

from geo.importers.problems import refusal

CANDIDATES = ["cp1252", "cp1254", "cp1251"]
"""Code pages of Western Europe, of Turkish and of Cyrillic, as Windows programs write them."""
NAMES = {"cp1252": "Windows-1252", "cp1254": "Windows-1254", "cp1251": "Windows-1251"}
TURKISH = "ŞşĞğİı".encode("cp1254")
"""Bytes that are letters of Icelandic in Windows-1252."""
SAMPLE = 1 << 18
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
TAIL = 4
"""Bytes: a file cut off within a letter of UTF-8 lacks less than this."""


def decode(name: str, data: bytes, encoding: str = "") -> tuple[str, str, tuple[str, ...]]:
    """Return the text of a file, its encoding, and remarks on what had to be guessed.

    A byte order mark decides; then UTF-16, if every other byte is zero; then UTF-8, if all bytes
    fit; then the likeliest of three code pages of Windows. Where that of Western Europe would give
    letters of Icelandic, the same bytes are taken for Turkish.

    Parameters
    ----------
    name
        Name of the file, for messages.
    data
        Its bytes.
    encoding
        What a person says it is; "" to find out.

    Raises
    ------
    ImportProblems
        When it is no text.
    """
    if encoding:
        return _as_told(name, data, encoding)
    for mark, marked in MARKS:
        if data.startswith(mark):
            return _whole(name, data, marked)
    if b"\x00" in data[:SAMPLE]:
        return _whole(name, data, _wide(name, data))
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        if error.start >= len(data) - TAIL and error.start > 0:
            remark = "The file ends within a letter; it may have been cut off."
            return data[: error.start].decode("utf-8"), "utf-8", (remark,)
    return _guess(name, data)


def as_utf8(name: str, data: bytes, encoding: str = "") -> tuple[bytes, str, tuple[str, ...]]:
    """Return a file in UTF-8, its encoding, and remarks, as :func:`decode` finds them.

    Bytes that are UTF-8 already are returned as they are: a large file is neither decoded nor copied.
    """
    told = encoding.lower().replace("_", "-") in {"", "utf-8", "utf8"}
    marked = any(data.startswith(mark) for mark, _ in MARKS)
    if told and not marked and b"\x00" not in data[:SAMPLE] and _is_utf8(data):
        return data, encoding or "utf-8", ()
    text, found, remarks = decode(name, data, encoding)
    return text.encode("utf-8", "replace"), found, remarks


def _is_utf8(data: bytes) -> bool:
    ends = pa.py_buffer(np.array([0, len(data)], dtype="int64"))
    try:
        pa.Array.from_buffers(pa.large_string(), 1, [None, ends, pa.py_buffer(data)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _as_told(name: str, data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    try:
        return data.decode(encoding), encoding, ()
    except (LookupError, UnicodeError):
        raise refusal(name, "", f"text in {encoding}", "Choose another encoding") from None


def _whole(name: str, data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    try:
        return data.decode(encoding), encoding, ()
    except UnicodeDecodeError as error:
        if error.start >= len(data) - TAIL and error.start > TAIL:
            remark = "The file ends within a letter; it may have been cut off."
            return data[: error.start].decode(encoding), encoding, (remark,)
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"the byte 0x{data[error.start]:02X}"
        raise refusal(name, byte, f"text in {encoding.upper()}", "Save the file as UTF-8", line) from None


def _wide(name: str, data: bytes) -> str:
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) // 8 and min(even, odd) <= max(even, odd) // 8:
        return "utf-16-be" if even > odd else "utf-16-le"
    remedy = "Give a table (CSV, TSV, XLSX), GeoJSON, GeoPackage or Parquet file"
    raise refusal(name, "", "a text file or a format that is known", remedy)


def _guess(name: str, data: bytes) -> tuple[str, str, tuple[str, ...]]:
    best = from_bytes(data[:SAMPLE], cp_isolation=CANDIDATES).best()
    encoding = best.encoding if best is not None and best.encoding in CANDIDATES else ""
    if not encoding:
        raise refusal(name, "", "text in an encoding that is known", "Save the file as UTF-8")
    if encoding == "cp1252" and any(byte in data[:SAMPLE] for byte in TURKISH):
        encoding = "cp1254"
    text = data.decode(encoding, errors="replace")
    remark = f"Read as {NAMES[encoding]}, which is a guess: look at the letters, and choose another if wrong."
    return text, encoding, (remark,)
