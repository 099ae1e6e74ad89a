"""What a person brings: events and districts of their own on the page, told apart, and gone again."""

from __future__ import annotations

import datetime as dt
import io
import json
import tomllib
import zipfile
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from shapely import box, to_geojson
from streamlit.testing.v1 import AppTest

from components import own_events
from components.downloads import files as download_files
from components.own_events import background
from components.own_events import upload as upload_step
from components.settings import settings
from components.view.state import default_state
from geo.export import Provenance
from geo.importers import import_events, limits, read_table, recognise
from geo.importers.cage import GivenUpError, Turn, read_apart
from geo.importers.own_districts import read_boundaries
from geo.selection.filters import Selection
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    import geo
    from geo.importers import Table

ROOT = CHECKOUT
TODAY = 20_778
CSV = b"title,date,lon,lat,type\na,2020-11-08,46.5,39.5,clash\nb,2020-11-09,47.5,39.5,clash\n"
SWAPPED = (
    b"title,date,lon,lat\na,2020-11-08,39.76,46.75\nb,2020-11-09,39.60,46.50\nc,2020-11-09,46.75,39.76\n"
)
ASKS = """
import streamlit as st
from components.own_events import upload
from geo.importers import ImportProblems

try:
    brought = upload.ask("events", "a file")
except ImportProblems as problems:
    st.error(str(problems))
else:
    st.text(brought.table.frame.to_csv(index=False))
"""
PARTS = ("map", "disagreements", "figures", "about")


def layer(*names: str) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"rayon": name},
            "geometry": json.loads(to_geojson(box(46 + at, 39, 47 + at, 40))),
        }
        for at, name in enumerate(names)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def own(
    dataset: geo.Dataset, *, outlines: bytes = b"", events: bytes = b"", with_bundled: bool = True
) -> own_events.Own:
    boundaries = read_boundaries(read_table(outlines, "mine.geojson")) if outlines else None
    shown_on = boundaries.dataset if boundaries else dataset
    table = read_table(events, "events.csv") if events else None
    imported = import_events(table, recognise(table), shown_on.districts) if table else None
    return own_events.make(
        dataset, TODAY, imported=imported, boundaries=boundaries, with_bundled=with_bundled, table=table
    )


def page(monkeypatch: pytest.MonkeyPatch, brought: own_events.Own, **query: str) -> AppTest:
    monkeypatch.setenv("DASHBOARD_DATASET", str(ROOT / "data" / "karabakh"))
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-21")
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.session_state["own_events"] = brought
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def said(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*app.markdown, *app.caption, *app.error, *app.info))


@pytest.mark.parametrize("events", [b"", CSV])
def test_every_part_of_the_page_works_on_a_persons_districts(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset, events: bytes
) -> None:
    brought = own(dataset, outlines=layer("Şimal", "Юг"), events=events)
    for part in PARTS:
        app = page(monkeypatch, brought, page=part, district="simal")
        assert not app.exception
        assert "# mine" in said(app)
        assert "who held them is not recorded" in said(app)
    assert "**mine\\.geojson**" in said(page(monkeypatch, brought))
    count = "2 of 2" if events else "0 of 0"
    assert f"**{count} events** in the range" in said(page(monkeypatch, brought))


def test_removing_them_shows_the_page_as_it_was(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset
) -> None:
    app = page(monkeypatch, own(dataset, outlines=layer("North"), events=CSV), district="north")
    app.button(key="own_remove").click().run()
    assert not app.exception
    assert "own_events" not in app.session_state
    assert dict(app.query_params) == {}
    assert "# Liberated districts and events" in said(app)
    assert "of 377 events" in said(app)


def test_a_persons_districts_come_with_the_words_and_the_backdrop_of_the_page(dataset: geo.Dataset) -> None:
    near = own(dataset, outlines=layer("North")).dataset
    assert near.backdrop is dataset.backdrop
    assert near.about.attribution.split(" · ") == [
        "Districts: mine.geojson",
        "© OpenStreetMap contributors (ODbL 1.0)",
        "GSHHG / WDBII (LGPL-3.0-or-later)",
    ]
    assert near.about.voices == dataset.about.voices
    assert (near.about.first_day, near.about.default_range) == (
        dataset.about.first_day,
        (dataset.about.first_day, TODAY),
    )
    assert len(near.control_periods) == len(near.city_days) == len(near.district_facts) == 0
    far = own(dataset, outlines=layer("North").replace(b"46", b"146").replace(b"47", b"147")).dataset
    assert far.about.attribution == "Districts: mine.geojson"
    assert far.backdrop["countries"].empty


def test_what_is_taken_along_is_of_their_districts(dataset: geo.Dataset) -> None:
    shown = own(dataset, outlines=layer("North", "South"), events=CSV).dataset
    state, selection = default_state(shown, TODAY), Selection(0, TODAY)
    provenance = Provenance(shown.about, "all", "", dt.date(2026, 11, 21))
    files = [
        *download_files.record_files(shown, selection, provenance),
        download_files.district_file(shown, provenance, "https://map.example/"),
        download_files.map_file(shown, state, selection, TODAY, provenance),
        *download_files.source_files(shown, selection),
    ]
    made = {one.key: one.make() for one in files}
    assert all(made.values())
    assert [f["properties"]["district_ids"] for f in json.loads(made["geojson"])["features"]] == [
        ["north"],
        ["south"],
    ]
    assert [f["properties"]["title"] for f in json.loads(made["lpf"])["features"]] == ["North", "South"]


