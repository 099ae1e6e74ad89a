"""The small map on a story's card: which day it shows, which part of the map, and who held what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from components.details.palette import Palette
from components.scene.outlines import banner
from components.stories.model import list_model
from components.stories.thumbnail import ground_model, telling_step, thumbnail
from geo.dates import day_number
from geo.stories import stories_of
from tests.components.stories.made_up_story import told_dataset

if TYPE_CHECKING:
    import geo

TODAY = day_number("2026-11-21")


def test_the_day_is_that_of_the_first_step_that_changed_the_district_it_looks_at(
    dataset: geo.Dataset,
) -> None:
    [story] = stories_of(told_dataset(dataset))
    before = replace(story.steps[0], day=day_number("1993-01-01"))
    assert telling_step(dataset, replace(story, steps=(before, *story.steps))) == story.steps[0]
    assert telling_step(dataset, replace(story, steps=(before, before))) == before, "nothing changed"
    elsewhere = replace(before, day=day_number("1993-07-23"), district_id="kalbajar")
    assert telling_step(dataset, replace(story, steps=(story.steps[0], elsewhere))) == story.steps[0]


def test_the_part_that_is_shown_holds_the_district_and_ends_within_the_drawing(dataset: geo.Dataset) -> None:
    [story] = stories_of(told_dataset(dataset))
    drawn = banner(dataset)
    assert drawn is not None
    for district in ("", *drawn.districts):
        shown = thumbnail(
            dataset,
            replace(story, steps=(replace(story.steps[0], district_id=district),)),
            Palette(dataset.about),
            TODAY,
        )
        assert shown is not None
        assert shown["marked"] == district
        left, top, wide, high = shown["box"]
        assert left >= 0 <= top
        assert left + wide <= drawn.frame.width + 0.2
        assert top + high <= drawn.frame.height + 0.2
        if district:
            (west, south), (east, north) = drawn.frame.corners(dataset.districts.geometry[district].bounds)
            assert left <= west < east <= left + wide
            assert top <= north < south <= top + high


def test_each_district_has_its_holders_stripes(dataset: geo.Dataset) -> None:
    [story] = stories_of(told_dataset(dataset))
    picture = thumbnail(dataset, replace(story, steps=story.steps[:1]), Palette(dataset.about), TODAY)
    assert picture is not None
    assert picture["day"] == "3 Apr 1993"
    outlined = dataset.districts.index[dataset.districts.geometry.notna()]
    assert set(picture["fills"]) == set(outlined)
    palette = Palette(dataset.about)
    assert picture["fills"]["kalbajar"] == palette.swatch((("armenian_forces", "whole"),))


def test_without_outlines_there_is_no_picture(dataset: geo.Dataset) -> None:
    told = told_dataset(dataset)
    empty = replace(told, districts=told.districts.assign(geometry=None).set_geometry("geometry"))
    assert ground_model(empty) is None
    assert [card["picture"] for card in list_model(empty, TODAY)["cards"]] == [None]
