"""The colours of control can be told from the map and from each other, by everybody."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from coloraide import Color as Base
from coloraide.filters.cvd import Deutan, Protan, Tritan

if TYPE_CHECKING:
    import geo

GROUND = {"light": "#F1EFEA", "dark": "#15191E"}
DISC = {"light": "#FFFFFF", "dark": "#20262D"}
CONTRAST = 3.0
DISTANCE = 14.0
"""CIEDE2000: colours this far apart are named differently at a glance."""
SIGHTS = ("normal", "protan", "deutan", "tritan")


class Color(Base):
    """Colours with the simulations of colour blindness."""


Color.register([Protan(), Deutan(), Tritan()], overwrite=True)


def seen(colour: str, sight: str) -> Color:
    """Return a colour as seen without one kind of cones (Machado 2009)."""
    if sight == "normal":
        return Color(colour)
    return Color(colour).filter(sight, method="machado").clip("srgb")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_control_keeps_its_contrast_with_the_map(dataset: geo.Dataset, theme: str) -> None:
    for controller in dataset.about.controllers:
        contrast = Color(getattr(controller, theme)).contrast(GROUND[theme])
        assert contrast >= CONTRAST, controller.id


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_holders_are_told_apart(dataset: geo.Dataset, theme: str, sight: str) -> None:
    for one, other in combinations((*dataset.about.controllers, dataset.about.unrecorded), 2):
        first, second = seen(getattr(one, theme), sight), seen(getattr(other, theme), sight)
        assert first.delta_e(second, method="2000") >= DISTANCE, (one.id, other.id)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_icons_keep_their_contrast_with_the_disc(dataset: geo.Dataset, theme: str) -> None:
    for category in dataset.about.categories:
        assert Color(getattr(category, theme)).contrast(DISC[theme]) >= CONTRAST, category.id
    for group in dataset.about.groups:
        assert Color(getattr(group, theme)).contrast(DISC[theme]) >= CONTRAST, group.id


NOTICEABLE = 2.3
"""CIEDE2000: the least difference that is seen at all; the icon tells the rest."""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_categories_of_one_group_have_colours_that_differ(
    dataset: geo.Dataset, theme: str, sight: str
) -> None:
    for one, other in combinations(dataset.about.categories, 2):
        if one.group == other.group:
            first, second = seen(getattr(one, theme), sight), seen(getattr(other, theme), sight)
            assert first.delta_e(second, method="2000") >= NOTICEABLE, (one.id, other.id)


def test_every_category_has_an_icon_of_its_own(dataset: geo.Dataset) -> None:
    icons = [category.icon_path for category in dataset.about.categories]
    assert all(icon.startswith("M") for icon in icons)
    assert len(set(icons)) == len(dataset.about.categories)
