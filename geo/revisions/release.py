"""Releases: what was accepted becomes a new version of the data package, in a folder of its own.

Rows that did not change stay the lines that they were. The folder is written beside its place, checked, renamed into it
and then named in the database: a release that was cut short is not there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from geo import atomic_write
from geo.csv_injection import printable
from geo.datapackage.check import check
from geo.datapackage.crosscheck import crosscheck
from geo.datapackage.descriptor import FILE
from geo.datapackage.load import build, read_and_validate
from geo.datapackage.replace import replacing
from geo.datapackage.seal import seal
from geo.errors import DataPackageError
from geo.i18n import Sentence, marked
from geo.revisions.csv_lines import changed_csv
from geo.revisions.current import base_revision, current, last_revision
from geo.revisions.database import reading, writing
from geo.revisions.errors import RevisionError
from geo.revisions.history import Published, releases, unreleased
from geo.revisions.people import now, number_of
from geo.revisions.queue import entries
from geo.revisions.record import differences, kind_of, seal_of
from geo.revisions.tables import decision, release, revision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from geo.errors import Problem
    from geo.revisions.people import Person
    from geo.revisions.queue import Entry
    from geo.revisions.record import Change, Record

if sys.platform != "win32":
    import fcntl

CHANGELOG = "CHANGELOG.md"
GROUPS = {"claims": "event_id", "story_steps": "story_id", "control_periods": "district_id"}
"""Columns by which the rows of a table stand together; an added row comes after those of its group."""
GROUP_OF_FACTS = "district_id"
MOST_TOLD = 200
"""Changes that a version tells one by one."""
LOCK = ".lock"
NOTHING = marked("There is nothing to release: every accepted change is in the data already.")
_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})")


@dataclass(frozen=True)
class Released:
    """A version that was made.

    Parameters
    ----------
    number, version
        Of the release, and the version that its descriptor states.
    folder
        Where it stands.
    changes
        What it tells of itself, a sentence for each.
    new_events
        Ids.
    """

    number: int
    version: str
    folder: Path
    changes: tuple[str, ...]
    new_events: tuple[str, ...]


def make_release(
    engine: Engine, record: Record, folder: Path, person: Person, into: Path | None = None
) -> Released:
    """Make a new version of a data package from what was accepted.

    Parameters
    ----------
    engine
        The database.
    record
        The record of the package on disk.
    folder
        Of the releases; each has a folder of its own in it.
    person
        Who releases.
    into
        Another package that becomes the new version too, for example the one in a checkout.

    Raises
    ------
    RevisionError
        When there is nothing to release.
    DataPackageError
        When the new version would have an error that the old one has not.
    OSError
        When it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        with reading(engine) as connection:
            last = last_revision(connection)
            base = base_revision(connection, record.seal)
            live = current(connection, record)
            changes = differences(record, live)
            made = releases(connection)
            told = _told(connection, max([base, *(one.up_to_revision for one in _of(made, record))]))
        if live.unfit:
            numbers = ", ".join(map(str, live.unfit))
            words = marked(
                "The data on disk have other rows than accepted changes {numbers} were made on. Put the rows right, or"
                " take the changes back."
            )
            raise RevisionError(Sentence(words, {"numbers": numbers}))
        before = _of(made, record)
        # A change that was released and taken back leaves the record on disk as it is, and the newest release behind.
        if before[0].up_to_revision >= last if before else not changes:
            raise RevisionError(NOTHING)
        number = (made[0].id if made else 0) + 1
        for left in folder.glob(".new-*"):
            atomic_write.remove(left)  # Of a release that was cut short.
        new = folder / f".new-{number:04d}"
        sentences = (*_counted(changes), *told)
        events = tuple(
            change.after["event_id"]
            for change in changes
            if change.table == "events" and change.before is None and change.after is not None
        )
        try:
            descriptor = _write(new, record, changes, sentences=sentences, events=events)
            content = _checked(new, record)
            atomic_write.sync_all(new)
            target = folder / f"{number:04d}-{content}"
            atomic_write.remove(target)  # Of one that was cut short before it was named in the database.
            new.rename(target)
            atomic_write.sync(folder)
        finally:
            atomic_write.remove(new)
        values = {
            "version": str(descriptor.get("version", "")),
            "digest": seal_of(target),
            "base_digest": record.seal,
            "content": content,
            "up_to_revision": last,
            "folder": target.name,
            "at": now(),
        }
        with writing(engine) as connection:
            values["person_id"] = number_of(connection, person.subject)
            connection.execute(insert(release).values(values))
        if into is not None:
            copy_into(target, into)
    return Released(number, str(values["version"]), target, sentences, events)


def copy_into(released: Path, folder: Path) -> None:
    """Let a released package take the place of another one, in one step."""
    with replacing(folder) as new:
        shutil.copytree(released, new, dirs_exist_ok=True)


def newest(engine: Engine, record_seal: str, folder: Path) -> Path | None:
    """Return the folder of the newest release that was made from a package, None where there is none."""
    with reading(engine) as connection:
        made = releases(connection)
    for one in made:
        if one.base_digest == record_seal and (folder / one.folder / FILE).is_file():
            return folder / one.folder
    return None


