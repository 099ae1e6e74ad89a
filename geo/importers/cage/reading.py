"""Reading in the cage: what the page and the command line ask, and what they are told when it does not come back."""

from __future__ import annotations

import logging
import mmap
import os
import shutil
import signal
import socket
import stat
import sys
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from geo.i18n import Sentence, marked
from geo.importers.cage import nursery
from geo.importers.cage.answers import (
    Answer,
    NoAnswerError,
    Writer,
    problems_in,
    read_notes,
    read_shapes,
    read_table_back,
    write_table,
)
from geo.importers.cage.limits import MEBIBYTE, limits_for
from geo.importers.cage.made_events import read_made, write_request
from geo.importers.cage.queue import QUEUE, Turn
from geo.importers.event_import import names_and_days, put_together, read_columns
from geo.importers.limits import LARGEST_FILE, check_size, too_large
from geo.importers.own_districts import NamedOutlines, boundaries_of, is_polygon
from geo.importers.placement import Outlines
from geo.importers.problems import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.dataset.dataset import Dataset
    from geo.importers import Imported
    from geo.importers.cage.limits import Limits
    from geo.importers.mapping import ColumnMapping
    from geo.importers.own_districts import Boundaries
    from geo.importers.problems import ImportProblems
    from geo.importers.table import Table

Result = TypeVar("Result")

BEGINNING = 8
"""Bytes that tell whether a file is longer inside than it is."""
TIME_IS_UP = 24
"""Number of the signal that ends a process whose processor time is up, on every system that has it."""
ALMOST = 0.8
"""Share of the memory that a process had which tells that it ended for want of more."""
NOT_SHUT = marked(
    "Files are read in a process of their own with little memory and time, but this system cannot keep that "
    "process from other files, programs and the network."
)
TRUSTED = marked("a file that can be read")
AGAIN = marked("Download or save the file again; it may have been cut off")
SMALLER = marked("Split the file, or keep only the rows and columns that are needed")

_log = logging.getLogger(__name__)


def read_apart(
    source: str | Path | bytes,
    name: str = "",
    *,
    encoding: str = "",
    part: str = "",
    separator: str = "",
    header: str = "",
    epsg: int = 0,
    turn: Turn | None = None,
) -> Table:
    """Read the rows of a file in the cage, as :func:`geo.importers.read_table` reads them.

    Parameters
    ----------
    source
        A path, or the content of an uploaded file.
    name, encoding, part, separator, header, epsg
        As there.
    turn
        Tells the place in the queue, and takes it back.

    Raises
    ------
    ImportProblems
        When the file cannot be used at all, or takes more memory or time than a file of its size may.
    GivenUpError
        When the turn was given up.
    """
    name = name or (Path(source).name if isinstance(source, (str, Path)) else "")
    spelling = {"encoding": encoding, "part": part, "separator": separator}
    ways = {"name": name, **spelling, "header": header, "epsg": epsg}
    with _source_descriptor(source, name) as descriptor:
        return _go(name, {"errand": "table", "ways": ways}, descriptor, turn, _table)


def draw_apart(table: Table, column: str = "", *, turn: Turn | None = None) -> Boundaries:
    """Make districts of a layer in the cage, as :func:`geo.importers.own_districts.read_boundaries` makes them.

    Parameters
    ----------
    table
        From :func:`read_apart`.
    column
        With the names; "" for the likeliest.
    turn
        Tells the place in the queue, and takes it back.

    Raises
    ------
    ImportProblems
        When it has no polygons with names, or mending them takes too long.
    GivenUpError
        When the turn was given up.
    """
    request = {"errand": "outlines", "ways": {"column": column}}
    with nursery.nameless() as held:
        with os.fdopen(os.dup(held), "wb") as file:
            writer = Writer(file)
            writer.head({"table": write_table(writer, table)})
        return boundaries_of(_go(table.name, request, held, turn, partial(_outlines, table)))


def import_apart(
    table: Table,
    mapping: ColumnMapping,
    dataset: Dataset,
    *,
    today: int | None = None,
    turn: Turn | None = None,
) -> Imported:
    """Make events of a table in the cage, as :func:`geo.importers.import_into` makes them.

    What takes much of the processor is there: many rows, and geometries, which a small file can make hard to place.

    Parameters
    ----------
    table, mapping, dataset, today
        As there.
    turn
        Tells the place in the queue, and takes it back.

    Raises
    ------
    ImportProblems
        When the mapping names columns that are not there, or no date, or placing the rows takes too long.
    GivenUpError
        When the turn was given up.
    """
    table = read_columns(table, mapping)
    names, days = names_and_days(mapping, dataset, today)
    outlines = Outlines.of(dataset.districts, dataset.neighbours, names)
    with nursery.nameless() as held:
        with os.fdopen(os.dup(held), "wb") as file:
            writer = Writer(file)
            writer.head(write_request(writer, table, mapping, outlines, days))

        def read(answer: Answer) -> Imported:
            return put_together(table, mapping, *read_made(answer, table, outlines))

        return _go(table.name, {"errand": "events", "ways": {}}, held, turn, read)


