"""The filters of a view in words."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import geo
from components.wording.selection_text import filters_in_words, in_words
from geo.dates import day_number

if TYPE_CHECKING:
    from geo.selection.filters import Selection

WAR = geo.Selection(day_number("2020-09-27"), day_number("2020-11-10"))


def test_a_range_alone_is_said_in_dates(dataset: geo.Dataset) -> None:
    assert in_words(dataset, WAR) == "Events from 27 September 2020 to 10 November 2020"
    assert filters_in_words(dataset, WAR) == ""


def test_choices_are_said_by_their_labels_in_the_pages_order(dataset: geo.Dataset) -> None:
    chosen = replace(
        WAR,
        categories=frozenset({"landmine", "military"}),
        districts=frozenset({"shusha", "kalbajar"}),
        evidence=frozenset({"disputed"}),
        text="Şuşa",
    )
    assert filters_in_words(dataset, chosen) == (
        "categories: Fighting and forces, Mines; districts: Kalbajar, Shusha; evidence: Sources differ; "
        "containing: “Şuşa”"
    )


def test_no_filter_goes_unsaid(dataset: geo.Dataset) -> None:
    for field in fields(WAR):
        if field.name in {"first", "last"}:
            continue
        value: Any = "word" if isinstance(getattr(WAR, field.name), str) else frozenset({"something"})
        narrowed: Selection = replace(WAR, **{field.name: value})
        said = filters_in_words(dataset, narrowed)
        assert "word" in said or "something" in said, field.name


def test_hostile_words_are_said_as_they_are(dataset: geo.Dataset) -> None:
    attack = "<script>alert(1)</script>; {facet}"
    assert filters_in_words(dataset, replace(WAR, text=attack)) == f"containing: “{attack}”"
