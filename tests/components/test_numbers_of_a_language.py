"""Numbers on the page: in no other language than English does one keep the commas of the tables."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.details import panel_model
from components.disagreements import disagreements_model
from components.figures import figures_model
from components.view.selection import selection_of
from components.view.state import ViewState
from geo.dates import day_number
from geo.i18n import LANGUAGES, number_text, numbers_written, speaking
from geo.translations import translated_dataset

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geo

TODAY = day_number("2026-11-21")
ALL = ViewState(day=day_number("2020-11-25"), first=day_number("1988-01-01"), last=TODAY)
ENGLISH = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:,\d{3})+(?![\w,.]\d|\d)")


def texts(model: object) -> Iterator[str]:
    """Every text of a model."""
    if isinstance(model, dict):
        # The English text is kept beside a translation, for whoever asks to see it.
        model = [value for name, value in model.items() if name != "english"]
    if isinstance(model, list):
        for value in model:
            yield from texts(value)
    elif isinstance(model, str):
        yield model


def said(dataset: geo.Dataset, code: str) -> set[str]:
    """Every text of the panels, the disagreements and the figures in a language, but titles of sources."""
    grouped = dataset.claims["value"].astype(str).str.contains(ENGLISH)
    events = sorted(set(dataset.claims["event_id"][grouped]))
    assert len(events) > 20
    with speaking(code):
        told = translated_dataset(dataset)
        districts, figures = told.districts.index, replace(ALL, page="figures")
        states = (
            *(ALL, *(replace(ALL, event=one) for one in events)),
            *(replace(ALL, district=one) for one in districts),
        )
        models: list[object] = [panel_model(told, one, selection_of(one), today=TODAY) for one in states]
        models.append(disagreements_model(told, replace(ALL, page="disagreements"), selection_of(ALL)))
        models.append(figures_model(told, figures, selection_of(figures), today=TODAY))
    found = {text for model in models for text in texts(json.loads(json.dumps(model)))}
    return found - set(dataset.sources["title"].astype(str))


@pytest.fixture(scope="module")
def in_english(dataset: geo.Dataset) -> set[str]:
    """The numbers with commas in the tables."""
    cells = (dataset.claims["value"], dataset.claims["note"], dataset.events["summary"])
    found = {number for column in cells for text in column.dropna() for number in ENGLISH.findall(str(text))}
    assert {"53,340", "60,000", "39,000"} <= found
    return found


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_no_panel_has_a_number_as_the_tables_write_it(
    dataset: geo.Dataset, in_english: set[str], code: str
) -> None:
    """Those languages part decimals by a comma: `1,009` is right in them, but no number of thousands."""
    found = said(dataset, code)
    with speaking(code):
        assert any(number_text(53_340) in text for text in found)
    assert {text for text in found if in_english & set(ENGLISH.findall(text))} == set()


@given(st.integers(min_value=1000, max_value=10**14), st.sampled_from(LANGUAGES))
def test_a_number_of_the_tables_is_written_the_same_with_commas_and_without(number: int, code: str) -> None:
    with speaking(code):
        assert numbers_written(f"{number:,}") == numbers_written(str(number)) == number_text(number)
        assert numbers_written(f"about {number:,} or so") == f"about {number_text(number)} or so"


@pytest.mark.parametrize(
    "text",
    ["2020-11-25", "25.11.2020", "1990-1994", "40.084444,45.874444", "39.6656N 46.9056E", "in 2020", "0012"],
)
def test_dates_codes_and_coordinates_keep_their_digits(text: str) -> None:
    for code in LANGUAGES:
        with speaking(code):
            assert numbers_written(text) == text


def test_decimals_keep_their_digits_and_follow_the_language() -> None:
    with speaking("az"):
        assert numbers_written("23,401.80") == "23.401,80"
        assert numbers_written("8.25 / 6 / 10.5") == "8,25 / 6 / 10,5"
