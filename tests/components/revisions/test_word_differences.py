"""Words that differ are marked, and the marks lose nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from components.revisions.word_differences import new_parts, old_parts

TEXTS = st.text(st.sampled_from("ab 12,.\nё"), max_size=30)


@given(TEXTS, TEXTS)
def test_the_parts_are_the_texts(old: str, new: str) -> None:
    assert "".join(part.text for part in old_parts(old, new)) == old
    assert "".join(part.text for part in new_parts(old, new)) == new
    same = [part.text for part in old_parts(old, new) if part.mark == "same"]
    assert same == [part.text for part in new_parts(old, new) if part.mark == "same"]


def test_only_what_differs_is_marked() -> None:
    assert [tuple(part) for part in new_parts("147 settlements, it says", "146 settlements, it says")] == [
        ("new", "146"),
        ("same", " settlements, it says"),
    ]
