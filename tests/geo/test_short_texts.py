"""What is worked out of texts is kept for short ones alone: long ones of strangers stay nowhere."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from geo.short_texts import cached_if_short
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_an_answer_to_a_long_text_is_worked_out_each_time() -> None:
    asked: list[tuple[int, str]] = []

    @cached_if_short(4, longest=5)
    def length(number: int, text: str) -> int:
        asked.append((number, text))
        return number + len(text)

    assert [length(1, text) for text in ("short", "short", "longer", "longer")] == [6, 6, 7, 7]
    assert asked == [(1, "short"), (1, "longer"), (1, "longer")]


def test_types_are_told_apart_where_that_is_asked_for() -> None:
    written = cached_if_short(4, longest=5, typed=True)(repr)
    assert [written(1), written(1.0)] == ["1", "1.0"]


SMALL = 64
"""Answers that a cache may keep, however long the texts are."""


def caches(code: ast.AST) -> Iterator[tuple[str, str]]:
    """Return what stands in decorators of functions that have parameters, and the functions' names."""
    for node in ast.walk(code):
        if isinstance(node, ast.FunctionDef) and (node.args.args or node.args.vararg):
            for decorator in node.decorator_list:
                yield ast.unparse(decorator), node.name


@pytest.mark.parametrize("side", ["geo", "components"])
def test_no_cache_of_the_process_takes_many_texts_of_any_length(side: str) -> None:
    found = {
        f"{path.stem}.{name}"
        for path in (CHECKOUT / side).rglob("*.py")
        for decorator, name in caches(ast.parse(path.read_text("utf-8")))
        if decorator == "cache"
        or ((size := re.match(r"lru_cache\((?:maxsize=)?(\d+)", decorator)) and int(size[1]) > SMALL)
    }
    assert found <= BY_NAMES_OF_OUR_OWN


BY_NAMES_OF_OUR_OWN = {
    "assets.bundle_address",
    "dates.month_names",
    "embed._digest",
    "embed._source",
    "front_page._own",
    "languages._locale",
    "messages._translations",
    "messages.checked_by",
    "sorting._places",
    "typesetting.font",
}
"""Functions of languages, fonts and versions that there are, and of our own files."""
