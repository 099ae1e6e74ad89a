"""Backup of the mended record: every row of its tables and every release, in one file that both databases read."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, text

from geo import atomic_write
from geo.i18n import Sentence, marked
from geo.revisions.database import alone, reading, writing
from geo.revisions.errors import RevisionError
from geo.revisions.tables import METADATA, release, secret

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table

FORM = 1
"""Number of the file's form."""
MANIFEST = "manifest.json"
NOT_OURS = marked("This is no backup of a record, or it is damaged.")


def backup(engine: Engine, releases: Path, target: Path) -> dict[str, int]:
    """Write all tables as they are at one moment, and the folders of the releases; return rows by table.

    Parameters
    ----------
    engine
        The database; others may go on writing.
    releases
        The folder of the releases.
    target
        The file, a zip archive; one that stood there is replaced whole.
    """
    files: dict[str, bytes] = {}
    counts: dict[str, int] = {}
    folders: list[str] = []
    with reading(engine) as connection:
        for table in METADATA.sorted_tables:
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
            if table is release:
                folders = [str(row["folder"]) for row in rows]
            counts[table.name] = len(rows)
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            files[f"tables/{table.name}.jsonl"] = lines.encode()
    for name in folders:
        for path in sorted((releases / name).rglob("*")):
            if path.is_file():
                files[f"releases/{path.relative_to(releases).as_posix()}"] = path.read_bytes()
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    files[MANIFEST] = json.dumps({"form": FORM, "rows": counts, "sha256": digests}, indent=2).encode()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    target.parent.mkdir(parents=True, exist_ok=True)
    atomic_write.write_file(target, archive.getvalue())
    return counts


def restore(engine: Engine, releases: Path, source: Path) -> dict[str, int]:
    """Put a backup into an empty database, and its releases into their folder; return rows by table.

    Raises
    ------
    RevisionError
        When the database holds something, or the file is no whole backup.
    OSError
        When the file cannot be read.
    """
    files = _read(source)
    counts: dict[str, int] = {}
    with writing(engine) as connection:
        alone(connection)
        for table in METADATA.sorted_tables:
            held = connection.scalar(select(func.count()).select_from(table))
            if held and table is not secret:
                words = marked("The database is not empty ({table}). Give the address of another one.")
                raise RevisionError(Sentence(words, {"table": table.name}))
        connection.execute(secret.delete())
        for table in METADATA.sorted_tables:
            rows = [json.loads(line) for line in files[f"tables/{table.name}.jsonl"].decode().splitlines()]
            counts[table.name] = len(rows)
            if rows:
                connection.execute(insert(table), _ordered(table, rows))
            _count_on(connection, table)
    for name, content in files.items():
        if name.startswith("releases/"):
            path = releases / name.removeprefix("releases/")
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic_write.write_file(path, content)
    return counts


def _ordered(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of a table in the order in which they can be added: what a row names comes before it."""
    return sorted(rows, key=lambda row: row["id"]) if "id" in table.c else rows


def _read(source: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            files = {name: archive.read(name) for name in manifest["sha256"]}
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, RecursionError) as error:
        raise RevisionError(NOT_OURS) from error
    whole = all(
        hashlib.sha256(files[name]).hexdigest() == digest for name, digest in manifest["sha256"].items()
    )
    safe = all(not name.startswith("/") and ".." not in Path(name).parts for name in files)
    tables = all(f"tables/{table.name}.jsonl" in files for table in METADATA.sorted_tables)
    if not (whole and safe and tables and manifest.get("form") == FORM):
        raise RevisionError(NOT_OURS)
    return files


def _count_on(connection: Connection, table: Table) -> None:
    """Let numbers of new rows go on behind those that were put in; SQLite does so by itself."""
    counted = "id" in table.c and not table.c.id.foreign_keys
    if connection.dialect.name == "postgresql" and counted:
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608 - A name of ours.
                f"GREATEST((SELECT MAX(id) FROM {table.name}), 1))"
            )
        )
