"""The embed: a view in a frame of somebody else's page, by routes alone, with files that a browser keeps."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from components.http.embed import KEPT_FOR_EVER, PARTS
from components.settings import settings
from geo.dates import day_number
from geo.i18n import LANGUAGES
from geo.stories import stories_of
from tests.hostile import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from geo import Dataset

FILE = re.compile(r'"(embed/[^"]+)"')


def data_of(text: str) -> dict[str, Any]:
    """What a page gives its script."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_an_embed_holds_the_view_of_its_address(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    query = "day=2020-11-25&from=2020-09-27&to=2020-12-31&district=kalbajar&at=39.8,46.7,8.25"
    answer = client.get(f"/embed?{query}&lang=en&hide=legend,events,nothing&theme=dark")
    assert answer.status_code == 200
    data = data_of(answer.text)
    assert data["view"]["day"] == day_number("2020-11-25")
    assert (data["view"]["district"], data["view"]["at"]) == ("kalbajar", [39.8, 46.7, 8.25])
    assert data["hidden"] == ["legend", "events"]
    assert data["page"] == (
        "http://testserver/?from=2020-09-27&to=2020-12-31&district=kalbajar&lang=en&at=39.8000%2C46.7000%2C8.25"
    )
    assert 'data-theme="dark"' in answer.text
    assert 'data-hidden="legend events"' in answer.text
    assert set(PARTS) == {"timeline", "legend", "events"}


def test_an_embed_opens_no_session_sets_no_cookie_and_may_be_framed(made_up_client: TestClient) -> None:
    answer = made_up_client.get("/embed")
    assert "set-cookie" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self' *" in policy
    assert "unsafe" not in policy
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "_stcore" not in answer.text
    others = made_up_client.get("/events").headers["content-security-policy"]
    assert "frame-ancestors 'self'" in others
    assert "*" not in others


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ("'self'", "*")),
        ("'none'", ("'self'",)),
        ("https://news.example 'self'", ("'self'", "https://news.example")),
    ],
)
def test_who_may_embed_is_a_setting(value: str, expected: tuple[str, ...]) -> None:
    assert settings({"DASHBOARD_EMBED_ANCESTORS": value}).embed_ancestors == expected


def test_the_setting_is_what_the_answer_says(
    made_up_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_EMBED_ANCESTORS", "https://news.example")
    policy = made_up_client.get("/embed").headers["content-security-policy"]
    assert policy.endswith("frame-ancestors 'self' https://news.example")


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_embed_speaks_the_language_of_its_address_or_of_the_reader(
    code: str, client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    asked = client.get(f"/embed?lang={code}")
    heard = client.get("/embed", headers={"accept-language": f"xx, {code};q=0.9"})
    for answer in (asked, heard):
        assert answer.headers["content-language"] == code
        data = data_of(answer.text)
        assert f"words-{code}-" in data["words"]
        words = client.get(f"/{data['words']}").json()
        assert (words["scene"] is None) == (code == "en")
        assert words["browser"]["locale"].startswith(code)


def test_files_may_be_kept_for_ever_and_are_packed(made_up_client: TestClient) -> None:
    text = made_up_client.get("/embed").text
    files = set(FILE.findall(text))
    assert len(files) == 5
    for name in files:
        answer = made_up_client.get(f"/{name}")
        assert (answer.status_code, answer.headers["cache-control"]) == (200, KEPT_FOR_EVER), name
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "set-cookie" not in answer.headers
        for refused in ("identity", "gzip;q=0", "*;q=0"):
            plain = made_up_client.get(f"/{name}", headers={"accept-encoding": refused})
            assert "content-encoding" not in plain.headers
            assert plain.content == answer.content


def test_a_file_of_before_is_answered_with_that_of_now_and_not_kept(made_up_client: TestClient) -> None:
    for name in ("app-0123456789abcdef.js", "scene-0.bin", "words-en-0.json"):
        answer = made_up_client.get(f"/embed/{name}")
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    for name in ("nothing", "words-xx-0.json", "scene"):
        assert made_up_client.get(f"/embed/{name}").status_code in {200, 404}
    assert made_up_client.get("/embed/nothing-1.js").status_code == 404


def test_chosen_voices_have_a_scene_of_their_own(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    whole, heard = (data_of(client.get(path).text) for path in ("/embed", "/embed?voice=armenian"))
    assert heard["view"]["mask"] is not None
    assert whole["scene"] != heard["scene"]
    assert client.get(f"/{heard['scene']}").headers["cache-control"] == KEPT_FOR_EVER
    assert client.get(f"/{heard['scene']}").content != client.get(f"/{whole['scene']}").content


def test_a_step_of_a_story_can_be_embedded(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    story = stories_of(karabakh)[0]
    data = data_of(client_of(karabakh).get(f"/embed?page=stories&story={story.id}&step=2&lang=en").text)
    step = story.steps[1]
    assert data["view"]["day"] == step.day
    assert f"story={story.id}&step=2" in data["page"]


def test_texts_that_attack_stay_texts(
    client_of: Callable[[Dataset], TestClient], hostile_dataset: Dataset
) -> None:
    client = client_of(hostile_dataset)
    event = str(hostile_dataset.events.index[3])
    for code in LANGUAGES:
        text = client.get(f"/embed?event={event}&lang={code}").text
        assert text.count("<script") == 3
        assert "<img src=x" not in text
        assert data_of(text)["view"]["event"] == 3
    words = client.get(f"/{data_of(client.get('/embed?lang=az').text)['words']}")
    assert words.headers["content-type"] == "application/json"
    assert words.headers["x-content-type-options"] == "nosniff"
    assert any(PAYLOADS[0] in str(title) for title in words.json()["scene"]["titles"])


def test_readers_of_one_article_are_answered_from_memory(
    made_up_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made_up_client.get("/embed?day=1994-01-01")
    monkeypatch.setattr("components.http.records.view_in_words", None)
    assert made_up_client.get("/embed?day=1994-01-01").text == first.text
