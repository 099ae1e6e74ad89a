"""The composed page in Streamlit's own test runner: widgets, counts, state and broken datasets."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

import geo
from components.view.state import default_state
from geo.dates import day_number
from tests.checkout import CHECKOUT
from tests.counting import events_in
from tests.unsealed import copy_unsealed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROOT = CHECKOUT
KARABAKH = ROOT / "data" / "karabakh"
TODAY = day_number("2026-11-21")

OPENED = ("categories", "dates")
"""The filters that are open, so that their choices are on the page."""


def run_page(monkeypatch: pytest.MonkeyPatch, dataset: Path = KARABAKH, **query: str) -> AppTest:
    monkeypatch.setenv("DASHBOARD_DATASET", str(dataset))
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-21")
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name in OPENED:  # What they hold is drawn while they are open.
        app.session_state[f"{name}_filter"] = True
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def said(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*app.markdown, *app.error, *app.warning))


def query(app: AppTest) -> dict[str, str]:
    return {
        name: values if isinstance(values, str) else values[-1] for name, values in app.query_params.items()
    }


def category_labels(app: AppTest, dataset: geo.Dataset) -> list[object]:
    """Return the choices of all families of categories."""
    families = [group.id for group in dataset.about.groups]
    return [
        label for family in families for label in app.button_group(key=f"choose_categories_{family}").options
    ]


def test_the_page_runs_and_counts_the_events(monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset) -> None:
    app = run_page(monkeypatch)
    assert not app.exception
    assert f"**{events_in(dataset)} of {len(dataset.events)} events** in the range" in said(app)


def test_choosing_a_category_writes_the_address_and_counts_again(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset
) -> None:
    app = run_page(monkeypatch, to="2026-11-21")
    for category in ("landmine", "displacement"):
        family = dataset.about.category(category).group
        app.button_group(key=f"choose_categories_{family}").set_value([category]).run()
    assert not app.exception
    assert query(app) == {"category": "displacement,landmine"}
    counted = events_in(dataset, last=TODAY, categories={"landmine", "displacement"})
    assert f"**{counted} of {len(dataset.events)} events** in the range" in said(app)


def test_choices_that_one_message_tells_do_not_undo_each_other(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset
) -> None:
    app = run_page(monkeypatch)
    chosen = ("landmine", "displacement")
    families = {dataset.about.category(category).group for category in chosen}
    assert len(families) == len(chosen)
    for category in chosen:
        app.button_group(key=f"choose_categories_{dataset.about.category(category).group}").set_value(
            [category]
        )
    app.run()
    assert query(app) == {"category": "displacement,landmine"}


def test_the_counts_beside_the_choices_ignore_their_own_facet(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset
) -> None:
    app = run_page(monkeypatch, category="landmine", to="2026-11-21")
    labels = category_labels(app, dataset)
    for category, word in (("landmine", "Mines"), ("displacement", "Displacement")):
        counted = events_in(dataset, last=TODAY, categories={category})
        assert any(f"{word} :gray[{counted}]" in str(label) for label in labels)


def test_the_search_and_reset(monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset) -> None:
    app = run_page(monkeypatch, KARABAKH, **{"from": "1990-01-01"}, q="Resolution 822")
    assert f"**1 of {len(dataset.events)} events** in the range" in said(app)
    app.button(key="reset").click().run()
    assert query(app) == {}
    assert app.button(key="reset").label == "Undo"
    app.button(key="reset").click().run()
    assert query(app) == {"from": "1990-01-01", "q": "Resolution 822"}
    app.button(key="reset").click().run()
    app.query_params["category"] = "landmine"
    app.run()
    app.button_group(key="choose_categories_conflict").set_value([]).run()
    assert query(app) == {}


def test_reset_gives_the_whole_range_back(monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(monkeypatch, to="2021-11-21")
    assert not app.button(key="reset").disabled
    app.button(key="reset").click().run()
    assert query(app) == {}


def test_no_event_is_outside_the_first_view(dataset: geo.Dataset) -> None:
    start = default_state(dataset, TODAY)
    events = dataset.events
    assert (events["last_day"] >= start.first).all()
    assert (events["first_day"] <= start.last).all()


def test_a_typed_day_and_range_are_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(monkeypatch)
    app.date_input(key="typed_day").set_value(date(1993, 4, 2)).run()
    assert query(app) == {"day": "1993-04-02"}
    app.date_input(key="typed_last").set_value(date(1994, 5, 12)).run()
    assert query(app) == {"day": "1993-04-02", "to": "1994-05-12"}
    app.date_input(key="typed_first").set_value(date(1995, 1, 1)).run()
    assert query(app) == {"from": "1995-01-01", "to": "1995-01-01"}


def test_a_district_chosen_from_the_list_is_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(monkeypatch)
    app.selectbox(key="district").set_value("lachin").run()
    assert query(app) == {"district": "lachin"}


def cut_a_column(folder: Path) -> None:
    lines = (folder / "events.csv").read_text(encoding="utf-8").splitlines()
    lines[0] = lines[0].replace("category", "kategorie")
    (folder / "events.csv").write_text("\n".join(lines), encoding="utf-8")


def spoil_row_17(folder: Path) -> None:
    lines = (folder / "events.csv").read_text(encoding="utf-8").splitlines()
    lines[16] = lines[16].replace(lines[16].split(",")[0], "new-event", 1).replace("199", "19x", 1)
    (folder / "events.csv").write_text("\n".join(lines), encoding="utf-8")


def cut_the_outlines(folder: Path) -> None:
    path = folder / "districts.geojson"
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (cut_a_column, ["events\\.csv", "category"]),
        (spoil_row_17, ["events\\.csv", "17", "19x"]),
        (cut_the_outlines, ["districts\\.geojson"]),
        (lambda folder: (folder / "claims.csv").unlink(), ["claims\\.csv"]),
        (
            lambda folder: (folder / "datapackage.json").write_text("{", encoding="utf-8"),
            ["datapackage\\.json"],
        ),
        (lambda folder: (folder / "sources.csv").write_bytes(b""), ["sources\\.csv"]),
        (lambda folder: (folder / "places.csv").write_bytes(b"\xff\xfe\x00bad"), ["places\\.csv"]),
    ],
)
def test_a_broken_dataset_gives_one_clear_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, spoil: Callable[[Path], object], words: list[str]
) -> None:
    folder = tmp_path / "broken"
    copy_unsealed(KARABAKH, folder)
    spoil(folder)
    app = run_page(monkeypatch, folder)
    assert not app.exception
    assert "This dataset cannot be shown" in said(app)
    sentences = "\n".join(error.value for error in app.error)
    assert [word for word in words if word not in sentences] == []
    assert "Traceback" not in said(app)


def test_a_dataset_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = run_page(monkeypatch, tmp_path / "nowhere")
    assert not app.exception
    assert "This dataset cannot be shown" in said(app)


def test_what_the_address_names_wrongly_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(monkeypatch, district="<b>atlantis</b>")
    assert "Not understood in the address" in said(app)
    assert "<b>" not in said(app)


def test_the_descriptor_names_every_word_the_page_needs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Another folder with other words changes the page without a line of code."""
    folder = tmp_path / "renamed"
    copy_unsealed(KARABAKH, folder)
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["title"] = "Another title"
    package["dashboard"]["categories"][0]["label"] = "Other category"
    path.write_text(json.dumps(package), encoding="utf-8")
    app = run_page(monkeypatch, folder)
    assert "# Another title" in said(app)
    assert any("Other category" in str(label) for label in category_labels(app, geo.load(folder)))