def test_an_offer_after_loading_is_taken_with_a_button(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset
) -> None:
    app = page(monkeypatch, own(dataset, events=SWAPPED), to="2026-11-21")
    assert "3 read, 1 shown, 2 not" in said(app).replace("\\", "")
    assert "Most points lie on the map only with longitude and latitude exchanged" in said(app)
    app.button(key="own_offer_0").click().run()
    assert not app.exception
    assert "3 read, 2 shown, 1 not" in said(app).replace("\\", "")
    assert "exchanged" not in said(app)
    assert app.session_state["own_events"].table is None


def test_the_bundled_events_are_taken_away_and_brought_back(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset
) -> None:
    app = page(monkeypatch, own(dataset, events=SWAPPED), to="2026-11-21")
    app.toggle[0].set_value(False).run()
    assert "**1 of 1 event** in the range" in said(app)
    app.toggle[0].set_value(True).run()
    assert "**378 of 378 events** in the range" in said(app)


def test_what_was_chosen_for_one_file_is_not_chosen_for_the_next(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset
) -> None:
    app = page(monkeypatch, own(dataset, events=CSV), to="2026-11-21")
    app.toggle[0].set_value(False).run()
    app.toggle[0].set_value(True).run()
    assert "**379 of 379 events** in the range" in said(app)
    app.session_state["own_events"] = own(dataset, events=CSV, with_bundled=False)
    app.run()
    assert "**2 of 2 events** in the range" in said(app)
    assert app.toggle[0].value is False


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


class Upload(SimpleNamespace):
    """A file as Streamlit hands it over."""

    def getvalue(self) -> bytes:
        content: bytes = self.content
        return content


def asking(monkeypatch: pytest.MonkeyPatch, name: str, content: bytes) -> AppTest:
    """Run the part of the dialog that asks for a file, as if one had been dropped."""
    upload = Upload(name=name, content=content, size=len(content), file_id=name)
    monkeypatch.setattr(st, "file_uploader", lambda *_args, **_options: upload)

    return AppTest.from_string(ASKS, default_timeout=60).run()


def test_a_guessed_encoding_can_be_set_right(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"Взрыв в городе {number};2020\n" for number in range(30))
    app = asking(monkeypatch, "a.csv", f"title;date\n{rows}".encode("cp1251"))
    assert [box.value for box in app.selectbox] == ["Cyrillic (Windows-1251)", ";"]
    assert "Взрыв в городе 7,2020" in app.text[0].value
    app.selectbox[0].set_value("Western European (Windows-1252)").run()
    assert "Âçðûâ" in app.text[0].value
    app.selectbox[0].set_value("Unicode (UTF-8)").run()
    assert "expected text in utf-8. Choose another encoding." in app.error[0].value
    app.selectbox[0].set_value("Cyrillic (Windows-1251)").run()
    app.selectbox[1].set_value("|").run()
    assert app.text[0].value.startswith("title;date\n")


def test_the_part_of_a_file_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    app = asking(monkeypatch, "two.zip", zipped({"a.csv": CSV, "b.csv": CSV + b"c,2021-01-01,46,39,x\n"}))
    assert app.selectbox[0].value == "b.csv"
    assert "c,2021" in app.text[0].value
    app.selectbox[0].set_value("a.csv").run()
    assert "c,2021" not in app.text[0].value
    app.selectbox[0].set_value("b.csv").run()
    assert "c,2021" in app.text[0].value


def test_a_file_is_read_once_for_each_way(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Any] = []

    def note(*given: Any, **ways: Any) -> Table:  # noqa: ANN401 (what read_apart takes)
        read.append(ways)
        return read_apart(*given, **ways)

    monkeypatch.setattr(upload_step, "read_apart", note)
    app = asking(monkeypatch, "a.csv", CSV)
    app.run().run()
    assert len(read) == 1


def test_long_work_hands_over_what_it_makes_and_what_it_raises() -> None:
    assert background.wait_for("Adding", lambda: 1 + 1) == 2
    with pytest.raises(ZeroDivisionError):
        background.wait_for("Dividing", lambda: 1 // 0)


def test_as_much_may_be_dropped_as_the_settings_say() -> None:
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert options["server"]["maxUploadSize"] == settings({}).upload // limits.MEBIBYTE


def test_who_turns_away_gives_up_their_turn() -> None:
    turns: list[Turn] = []

    def work(turn: Turn) -> None:
        turns.append(turn)
        raise GivenUpError

    with pytest.raises(GivenUpError):
        background.wait_in_turn("Reading", work)
    assert [turn.given_up for turn in turns] == [False]  # It was over by itself.


def test_hostile_names_of_files_and_districts_are_text(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset
) -> None:
    boundaries = read_boundaries(read_table(layer("<img src=x onerror=1>", ":red[x]"), "<b>*x*.geojson"))
    brought = own_events.make(dataset, TODAY, boundaries=boundaries)
    text = said(page(monkeypatch, brought))
    assert "<b>" not in text
    assert ":red[x]" not in text
