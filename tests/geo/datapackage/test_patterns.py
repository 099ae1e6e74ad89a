"""Regular expressions of foreign Table Schemas: matched in the time that their texts are long, or refused."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.datapackage.patterns import CITY_DAY, ID, LONGEST, has_form, is_pattern
from geo.datapackage.schema_rules import is_web_address
from tests.checkout import KARABAKH

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (r"(a+)+b", r"(a|a)*b", r"(a|aa)+b", r"([a-z]+)*1", r"(.*a){12}b", r"(a?){30}a{30}b")


@pytest.mark.parametrize("pattern", HOSTILE)
def test_a_hostile_pattern_is_matched_at_once(pattern: str) -> None:
    assert is_pattern(pattern)
    begun = time.process_time()
    assert not has_form("a" * 20_000, pattern)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "pattern", [r"(?=a)a", r"(a)\1", "(", "[", "a" * (LONGEST + 1), r"a{100000}", None, 3, ["a"]]
)
def test_what_cannot_be_matched_so_is_no_pattern(pattern: object) -> None:
    assert not is_pattern(pattern)


@given(st.from_regex(ID, fullmatch=True), st.text(max_size=5))
def test_our_own_patterns_mean_the_same_to_both(cell: str, more: str) -> None:
    assert has_form(cell, ID)
    assert has_form(cell, f"(?:{ID})")
    assert has_form(cell + more, ID) == has_form(cell + more, f"(?:{ID})")
    assert has_form("11-25", CITY_DAY)


def test_an_address_is_looked_at_once_from_left_to_right() -> None:
    assert is_web_address("https://example.org/a?b#c")
    assert not is_web_address("https:///a")
    assert not is_web_address("https://")
    for length in (10_000, 100_000):
        begun = time.process_time()
        assert not is_web_address("http://" + "a" * length + " ")
        assert time.process_time() - begun < 0.5


@pytest.mark.parametrize("name", ["places.csv", "districts.geojson", "datapackage.json"])
def test_a_pipe_in_a_dataset_is_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "dataset"
    shutil.copytree(KARABAKH, folder)
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with pytest.raises(geo.DataPackageError, match=name.replace(".", r"\.")):
        geo.load(folder)
