"""Ten times as long a cell takes no more than about ten times as long: no expression runs away."""

from __future__ import annotations

import re
from importlib import import_module
from time import perf_counter
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geo.importers.angles import looks_like_pair, read_angle, read_pair
from geo.importers.cells import code_text, is_blank
from geo.importers.coordinates import shapes_of
from geo.importers.counts import Signs, find_signs, read_count
from geo.importers.date_parsing import fault_of, find_order, parse_date
from geo.importers.district_names import read_districts
from geo.importers.formats.web_page import read_web_page
from geo.importers.header_synonyms import field_of, plain
from geo.importers.hxl import field_of_tag
from geo.importers.precision_words import date_precision, place_precision

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MODULES = (
    "angles",
    "cells",
    "claims",
    "coordinates",
    "counts",
    "date_parsing",
    "district_names",
    "header_synonyms",
    "hxl",
)
EXPRESSIONS = {
    f"{module}.{name}": expression
    for module in (*MODULES, "mapping", "precision_words")
    for name, expression in vars(import_module(f"geo.importers.{module}")).items()
    if isinstance(expression, re.Pattern)
}
PIECES = (
    "1",
    " ",
    "39 ",
    "1.",
    "1,",
    "a",
    "(",
    "POINT ",
    "#a+a",
    "1992 ",
    "27.09.2020-",
    "с",
    "°'",
    "SRID=1;",
    "A-",
    "0A",
)
READERS: dict[str, Callable[[str], object]] = {
    "read_angle": read_angle,
    "read_pair": read_pair,
    "looks_like_pair": looks_like_pair,
    "is_blank": is_blank,
    "code_text": code_text,
    "read_count": lambda text: read_count(text, Signs()),
    "find_signs": lambda text: find_signs([text]),
    "parse_date": parse_date,
    "fault_of": fault_of,
    "find_order": lambda text: find_order([text]),
    "read_districts": lambda text: read_districts(text, {}),
    "plain": plain,
    "field_of": field_of,
    "field_of_tag": field_of_tag,
    "place_precision": lambda text: place_precision(text, {}),
    "date_precision": lambda text: date_precision(text, {}),
    "shapes_of": lambda text: shapes_of(pd.Series([text])),
}
PAGE_PIECES = (
    "<html><![CDATA[",
    "<![",
    "<!-- a>",
    '<a b="',
    "<td '",
    "</a",
    "<![if >",
    "<script>",
)
SHORT, LONG = 10_000, 100_000
MOST = 40
"""Times as long for ten times the text: a square would be a hundred."""
LEAST_SECONDS = 2e-2
"""What takes less than this is not compared: on a busy machine another program takes as long.."""


def seconds(work: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(9):
        begin = perf_counter()
        work(text)
        best = min(best, perf_counter() - begin)
    return best


def assert_linear(
    work: Callable[[str], object], pieces: Sequence[str] = PIECES, begin: str = "39", end: str = "!"
) -> None:
    for piece in pieces:
        short, long = (f"{begin}{piece * (size // len(piece))}{end}" for size in (SHORT, LONG))
        slow = seconds(work, long)
        assert slow <= max(LEAST_SECONDS, MOST * seconds(work, short)), piece


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_an_expression_is_linear(name: str) -> None:
    assert_linear(EXPRESSIONS[name].fullmatch)
    assert_linear(EXPRESSIONS[name].match)


@pytest.mark.parametrize("name", READERS)
def test_a_long_cell_is_answered_at_once(name: str) -> None:
    assert_linear(READERS[name])


@pytest.mark.parametrize("end", ["", ">"])
def test_a_page_of_what_begins_and_does_not_end_is_read_at_once(end: str) -> None:
    table = "<table><tr><td>title<td>date<tr><td>a<td>2020</table>"

    def read(text: str) -> None:
        read_web_page("a.xls", text.encode())

    assert_linear(read, PAGE_PIECES, table, end)
