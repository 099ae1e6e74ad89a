"""Long texts of many rows: in a file that is mapped into memory, not in memory.

A million events have some 500 MB of titles, summaries, search texts and notes, of which a page shows
some dozen rows at a time. They are decoded once, into a file without a name in the temporary folder
(`TMPDIR` chooses another), laid out as Arrow lays out texts in memory. The system reads the pages that
are asked for, keeps them as long as there is room, and frees the file with the process.
"""

from __future__ import annotations

import mmap
import tempfile
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset.memory import let_go

if TYPE_CHECKING:
    import numpy.typing as npt

WIDTH = 8
"""Bytes of an offset, and what the offsets are aligned to."""
PANDAS_TEXT = pd.StringDtype(na_value=np.nan)


class TextFile:
    """A column of texts that is written part by part, and then mapped."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="events-")  # noqa: SIM115 (closed once it is mapped)
        self._ends: list[npt.NDArray[np.int64]] = [np.zeros(1, dtype="int64")]
        self._size = 0

    def append(self, texts: pa.Array) -> None:
        """Add texts; null is "".

        Raises
        ------
        pyarrow.ArrowInvalid
            When they are no UTF-8.
        """
        part = pc.fill_null(pc.cast(texts, pa.large_string()), "")
        part.validate(full=True)
        _, offsets, data = part.buffers()
        if not len(part):
            return
        ends = np.frombuffer(offsets, dtype="int64")[part.offset : part.offset + len(part) + 1]
        self._file.write(memoryview(data)[ends[0] : ends[-1]] if data is not None else b"")
        self._ends.append(ends[1:] - ends[0] + self._size)
        self._size += int(ends[-1] - ends[0])

    def mapped(self) -> pa.Array:
        """Return all texts (large_string), in pages that are read where they are asked for."""
        ends = np.concatenate(self._ends)
        start = -self._size % WIDTH + self._size
        self._file.write(bytes(start - self._size))
        self._file.write(ends.tobytes())
        self._file.flush()
        with self._file:
            content = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        let_go(content)
        buffer = pa.py_buffer(content)
        buffers = [None, buffer.slice(start), buffer.slice(0, self._size)]
        return pa.Array.from_buffers(pa.large_string(), len(ends) - 1, buffers)


def as_column(texts: pa.Array | pa.ChunkedArray) -> pd.Series:
    """Return Arrow texts (large_string) as a column of pandas' `str`, without a copy."""
    chunked = texts if isinstance(texts, pa.ChunkedArray) else pa.chunked_array([texts])
    return pd.Series(chunked, dtype=PANDAS_TEXT)


def map_texts(texts: pd.Series) -> pd.Series:
    """Return a column of `str` whose texts are mapped."""
    file = TextFile()
    for chunk in pa.chunked_array(pa.array(texts.array, pa.large_string())).chunks:
        file.append(chunk)
    return as_column(file.mapped()).set_axis(texts.index)
