"""Addresses of files and stores: a folder, or anything else that fsspec knows, as an S3 bucket."""

from __future__ import annotations

import json
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
from fsspec.implementations.arrow import ArrowFSWrapper
from fsspec.implementations.local import LocalFileSystem
from pyarrow import fs as arrow_fs

from geo.atomic_write import beside, write_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

S3 = ("s3://", "s3a://")
COMPRESSION = "zstd"


def is_address(text: str) -> bool:
    """Whether a text is an address with a protocol, and not the path of a file or folder."""
    return "://" in text


def filesystem_of(address: str) -> tuple[Any, str]:
    """Return the file system of an address and the path in it.

    S3 is read by Arrow itself, so that nothing needs to be installed for it; the key, the region and the server
    (`AWS_ENDPOINT_URL`) are those of the environment.
    """
    if address.startswith(S3):
        found, path = arrow_fs.FileSystem.from_uri(address.replace("s3a://", "s3://", 1))
        return ArrowFSWrapper(found), path
    if not is_address(address):
        address = str(Path(address).resolve())
    found, path = fsspec.url_to_fs(address)
    return found, str(path)


class Place:
    """A folder, wherever it is.

    Parameters
    ----------
    address
        A path, or an address with a protocol.
    """

    def __init__(self, address: str) -> None:
        """Find its file system; the folder need not be there."""
        self.address = address
        self._fs, self._root = filesystem_of(address)
        self._is_local = isinstance(self._fs, LocalFileSystem)

    @property
    def is_local(self) -> bool:
        """Whether it is a folder of this machine."""
        return self._is_local

    def every(self, folder: str) -> list[str]:
        """Return the paths of all files below a folder, from it."""
        root = self.path(folder).rstrip("/") + "/"
        return sorted(str(found).split(root, 1)[-1] for found in self._fs.find(self.path(folder)))

    def path(self, name: str) -> str:
        """Return the path of a file in it."""
        return posixpath.join(self._root, name) if name else self._root

    def read(self, name: str) -> bytes:
        """Return what a file holds."""
        content: bytes = self._fs.cat_file(self.path(name))
        return content

    def read_json(self, name: str) -> Any:  # noqa: ANN401 (whatever it holds)
        """Return what a file of JSON holds, None where there is no whole one."""
        try:
            return json.loads(self.read(name))
        except (OSError, ValueError, RecursionError):
            return None

    def write(self, name: str, content: bytes | memoryview, *, lasting: bool = True) -> None:
        """Write a file whole: it holds the old content, or is not there, until it holds the new.

        One that need not be `lasting` is not flushed to the disk, which many small ones would wait for.
        """
        if self._is_local:
            path = Path(self.path(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            if lasting:
                write_file(path, content)
            else:
                new = beside(path)
                new.write_bytes(content)
                new.replace(path)
        else:
            with self._fs.open(self.path(name), "wb") as file:  # An object is there once it is closed.
                file.write(content)

    def write_json(self, name: str, content: object, *, lasting: bool = True) -> None:
        """Write a file of JSON whole."""
        self.write(name, json.dumps(content, ensure_ascii=False).encode(), lasting=lasting)

    def write_arrow(self, name: str, batches: list[pa.RecordBatch], schema: pa.Schema) -> None:
        """Write record batches as an Arrow file of an unfinished import, each of which can be read by itself."""
        sink = pa.BufferOutputStream()
        options = pa.ipc.IpcWriteOptions(compression="lz4")
        with pa.ipc.new_file(sink, schema, options=options) as writer:
            for batch in batches:
                writer.write_batch(batch)
        self.write(name, memoryview(sink.getvalue()), lasting=False)

    def read_arrow(self, name: str, rows: Sequence[int] | None = None) -> pa.Table:
        """Return batches of an Arrow file, all of them without `rows`."""
        with self._opened(name) as source, pa.ipc.open_file(source) as file:
            asked = range(file.num_record_batches) if rows is None else rows
            return pa.Table.from_batches([file.get_batch(at) for at in asked], file.schema)

    def write_parquet(
        self, name: str, table: pa.Table, row_group: int, repeating: Sequence[str] | None = None
    ) -> int:
        """Write a table as Parquet and return its size in bytes.

        Codes are written as the texts that they stand for.

        Parameters
        ----------
        name, table
            Where, and what.
        row_group
            Rows of a group.
        repeating
            Columns whose values come again; all are looked through for such without it, which takes time.
        """
        sink = pa.BufferOutputStream()
        with pq.ParquetWriter(
            sink,
            table.schema,
            compression=COMPRESSION,
            use_dictionary=True if repeating is None else list(repeating),
            store_schema=False,
        ) as writer:
            writer.write_table(table, row_group)
            writer.add_key_value_metadata(table.schema.metadata or {})
        content = sink.getvalue()
        self.write(name, memoryview(content))
        return len(content)

    def _opened(self, name: str) -> Any:  # noqa: ANN401 (a file of Arrow)
        if self._is_local:
            return pa.memory_map(self.path(name))
        return pa.PythonFile(self._fs.open(self.path(name), "rb"), "r")

    def open(self, name: str) -> Any:  # noqa: ANN401 (a file of any file system)
        """Open a file to read it."""
        return self._fs.open(self.path(name), "rb")

    def exists(self, name: str) -> bool:
        """Whether there is such a file or folder."""
        return bool(self._fs.exists(self.path(name)))

    def names(self, folder: str) -> list[str]:
        """Return the names of what is in a folder, none where there is none."""
        try:
            entries = self._fs.ls(self.path(folder), detail=False)
        except OSError:
            return []
        return sorted(posixpath.basename(str(entry).rstrip("/")) for entry in entries)

    def remove(self, name: str) -> None:
        """Take away a file or a folder with all that is in it, where it is there.

        Raises
        ------
        OSError
            When it cannot be removed.
        """
        path = self.path(name)
        try:
            self._fs.rm(path, recursive=True)
        except FileNotFoundError:
            return
        except OSError:
            # Of S3 Arrow also removes the objects that stand for folders; some servers refuse such names.
            if self._fs.find(path):
                raise


def identity(address: str) -> Mapping[str, object]:
    """Return what changes when a file is replaced: its size, and its time or tag.

    Raises
    ------
    OSError
        When there is no such file.
    """
    found, path = filesystem_of(address)
    about = found.info(path)
    known = ("mtime", "LastModified", "ETag", "etag", "created")
    return {"size": int(about["size"]), **{name: str(about[name]) for name in known if about.get(name)}}
