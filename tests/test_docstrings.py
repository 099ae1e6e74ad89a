"""Docstrings: their examples run, and that of a module begins with a noun phrase that says what lives there."""

from __future__ import annotations

import ast
import doctest
import importlib
import re

import pytest

from tests.checkout import CHECKOUT

FILES = [
    path.relative_to(CHECKOUT)
    for folder in ("geo", "components")
    for path in sorted((CHECKOUT / folder).rglob("*.py"))
    if path.name != "__main__.py"
]
MODULES = {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
WITH_EXAMPLES = [name for name, path in MODULES.items() if ">>> " in (CHECKOUT / path).read_text("utf-8")]
NO_NOUN = {
    *("Find", "Read", "Check", "Load", "Write", "Make", "Take", "Give", "Draw", "Return", "Compare", "Place"),
    *("Pack", "Validate", "Drop", "Bring", "Say", "Tell", "Build", "Rebuild", "Add", "Get", "Set"),
    *("What", "Which", "How", "Who", "Whose", "Where", "When", "Why", "From"),
}


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_a_module_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted
    assert not result.failed


def test_no_example_is_left_out() -> None:
    left_out = [name for name in WITH_EXAMPLES if "+SKIP" in (CHECKOUT / MODULES[name]).read_text("utf-8")]
    assert left_out == []


@pytest.mark.parametrize("name", MODULES)
def test_a_module_begins_with_what_lives_in_it(name: str) -> None:
    docstring = ast.get_docstring(ast.parse((CHECKOUT / MODULES[name]).read_text("utf-8")))
    assert docstring
    sentence = docstring.split("\n\n")[0]
    assert sentence.endswith(".")
    assert re.findall(r"\w+", sentence)[0] not in NO_NOUN
