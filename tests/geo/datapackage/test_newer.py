"""Data that change on disk are noticed and read beside what is shown; what cannot be shown changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import geo
from geo.datapackage.newer import LOOK_SECONDS, Difference, Watched, difference
from tests.made_up.package import table, write_made_up, write_table

if TYPE_CHECKING:
    from pathlib import Path


class Clock:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_made_up(tmp_path / "rivermark")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watched(folder: Path, clock: Clock) -> Watched:
    return Watched(folder, geo.load(folder), clock)


def later(watched: Watched, clock: Clock) -> geo.Dataset:
    """What is shown once a look has been due and all is read."""
    clock.now += LOOK_SECONDS
    watched.newest()
    watched.settled()
    return watched.newest()


def retitled(folder: Path, title: str) -> None:
    rows = table("events")
    write_table(folder, "events", [rows[0] | {"title": title}, *rows[1:]])


def test_files_that_stay_are_not_read_again(watched: Watched, clock: Clock) -> None:
    assert later(watched, clock) is watched.newest()
    assert watched._reading is None  # noqa: SLF001 (nothing else shows what was not done)


def test_what_is_shown_can_be_had_without_a_look_at_the_files(
    watched: Watched, folder: Path, clock: Clock
) -> None:
    first = watched.newest()
    retitled(folder, "Another title")
    assert (watched.is_due(), watched.shown is first) == (False, True)
    clock.now += LOOK_SECONDS
    assert (watched.is_due(), watched.shown is first) == (True, True)
    watched.newest()
    watched.settled()
    assert not watched.is_due()
    assert watched.shown is watched.newest() is not first


def test_newer_data_are_shown_after_the_next_look_and_not_before(
    folder: Path, watched: Watched, clock: Clock
) -> None:
    first = watched.newest()
    retitled(folder, "Told otherwise")
    assert watched.newest() is first
    newest = later(watched, clock)
    assert newest.events["title"].iloc[0] == "Told otherwise" or "Told otherwise" in set(
        newest.events["title"]
    )
    assert difference(first, newest) == Difference(new=0, gone=0, changed=1)


def test_the_same_content_written_again_is_nothing_newer(
    folder: Path, watched: Watched, clock: Clock
) -> None:
    first = watched.newest()
    file = folder / "events.csv"
    file.write_bytes(file.read_bytes())
    assert later(watched, clock) is first


def test_half_written_data_leave_what_is_shown_until_they_are_whole(
    folder: Path, watched: Watched, clock: Clock
) -> None:
    first = watched.newest()
    file = folder / "events.csv"
    whole = file.read_text("utf-8")
    file.write_text(whole[: len(whole) // 2] + '"', "utf-8")
    assert later(watched, clock) is first
    retitled(folder, "Whole again")
    assert "Whole again" in set(later(watched, clock).events["title"])


def test_a_folder_that_is_gone_leaves_what_is_shown(folder: Path, watched: Watched, clock: Clock) -> None:
    first = watched.newest()
    folder.rename(folder.with_name("elsewhere"))
    assert later(watched, clock) is first


def test_new_and_removed_events_and_changed_claims_are_counted(folder: Path) -> None:
    older = geo.load(folder)
    claims = table("claims")
    spoken = next(row for row in claims if row["note"] != "Said otherwise")
    write_table(
        folder, "claims", [{**row, "note": "Said otherwise"} if row is spoken else row for row in claims]
    )
    assert difference(older, geo.load(folder)) == Difference(new=0, gone=0, changed=1)
    without_events = geo.load(write_made_up(folder.with_name("empty"), events=False))
    count = len(older.events)
    assert difference(older, without_events) == Difference(new=0, gone=count, changed=0)
    assert difference(without_events, older) == Difference(new=count, gone=0, changed=0)
