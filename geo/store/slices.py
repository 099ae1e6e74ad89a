"""Slices of the files to import: some rows of a file each, small enough for one worker to hold."""

from __future__ import annotations

import posixpath
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.i18n import Sentence, marked
from geo.importers.cage import read_apart
from geo.importers.formats.delimited_text import Form, form_of, read_rows
from geo.importers.formats.encoding import Decoded, decode
from geo.importers.formats.read_table import PARQUET, is_delimited
from geo.importers.formats.vector_layers import parquet_rows
from geo.importers.problems import Notes, refusal
from geo.importers.table import Table
from geo.store.address import filesystem_of
from geo.store.row_borders import UnclosedError, find_borders

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]
SAMPLE_BYTES = 1 << 20
SAMPLE_ROWS = 2_000
SLICE_BYTES = 96 << 20
SLICE_ROWS = 250_000
LARGEST_WHOLE = 64 << 20
"""Bytes of a file that is neither delimited text nor Parquet, which are read in slices."""
TEXT, COLUMNS, WHOLE = "text", "parquet", "whole"


@dataclass(frozen=True)
class Reading:
    """How a file is read: the answers that a person gave, "" where it is found out."""

    encoding: str = ""
    separator: str = ""
    header: str = ""
    part: str = ""
    epsg: int = 0


@dataclass(frozen=True)
class Source:
    """A file to import.

    Parameters
    ----------
    address
        Its path or address.
    number
        Its position among the files.
    kind
        `text`, `parquet` or `whole`.
    columns
        Names of its columns.
    form
        How its text is written, as :class:`geo.importers.formats.delimited_text.Form`.
    encoding
        Of its text.
    """

    address: str
    number: int
    kind: str
    columns: tuple[str, ...]
    form: Json | None = None
    encoding: str = ""

    @property
    def name(self) -> str:
        """The name of the file."""
        return posixpath.basename(self.address.replace("\\", "/"))


@dataclass(frozen=True)
class Slice:
    """Some rows of a file.

    Parameters
    ----------
    source
        Which file, by its number.
    start, stop
        Bytes of a text, rows of a Parquet file; 0 and 0 for a whole file.
    line
        The line of the first row.
    is_end
        Whether the file ends with it.
    """

    source: int
    start: int
    stop: int
    line: int
    is_end: bool


def look_at(address: str, number: int, reading: Reading) -> tuple[Source, Table]:
    """Find out how a file is written, from its beginning alone, and return its first rows.

    Raises
    ------
    ImportProblems
        When it cannot be used at all.
    OSError
        When it cannot be read.
    """
    found, path = filesystem_of(address)
    size = int(found.info(path)["size"])
    with found.open(path, "rb") as file:
        start = file.read(SAMPLE_BYTES)
    whole = len(start) >= size
    name = posixpath.basename(path)
    if start.startswith(PARQUET):
        table = _first_of_parquet(address, name)
        return Source(address, number, COLUMNS, tuple(table.columns)), table
    if is_delimited(start) and (
        whole or not (_is_wide(start) or reading.encoding.lower().startswith("utf-16"))
    ):
        text = decode(name, start if whole else start[: start.rfind(b"\n") + 1] or start, reading.encoding)
        if not text.encoding.startswith(("utf-16", "utf-32")):
            return _delimited(address, number, name, text, reading)
    if size > LARGEST_WHOLE:
        read = f"{size >> 20} MiB"
        expected = Sentence(
            marked("CSV or Parquet, which are read in slices, or a file of at most {size} MiB"),
            {"size": LARGEST_WHOLE >> 20},
        )
        raise refusal(name, read, expected, marked("Write it as CSV (UTF-8) or Parquet"))
    table = _whole(address, name, reading)
    return Source(address, number, WHOLE, tuple(table.columns)), table


def _is_wide(start: bytes) -> bool:
    return b"\x00" in start[:64]


def _delimited(address: str, number: int, name: str, text: Decoded, reading: Reading) -> tuple[Source, Table]:
    form = form_of(name, text, separator=reading.separator, header=reading.header)
    first = replace(text, data=text.data[form.begin :])
    rows = read_rows(name, first, form, is_end=False)
    table = Table(
        name,
        rows.frame.head(SAMPLE_ROWS),
        remarks=(*text.remarks, *form.remarks),
        layout=form.layout,
        encoding=text.encoding,
        separator=form.separator,
        header=form.header,
        questions=(*text.questions, *form.questions),
        tags=form.tags,
    )
    told = {**asdict(replace(form, remarks=(), questions=())), "tags": {}}
    columns = tuple(form.names[: form.columns])
    return Source(address, number, TEXT, columns, told, text.encoding), table


def _first_of_parquet(address: str, name: str) -> Table:
    found, path = filesystem_of(address)
    with found.open(path, "rb") as opened:
        file = pq.ParquetFile(opened)
        batches = file.iter_batches(batch_size=SAMPLE_ROWS)
        first = next(batches, None)
        schema = file.schema_arrow
        rows = pa.Table.from_batches([] if first is None else [first], schema)
    frame, geometry = parquet_rows(name, rows)
    return Table(name, frame, geometry=geometry)


