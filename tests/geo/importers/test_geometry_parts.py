"""Areas and lines that cross themselves: mended where that is soon done, else the hull around them stands for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from geo.i18n import sentence_text
from geo.importers import geometry_parts
from geo.importers.geometry_parts import LOOKING, MOST_CROSSINGS, MOST_OF_ALL, crossings_of, districts_of
from tests.trials.hostile_files import crossing_ring

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.importers import Imported

WEST, EAST, NORTH = (
    shapely.box(46, 39, 46.5, 39.4),
    shapely.box(46.5, 39, 47, 39.4),
    shapely.box(46, 41, 47, 42),
)
TANGLED = crossing_ring(500, 101)
BOUNDS = (40.0, 35.0, 50.0, 45.0)


@pytest.mark.parametrize("kind", [shapely.Polygon, shapely.LineString])
def test_a_hull_stands_for_what_crosses_itself_too_often(kind: Callable[[object], object]) -> None:
    shapes = np.array([kind(TANGLED), shapely.box(46, 39, 46.2, 39.2)], dtype=object)
    found = districts_of(shapes, np.array([True, True]), (WEST, EAST, NORTH), BOUNDS)
    assert found.tangled.tolist() == [True, False]
    assert sorted(found.positions[0]) == [0, 1]
    assert found.positions[1] == (0,)


def test_what_crosses_itself_seldom_is_mended() -> None:
    bow = shapely.Polygon([(46, 39), (47, 39.3), (47, 39), (46, 39.3)])
    found = districts_of(np.array([bow], dtype=object), np.array([True]), (WEST, EAST, NORTH), BOUNDS)
    assert not found.tangled.any()
    assert sorted(found.positions[0]) == [0, 1]


def test_all_of_a_table_have_a_bound_together() -> None:
    one = shapely.Polygon(crossing_ring(100, 7))
    crossings = crossings_of(one)
    assert 0 < crossings < MOST_CROSSINGS
    rows = 3 * MOST_OF_ALL // crossings // 2
    found = districts_of(np.array([one] * rows, dtype=object), np.ones(rows, bool), (WEST,), BOUNDS)
    assert found.tangled.sum() >= rows // 4
    assert not found.tangled[0]


def test_looking_for_what_crosses_itself_too_often_has_a_bound_too(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []

    def count(shape: object) -> int:
        looked.append(shape)
        return crossings_of(shape)

    monkeypatch.setattr(geometry_parts, "crossings_of", count)
    rows = 2 * MOST_OF_ALL // LOOKING
    shapes = np.array([shapely.Polygon(TANGLED)] * rows, dtype=object)
    assert districts_of(shapes, np.ones(rows, bool), (WEST,), BOUNDS).tangled.all()
    assert len(looked) == rows // 2


def test_crossings_are_estimated_and_corners_are_none() -> None:
    circle = shapely.Point(0, 0).buffer(1, quad_segs=500)
    assert crossings_of(circle.exterior) == 0
    assert crossings_of(shapely.Polygon(TANGLED)) > MOST_CROSSINGS


def test_the_person_is_told(bring: Callable[..., Imported]) -> None:
    corners = ", ".join(f"{x} {y}" for x, y in TANGLED)
    imported = bring(f'title,date,wkt\na,2020-10-05,"POLYGON (({corners}))"\n'.encode())
    assert imported.shown == 1
    assert "seldom cross" in " ".join(map(sentence_text, imported.problem_rows["expected"]))
