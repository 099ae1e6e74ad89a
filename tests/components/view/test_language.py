"""Which language a page is in, and that two people never hear each other's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from components.own_events.background import wait_for
from components.view.language import language_of
from geo.i18n import gettext, in_this_language, language, speaking
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    import geo


def test_the_address_comes_before_the_browser() -> None:
    assert language_of({"lang": "az"}, ("ru",)) == "az"
    assert language_of({}, ("de-DE", "hy-AM", "ru")) == "hy"
    assert language_of({"lang": "xx"}, ()) == "en"


def test_work_in_another_thread_speaks_the_language_of_who_asked() -> None:
    with ThreadPoolExecutor(1) as other, speaking("ru"):
        assert other.submit(in_this_language(lambda: gettext("Close"))).result() == "Закрыть"
        assert other.submit(language).result() == "en"


def _waits() -> None:
    import streamlit as st  # noqa: PLC0415 (AppTest runs this function's text alone)

    from components.own_events.background import wait_for  # noqa: PLC0415
    from components.view.language import speak  # noqa: PLC0415
    from geo.i18n import gettext  # noqa: PLC0415

    speak()
    st.text(wait_for("...", lambda: gettext("Close")))


def test_long_work_beside_the_page_speaks_its_language() -> None:
    assert wait_for is not None
    app = AppTest.from_function(_waits)
    app.query_params["lang"] = "az"
    assert app.run().text[0].value == "Bağla"


def run(code: str) -> AppTest:
    app = AppTest.from_file(str(CHECKOUT / "dashboard.py"), default_timeout=60)
    if code:
        app.query_params["lang"] = code
    return app.run()


@pytest.mark.parametrize("code", ["az", "hy", "ru"])
def test_the_page_speaks_the_language_of_its_address_and_the_next_person_english(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-21")
    told = run(code)
    assert not told.exception
    with speaking(code):
        assert told.button(key="add_events").label == gettext("Add events")
    assert run("").button(key="add_events").label == "Add events"


def test_the_scene_is_everybodys_and_its_words_are_english(dataset: geo.Dataset) -> None:
    from components.scene.build import build_scene, scene_words, version_of  # noqa: PLC0415
    from geo.translations import translated_dataset  # noqa: PLC0415

    today = dataset.about.default_day
    english = build_scene(dataset, today)
    with speaking("ru"):
        assert build_scene(dataset, today) == english
        words = scene_words(translated_dataset(dataset), version_of(dataset, today))
    assert words["language"] == "ru"
    assert len(words["names"]["districts"]) == len(dataset.districts)
    assert len(words["control"]) == len(dataset.districts)
    assert words["names"]["districts"] != list(dataset.districts["name"])
