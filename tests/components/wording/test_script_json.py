"""JSON inside a script element: no text in it ends the element, a string or a template around it."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from components.wording.script_json import script_json

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "'; alert(1); '",
    "`${alert(1)}`",
    "&lt;/script&gt;",
    "\u2028alert(1)\u2029",
    "\\u003c/script>",
    "\ud800",
)
TEXTS = st.one_of(
    st.text(), st.lists(st.sampled_from((*HOSTILE, "Kəlbəcər", "Քարվաճառ", "Кельбаджар"))).map("".join)
)


class _Scripts(HTMLParser):
    """What a browser finds in a page: the elements, and the text of the one script."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(
    st.recursive(
        TEXTS | st.integers() | st.none(), lambda inner: st.dictionaries(TEXTS, inner) | st.lists(inner)
    )
)
def test_what_is_written_reads_back_and_holds_no_sign_of_the_page_around_it(value: object) -> None:
    text = script_json(value)
    assert json.loads(text) == value
    assert text.encode("utf-8")
    assert not set(text) & set("<>&'`$\u2028\u2029")


def test_hostile_text_stays_inside_its_script_element() -> None:
    page = _Scripts()
    page.feed(f"<script>{script_json(HOSTILE)}</script>")
    assert page.tags == ["script"]
    assert json.loads(page.text) == list(HOSTILE)


def test_a_template_that_escapes_leaves_it_as_it_is() -> None:
    text = script_json({"title": '"quoted" & </script>'})
    assert Markup("{}").format(text) == text