@cache
def shortcoming() -> str:
    """Return the sentence that says what this system cannot keep a file from, "" where it keeps it from all.

    It is tried in the cage itself, once in the life of this process.
    """
    with socket.socket() as listening, nursery.nameless() as held:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        program = shutil.which("true") or sys.executable
        ways = {"path": __file__, "port": listening.getsockname()[1], "program": program}
        escaped = _go(
            "", {"errand": "probe", "ways": ways}, held, None, lambda answer: answer.head["escaped"]
        )
    if escaped:
        _log.warning("%s It could: %s.", NOT_SHUT, ", ".join(map(str, escaped)))
    return NOT_SHUT if escaped else ""


def known_shortcoming() -> str:
    """Return what :func:`shortcoming` found, "" as long as nobody has looked."""
    return shortcoming() if shortcoming.cache_info().currsize else ""


@contextmanager
def _source_descriptor(source: str | Path | bytes, name: str) -> Iterator[int]:
    """Give a descriptor of what is read, looked at from outside: its size, and that it is a file."""
    if isinstance(source, bytes):
        check_size(name, source)
        with nursery.nameless() as held:
            left = memoryview(source)
            while left:
                left = left[os.write(held, left) :]
            yield held
        return
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(source, flags)  # Without waiting: a pipe may have no end.
    except OSError as error:
        raise refusal(name, error.strerror or "", TRUSTED, marked("Check the path of the file")) from None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise refusal(name, "", TRUSTED, marked("Give a file, not a folder, pipe or device"))
        if about.st_size > LARGEST_FILE:
            raise too_large(name, about.st_size, LARGEST_FILE)
        check_size(name, b" "[: about.st_size])
        yield descriptor
    finally:
        os.close(descriptor)


def _go(
    name: str,
    request: dict[str, Any],
    source: int,
    turn: Turn | None,
    read: Callable[[Answer], Result],
) -> Result:
    """Do an errand in the cage when its turn has come, and return what is read of its answer."""
    turn = turn or Turn()
    size = os.fstat(source).st_size
    limits = limits_for(size, os.pread(source, BEGINNING, 0) if hasattr(os, "pread") else b"")
    with QUEUE.turn(turn), nursery.nameless() as target:
        ended = nursery.run(request, source, target, limits, turn)
        length = os.fstat(target).st_size
        try:
            answer = _answer(target, length, ended)
            if "problems" in answer.head:
                raise problems_in(answer.head["problems"])
            if "failed" not in answer.head:
                return read(answer)
            reason = str(answer.head["failed"])
        except (NoAnswerError, KeyError, TypeError, IndexError):
            reason = "memory" if ended.peak_memory > limits.memory * ALMOST else ""
    _log.warning("A file of %d bytes was not read: %s, %s", size, reason or "no answer", ended)
    raise _refused(name, ended, limits, reason)


def _answer(target: int, length: int, ended: nursery.Ended) -> Answer:
    """Return what a process handed back that ended by itself; nobody changes it any more."""
    if not length or ended.signal:
        raise NoAnswerError
    return Answer(memoryview(mmap.mmap(target, length, access=mmap.ACCESS_READ)))


def _refused(name: str, ended: nursery.Ended, limits: Limits, reason: str) -> ImportProblems:
    """Return what a person is told of a file that was not read."""
    if ended.late or ended.signal == TIME_IS_UP or (ended.signal == signal.SIGKILL and reason != "memory"):
        words = marked("a file of this size that can be read in {seconds} seconds")
        return refusal(name, "", Sentence(words, {"seconds": limits.processor_seconds}), SMALLER)
    if reason == "memory":
        words = marked("a file of this size that can be read with {size} MB of memory")
        return refusal(name, "", Sentence(words, {"size": limits.memory // MEBIBYTE}), SMALLER)
    return refusal(name, "", TRUSTED, AGAIN)


def _table(answer: Answer) -> Table:
    return read_table_back(answer, answer.head["table"])


def _outlines(table: Table, answer: Answer) -> NamedOutlines:
    head = answer.head
    ids, labels, shapes = head["ids"], head["labels"], read_shapes(answer, head["shapes"])
    counts = [int(count) for count in head["counts"]]
    if not len(ids) == len(labels) == len(shapes) or not is_polygon(shapes).all():
        raise NoAnswerError
    notes = read_notes(answer, head["notes"])
    return NamedOutlines(table.name, list(map(str, ids)), list(map(str, labels)), shapes, notes, *counts)
