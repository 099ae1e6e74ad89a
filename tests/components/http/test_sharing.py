"""What the dialog Share is told: the view in words, addresses that work, and a citation with the data version."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from components.http.sharing import WORDS, picture_address
from geo.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from geo import Dataset

VIEW = "day=1993-04-10&from=1993-01-01&to=1994-12-31&district=kalbajar&category=military"


def test_a_view_is_told_in_words_and_addresses(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    told = client.get(f"/share.json?{VIEW}&page=figures&lang=en&at=39,46,8").json()
    assert told["title"] == "Kalbajar, 10 April 1993"
    assert told["query"] == {
        "day": "1993-04-10",
        "from": "1993-01-01",
        "to": "1994-12-31",
        "district": "kalbajar",
        "category": "military",
    }
    assert "Map of 13 districts on 10 April 1993." in told["description"]
    assert "Filters: categories: Fighting and forces." in told["description"]
    citation = told["cite"][0]["text"]
    assert karabakh.about.version in citation
    assert "page=figures" in citation
    assert f"version={karabakh.about.version}" in citation
    assert told["words"].keys() == WORDS.keys()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_address_of_the_dialog_is_answered(
    code: str, client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    told = client.get(f"/share.json?district=lachin&lang={code}").json()
    assert told["language"] == code
    assert [one["kind"] for one in told["follow"]] == ["calendar"] * 3 + ["feed"] * 2
    for address in (*(feed["address"] for feed in told["follow"]), told["embed"], told["picture"]):
        parts = urlsplit(address)
        assert client.get(f"{parts.path}?{parts.query}").status_code == 200, address
        assert parts.netloc == "testserver"


def test_what_is_not_on_the_picture_is_not_in_its_address() -> None:
    address = picture_address(
        "https://map.example", {"day": "2020-11-25", "q": "x", "voice": "armenian"}, "hy"
    )
    assert address == "https://map.example/preview.png?day=2020-11-25&lang=hy"
