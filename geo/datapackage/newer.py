"""A dataset whose files may be replaced while it is shown: what is newer is read beside it, and told apart."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from threading import Lock, Thread
from typing import TYPE_CHECKING

import pandas as pd

from geo.datapackage.load import load
from geo.errors import DataPackageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.dataset.dataset import Dataset

    Stamp = tuple[tuple[str, int, int, int], ...]

LOOK_SECONDS = 5.0
"""The files are looked at no more often."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Difference:
    """How many events a newer dataset has more, no longer, and otherwise than an older one."""

    new: int
    gone: int
    changed: int


def stamp(folder: Path) -> Stamp:
    """Return what changes when a file of a folder is written or replaced: names, times, sizes and inodes.

    The files themselves are not read. Those of a folder within it are not looked at either, but the folder is:
    a package is written by replacing files or folders.
    """
    found = []
    for file in sorted(folder.iterdir()):
        about = file.stat()
        found.append((file.name, about.st_mtime_ns, about.st_size, about.st_ino))
    return tuple(found)


def difference(older: Dataset, newer: Dataset) -> Difference:
    """Count the events that two datasets do not have alike.

    An event has changed where a column of its own, or any of its claims, has.
    """
    one, other = _marks(older), _marks(newer)
    both = one.index.intersection(other.index)
    return Difference(
        new=len(other.index.difference(one.index)),
        gone=len(one.index.difference(other.index)),
        changed=int((one[both].to_numpy() != other[both].to_numpy()).sum()),
    )


def _marks(dataset: Dataset) -> pd.Series:
    """Return a number for each event that differs where its texts, days or claims do."""
    events = pd.DataFrame(dataset.events.drop(columns="geometry", errors="ignore")).astype(str)
    marks = pd.util.hash_pandas_object(events, index=False)
    marks.index = events.index
    claims = pd.util.hash_pandas_object(dataset.claims.astype(str), index=False)
    of_event = claims.groupby(dataset.claims["event_id"].astype(str).to_numpy()).sum()
    return marks + of_event.reindex(marks.index).fillna(0).astype("uint64")


class Watched:
    """The dataset of a folder as it is now on disk, for a process that shows it to many.

    Parameters
    ----------
    folder
        The folder of the data package.
    first
        The dataset as it has been loaded.
    clock
        Seconds that only rise.
    find
        Says from the folder which one is to be shown, for example that of its newest release.
    """

    def __init__(
        self,
        folder: Path,
        first: Dataset,
        clock: Callable[[], float] = time.monotonic,
        find: Callable[[Path], Path] = lambda folder: folder,
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._find = find
        self._lock = Lock()
        self._newest = first
        self._seen = self._stamp()
        self._looked = clock()
        self._reading: Thread | None = None

    def newest(self) -> Dataset:
        """Return the newest dataset that could be read. It never waits: what is newer is read beside."""
        with self._lock:
            if self._clock() - self._looked >= LOOK_SECONDS and self._reading is None:
                self._looked = self._clock()
                now = self._stamp()
                if now is not None and now != self._seen:
                    self._seen = now
                    self._reading = Thread(target=self._read, name="newer-data", daemon=True)
                    self._reading.start()
            return self._newest

    def is_due(self) -> bool:
        """Whether the next question looks at the files, which may take a while."""
        return self._clock() - self._looked >= LOOK_SECONDS and self._reading is None

    @property
    def shown(self) -> Dataset:
        """The newest dataset that was read, without a look at the files."""
        return self._newest

    def look_again(self) -> None:
        """Let the next question look at the files, however short ago that was."""
        with self._lock:
            self._looked = self._clock() - LOOK_SECONDS

    def _stamp(self) -> tuple[Path, Stamp] | None:
        """Return which folder is to be shown and how its files are; None while it is just being replaced."""
        try:
            folder = self._find(self._folder)
            return folder, stamp(folder)
        except OSError:
            return None

    def settled(self) -> None:
        """Wait until nothing is being read."""
        reading = self._reading
        if reading is not None:
            reading.join()

    def _read(self) -> None:
        found = None
        try:
            found = load(self._find(self._folder))
        except (DataPackageError, OSError) as error:
            # Half written, or wrong: what is shown stays. It is looked at again when the files change again.
            _log.warning("The dataset in %s has changed and cannot be shown: %s", self._folder, error)
        with self._lock:
            self._reading = None
            if found is not None and found.about.version != self._newest.about.version:
                self._newest = found