def _whole(address: str, name: str, reading: Reading) -> Table:
    """Read a file of any other format, in the cage: its libraries open files and addresses that one names."""
    found, path = filesystem_of(address)
    return read_apart(
        found.cat_file(path),
        name,
        encoding=reading.encoding,
        part=reading.part,
        separator=reading.separator,
        header=reading.header,
        epsg=reading.epsg,
    )


def cut(source: Source, *, size: int = SLICE_BYTES, rows: int = SLICE_ROWS) -> tuple[Source, Iterator[Slice]]:
    """Cut a file into slices.

    Parameters
    ----------
    source
        From :func:`look_at`.
    size, rows
        Bytes of a slice of text, rows of one of Parquet.

    Returns
    -------
    Source, iterator of Slice
        The file, whose quotation marks may turn out to be letters, and its slices.
    """
    if source.kind == TEXT:
        try:
            return source, iter(list(_cut_text(source, size)))
        except UnclosedError:
            as_letters = replace(source, form={**(source.form or {}), "quotes": False})
            return as_letters, _cut_text(as_letters, size)
    if source.kind == COLUMNS:
        return source, _cut_parquet(source, rows)
    return source, iter([Slice(source.number, 0, 0, 1, is_end=True)])


def _cut_text(source: Source, size: int) -> Iterator[Slice]:
    form = form_from(source)
    found, path = filesystem_of(source.address)
    with found.open(path, "rb") as file:
        before = None
        borders = find_borders(file, form.begin, form.separator, size, quotes=form.quotes)
        total = int(found.info(path)["size"])
        for border in borders:
            if before is not None and border.at > before.at:
                yield Slice(
                    source.number, before.at, border.at, form.line + before.lines, is_end=border.at >= total
                )
            before = border


def _cut_parquet(source: Source, rows: int) -> Iterator[Slice]:
    found, path = filesystem_of(source.address)
    with found.open(path, "rb") as opened:
        total = pq.ParquetFile(opened).metadata.num_rows
    for start in range(0, total, rows):
        stop = min(total, start + rows)
        yield Slice(source.number, start, stop, start + 1, is_end=stop == total)


def form_from(source: Source) -> Form:
    """Return how the text of a file is written."""
    told = source.form or {}
    return Form(**{**told, "names": tuple(told["names"]), "remarks": (), "questions": (), "tags": {}})


def read_slice(source: Source, part: Slice, reading: Reading, columns: list[str], name: str) -> Table:
    """Read the rows of a slice.

    Parameters
    ----------
    source, part
        The file and its slice.
    reading
        How it is read.
    columns
        The columns that are used.
    name
        What the table is called.

    Raises
    ------
    ImportProblems
        When the file cannot be read any more.
    """
    found, path = filesystem_of(source.address)
    if source.kind == TEXT:
        with found.open(path, "rb") as file:
            file.seek(part.start)
            data = file.read(part.stop - part.start)
        text = decode(name, data, source.encoding)
        form = replace(form_from(source), line=part.line)
        rows = read_rows(name, text, form, is_end=part.is_end, columns=columns)
        notes = Notes(rows.notes.parts, one_by_one=True)
        return Table(name, rows.frame[columns], rows.unread, notes)
    if source.kind == COLUMNS:
        frame, geometry = _parquet_slice(found, path, part, columns)
        return Table(name, frame, geometry=geometry, notes=Notes(one_by_one=True))
    table = _whole(source.address, name, reading)
    return replace(table.only(columns), notes=Notes(table.notes.parts, one_by_one=True))


def _parquet_slice(
    found: Any,  # noqa: ANN401 (any file system)
    path: str,
    part: Slice,
    columns: list[str],
) -> tuple[pd.DataFrame, Any]:
    batches = []
    with found.open(path, "rb") as opened:
        file = pq.ParquetFile(opened)
        groups: list[int] = []
        first, at = 0, 0
        for group in range(file.metadata.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            if at + rows > part.start and at < part.stop:
                first = at if not groups else first
                groups.append(group)
            at += rows
        geo = (file.schema_arrow.metadata or {}).get(b"geo")
        asked = columns if not geo else None
        schema = (
            file.schema_arrow if asked is None else pa.schema([file.schema_arrow.field(c) for c in asked])
        )
        at = first
        for batch in file.iter_batches(row_groups=groups, columns=asked) if groups else ():
            low, high = max(part.start - at, 0), min(part.stop - at, len(batch))
            if low < high:
                batches.append(batch.slice(low, high - low))
            at += len(batch)
            if at >= part.stop:
                break
        table = pa.Table.from_batches(batches) if batches else schema.empty_table()
        table = table.replace_schema_metadata(file.schema_arrow.metadata)
    frame, geometry = parquet_rows(path, table)
    frame.index = pd.RangeIndex(part.line, part.line + len(frame), name="line")
    return frame[columns], geometry
