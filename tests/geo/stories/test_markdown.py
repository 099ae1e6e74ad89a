"""The small Markdown of stories: footnotes stand behind what they prove, and nothing becomes markup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geo.stories import Footnote, Words, footnotes, paragraphs, plain_text
from geo.stories.markdown import cited_parts

IDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True)
PROSE = st.text(alphabet="abc ,.;<>&\"'$(){}", max_size=20)


def test_blank_lines_part_paragraphs_and_other_breaks_do_not() -> None:
    assert [plain_text(f"{one}\n\n{two}") for one, two in (("a", "b"),)] == ["a b"]
    assert len(paragraphs("one\nstill one\n \ntwo")) == 2


def test_emphasis_is_a_style_and_the_rest_is_letters() -> None:
    runs = paragraphs("**One** *two* <b>three</b> [four](javascript:x)")[0]
    assert runs[0] == Words("One", "strong")
    assert runs[2] == Words("two", "em")
    assert runs[3] == Words(" <b>three</b> [four](javascript:x)")


def test_a_source_has_one_number_however_often_it_is_named() -> None:
    assert footnotes("a[^x] b[^y] c[^x]") == ("x", "y")


@given(parts=st.lists(st.tuples(PROSE, st.lists(IDS, min_size=1, max_size=3)), max_size=5), rest=PROSE)
def test_every_letter_is_in_one_part_and_every_mark_behind_its_words(
    parts: list[tuple[str, list[str]]], rest: str
) -> None:
    text = "".join(words + "".join(f"[^{one}]" for one in ids) for words, ids in parts) + rest
    found = cited_parts(text)
    assert "".join(words for words, _ids in found) == "".join(words for words, _ids in parts) + rest
    assert [one for _words, ids in found for one in ids] == [one for _words, ids in parts for one in ids]


@given(text=st.text(max_size=200))
def test_any_text_is_shown_letter_by_letter(text: str) -> None:
    shown = [run for paragraph in paragraphs(text) for run in paragraph]
    marks = [run.source_id for run in shown if isinstance(run, Footnote)]
    assert list(dict.fromkeys(marks)) == list(footnotes(" ".join(text.split())))
    assert all(run.text for run in shown if isinstance(run, Words))
