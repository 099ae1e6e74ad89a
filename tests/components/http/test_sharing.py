"""What the dialog Share is told: the view in words, addresses that work, and a citation with the data version."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from components.http.sharing import WORDS, picture_address
from components.view.state import from_query
from geo.dates import day_number
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
    told = client.get(f"/share.json?{VIEW}&page=figures&lang=en&at=39,46,8&v=old").json()
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
    assert f"v={karabakh.about.version}" in citation
    assert told["words"].keys() == WORDS.keys()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_address_of_the_dialog_is_answered(
    code: str, client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    told = client.get(f"/share.json?district=lachin&lang={code}").json()
    assert told["language"] == code
    assert len(told["follow"]) == 4
    for address in (*(feed["address"] for feed in told["follow"]), told["embed"], told["picture"]):
        parts = urlsplit(address)
        assert client.get(f"{parts.path}?{parts.query}").status_code == 200, address
        assert parts.netloc == "testserver"


def test_what_is_not_on_the_picture_is_not_in_its_address() -> None:
    address = picture_address(
        "https://map.example", {"day": "2020-11-25", "q": "x", "voice": "armenian"}, "hy"
    )
    assert address == "https://map.example/preview.png?day=2020-11-25&lang=hy"


def test_a_shared_address_says_where_the_map_looks_and_which_data_it_was_made_from(karabakh: Dataset) -> None:
    today = day_number("2026-11-27")
    state, not_understood = from_query({"at": "39.80001,46.7,8.25", "v": "abc"}, karabakh, today)
    assert (state.look, state.version, not_understood) == ((39.80001, 46.7, 8.25), "abc", ())
    for wrong in ("39,46", "x,y,z", "99,46,8", "39,46,nan", "39,46,-1", "1e999,0,1"):
        state, not_understood = from_query({"at": wrong}, karabakh, today)
        assert (state.look, not_understood) == (None, (f"at={wrong}",))
