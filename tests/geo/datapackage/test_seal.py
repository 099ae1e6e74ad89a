"""The descriptor says size, hash and rows of each file; another file in its place is told."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

import geo
from geo.__main__ import main
from geo.datapackage.check import check
from geo.datapackage.seal import seal
from geo.datapackage.write import write_package
from tests.bundled import report
from tests.checkout import KARABAKH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.geo.conftest import Copy


@pytest.fixture
def sealed(package: Copy) -> Copy:
    seal(package.folder)
    return package


def half(data: bytes) -> bytes:
    lines = data.split(b"\n")
    return b"\n".join(lines[: len(lines) // 2]) + b"\n"


def test_the_bundled_datasets_descriptor_is_in_step_with_its_files() -> None:
    """Run ``python -m geo seal data/karabakh`` after changing a file of it."""
    for resource in json.loads((KARABAKH / "datapackage.json").read_text("utf-8"))["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        content = b"".join((KARABAKH / path).read_bytes() for path in paths)
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource.get("rowCount", 1) > 0
    assert not report().errors


@pytest.mark.parametrize("name", ["claims.csv", "control_periods.csv", "district_facts.csv"])
def test_a_table_cut_after_half_its_lines_is_told_with_both_counts(sealed: Copy, name: str) -> None:
    stated = len(sealed.rows(name))
    sealed.bytes(name, half)
    left = len(sealed.rows(name))
    (told,) = [error for error in sealed.errors() if error.startswith(f"{name}: ")]
    assert f"rows there {stated:,}, rows here {left:,}" in told
    assert told.endswith("if it was changed on purpose, run: python -m geo seal FOLDER.")


def test_a_changed_cell_is_told_and_sealing_makes_it_good(
    small_package: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    seal(small_package.folder)
    rows = len(small_package.rows("events.csv"))
    small_package.set("events.csv", 2, summary="Another summary.")
    assert any(
        "events.csv: expected the file that datapackage.json describes" in e for e in small_package.errors()
    )
    assert main(["check", str(small_package.folder)]) == 1
    capsys.readouterr()
    assert main(["seal", str(small_package.folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["events"]["rowCount"] == rows
    assert not check(small_package.folder).errors


def test_a_cut_layer_and_another_layer_are_told(sealed: Copy) -> None:
    sealed.features("backdrop/rivers.geojson", lambda features: features.pop())
    assert any(
        error.startswith("backdrop/rivers.geojson: expected the file that") for error in sealed.errors()
    )


def test_stored_years_are_sealed_as_one(dataset: geo.Dataset, tmp_path: Path) -> None:
    folder = tmp_path / "stored"
    write_package(dataset, folder, "parquet")
    assert not check(folder).errors
    before = (folder / "datapackage.json").read_bytes()
    seal(folder)
    assert (folder / "datapackage.json").read_bytes() == before
    years = sorted((folder / "claims").glob("*/*.parquet"))
    shutil.copyfile(years[-1], years[-2])
    with pytest.raises(geo.DataPackageError, match="claims/: expected the file that"):
        geo.load(folder)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_what_is_written_is_sealed_as_the_command_seals_it(
    dataset: geo.Dataset,
    tmp_path: Path,
    form: Any,  # noqa: ANN401 (one of the forms)
) -> None:
    write_package(dataset, tmp_path / "out", form)
    before = (tmp_path / "out/datapackage.json").read_bytes()
    seal(tmp_path / "out")
    assert (tmp_path / "out/datapackage.json").read_bytes() == before


WRONG: list[dict[str, object]] = [{"hash": 7}, {"bytes": "many"}, {"rowCount": True}, {"rowCount": 1.5}]


@pytest.mark.parametrize("words", WRONG, ids=str)
def test_a_seal_that_is_none_is_told_as_such(package: Copy, words: dict[str, object]) -> None:
    package.descriptor(lambda content: content["resources"][0].update(words))
    (told,) = package.errors()
    assert "events.hash: expected a number of bytes" in told


def test_a_hash_of_another_kind_is_left_to_others(package: Copy) -> None:
    package.descriptor(lambda content: content["resources"][0].update(hash="md5:0"))
    assert not check(package.folder).errors


UNSEALABLE: list[tuple[Callable[[Copy], object], str]] = [
    (lambda copy: (copy.folder / "datapackage.json").unlink(), "expected a data package"),
    (lambda copy: copy.bytes("datapackage.json", lambda _: b"[]"), "expected a data package"),
    (lambda copy: (copy.folder / "places.csv").unlink(), "places.csv: expected a file"),
    (
        lambda copy: copy.descriptor(lambda content: content["resources"][0].update(path="../x.csv")),
        "a path inside the folder",
    ),
    (
        lambda copy: copy.descriptor(lambda content: content["resources"][0].pop("path")),
        "a path inside the folder",
    ),
]


@pytest.mark.parametrize(("change", "words"), UNSEALABLE)
def test_what_cannot_be_sealed_is_a_sentence(
    package: Copy, change: Callable[[Copy], object], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(package)
    assert main(["seal", str(package.folder)]) == 2
    assert words in capsys.readouterr().err


def test_a_file_that_is_no_table_is_sealed_and_told_by_the_check(package: Copy) -> None:
    package.bytes("events.csv", lambda _: b'a,"' + b"x" * 200_000)
    package.bytes("districts.geojson", lambda _: b"{")
    seal(package.folder)
    assert any(error.startswith("events.csv") for error in package.errors())


def test_translations_that_are_others_are_told(sealed: Copy) -> None:
    sealed.bytes("translations/az.csv", half)
    assert any(error.startswith("translations/: expected the file that") for error in sealed.errors())


@pytest.mark.parametrize("path", [7, {"a": 1}, ["../az.csv"]], ids=repr)
def test_translations_at_no_path_are_told(package: Copy, path: object) -> None:
    def change(content: dict[str, Any]) -> None:
        next(entry for entry in content["resources"] if entry["name"] == "translations")["path"] = path

    package.descriptor(change)
    assert any("a path inside the folder" in error for error in package.errors())
