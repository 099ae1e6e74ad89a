"""Valid files with some bytes changed or lost: read, or refused in a sentence, whatever the format."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from shapely import box

import geo
from geo.importers import ImportProblems, import_events, offers_of, read_table, recognise
from geo.importers.own_districts import read_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMATS = ("a.csv", "a.geojson", "a.gpkg", "a.parquet", "a.zip", "a.xlsx")
WAYS = ("change", "cut", "put")


@cache
def valid(name: str) -> bytes:
    """Return a small valid file: two rows with a title, a date and, in layers, an area."""
    rows = {"title": ["a", "b"], "date": ["2020-11-08", "2020-11-09"]}
    if name == "a.csv":
        return b'title,date,lon,lat\n"a",2020-11-08,46.75,39.76\nb,2020-11-09,46.55,39.64\n'
    if name == "a.xlsx":
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in (["title", "date", "lon"], ["a", "2020-11-08", 46.75], ["=1+1", "2020-11-09", 46.55]):
            sheet.append(row)
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()
    frame = gpd.GeoDataFrame(rows, geometry=[box(46, 39, 47, 40), box(47, 39, 48, 40)], crs=4326)
    with TemporaryDirectory() as folder:
        path = Path(folder) / ("a.shp" if name == "a.zip" else name)
        frame.to_parquet(path) if name == "a.parquet" else frame.to_file(path)
        if name == "a.zip":
            return packed((part.name, part.read_bytes()) for part in Path(folder).iterdir())
        return path.read_bytes()


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, bytes]:
    """Files with bytes changed, cut out or put in; within archives the checksums are made right again."""
    name = draw(st.sampled_from(FORMATS))
    content = valid(name)
    inner = ""
    files: dict[str, bytes] = {}
    if content.startswith(b"PK") and draw(st.booleans()):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {entry: archive.read(entry) for entry in archive.namelist()}
        inner = draw(st.sampled_from(sorted(files)))
        content = files[inner]
    changed = bytearray(content)
    for way in draw(st.lists(st.sampled_from(WAYS), min_size=1, max_size=6)):
        at = draw(st.integers(0, max(0, len(changed) - 1)))
        some = draw(st.binary(min_size=1, max_size=8))
        if way == "cut":
            del changed[at : at + draw(st.integers(1, 1 + len(changed) // 2))]
        else:
            changed[at : at + (len(some) if way == "change" else 0)] = some
    return name, packed((files | {inner: bytes(changed)}).items()) if inner else bytes(changed)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(spoilt())
def test_a_spoilt_file_is_read_or_refused(dataset: geo.Dataset, file: tuple[str, bytes]) -> None:
    name, content = file
    try:
        table = read_table(content, name)
        mapping = recognise(table)
        offers_of(table, mapping, dataset.districts)
        imported = import_events(table, mapping, dataset.districts)
        assert imported.read == imported.shown + imported.not_shown
        read_boundaries(table)
    except geo.DataPackageError as error:
        assert all(str(problem).endswith(".") for problem in error.problems)  # noqa: PT017 (either is right)


def spoil(name: str, inner: str, old: bytes, new: bytes) -> bytes:
    """Return a valid archive with other bytes in one of its files."""
    with zipfile.ZipFile(io.BytesIO(valid(name))) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    assert old in files[inner]
    return packed((files | {inner: files[inner].replace(old, new)}).items())


@pytest.mark.parametrize("new", [b"\x00", b"<", b"\xff", b"&none;"])
def test_a_workbook_whose_xml_is_broken_is_refused(new: bytes) -> None:
    content = spoil("a.xlsx", "xl/worksheets/sheet1.xml", b"<row", new)
    with pytest.raises(ImportProblems, match=r"a\.xlsx: .*expected a workbook that can be read"):
        read_table(content, "a.xlsx")


def test_a_workbook_that_cannot_be_unpacked_is_refused() -> None:
    content = bytearray(valid("a.xlsx"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo("xl/workbook.xml").header_offset
    content[at + 60 : at + 90] = b"\xff" * 30
    with pytest.raises(ImportProblems, match=r"a\.xlsx: .*Open it in a spreadsheet program"):
        read_table(bytes(content), "a.xlsx")


@pytest.mark.parametrize("part", ["a.shp", "a.dbf", "a.shx"])
def test_a_shapefile_with_a_part_cut_off_is_read_or_refused(part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(valid("a.zip"))) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    for keep in range(1, len(files[part]), 9):
        content = packed((files | {part: files[part][:keep]}).items())
        try:
            assert read_table(content, "a.zip").read <= 2
        except ImportProblems as problems:
            assert "a whole Shapefile" in str(problems) or "with features" in str(problems)  # noqa: PT017
