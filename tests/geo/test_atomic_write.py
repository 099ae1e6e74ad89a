"""A file or folder is replaced whole, and what a killed run left is taken away."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from geo import atomic_write
from geo.atomic_write import WriteError, beside, exchange, folder_beside, leftovers, write_file

if TYPE_CHECKING:
    from pathlib import Path


def full(*_: object) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    write_file(target, b"old")
    target.chmod(0o640)
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["a.csv"]


def test_the_old_file_stays_where_the_disk_is_full_and_the_error_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    monkeypatch.setattr("geo.atomic_write.os.fsync", full)
    with pytest.raises(WriteError) as raised:
        write_file(target, b"new")
    assert raised.value.filename == str(target)
    assert raised.value.is_full
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv"]


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_file(tmp_path / "link.csv", b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    write_file("/dev/null", b"anything")
    assert not os.path.isfile("/dev/null")  # noqa: PTH113 (a device, asked as plainly as can be)
    with pytest.raises(WriteError):
        write_file(tmp_path, b"a folder")


@pytest.mark.parametrize("name", ["a.csv", "a" * 250, "ş" * 120])
def test_what_a_killed_run_left_is_removed_and_a_living_one_is_let_be(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    left = beside(target)
    left.write_bytes(b"half")
    other = beside(tmp_path / f"{name[:9]}.b")
    other.write_bytes(b"of another file")
    with folder_beside(target) as living:
        assert leftovers(target) == [left]
        write_file(target, b"new")
        assert living.is_dir()
    assert names(tmp_path) == sorted([name, other.name])


def test_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if exchange(tmp_path / "one", tmp_path / "other"):
        assert names(tmp_path / "one") == ["other"]
    else:  # A file system without it has changed nothing.
        assert names(tmp_path / "one") == ["one"]
    assert not exchange(tmp_path / "one", tmp_path / "nothing")


def test_a_folder_that_cannot_be_synced_is_told_unless_its_file_system_syncs_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_: int) -> None:
        raise OSError(errno.EINVAL, "no folders")

    monkeypatch.setattr("geo.atomic_write.os.fsync", refuses)
    atomic_write.sync(tmp_path)
    monkeypatch.setattr("geo.atomic_write.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        atomic_write.sync(tmp_path)
