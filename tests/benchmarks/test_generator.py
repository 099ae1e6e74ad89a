"""A generated dataset keeps the real events, places the others in their districts, and one seed gives one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

import geo
from geo.datapackage.check import check
from tests.benchmarks.__main__ import SIZES
from tests.benchmarks.generator import FIRST_DAY, LAST_DAY, write_dataset
from tests.benchmarks.targets import REAL
from tests.bundled import bundled, report
from tests.checkout import KARABAKH

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 600


@pytest.fixture(scope="module")
def real() -> geo.Dataset:
    return bundled()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_dataset(KARABAKH, tmp_path_factory.mktemp("made") / "up", COUNT)


@pytest.fixture(scope="module")
def filled(folder: Path) -> geo.Dataset:
    return geo.load(folder)


def test_it_has_the_number_of_events_that_was_asked_for(filled: geo.Dataset) -> None:
    assert len(filled.events) == COUNT


def test_the_fewest_events_that_are_measured_are_the_real_ones(real: geo.Dataset) -> None:
    assert min(SIZES) == REAL == len(real.events)


def test_the_real_events_stay_as_they_are(filled: geo.Dataset, real: geo.Dataset) -> None:
    assert filled.events.loc[real.events.index].equals(real.events)


def test_every_made_up_event_lies_in_the_district_that_it_names(
    filled: geo.Dataset, real: geo.Dataset
) -> None:
    made_up = filled.events.drop(index=real.events.index)
    outlines = filled.districts.geometry
    for districts, lon, lat in zip(made_up["district_ids"], made_up["lon"], made_up["lat"], strict=True):
        (district,) = districts
        assert shapely.contains_xy(outlines[district], lon, lat), (district, lon, lat)
    assert made_up["district_ids"].nunique() > 8


def test_the_days_and_categories_of_made_up_events_are_those_of_the_data(
    filled: geo.Dataset, real: geo.Dataset
) -> None:
    made_up = filled.events.drop(index=real.events.index)
    assert made_up["first_day"].between(FIRST_DAY, LAST_DAY).all()
    assert np.ptp(made_up["first_day"]) > 0.9 * (LAST_DAY - FIRST_DAY)
    assert set(made_up["category"]) <= set(real.events["category"])


def test_the_check_finds_nothing_wrong_that_is_not_in_the_real_data(folder: Path) -> None:
    assert len(check(folder).problems) == len(report().problems)


def test_one_seed_gives_one_dataset_and_another_seed_another(folder: Path, tmp_path: Path) -> None:
    again = write_dataset(KARABAKH, tmp_path / "again", COUNT)
    other = write_dataset(KARABAKH, tmp_path / "other", COUNT, seed=7)
    for name in ("events.csv", "claims.csv"):
        written = (folder / name).read_bytes()
        assert (again / name).read_bytes() == written
        assert (other / name).read_bytes() != written


def test_it_writes_over_what_was_there_before(tmp_path: Path, real: geo.Dataset) -> None:
    write_dataset(KARABAKH, tmp_path / "twice", COUNT)
    folder = write_dataset(KARABAKH, tmp_path / "twice", len(real.events))
    assert (folder / "events.csv").read_bytes() == (KARABAKH / "events.csv").read_bytes()


def test_fewer_events_than_there_are_is_an_error_that_says_so(tmp_path: Path, real: geo.Dataset) -> None:
    with pytest.raises(ValueError, match=f"has {len(real.events)} events; a dataset of 5 cannot"):
        write_dataset(KARABAKH, tmp_path / "few", 5)
    assert not (tmp_path / "few").exists()