def _of(made: Sequence[Published], record: Record) -> list[Published]:
    return [one for one in made if one.base_digest == record.seal]


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one process at a time release into a folder."""
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform != "win32":
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _told(connection: Connection, after: int) -> tuple[str, ...]:
    """Return a sentence for each suggestion that was accepted after a revision."""
    numbers = list(dict.fromkeys(number for _revision, number in unreleased(connection, after)))
    rows = connection.execute(
        select(decision.c.id, decision.c.suggestion_id)
        .where(decision.c.id.in_(numbers))
        .order_by(decision.c.id)
    ).all()
    of_id = {
        one.id: one
        for one in entries(connection, numbers=tuple(int(row.suggestion_id) for row in rows), limit=10_000)
    }
    sentences = [sentence for row in rows for sentence in _sentences(of_id[int(row.suggestion_id)])]
    rest = len(sentences) - MOST_TOLD
    return (*sentences[:MOST_TOLD], *([f"And {rest} more."] if rest > 0 else []))


def _sentences(one: Entry) -> list[str]:
    """Say in English, as all that a version tells of itself, what an accepted suggestion changed."""
    found = []
    for change in one.changes:
        name = change.about.partition("/")[2] or change.about
        verb = {"add": "Added to", "change": "Changed in", "withdraw": "Taken out of"}[change.kind]
        before, after = change.before or {}, change.after or {}
        cells = "; ".join(
            f"{column} {_quoted(before.get(column, ''))} → {_quoted(after.get(column, ''))}"
            for column in change.columns
            if change.kind == "change"
        )
        what = f"{verb} {change.table.replace('_', ' ')}, {name}"
        found.append(printable(f"{what}{': ' + cells if cells else ''} (suggestion {one.id})."))
    return found


def _quoted(text: str, longest: int = 60) -> str:
    short = " ".join(text.split())
    return f"“{short if len(short) <= longest else short[: longest - 1] + '…'}”"


def _counted(changes: Sequence[Change]) -> tuple[str, ...]:
    words = {"add": "Added", "change": "Changed", "withdraw": "Taken out"}
    found = []
    for kind, word in words.items():
        tables: dict[str, int] = {}
        for change in changes:
            if change.kind == kind:
                tables[kind_of(change.table)] = tables.get(kind_of(change.table), 0) + 1
        if tables:
            counted = ", ".join(f"{count} of {name.replace('_', ' ')}" for name, count in tables.items())
            found.append(f"{word}: {counted}.")
    return tuple(found)


def _write(
    new: Path,
    record: Record,
    changes: Sequence[Change],
    *,
    sentences: Sequence[str],
    events: Sequence[str],
) -> dict[str, Any]:
    """Write the package with the changes, and return its descriptor."""
    source = record.package.folder
    shutil.copytree(source, new, symlinks=False, ignore=shutil.ignore_patterns(".*"))
    by_table: dict[str, list[Change]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    for name, of_table in by_table.items():
        path = new / record.tables[name].path
        dialect = record.package.resources.get(kind_of(name), {}).get("dialect", {})
        group = GROUPS.get(name, GROUP_OF_FACTS if name == "district_facts" else "")
        path.write_bytes(changed_csv(path.read_bytes(), of_table, dialect.get("delimiter", ","), group))
    descriptor: dict[str, Any] = json.loads((new / FILE).read_bytes())
    today = datetime.now(UTC).date().isoformat()
    version = next_version(str(descriptor.get("version", "")), today, is_larger=bool(events))
    descriptor["version"] = version
    entry: dict[str, Any] = {"version": version, "released": today, "changes": list(sentences)}
    if events:
        entry["newEvents"] = list(events)
    descriptor["dashboard"]["releases"] = [entry, *descriptor["dashboard"].get("releases", [])]
    (new / FILE).write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", "utf-8")
    changelog = new / CHANGELOG
    old = changelog.read_text("utf-8") if changelog.is_file() else "# Changelog of the data\n"
    titles = {change.key: (change.after or {}).get("title", "") for change in by_table.get("events", [])}
    new_events = [f"- {titles[event]} (`{event}`)" for event in events]
    changelog.write_text(_changelog(old, version, today, sentences, new_events), "utf-8")
    return seal(new)


def _changelog(old: str, version: str, today: str, sentences: Sequence[str], events: Sequence[str]) -> str:
    lines = [f"## [{version}] - {today}", "", *(f"- {sentence}" for sentence in sentences), ""]
    if events:
        lines += ["New events:", "", *events, ""]
    text = "\n".join(lines)
    head, mark, rest = old.partition("\n## ")
    return f"{head.rstrip()}\n\n{text}{mark}{rest}" if mark else f"{head.rstrip()}\n\n{text}"


def next_version(version: str, today: str, *, is_larger: bool) -> str:
    """Return the version after one: the third number rises, with new events the second.

    >>> next_version("2.0.9", "2026-11-28", is_larger=False), next_version("2.0.9", "2026-11-28", is_larger=True)
    ('2.0.10', '2.1.0')
    >>> next_version("spring", "2026-11-28", is_larger=False)
    '2026.11.28'
    """
    found = _VERSION.fullmatch(version)
    if found is None:
        return today.replace("-", ".")
    first, second, third = map(int, found.groups())
    return f"{first}.{second + 1}.0" if is_larger else f"{first}.{second}.{third + 1}"


def _checked(new: Path, record: Record) -> str:
    """Return the version that the page will show of a new package; it must have no error that the old one has not."""
    package, about, problems = read_and_validate(new)
    errors = _errors(problems) or _errors(crosscheck(package, build(package, about)))
    if errors:
        known = {_mark(problem) for problem in check(record.package.folder).errors}
        errors = [problem for problem in errors if _mark(problem) not in known]
    if errors:
        raise DataPackageError(tuple(errors))
    return package.version


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _mark(problem: Problem) -> tuple[str, str, str]:
    return (problem.file, problem.column, problem.read)


def unreleased_count(connection: Connection, record: Record) -> int:
    """Return how many accepted changes are in no release of a package yet."""
    made = _of(releases(connection), record)
    after = max([base_revision(connection, record.seal), *(one.up_to_revision for one in made)])
    count = connection.scalar(select(func.count()).select_from(revision).where(revision.c.id > after))
    return int(count or 0)
