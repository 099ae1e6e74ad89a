"""The standalone map as bytes: whole, safe, asking for nothing. How it behaves is tested in a browser."""

from __future__ import annotations

import base64
import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import geo
from components.bundle import bundle
from components.downloads.standalone_html import ENTRY, REPLACED, standalone
from components.view.state import ViewState, default_state
from geo.dates import day_number
from geo.export import Provenance
from tests.bundled import bundled
from tests.hostile import write_hostile_dataset

if TYPE_CHECKING:
    from pathlib import Path

TODAY = day_number("2026-11-21")
PERMALINK = "https://map.example/?q=a&day=1993-04-03"


def written(dataset: geo.Dataset, state: ViewState | None = None) -> str:
    provenance = Provenance(dataset.about, "Events", PERMALINK, date(2026, 11, 21))
    state = state or default_state(dataset, TODAY)
    return standalone(dataset, state, today=TODAY, provenance=provenance, name="view").decode()


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found.group(1))
    return data


def scene_of(data: dict[str, Any]) -> dict[str, Any]:
    packed = base64.b64decode(data["scene"])
    length = int.from_bytes(packed[:4], "little")
    header: dict[str, Any] = json.loads(packed[4 : 4 + length])
    return header


def test_it_holds_the_events_that_pass_the_filters_of_all_times(dataset: geo.Dataset) -> None:
    state = ViewState(
        TODAY, day_number("2026-01-01"), TODAY, categories=frozenset({"landmine"}), district="aghdam"
    )
    data = data_of(written(dataset, state))
    wanted = dataset.events[dataset.events["category"] == "landmine"]
    scene = scene_of(data)
    assert scene["events"]["ids"] == list(wanted.index)
    assert [record["summary"] for record in data["records"]] == list(wanted["summary"])
    assert data["view"]["mask"] is None
    assert (data["view"]["from"], data["view"]["district"]) == (day_number("2026-01-01"), "aghdam")


def test_every_record_names_its_sources(dataset: geo.Dataset) -> None:
    data = data_of(written(dataset))
    for event_id, record in zip(dataset.events.index, data["records"], strict=True):
        claims = dataset.claims[dataset.claims["event_id"] == event_id]
        urls = {data["sources"][at]["url"] for at in record["sources"]}
        assert urls == set(dataset.sources.loc[claims["source_id"].unique(), "url"])


def test_an_event_that_is_filtered_out_is_not_selected(dataset: geo.Dataset) -> None:
    event = str(dataset.events.index[dataset.events["category"] != "landmine"][0])
    state = ViewState(TODAY, 0, TODAY, categories=frozenset({"landmine"}), event=event)
    assert data_of(written(dataset, state))["view"]["event"] == -1


def test_it_offers_no_online_background(dataset: geo.Dataset) -> None:
    assert dataset.about.tiles
    assert scene_of(data_of(written(dataset)))["tiles"] == []


def test_nothing_in_it_is_asked_of_a_server(dataset: geo.Dataset) -> None:
    page = written(dataset)
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    assert re.findall(r"\b(?:src|srcset|action|poster)\s*=", markup) == []
    assert "<link" not in markup
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    assert re.findall(r"@import|url\((?!data:)", style.group(1)) == []
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy.group(1)
    assert "unsafe-eval" not in policy.group(1)


def test_it_says_where_it_comes_from(dataset: geo.Dataset) -> None:
    page = written(dataset)
    assert dataset.about.version in page
    assert "Creative Commons Attribution 4.0" in page
    assert "© OpenStreetMap contributors" in page
    assert '<a href="https://map.example/?q=a&amp;day=1993-04-03">' in page


def test_text_from_data_cannot_leave_its_place(tmp_path: Path) -> None:
    dataset = geo.load(write_hostile_dataset(tmp_path))
    hostile, clean = written(dataset), written(bundled())
    for tag in ("<script", "</script", "<style", "<img", "<svg", "<iframe", "<!--"):
        assert hostile.count(tag) == clean.count(tag), tag


def test_the_bundle_holds_every_import_by_name() -> None:
    modules = bundle([ENTRY], REPLACED, alone=True)
    assert "timeline/styles.js" not in modules
    for path, source in modules.items():
        for imported in re.findall(r"^import\b[^'\n]*'([^']+)'", source, re.MULTILINE):
            assert imported in modules, f"{path} imports {imported}"


def test_a_module_that_loads_by_address_is_refused() -> None:
    with pytest.raises(ValueError, match=r"timeline/styles.js has 'import.meta'"):
        bundle([ENTRY], alone=True)
