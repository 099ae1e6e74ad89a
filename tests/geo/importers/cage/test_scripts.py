"""Names in other scripts: the cage, which opens no file, has the tables by which they become identifiers."""

from __future__ import annotations

import json

import pytest

from geo.importers.cage import draw_apart, read_apart

RING = [[46, 39], [47, 39], [47, 40], [46, 39]]


def layer(*names: str) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Polygon", "coordinates": [RING]},
        }
        for name in names
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_districts_have_ids_in_whatever_script_they_are_named() -> None:
    made = draw_apart(
        read_apart(layer("Шуша", "Ծառ", "თბილისი", "Qərb", "مرند", "北京"), "a.geojson"), "name"
    )
    ids = made.dataset.districts.index
    assert ids[0] == "shusha"
    assert ids.is_unique
    assert len(ids) == made.read
    assert all(name.isascii() and name for name in ids)


@pytest.mark.parametrize("sign", ["\U000f0000", "\U0002fa20"])
def test_signs_without_a_table_are_left_out_of_the_id(sign: str) -> None:
    made = draw_apart(read_apart(layer(f"Шуша {sign}"), "a.geojson"), "name")
    assert made.dataset.districts["name"].tolist() == [f"Шуша {sign}"]
    assert made.dataset.districts.index[0].startswith("shusha")
