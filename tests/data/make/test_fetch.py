"""The cache of fetched packages: what was only half unpacked is unpacked again."""

from __future__ import annotations

import importlib.util
import subprocess
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType


@pytest.fixture
def fetch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the module with a cache of its own, and archives of two files in the place of the network."""
    spec = importlib.util.spec_from_file_location("fetch", CHECKOUT / "data" / "make" / "fetch.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(module, "client", str)

    def download(command: list[str], **options: object) -> None:
        wheel = command[0] == "pip"
        folder = module.CACHE / ("made-1" if wheel else "made@1")
        (tmp_path / "package").mkdir(exist_ok=True)
        for name in ("a.txt", "b.txt"):
            (tmp_path / "package" / name).write_text(str(len(options)), "utf-8")
        if wheel:
            with zipfile.ZipFile(folder / "made-1.whl", "w") as archive:
                for name in ("a.txt", "b.txt"):
                    archive.write(tmp_path / "package" / name, name)
        else:
            with tarfile.open(folder / "made-1.tgz", "w:gz") as archive:
                archive.add(tmp_path / "package", "package")

    monkeypatch.setattr(subprocess, "run", download)
    return module


@pytest.mark.parametrize(
    ("kind", "name", "archive"), [("pypi", "made==1", zipfile.ZipFile), ("npm", "made@1", tarfile.TarFile)]
)
def test_an_unpacking_that_broke_off_is_done_again(
    fetch: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    name: str,
    archive: type[object],
) -> None:
    get: Callable[[str], Path] = getattr(fetch, kind)
    whole: Callable[..., None] = vars(archive)["extractall"]

    def half(self: object, path: Path, **options: object) -> None:
        whole(self, path, **options)
        next(path.rglob("b.txt")).unlink()
        message = "the disk is full"
        raise OSError(message)

    with monkeypatch.context() as broken:
        broken.setattr(archive, "extractall", half)
        with pytest.raises(OSError, match="disk is full"):
            get(name)
    folder = get(name)
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt"]


def test_what_is_there_is_not_fetched_again(fetch: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fetch.npm("made@1")
    monkeypatch.setattr(subprocess, "run", None)
    assert fetch.npm("made@1") == first


def test_an_older_python_unpacks_only_what_stays_inside(
    fetch: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delattr(tarfile, "data_filter", raising=False)
    assert sorted(path.name for path in fetch.npm("made@1").iterdir()) == ["a.txt", "b.txt"]
    with tarfile.open(tmp_path / "hostile.tar", "w") as archive:
        for name in ("fine/a.txt", "../outside.txt", "/absolute.txt", "fine/../../outside.txt"):
            archive.addfile(tarfile.TarInfo(name))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/somewhere"
        archive.addfile(link)
    with tarfile.open(tmp_path / "hostile.tar") as archive:
        assert [member.name for member in vars(fetch)["_harmless"](archive)] == ["fine/a.txt"]
