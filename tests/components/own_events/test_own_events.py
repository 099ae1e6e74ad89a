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
from geo.importers.template import template_csv
from geo.importers.terms import Terms
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
    assert f"of {len(dataset.events)} events" in said(app)


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
    assert far.about.attribution == "Districts: mine.geojson · Countries: Natural Earth"
    assert len(far.backdrop["countries"]) > len(dataset.backdrop["countries"])


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
    assert "3 read, 1 in the data, 2 not" in said(app).replace("\\", "")
    assert "Most points lie on the map only with longitude and latitude exchanged" in said(app)
    app.button(key="own_offer_swapped_True").click().run()
    assert not app.exception
    assert "3 read, 2 in the data, 1 not" in said(app).replace("\\", "")
    assert "exchanged" not in said(app)
    assert app.session_state["own_events"].table is None


def test_the_bundled_events_are_taken_away_and_brought_back(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset
) -> None:
    app = page(monkeypatch, own(dataset, events=SWAPPED), to="2026-11-21")
    app.toggle[0].set_value(False).run()
    assert "**1 of 1 event** in the range" in said(app)
    app.toggle[0].set_value(True).run()
    assert f"**{len(dataset.events) + 1} of {len(dataset.events) + 1} events** in the range" in said(app)


def test_what_was_chosen_for_one_file_is_not_chosen_for_the_next(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset
) -> None:
    app = page(monkeypatch, own(dataset, events=CSV), to="2026-11-21")
    app.toggle[0].set_value(False).run()
    app.toggle[0].set_value(True).run()
    assert f"**{len(dataset.events) + 2} of {len(dataset.events) + 2} events** in the range" in said(app)
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


def test_a_guessed_encoding_is_asked_with_the_first_lines_under_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = "".join(f"Взрыв в городе {number};2020\n" for number in range(30))
    app = asking(monkeypatch, "a.csv", f"title;date\n{rows}".encode("koi8-r"))
    (asked,) = app.radio
    assert asked.value == "koi8-r"
    assert "Взрыв в городе 7,2020" in app.text[0].value
    asked.set_value("cp1251").run()
    assert "Взрыв" not in app.text[0].value
    app.radio[0].set_value("?").run()
    app.selectbox(key="own_events_a.csv__encoding").set_value("Unicode (UTF-8)").run()
    assert "expected text in utf-8. Choose another encoding." in app.error[0].value
    app.selectbox(key="own_events_a.csv__encoding").set_value("Cyrillic (KOI8-R)").run()
    app.selectbox(key="own_events_a.csv__separator").set_value("|").run()
    assert app.text[0].value.startswith("title;date\n")


def test_a_table_without_a_header_is_asked_and_loses_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    app = asking(monkeypatch, "a.csv", b"A,2020-10-01,46.75,39.76\nB,2020-10-02,46.75,39.76\n")
    (asked,) = app.radio
    assert asked.value == "none"
    assert app.text[0].value.splitlines()[1:] == ["A,2020-10-01,46.75,39.76", "B,2020-10-02,46.75,39.76"]
    asked.set_value("1").run()
    assert app.text[0].value.splitlines() == ["A,2020-10-01,46.75,39.76", "B,2020-10-02,46.75,39.76"]
    app.radio[0].set_value("?").run()
    app.text_input(key="own_events_a.csv__header").set_value("9").run()
    assert "the line of the header" in app.error[0].value


