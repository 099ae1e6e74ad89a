"""An import from S3 into a store on S3, against a local server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.store.address import Place
from geo.store.importing import Sizes
from tests.geo.store.s3 import served
from tests.geo.store.stores import contents, import_into, text_of

if TYPE_CHECKING:
    from pathlib import Path

    import geo

SIZES = Sizes(slice_bytes=900)


def test_files_and_store_may_both_be_on_s3(
    made_up: geo.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = tmp_path / "buckets" / "events"
    (bucket / "in").mkdir(parents=True)
    rows = [[f"e{at}", f"Event {at}", f"1990-01-{1 + at % 31:02}", "10.5", "50.5"] for at in range(40)]
    path = bucket / "in" / "events.csv"
    path.write_text(text_of(["id", "title", "date", "lon", "lat"], rows), "utf-8")
    import_into(tmp_path / "here", [path], made_up, sizes=SIZES)
    with served(tmp_path / "buckets", monkeypatch):
        files, store = ["s3://events/in/events.csv"], "s3://events/store"
        found = import_into(store, files, made_up, sizes=SIZES)
        assert found["read"] == found["shown"] == 40
        assert contents(store) == contents(tmp_path / "here")
        assert import_into(store, files, made_up, sizes=SIZES)["again"]
        assert not any(name.startswith("work/") for name in Place(store).every(""))
        with pytest.raises(FileNotFoundError):
            import_into(store, ["s3://events/in/none.csv"], made_up, sizes=SIZES)
