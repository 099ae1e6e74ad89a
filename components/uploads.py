"""Uploads that the server lets in: those that a dialog asked for, and of all files as much as there is room for."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from streamlit.runtime import exists, get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Room(Protocol):
    """Bytes that there is room for, as the server's settings have them."""

    @property
    def upload(self) -> int:
        """Of one file."""

    @property
    def uploads_of_person(self) -> int:
        """Of all files of one person."""

    @property
    def uploads(self) -> int:
        """Of all files of all."""


@dataclass(frozen=True)
class Refusal:
    """Why a file is not let in."""

    status: int
    sentence: str


NOT_ASKED = Refusal(403, marked("No dialog of this page asks for a file."))
TOO_LARGE = Refusal(413, marked("The file is larger than this page takes."))
TOO_MANY = Refusal(413, marked("The files that you have open are larger together than this page takes."))
NO_ROOM = Refusal(
    503, marked("Others are adding files; there is no room for another one. Try again in a minute.")
)


class Gate:
    """Which sessions a file is awaited of, and what is coming in."""

    def __init__(self, awaited: Iterable[str] = ()) -> None:
        """Await a file of these sessions; as a rule of none yet."""
        self._lock = Lock()
        self._awaited = set(awaited)
        self._coming: Counter[str] = Counter()

    def expect(self) -> None:
        """Await a file of the session that runs, since a dialog asks for one."""
        context = get_script_run_ctx()
        if context is not None:
            with self._lock:
                self._awaited.add(context.session_id)

    def forget(self) -> None:
        """Await none any more."""
        context = get_script_run_ctx()
        if context is not None:
            with self._lock:
                self._awaited.discard(context.session_id)

    def refusal(self, session: str, size: int, room: Room) -> Refusal | None:
        """Return why a file of a session is not let in, None where it is.

        Parameters
        ----------
        session
            Id of the session.
        size
            Bytes of the file.
        room
            What there is room for.
        """
        held = held_by_session()
        with self._lock:
            self._awaited = {awaited for awaited in self._awaited if is_active(awaited)}
            if session not in self._awaited:
                return NOT_ASKED
            if size > room.upload:
                return TOO_LARGE
            if held.get(session, 0) + self._coming[session] + size > room.uploads_of_person:
                return TOO_MANY
            if sum(held.values()) + self._coming.total() + size > room.uploads:
                return NO_ROOM
        return None

    @contextmanager
    def coming(self, session: str, size: int) -> Iterator[None]:
        """Count a file while it comes in."""
        with self._lock:
            self._coming[session] += size
        try:
            yield
        finally:
            with self._lock:
                self._coming[session] -= size
                self._coming += Counter()


def is_active(session: str) -> bool:
    """Whether somebody has a page open under this id."""
    return exists() and get_instance().is_active_session(session)


def held_by_session() -> dict[str, int]:
    """Return the bytes of the files that the server keeps, by session."""
    manager = get_instance().uploaded_file_mgr if exists() else None
    if not isinstance(manager, MemoryUploadedFileManager):
        return {}
    return {
        session: sum(len(file.data) for file in list(files.values()))
        for session, files in list(manager.file_storage.items())
    }


GATE = Gate()
"""The one of this server."""
