"""The bundled record in its languages: every text is translated, none from an older English."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

import pytest

from geo.claims.claimed_dates import read_date
from geo.i18n import LANGUAGES, speaking
from geo.translations import translated_dataset
from geo.translations.table import CLAIMS, FACTS, LABELS
from tests.bundled import report

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geo

OTHERS = LANGUAGES[1:]
SAID = {"label", "meaning", "why", "title", "subtitle", "title_note", "name"}
SAME = {"1992–94"}
"""Labels that are the same in every language."""


def labels_of(value: object) -> Iterator[str]:
    """Yield what a dataset says of itself in words."""
    if not is_dataclass(value) or isinstance(value, type):
        return
    for field in fields(value):
        found = getattr(value, field.name)
        if isinstance(found, dict) and type(value).__name__ == "About" and field.name != "units":
            yield from found.values()
        elif isinstance(found, tuple):
            for one in found:
                yield from labels_of(one)
        elif is_dataclass(found):
            yield from labels_of(found)
        elif field.name in SAID and isinstance(found, str) and type(value).__name__ != "Resource":
            yield found


@pytest.mark.parametrize("code", OTHERS)
def test_every_label_of_the_record_is_translated(dataset: geo.Dataset, code: str) -> None:
    texts = dataset.texts[code]
    missing = {text for text in labels_of(dataset.about) if text and (LABELS, text) not in texts.repeated}
    assert missing - SAME == set()


@pytest.mark.parametrize("code", OTHERS)
def test_every_title_and_summary_of_the_record_is_translated(dataset: geo.Dataset, code: str) -> None:
    with speaking(code):
        told = translated_dataset(dataset)
    for name in ("title", "summary"):
        same = told.events[name] == dataset.events[name]
        assert list(told.events.index[same & (dataset.events[name] != "")]) == []


@pytest.mark.parametrize("code", OTHERS)
def test_statements_and_notes_of_claims_are_translated(dataset: geo.Dataset, code: str) -> None:
    texts = dataset.texts[code]
    rules, claims = dataset.about.claim_rules, dataset.claims
    said = claims[~claims["field"].isin(rules.remark_fields)]
    texts_of = {text for text in said["value"] if re.search("[A-Za-z]{3,}.*[A-Za-z]{3,}", text)}
    spoken_words = {text for text in texts_of if read_date(text) is None}  # A day is written by its language.
    words = {note for note in claims["note"] if note} | spoken_words
    assert {text for text in words if (CLAIMS, text) not in texts.repeated} == set()


@pytest.mark.parametrize("code", OTHERS)
def test_facts_of_districts_that_are_no_numbers_or_names_are_translated(
    dataset: geo.Dataset, code: str
) -> None:
    facts = dataset.district_facts
    told = facts[facts["field"].str.startswith("population_")]
    texts = dataset.texts[code]
    words = {str(value) for value in told["value"] if re.search("[A-Za-z]", str(value))}
    assert words
    assert {value for value in words if (FACTS, value) not in texts.repeated} == set()


def test_no_translation_of_the_record_is_of_an_older_english() -> None:
    stale = [str(problem) for problem in report().problems if problem.file.startswith("translations/")]
    assert stale == []
