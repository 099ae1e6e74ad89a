"""No word that a person reads stands beside the catalogue: what the page draws is never a plain English literal."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from geo.i18n.catalogue import catalog
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DRAWS = {
    *(
        "button",
        "caption",
        "checkbox",
        "download_button",
        "error",
        "expander",
        "file_uploader",
        "header",
        "info",
    ),
    *(
        "markdown",
        "multiselect",
        "number_input",
        "popover",
        "radio",
        "segmented_control",
        "selectbox",
        "spinner",
    ),
    *(
        "subheader",
        "success",
        "tabs",
        "text",
        "text_area",
        "text_input",
        "title",
        "toggle",
        "warning",
        "write",
    ),
    "dialog",
}
"""Streamlit's elements that say their first argument."""
LOGS = {"LOG", "_LOG", "log", "_log", "logger", "_logger", "logging"}
"""What is written for the operator, who reads the code's own words."""
TRANSLATES = {"_", "gettext", "marked"}
SAID_BY_NAME = {"help", "placeholder", "label"}


def texts(node: ast.expr) -> Iterator[str]:
    """Yield the literal texts that an argument is or is made of, calls left out: those give translated words."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            for part in parts:
                if isinstance(part, ast.Constant):
                    yield from texts(part)
        case ast.BinOp(left=left, right=right):
            yield from texts(left)
            yield from texts(right)
        case ast.IfExp(body=body, orelse=other):
            yield from texts(body)
            yield from texts(other)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            for item in items:
                yield from texts(item)


def said(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each literal that a module gives to an element of Streamlit."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in DRAWS:
            if isinstance(node.func.value, ast.Name) and node.func.value.id in LOGS:
                continue
            arguments = node.args[:1] + [word.value for word in node.keywords if word.arg in SAID_BY_NAME]
            for argument in arguments:
                yield from ((node.lineno, text) for text in texts(argument))


def has_words(text: str) -> bool:
    return sum(letter.isalpha() for letter in text.replace(":gray[", "")) > 1


def test_elements_of_the_page_say_messages_of_the_catalogue() -> None:
    modules = [CHECKOUT / "dashboard.py", *(CHECKOUT / "components").rglob("*.py")]
    found = {
        f"{path.relative_to(CHECKOUT)}:{line}: {text}"
        for path in modules
        for line, text in said(path)
        if has_words(text)
    }
    assert found == set()


def test_a_literal_would_be_found() -> None:
    node = ast.parse('f"**{name}** is here"', mode="eval").body
    assert any(has_words(text) for text in texts(node))
    assert not any(has_words(text) for text in texts(ast.parse('_("Close")', mode="eval").body))


def hidden(code: str) -> Iterator[tuple[int, str]]:
    """Yield the messages within f-strings, with their lines: whoever gathers messages does not look there."""
    for node in ast.walk(ast.parse(code)):
        for part in ast.walk(node) if isinstance(node, ast.JoinedStr) else ():
            if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in TRANSLATES:
                yield from ((part.lineno, text) for word in part.args[:1] for text in texts(word))


def test_messages_within_f_strings_are_in_the_catalogue() -> None:
    modules = [path for name in ("components", "geo") for path in (CHECKOUT / name).rglob("*.py")]
    known = {message.id for message in catalog()}
    found = {
        f"{path.relative_to(CHECKOUT)}:{line}: {text}"
        for path in modules
        for line, text in hidden(path.read_text(encoding="utf-8"))
        if text not in known
    }
    assert found == set()
    assert list(hidden("f\"**{plain(_('Words'))}**\"")) == [(1, "Words")]
