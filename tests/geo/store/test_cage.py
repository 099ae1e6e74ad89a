"""What is neither CSV nor Parquet is read for a store as an upload is: by a process that reaches nothing."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from geo.importers import cage
from geo.importers.cage import nursery
from tests.geo.store.stores import import_into, table

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    import geo


def test_other_formats_are_read_where_no_file_and_no_socket_can_be_opened(
    made_up: geo.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, asked = nursery.run, []

    def told(request: dict[str, Any], *given: Any) -> nursery.Ended:  # noqa: ANN401 (handed on)
        asked.append(request["errand"])
        return run(request, *given)

    monkeypatch.setattr(nursery, "run", told)
    features = [
        {
            "type": "Feature",
            "properties": {"title": f"Event {day}", "date": f"1990-01-{day:02}"},
            "geometry": {"type": "Point", "coordinates": [10.5, 50.5]},
        }
        for day in range(1, 6)
    ]
    path = tmp_path / "events.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    assert import_into(tmp_path / "store", [path], made_up)["shown"] == len(features)
    assert asked == ["table", "table"]  # Its first rows for the plan, and then all.
    assert set(table(tmp_path / "store", "events")["title"]) == {f"Event {day}" for day in range(1, 6)}
    assert (cage.shortcoming() == "") is (sys.platform == "linux")
