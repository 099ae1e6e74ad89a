"""Trials: twenty people suggest at once, and `kill -9` while suggestions, reviews and releases are written.

On SQLite, and on PostgreSQL where it is installed.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import IO, TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from geo.datapackage.check import check
from geo.errors import DataPackageError
from geo.revisions.current import current
from geo.revisions.database import opened, reading
from geo.revisions.errors import DecidedError, RevisionError, StaleError
from geo.revisions.history import releases
from geo.revisions.people import Person
from geo.revisions.queue import counts, entries
from geo.revisions.record import Change, read_record
from geo.revisions.release import make_release
from geo.revisions.reviews import decide
from geo.revisions.suggestions import Suggested, new_form_id, suggest
from geo.revisions.tables import (
    contact,
    decision,
    decision_text,
    revision,
    revision_text,
    suggestion,
    suggestion_record,
    suggestion_text,
)
from tests.checkout import CHECKOUT, KARABAKH
from tests.postgresql import make_schema, postgresql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

PEOPLE = 20
REVIEWER = Person("provider|reviewer", "Reviewer", "reviewer")
CROWD = (
    "| database | suggestions | people | lost | twice | refused by a lock | s | a reader's p50 ms | p95 ms "
    "| longest ms |"
)
KILLS = (
    "\n| database | kills | written whole | half written | acts that stand | releases | packages that load "
    "| orphaned folders |"
)
KILLED = """
import sys
from tests.trials.mending import work
work(sys.argv[1], sys.argv[2], int(sys.argv[3]), releases_first=sys.argv[4] == "True")
"""
ACTS_SECONDS = 3.0
"""A kill in the midst of suggestions and decisions comes within so long of the first of them."""
LATE = 1.6
"""One in the midst of a release comes within so many times as long as a release takes."""


def trial(suggestions: int, kills: int, seed: int) -> bool:
    """Run both trials on each database and print their tables; True where nothing was lost, doubled or broken."""
    good = True
    with ExitStack() as stack:
        top = Path(stack.enter_context(TemporaryDirectory()))
        server = stack.enter_context(postgresql())
        print(CROWD)
        print("|---|---|---|---|---|---|---|---|---|---|")
        urls = {
            name: (f"sqlite:///{top / name}.sqlite" if kind == "SQLite" else make_schema(server, name))
            for name, kind in (
                ("crowd_s", "SQLite"),
                ("crowd_p", "PostgreSQL"),
                ("kill_s", "SQLite"),
                ("kill_p", "PostgreSQL"),
            )
        }
        for name, shown in (("crowd_s", "SQLite"), ("crowd_p", "PostgreSQL")):
            good &= _crowd(shown, urls[name], suggestions)
        print(KILLS)
        print("|---|---|---|---|---|---|---|---|")
        for name, shown in (("kill_s", "SQLite"), ("kill_p", "PostgreSQL")):
            good &= _kills(shown, urls[name], top / f"releases_{name}", kills, random.Random(seed))
    return good


def _crowd(shown: str, url: str, total: int) -> bool:
    """Let people suggest at once, each a share and every tenth form twice, while somebody reads."""
    record = read_record(KARABAKH)
    opened(url)
    rows = list(record.rows("claims").items())
    each = -(-total // PEOPLE)
    sent: list[tuple[str, int]] = []
    locks: list[str] = []
    over = Event()
    waits: list[float] = []

    def person(number: int) -> None:
        for index in range(each):
            key, row = rows[(number * each + index) % len(rows)]
            form_id = new_form_id()
            change = Change("claims", key, row, {**row, "note": f"Suggested {number}-{index}"})
            who = Person(f"provider|{number}", f"Person {number}", "contributor")
            for _twice in range(2 if index % 10 == 0 else 1):
                try:
                    found = suggest(
                        opened(url), record, Suggested("misquoted", (change,)), who, form_id=form_id
                    )
                    sent.append((form_id, found.id))
                except OperationalError as error:
                    locks.append(str(error))

    def reader() -> None:
        while not over.wait(0.02):
            begun = time.perf_counter()
            try:
                with reading(opened(url)) as connection:
                    counts(connection)
                    entries(connection, "waiting", limit=20)
            except OperationalError as error:
                locks.append(str(error))
            waits.append(1000 * (time.perf_counter() - begun))

    begun = time.monotonic()
    watching = Thread(target=reader)
    watching.start()
    threads = [Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    over.set()
    watching.join()
    took = time.monotonic() - begun
    with reading(opened(url)) as connection:
        kept = dict(connection.execute(select(suggestion.c.form_id, suggestion.c.id)).tuples().all())
        texts = connection.scalar(select(func.count()).select_from(suggestion_text))
    lost = sum(kept.get(form_id) != number for form_id, number in sent) + (each * PEOPLE - len(kept))
    doubled = len(kept) - len({form_id for form_id, _number in sent}) + abs(len(kept) - int(texts or 0))
    waits.sort()
    cells = [
        shown,
        len(kept),
        PEOPLE,
        lost,
        doubled,
        len(locks),
        f"{took:.0f}",
        f"{statistics.median(waits):.0f}",
        f"{waits[int(0.95 * len(waits))]:.0f}",
        f"{waits[-1]:.0f}",
    ]
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)
    return not lost and not doubled and not locks


def work(url: str, folder: str, seed: int, *, releases_first: bool = False) -> None:
    """Suggest, decide and release without end, what is killed in the trial; a release may be the first that is told."""
    chance = random.Random(seed)
    engine, record = opened(url), read_record(KARABAKH)
    rows = list(record.rows("claims").items())
    if not releases_first:
        print("begun", flush=True)
    while True:
        key, _row = chance.choice(rows)
        with reading(engine) as connection:
            live = current(connection, record)
        row = live.row("claims", key)
        if row is None:
            continue
        change = Change("claims", key, row, {**row, "note": f"{seed}-{chance.random()}"})
        who = Person(f"provider|{chance.randint(0, 5)}", "Ann", "contributor")
        suggested = Suggested("misquoted", (change,), email="ann@example.org")
        try:
            number = suggest(engine, record, suggested, who, form_id=new_form_id()).id
            outcome = (
                "accept" if releases_first else chance.choice(("accept", "accept", "refuse", "ask_back"))
            )
            decide(engine, record, number, outcome, REVIEWER, reason="So.")
            if releases_first or chance.random() < 0.3:
                releases_first = False
                print("begun", flush=True)
                make_release(engine, record, Path(folder), REVIEWER)
                print("released", flush=True)
        except (DataPackageError, DecidedError, StaleError, RevisionError):
            continue


def _kills(shown: str, url: str, folder: Path, count: int, chance: random.Random) -> bool:
    """Kill the work at random moments, and look after each kill at what stands."""
    opened(url)
    broken = loaded = 0
    with _working(url, folder, -1, releases_first=True) as (child, said):
        said.readline()
        begun = time.monotonic()
        said.readline()
        whole = time.monotonic() - begun
        child.kill()
    for number in range(count):
        # Every other one in the midst of a release, which is seldom otherwise.
        releases_first = bool(number % 2)
        with _working(url, folder, number, releases_first=releases_first) as (child, said):
            said.readline()
            # The moment of the kill is what is tried.
            Event().wait(chance.uniform(0.0, LATE * whole if releases_first else ACTS_SECONDS))
            child.kill()
        broken += _half_written(opened(url))
        with reading(opened(url)) as connection:
            made = releases(connection)
        newest = folder / made[0].folder if made else None
        loaded += newest is None or not check(newest).errors
    with reading(opened(url)) as connection:
        acts = sum(
            int(connection.scalar(select(func.count()).select_from(table)) or 0)
            for table in (suggestion, decision, revision)
        )
        made = releases(connection)
        live = current(connection, read_record(KARABAKH))
    named = {one.folder for one in made}
    orphans = [path for path in folder.glob("[0-9]*") if path.name not in named] if folder.is_dir() else []
    cells = [shown, count, count - broken, broken, acts, len(made), loaded, len(orphans)]
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)
    # Without releases it would be no wonder that all packages load.
    return not broken and loaded == count and not live.unfit and len(made) > 1


@contextmanager
def _working(
    url: str, folder: Path, seed: int, *, releases_first: bool
) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """Give a process that works until it is killed, and what it says."""
    command = [sys.executable, "-c", KILLED, url, str(folder), str(seed), str(releases_first)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdout is not None
        yield child, child.stdout
        child.wait()


def _half_written(engine: Engine) -> int:
    """Return 1 where an act stands in part: without its text or rows, or an address behind its decision."""
    with reading(engine) as connection:

        def numbers(table: object) -> set[int]:
            return set(connection.scalars(select(table)))  # type: ignore[call-overload]

        suggestions, decisions, revisions = (
            numbers(column) for column in (suggestion.c.id, decision.c.id, revision.c.id)
        )
        accepted = set(connection.scalars(select(decision.c.id).where(decision.c.outcome == "accept")))
        final = set(
            connection.scalars(
                select(decision.c.suggestion_id).where(decision.c.outcome.in_(("accept", "refuse")))
            )
        )
        whole = (
            suggestions == numbers(suggestion_text.c.id) == numbers(suggestion_record.c.suggestion_id)
            and decisions == numbers(decision_text.c.id)
            and revisions == numbers(revision_text.c.id)
            and accepted == numbers(revision.c.decision_id)
            and not final & numbers(contact.c.suggestion_id)
        )
    return 0 if whole else 1
