"""The page as the server first sends it: in the reader's language, with outlines, and with Streamlit's scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit import file_util

from components.http import health
from geo.i18n import LANGUAGES, speaking
from geo.translations import translated_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from geo import Dataset


INDEX = Path(file_util.get_static_dir()) / "index.html"


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> health.State:
    """Return the state of a server that has its dataset."""
    state = health.State()
    state.is_ready()
    monkeypatch.setattr(health, "STATE", state)
    return state


@pytest.mark.parametrize("code", LANGUAGES)
def test_title_outlines_and_words_stand_in_the_readers_language(
    code: str, client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    asked = client.get(f"/?lang={code}")
    heard = client.get("/", headers={"accept-language": f"{code}, en;q=0.1"})
    with speaking(code):
        about = translated_dataset(karabakh).about
    for answer in (asked, heard):
        assert answer.headers["content-language"] == code
        assert f"<h1>{about.title}</h1>" in answer.text
        assert re.search(rf'<html lang="{code}[-A-Z]*" class="is-first">', answer.text)
        drawn = answer.text.split('class="f-districts">')[1].split("</g>")[0]
        assert drawn.count("<path") == int(karabakh.districts.geometry.notna().sum())
        assert (
            f'<meta property="og:image" content="http://testserver/preview.png?lang={code}">' in answer.text
        )
        assert answer.text.count("<title>") == 1


def test_streamlits_own_page_is_all_there(made_up_client: TestClient) -> None:
    text = made_up_client.get("/").text
    index = INDEX.read_text(encoding="utf-8")
    for tag in re.findall(r"<(?:script|link)[^>]*>", index):
        assert tag in text
    assert text.index('id="first-paint"') < text.index('rel="stylesheet"') < text.index('<div id="root">')


def test_a_shared_address_says_what_it_shows(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    text = client.get("/?district=kalbajar&day=1995-01-01&lang=en").text
    assert "<title>Kalbajar, 1 January 1995</title>" in text
    assert '<link rel="canonical" href="http://testserver/district/kalbajar">' in text
    assert "preview.png?day=1995-01-01&amp;district=kalbajar&amp;lang=en" in text
    assert "Map of 13 districts on 1 January 1995." in text


def test_before_the_dataset_is_there_streamlits_page_is_sent(
    made_up_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "STATE", health.State())
    answer = made_up_client.get("/")
    assert answer.text == INDEX.read_text(encoding="utf-8")
    assert answer.headers["cache-control"] == "no-store"


def test_texts_that_attack_stay_texts(
    client_of: Callable[[Dataset], TestClient], hostile_dataset: Dataset
) -> None:
    client = client_of(hostile_dataset)
    ordinary = client.get("/").text
    for event in hostile_dataset.events.index[:11]:
        text = client.get(f"/?event={event}&q=%3Cscript%3E").text
        assert text.count("<script") == ordinary.count("<script")
        assert "<img" not in text
        assert "<iframe" not in text


def test_a_page_without_a_map_draws_none(made_up_client: TestClient) -> None:
    assert 'class="f-map"' in made_up_client.get("/").text
    assert 'class="f-map"' not in made_up_client.get("/?page=about").text


def test_a_reader_who_has_the_page_is_told_so(made_up_client: TestClient) -> None:
    first = made_up_client.get("/")
    assert first.headers["cache-control"] == "no-cache"
    assert "accept-language" in first.headers["vary"]
    assert made_up_client.get("/", headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_a_dataset_without_outlines_has_a_page_too(
    client_of: Callable[[Dataset], TestClient], made_up: Dataset
) -> None:
    bare = replace(made_up, districts=made_up.districts.assign(geometry=None))
    assert client_of(bare).get("/").status_code == 200
