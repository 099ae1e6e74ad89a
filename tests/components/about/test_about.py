"""The page about the data says what the data and the rules say, and nothing by itself."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import geo
from components.about import about_model
from geo.claims.rules import RULES
from tests.hostile import write_hostile_dataset

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def model(dataset: geo.Dataset) -> dict[str, Any]:
    return about_model(dataset, DAY)


def section(model: dict[str, Any], name: str) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = next(part["blocks"] for part in model["sections"] if part["id"] == name)
    return blocks


def words(runs: list[Any]) -> str:
    return "".join(run if isinstance(run, str) else run["text"] for run in runs)


def test_the_sections_stand_in_reading_order(model: dict[str, Any]) -> None:
    names = [part["id"] for part in model["sections"]]
    assert names == ["age", "method", "rules", "missing", "evidence", "notes", "licences", "correct", "cite"]


def test_the_sizes_are_those_of_the_tables(model: dict[str, Any], dataset: geo.Dataset) -> None:
    sizes = {size["label"]: size["value"] for size in model["sizes"]}
    assert sizes == {
        "events": f"{len(dataset.events):,}",
        "claims": f"{len(dataset.claims):,}",
        "sources": f"{len(dataset.sources):,}",
        "districts": str(len(dataset.districts)),
        "periods of control": str(len(dataset.control_periods)),
    }
    assert dataset.about.version in model["version"]


def test_every_rule_of_the_code_is_said_in_its_words(model: dict[str, Any]) -> None:
    said = {
        row["name"]: row["text"]
        for block in section(model, "rules")
        if block["kind"] == "rules"
        for row in block["rows"]
    }
    assert said == {rule.name: str(rule.sentence) for rule in RULES}
    assert not any("{" in sentence for sentence in said.values())


def test_the_bars_are_as_long_as_the_shares_of_the_claims(
    model: dict[str, Any], dataset: geo.Dataset
) -> None:
    bars = next(block for block in section(model, "missing") if block.get("title") == "Claims by side")
    spoken = dataset.claims[dataset.claims["field"] != "source_independence"]
    labels = {voice.id: voice.label for voice in dataset.about.voices}
    counts = spoken["voice"].map(labels).value_counts()
    assert [row["label"] for row in bars["rows"]] == [voice.label for voice in dataset.about.voices]
    for row in bars["rows"]:
        assert row["percent"] == pytest.approx(100 * counts[row["label"]] / len(spoken))
        assert row["text"].startswith(f"{counts[row['label']]:,} claims")
    assert sum(row["percent"] for row in bars["rows"]) == pytest.approx(100)


def test_years_without_a_claim_stand_between_the_others(model: dict[str, Any]) -> None:
    columns = next(block for block in section(model, "missing") if block["kind"] == "columns")
    assert [row["text"].split(":")[0] for row in columns["rows"]] == [str(year) for year in range(1988, 2027)]
    assert [row["text"] for row in columns["rows"] if row["percent"] == 0] == [
        row["text"] for row in columns["rows"] if row["text"].endswith(": 0")
    ]
    assert max(row["percent"] for row in columns["rows"]) == 100
    assert len(columns["table"]) == len(columns["rows"])


def test_the_languages_add_up_to_all_claims(model: dict[str, Any], dataset: geo.Dataset) -> None:
    bars = next(
        block
        for block in section(model, "missing")
        if block.get("title") == "Claims by the language of the source"
    )
    spoken = dataset.claims[dataset.claims["field"] != "source_independence"]
    assert bars["rows"][0]["label"] == "English"
    others = spoken["language"].nunique() - len(bars["rows"]) + 1
    assert bars["rows"][-1]["label"] == f"{others} other languages"
    assert sum(int(row["text"].split()[0].replace(",", "")) for row in bars["rows"]) == len(spoken)


def test_who_is_rarely_heard_is_said_for_each_category_and_district(
    model: dict[str, Any], dataset: geo.Dataset
) -> None:
    said = [
        words(row) for block in section(model, "missing") if block["kind"] == "list" for row in block["rows"]
    ]
    mines = int((dataset.events["category"] == "landmine").sum())
    lachin = sum("lachin" in ids for ids in dataset.events["district_ids"])
    assert any(sentence.startswith(f"Mines, {mines} events") and "Armenian" in sentence for sentence in said)
    assert any(sentence.startswith(f"Lachin, {lachin} events") for sentence in said)


def test_notes_of_single_records_are_left_to_their_records(
    model: dict[str, Any], dataset: geo.Dataset
) -> None:
    said = [words(row) for row in section(model, "notes")[0]["rows"]]
    notes = dataset.about.notes
    assert notes["aghdara"] in said
    assert notes["city_day_notice"] in said
    assert not {notes["no_outline"], notes["unrecorded"], notes["no_place"]} & set(said)
    assert not any("{" in note for note in said)


def test_every_file_has_its_licence_with_an_address(model: dict[str, Any], dataset: geo.Dataset) -> None:
    rows = section(model, "licences")[0]["rows"]
    assert [words(row[0]) for row in rows] == [resource.path for resource in dataset.about.resources]
    assert [words(row[2]) for row in rows] == [f"{resource.rows:,}" for resource in dataset.about.resources]
    for row in rows:
        links = [run["href"] for run in row[3] if isinstance(run, dict)]
        assert links
        assert all(link.startswith(("http://", "https://")) for link in links)


def test_it_says_how_to_correct_a_record_and_names_no_host(model: dict[str, Any]) -> None:
    text = json.dumps(section(model, "correct"))
    assert "python -m geo check data/karabakh" in text
    assert "claims.csv" in text
    assert "http" not in text


def test_the_citation_names_the_data_version_and_the_day(model: dict[str, Any], dataset: geo.Dataset) -> None:
    line = section(model, "cite")[-1]["text"]
    assert dataset.about.title in line
    assert dataset.about.version in line
    assert "2026-11-21" in line


def test_an_address_that_is_none_is_no_link(tmp_path: Path) -> None:
    folder = write_hostile_dataset(tmp_path)
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"][0]["licenses"][0]["path"] = "javascript:window.attacked='licence'"
    path.write_text(json.dumps(package), encoding="utf-8")
    model = about_model(geo.load(folder), DAY)
    assert "javascript:" not in json.dumps(section(model, "licences"))