def test_metres_without_a_coordinate_system_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    point = {"type": "Point", "coordinates": [5204186.2, 4832800.0]}
    feature = {"type": "Feature", "properties": {"title": "A"}, "geometry": point}
    app = asking(
        monkeypatch, "a.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    )
    (asked,) = app.radio
    assert asked.value == ""
    assert "3857" in asked.options or any("Web Mercator" in option for option in asked.options)
    asked.set_value("3857").run()
    assert not app.exception


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


ODD = b"""id,zzz,lat,lon,date,type
1,First own event,39.76,46.75,2020-10-05,clash
2,Second own event,40.1,46.04,1993-04-05,clash
"""


def scene_header(scene: bytes) -> dict[str, Any]:
    length = int.from_bytes(scene[:4], "little")
    header: dict[str, Any] = json.loads(scene[4 : 4 + length])
    return header


def test_each_way_to_show_the_same_file_is_a_scene_of_its_own(dataset: geo.Dataset) -> None:
    table = read_table(ODD, "odd.csv")
    mapping = recognise(table)
    imports = [
        import_events(table, some, dataset.districts)
        for some in (mapping, mapping.with_field("title", "zzz"), mapping.with_field("category"))
    ]
    made = [
        own_events.make(dataset, TODAY, imported=imported, with_bundled=with_bundled)
        for imported in imports
        for with_bundled in (True, False)
    ]
    headers = [scene_header(one.scene) for one in made]
    assert len({header["version"] for header in headers}) == len(made)
    for one, header in zip(made, headers, strict=True):
        assert header["events"]["titles"] == one.dataset.events["title"].tolist()
        assert header["events"]["count"] == len(one.dataset.events)
    again = own_events.make(dataset, TODAY, imported=imports[0], with_bundled=True)
    assert again.scene == made[0].scene


def test_map_header_panel_and_search_agree_however_the_file_is_shown(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset
) -> None:
    table = read_table(ODD, "odd.csv")
    mapping = recognise(table).with_field("title", "zzz")
    imported = import_events(table, mapping, dataset.districts)
    for with_bundled, count in ((False, 2), (True, len(dataset.events) + 2), (False, 2)):
        shown = own_events.make(dataset, TODAY, imported=imported, with_bundled=with_bundled)
        app = page(monkeypatch, shown, to="2026-11-21", **{"from": "1988-01-01"})
        assert not app.exception
        assert f"of {count} events** in the range" in said(app).replace("\\", "").replace(",", "")
        assert scene_header(shown.scene)["events"]["count"] == count
        assert ("# odd" in said(app)) == (not with_bundled)
        found = page(monkeypatch, shown, to="2026-11-21", q="First own event", **{"from": "1988-01-01"})
        assert "1 of" in said(found)


def test_what_is_removed_can_be_brought_back(monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset) -> None:
    brought = own(dataset, events=CSV, with_bundled=False)
    app = page(monkeypatch, brought, to="2026-11-21")
    app.button(key="own_remove").click().run()
    assert "events.csv is off the map again." in said(app).replace("\\", "")
    app.button(key="own_undo").click().run()
    assert app.session_state["own_events"] is brought
    assert "off the map again" not in said(app)
    app.button(key="own_remove").click().run()
    app.button(key="own_forget").click().run()
    assert "own_removed" not in app.session_state
    assert not [button for button in app.button if button.key == "own_undo"]


def test_the_counts_are_those_of_the_view_and_the_range_can_be_widened(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset
) -> None:
    rows = CSV + b"c,2001-05,,,clash\nd,soon,46.5,39.5,clash\n"
    app = page(monkeypatch, own(dataset, events=rows), **{"from": "2020-11-09", "to": "2020-11-30"})
    counted = "4 read, 3 in the data, 1 not: see the list; 1 in the range, 1 on the map."
    assert counted in said(app).replace("\\", "")
    app.button(key="own_widen").click().run()
    assert not app.exception
    assert "3 in the range, 2 on the map." in said(app).replace("\\", "")
    assert not [button for button in app.button if button.key == "own_widen"]


def test_terms_that_a_person_states_stay_with_their_events(dataset: geo.Dataset) -> None:
    table = read_table(CSV, "events.csv")
    imported = import_events(table, recognise(table), dataset.districts)
    terms = Terms("My list", "CC0-1.0")
    shown = own_events.make(dataset, TODAY, imported=imported, with_bundled=False, terms=terms)
    assert (shown.dataset.about.title, shown.terms) == ("My list", terms)
    added = next(entry for entry in shown.dataset.about.resources if entry.name == "added")
    assert [name for name, _, _ in added.licences] == ["CC0-1.0"]
    unstated = own_events.make(dataset, TODAY, imported=imported)
    added = next(entry for entry in unstated.dataset.about.resources if entry.name == "added")
    assert added.licences == ()


LOOKS = """
import streamlit as st
from components.own_events import mapping, upload
from tests.bundled import bundled

brought = upload.ask("events", "a file", paste=True)
if brought is not None:
    kept = mapping.edit(brought, bundled())
    st.text(str(kept.columns("title")))
"""


def looking(monkeypatch: pytest.MonkeyPatch, content: bytes) -> AppTest:
    upload = Upload(name="a.csv", content=content, size=len(content), file_id="a.csv") if content else None
    monkeypatch.setattr(st, "file_uploader", lambda *_args, **_options: upload)
    return AppTest.from_string(LOOKS, default_timeout=60).run()


def test_every_column_is_shown_with_what_it_is_taken_for_and_what_it_costs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = b"title,date,lon,lat,weight\na,2020-11-08,46.75,39.76,7\nb,soon,46.75,39.76,8\nc,2020-11,,,9\n"
    app = looking(monkeypatch, rows)
    columns, first = (frame.value for frame in app.dataframe)
    assert columns["Column"].tolist() == ["title", "date", "lon", "lat", "weight"]
    assert columns["Taken for"].tolist()[-1] == "not used"
    assert columns["Example"].tolist() == ["a", "2020-11-08", "46.75", "39.76", "7"]
    assert columns.iloc[:, 3].tolist() == [0, 1, 0, 0, 0]
    assert first["Date as read"].tolist() == ["2020-11-08", "not shown", "2020-11-01 – 2020-11-30"]
    assert first["Place as read"].tolist()[0].startswith("39.7600, 46.7500; ")
    assert first["Place as read"].tolist()[1:] == ["not shown", "no place"]


def test_a_file_of_another_part_of_the_world_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = b"title,date,lon,lat\n" + b"a,2014-06-02,-38.85,67.86\n" * 5
    app = looking(monkeypatch, rows)
    (warning,) = (element.value for element in app.warning)
    assert "All 5 points that were looked at lie outside this map" in warning.replace("\\", "")


def test_rows_are_pasted_from_a_spreadsheet(monkeypatch: pytest.MonkeyPatch) -> None:
    app = looking(monkeypatch, b"")
    assert not app.dataframe
    app.text_area[0].set_value("title\tdate\tlon\tlat\nŞuşa\t08.11.2020\t46,75\t39,76\n").run()
    assert app.dataframe[0].value["Example"].tolist() == ["Şuşa", "08.11.2020", "46,75", "39,76"]
    assert app.dataframe[1].value["Date as read"].tolist() == ["2020-11-08"]


def test_the_template_is_understood_at_once(dataset: geo.Dataset) -> None:
    table = read_table(template_csv(), "events-template.csv")
    mapping = recognise(table)
    used = {column for choice in mapping.fields.values() for column in choice.columns}
    assert used == set(table.columns)
    imported = import_events(table, mapping, dataset.districts)
    assert (imported.read, imported.shown) == (3, 3)
    assert imported.problem_rows.empty


DIALOG = """
import geo
from components.own_events import dialog
from tests.checkout import KARABAKH

dialog._content(geo.load(KARABAKH), 20_778, 1)
"""


def test_the_dialog_shows_the_file_with_the_title_and_licence_that_are_stated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload = Upload(name="a.csv", content=CSV, size=len(CSV), file_id="a.csv")
    monkeypatch.setattr(st, "file_uploader", lambda *_args, **_options: upload)
    app = AppTest.from_string(DIALOG, default_timeout=90).run()
    assert not app.exception
    assert not app.error
    next(field for field in app.text_input if field.label == "Title of these events").set_value("My list")
    next(box for box in app.selectbox if box.label == "Licence of these events").set_value("CC-BY-4.0")
    app.checkbox(key="own_with_bundled").uncheck()
    app.button(key="own_show").click().run()
    assert not app.exception
    shown = app.session_state["own_events"]
    assert shown.terms == Terms("My list", "CC-BY-4.0")
    assert shown.dataset.about.title == "My list"


def test_a_file_of_another_part_of_the_world_is_given_the_way_to_its_own_districts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = b"title,date,lon,lat\n" + b"a,2014-06-02,-38.85,67.86\n" * 5
    upload = Upload(name="a.csv", content=rows, size=len(rows), file_id="a.csv")
    monkeypatch.setattr(
        st, "file_uploader", lambda *_args, key="", **_options: upload if "events" in key else None
    )
    app = AppTest.from_string(DIALOG, default_timeout=90).run()
    assert app.radio(key="own_districts_1").value == "bundled"
    next(button for button in app.button if button.label == "Bring my own districts").click()
    app.run()
    assert not app.exception
    assert app.radio(key="own_districts_1").value == "new"
