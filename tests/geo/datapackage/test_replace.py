"""A dataset written over another: whole at every moment, whatever else is in its folder, and never outside it."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import geo
from geo import atomic_write
from geo.__main__ import main
from geo.datapackage.check import check
from geo.datapackage.replace import replacing
from geo.datapackage.resource_paths import paths_outside
from geo.datapackage.write import write_package
from tests.checkout import CHECKOUT, KARABAKH

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.geo.conftest import Copy


def fails_after(new: Path) -> None:
    put(new, "new")
    raise OSError(errno.ENOSPC, "full")


EXCHANGES = ["exchange", "no exchange"]


def put(folder: Path, words: str, names: tuple[str, ...] = ("events.csv", "backdrop/rivers.geojson")) -> None:
    """Write a package of a few files that say the same words."""
    paths = [*names, f"events/year=1992/{words}.parquet"]
    for name in paths:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, "utf-8")
    resources = [{"name": name, "path": name} for name in paths]
    (folder / "datapackage.json").write_text(json.dumps({"title": words, "resources": resources}), "utf-8")


def said(folder: Path) -> set[str]:
    """Return the words of a package: those of its descriptor and of each file it names, one set if it is whole."""
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return {descriptor["title"], *((folder / entry["path"]).read_text() for entry in descriptor["resources"])}


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(params=EXCHANGES)
def folder(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a package and a file of the person's own, on a file system of either kind."""
    if request.param == "no exchange":
        monkeypatch.setattr("geo.atomic_write.exchange", lambda *_: False)
    target = tmp_path / "mine"
    put(target, "old")
    (target / "notes.txt").write_text("my own", "utf-8")
    return target


def test_the_new_package_stands_there_whole_and_the_old_is_gone(folder: Path) -> None:
    with replacing(folder) as new:
        put(new, "new")
        assert said(folder) == {"old"}
    assert said(folder) == {"new"}
    assert (folder / "notes.txt").read_text() == "my own"
    assert len(files(folder)) == 5
    assert [entry.name for entry in folder.parent.iterdir()] == ["mine"]


def test_a_package_that_could_not_be_written_changes_nothing(folder: Path) -> None:
    before = files(folder)
    with pytest.raises(OSError, match="full"), replacing(folder) as new:
        fails_after(new)
    assert said(folder) == {"old"}
    assert files(folder) == before
    assert [entry.name for entry in folder.parent.iterdir()] == ["mine"]


KILLED = """
import json, os, sys
from pathlib import Path
import geo.atomic_write
from geo.datapackage.replace import replacing
from geo.datapackage.resource_paths import paths_outside
from tests.geo.datapackage.test_replace import files, put, said

def dies_at(step, function):
    def counted(*arguments, **options):
        calls.append(1)
        if len(calls) == step:
            os.kill(os.getpid(), 9)
        return function(*arguments, **options)
    return counted

calls, seen, step, status = [], [], 0, 1
top, kind = Path(sys.argv[1]), sys.argv[2]
if kind == "no exchange":
    geo.atomic_write.exchange = lambda *_: False
os.fsync = lambda *_: None  # A kill takes nothing from the system's memory.
while status and step < 500:
    step += 1
    folder = top / str(step) / "mine"
    put(folder, "old")
    (folder / "notes.txt").write_text("my own", "utf-8")
    child = os.fork()
    if not child:
        for name in ("fsync", "rename", "replace", "link", "unlink", "rmdir", "open"):
            setattr(os, name, dies_at(step, getattr(os, name)))
        geo.atomic_write.exchange = dies_at(step, geo.atomic_write.exchange)
        with replacing(folder) as new:
            put(new, "new")
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    words, left = said(folder), len(list(folder.parent.iterdir())) - 1
    assert (folder / "notes.txt").read_text() == "my own"
    with replacing(folder) as new:
        put(new, "next")
    seen.append([*words, left])
    assert said(folder) == {"next"} and len(files(folder)) == 5, files(folder)
    assert [entry.name for entry in folder.parent.iterdir()] == ["mine"]
print(json.dumps(seen))
"""


