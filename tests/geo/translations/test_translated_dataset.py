"""A dataset in another language: what is translated, what falls back, and what is never shown."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import geo
from geo.datapackage.check import check
from geo.datapackage.parquet.mapped_texts import map_texts
from geo.dataset.columns import compact
from geo.dataset.translations import MACHINE, Texts, Translation
from geo.i18n import speaking
from geo.search.text_filter import contain_words
from geo.search.transliteration import words
from geo.translations import (
    COLUMNS,
    claim_text,
    claim_texts,
    english_text,
    is_by_machine,
    is_translated,
    names_in,
    translated_dataset,
)
from tests.made_up.package import write_made_up

if TYPE_CHECKING:
    from pathlib import Path

Row = tuple[str, str, str, str, str, str, str]


def with_translations(folder: Path, rows: list[Row], **descriptor: object) -> Path:
    """Write the made-up dataset with translations into Russian."""
    write_made_up(folder)
    with (folder / "ru.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS, *rows])
    path = folder / "datapackage.json"
    read = json.loads(path.read_text("utf-8"))
    read["resources"].append({"name": "translations", "path": ["ru.csv"], "title": "Words", "licenses": []})
    path.write_text(json.dumps(read | descriptor, ensure_ascii=False), "utf-8")
    return folder


def first_event(dataset: geo.Dataset) -> tuple[str, str]:
    return str(dataset.events.index[0]), str(dataset.events["title"].iloc[0])


@pytest.fixture
def told(tmp_path: Path, made_up: geo.Dataset) -> geo.Dataset:
    """Return the made-up dataset with a title, a claim and a label in Russian."""
    key, title = first_event(made_up)
    note = next(text for text in made_up.claims["note"] if text)
    label = made_up.about.categories[0].label
    rows: list[Row] = [
        ("events", key, "title", title, "Наводнение", MACHINE, ""),
        ("events", key, "summary", "not what it says", "Устарело", MACHINE, ""),
        ("claims", "", "text", note, "Примечание", MACHINE, ""),
        ("labels", "", "text", label, "Вода", MACHINE, ""),
    ]
    return geo.load(with_translations(tmp_path / "told", rows))


def test_english_is_the_dataset_itself(told: geo.Dataset) -> None:
    assert translated_dataset(told) is told


def test_titles_labels_and_claims_are_translated_and_all_else_stays(told: geo.Dataset) -> None:
    key, title = first_event(told)
    with speaking("ru"):
        russian = translated_dataset(told)
        assert russian.events["title"].iloc[0] == "Наводнение"
        assert russian.about.categories[0].label == "Вода"
        assert "Примечание" in set(claim_texts(russian, told.claims)["note"])
        assert list(russian.events["title"].iloc[1:]) == list(told.events["title"].iloc[1:])
        assert english_text(russian, key, "title") == title
    assert told.events["title"].iloc[0] == title


def test_titles_of_a_large_dataset_are_translated_where_they_are_kept_as_codes_and_mapped(
    told: geo.Dataset,
) -> None:
    events = compact(pd.concat([told.events, *[told.events] * 3]), "events")
    events = events.set_axis([*told.events.index, *(f"other {row}" for row in range(3 * len(told.events)))])
    large = replace(told, events=events.assign(summary=map_texts(events["summary"].astype("str"))))
    assert isinstance(large.events["title"].dtype, pd.CategoricalDtype)
    key, title = first_event(told)
    with speaking("ru"):
        russian = translated_dataset(large)
        assert russian.events["title"].iloc[0] == "Наводнение"
        assert russian.events["title"].tolist()[1:] == large.events["title"].tolist()[1:]
        assert russian.events["summary"].tolist() == large.events["summary"].tolist()
        assert is_by_machine(russian, key)
        assert english_text(russian, key, "title") == title


def test_claims_keep_their_english_for_whatever_compares_them(told: geo.Dataset) -> None:
    with speaking("ru"):
        assert translated_dataset(told).claims is told.claims
    note = next(text for text in told.claims["note"] if text)
    assert claim_text(told, note) == note


def test_a_translation_of_another_english_text_is_not_shown_and_the_check_tells_it(
    told: geo.Dataset,
) -> None:
    key, _ = first_event(told)
    with speaking("ru"):
        russian = translated_dataset(told)
        assert russian.events["summary"].iloc[0] == told.events["summary"].iloc[0]
        assert not is_translated(russian, key, "summary")
    warnings = [problem for problem in check(told.folder).warnings if problem.file == "ru.csv"]
    assert [(problem.row, problem.value) for problem in warnings] == [(3, "not what it says")]


def test_what_a_person_has_checked_is_not_marked(tmp_path: Path, made_up: geo.Dataset) -> None:
    key, title = first_event(made_up)
    for name, by, checked, marked in (
        ("machine", MACHINE, "", True),
        ("checked", MACHINE, "A. Reader", False),
        ("person", "A. Translator", "", False),
    ):
        rows: list[Row] = [("events", key, "title", title, "Наводнение", by, checked)]
        dataset = geo.load(with_translations(tmp_path / name, rows))
        with speaking("ru"):
            assert is_by_machine(translated_dataset(dataset), key) is marked


def test_a_language_without_translations_has_names_by_their_letters(told: geo.Dataset) -> None:
    with speaking("hy"):
        armenian = translated_dataset(told)
        assert list(armenian.events["title"]) == list(told.events["title"])
        assert armenian.spoken is not None


def test_texts_of_the_descriptor_may_have_their_translations_beside_them(
    tmp_path: Path, made_up: geo.Dataset
) -> None:
    title = {"en": made_up.about.title, "ru": "Речной край"}
    dataset = geo.load(with_translations(tmp_path / "beside", [], title=title))
    assert dataset.about.title == made_up.about.title
    with speaking("ru"):
        assert translated_dataset(dataset).about.title == "Речной край"


def test_an_event_is_found_by_its_words_in_every_language(told: geo.Dataset) -> None:
    texts = told.events["search_text"]
    assert list(contain_words(words("Наводнение"), texts)) == [True, *[False] * (len(texts) - 1)]
    assert not contain_words(words("Устарело"), texts).any()


def test_names_that_no_source_gives_are_written_by_their_letters() -> None:
    assert names_in("ru", ["Tovuz", "Shaki"], ["Tovuz", "Şəki"]) == ["Товуз", "Шаки"]
    assert names_in("hy", ["Tovuz"], ["Tovuz"]) == ["Թովուզ"]
    assert names_in("az", ["Shaki", "Nowhere"], ["Şəki", ""]) == ["Şəki", "Nowhere"]


def test_a_text_of_a_row_comes_before_one_that_may_stand_anywhere() -> None:
    texts = Texts(
        "ru",
        {("events", "a", "title"): Translation("Flood", "Паводок")},
        {("events", "Flood"): Translation("Flood", "Вода")},
    )
    found = [texts.of("events", key, "title", "Flood") for key in ("a", "b")]
    assert [one.text for one in found if one] == ["Паводок", "Вода"]
    assert texts.of("events", "a", "title", "Floods") is None
