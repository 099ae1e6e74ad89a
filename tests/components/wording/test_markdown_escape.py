"""Text from data stays text where Streamlit reads Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from components.wording.markdown_escape import plain

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "![x](http://example.org/x.png)",
    "[click](javascript:alert(1))",
    "$x^2$ and $$y$$",
    ":red[colour] :material/home: :smile:",
    "# heading\n\n- list\n\n    code",
    "`code` **bold** ~~gone~~ | a | b |",
    "https://example.org and www.example.org and a@example.org",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_letter_by_letter(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(plain(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children or []} == {"text", "text_special"} or all(
        child.type in {"text", "text_special"} for child in tokens[1].children or []
    )
    shown = "".join(child.content for child in tokens[1].children or [])
    assert shown == " ".join(text.split())


@given(st.text())
def test_every_punctuation_mark_is_escaped(text: str) -> None:
    escaped = plain(text)
    bare = escaped.replace("\\\\", "")
    for at, mark in enumerate(bare):
        if mark in "<>[]()*_`$:!#|~@&":
            assert bare[at - 1] == "\\"