@pytest.mark.parametrize("kind", EXCHANGES)
def test_killed_at_any_step_the_old_is_whole_or_the_new_and_the_next_run_clears_up(
    tmp_path: Path, kind: str
) -> None:
    (tmp_path / "killed.py").write_text(KILLED, "utf-8")
    ended = subprocess.run(  # noqa: S603 (this interpreter, and a script of its own)
        [sys.executable, str(tmp_path / "killed.py"), str(tmp_path), kind],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ended.returncode == 0, ended.stderr
    seen = json.loads(ended.stdout)
    assert len(seen) > 10
    assert all(len(words) == 2 for words in seen)  # One word of all files, and how many leftovers.
    assert [words[0] for words in seen] == sorted((words[0] for words in seen), reverse=True)
    assert seen[0][0] == "old"
    assert seen[-1] == ["new", 0]
    assert any(left for _, left in seen)


def test_a_dataset_imported_into_its_own_folder(small_package: Copy, tmp_path: Path) -> None:
    events = tmp_path / "mine.csv"
    events.write_text(
        "title,date,lon,lat,category,source\na,1920-11-08,10.6,50.6,forest fire,a paper\n", "utf-8"
    )
    before = len(geo.load(small_package.folder).events)
    for number, form in enumerate(("csv", "parquet", "csv"), 1):
        options = ["--output", str(small_package.folder), "--format", form]
        assert main(["import", str(small_package.folder), str(events), *options]) == 0
        assert len(geo.load(small_package.folder).events) == before + number
        assert not check(small_package.folder).errors
    assert not list(small_package.folder.glob("events/*"))


def test_who_stands_in_the_folder_still_stands_in_it(
    package: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = tmp_path / "mine.csv"
    events.write_text("title,date,lon,lat\na,2020-11-08,46.75,39.76\n", "utf-8")
    monkeypatch.chdir(package.folder)
    before = Path.cwd().stat().st_ino
    assert main(["import", ".", str(events), "--output", "."]) == 0
    assert package.folder.stat().st_ino == before
    assert not check(".").errors


def test_a_link_to_the_folder_stays(dataset: geo.Dataset, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write_package(dataset, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert len(geo.load(tmp_path / "real").events) == len(dataset.events)


def test_a_full_disk_is_a_sentence_with_the_file_and_the_old_is_intact(
    package: Copy, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    events = tmp_path / "mine.csv"
    events.write_text("title,date,lon,lat\na,2020-11-08,46.75,39.76\n", "utf-8")
    before = {name: (package.folder / name).read_bytes() for name in files(package.folder)}

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("pandas.DataFrame.to_csv", full)
    folder = str(package.folder)
    assert main(["import", folder, str(events), "--output", folder]) == 2
    said = capsys.readouterr().err
    assert said.startswith(
        f"{folder}/events.csv: there is no room for it on the disk. What stood there is as it was."
    )
    assert {name: (package.folder / name).read_bytes() for name in files(package.folder)} == before


OUTSIDE: list[object] = [
    "../../pwned.py",
    "/etc/passwd",
    "https://attack.example/x.csv",
    "backdrop/../../pwned.py",
    "..\\..\\pwned.py",
    "C:\\pwned.py",
    "link/pwned.py",
    "circle",
    ["events.csv", "../pwned.py"],
    {"a": 1},
    [["events.csv"]],
    "",
    "a\0b",
    7,
]


@pytest.mark.parametrize("path", OUTSIDE, ids=repr)
def test_a_path_out_of_the_folder_is_none(tmp_path: Path, path: object) -> None:
    (tmp_path / "link").symlink_to(tmp_path.parent)
    (tmp_path / "circle").symlink_to("circle")
    (problem,) = paths_outside(tmp_path, {"further": {"path": path}, "good": {"path": "a/b.csv"}})
    assert problem.column == "further.path"
    assert "expected a path inside the folder of the package" in str(problem)


def test_a_path_out_of_the_folder_is_refused_on_reading(package: Copy) -> None:
    def change(content: dict[str, Any]) -> None:
        content["resources"].append({"name": "further", "path": "../x", "title": "x", "licenses": []})
        paths = {"events": ["../events.csv"], "places": {"a": 1}, "districts": "/etc/passwd"}
        for entry in content["resources"]:
            entry["path"] = paths.get(entry["name"], entry["path"])

    package.descriptor(change)
    told = [problem for problem in package.errors() if "a path inside the folder of the package" in problem]
    assert {sentence.split(":")[0].split(", ")[1] for sentence in told} == {
        "events.path",
        "places.path",
        "districts.path",
        "further.path",
    }


def test_a_path_out_of_the_folder_is_refused_on_writing(
    package: Copy, dataset: geo.Dataset, tmp_path: Path
) -> None:
    loaded = geo.load(package.folder)
    package.descriptor(
        lambda content: content["resources"].append({"name": "further", "path": "../../pwned.py"})
    )
    with pytest.raises(geo.DataPackageError, match="a path inside the folder"):
        write_package(loaded, tmp_path / "one" / "out")
    assert not (tmp_path / "one").exists()
    assert dataset.folder == KARABAKH


def test_a_further_resource_of_several_files_is_copied(package: Copy, tmp_path: Path) -> None:
    for name in ("more/a.txt", "more/b.txt"):
        (package.folder / name).parent.mkdir(exist_ok=True)
        (package.folder / name).write_text(name, "utf-8")
    further = {"name": "more", "path": ["more/a.txt", "more/b.txt"], "title": "More", "licenses": []}
    package.descriptor(lambda content: content["resources"].append(further))
    write_package(geo.load(package.folder), tmp_path / "out")
    assert (tmp_path / "out/more/b.txt").read_text() == "more/b.txt"
    assert not check(tmp_path / "out").errors


def test_errors_of_a_file_within_keep_their_name(tmp_path: Path) -> None:
    def fails() -> None:
        raise OSError(errno.EIO, "broken")

    def nested() -> None:
        with atomic_write.naming(tmp_path), atomic_write.naming(tmp_path / "a.csv"):
            fails()

    refuse: Callable[[], None] = nested
    with pytest.raises(atomic_write.WriteError) as raised:
        refuse()
    assert raised.value.filename == str(tmp_path / "a.csv")
