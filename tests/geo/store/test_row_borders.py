"""Slices of text begin where rows do: never at a line break within quotation marks, whatever the marks look like."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.store.row_borders import UnclosedError, find_borders


def row_starts(text: str) -> tuple[set[int], bool]:
    """Return where rows begin, letter by letter, and whether the text ends within quotation marks."""
    starts, enclosed, at_start, at = {0}, False, True, 0
    while at < len(text):
        letter = text[at]
        if enclosed:
            if letter == '"' and text[at + 1 : at + 2] == '"':
                at += 1
            elif letter == '"':
                enclosed = False
        elif letter == '"' and at_start:
            enclosed = True
        elif letter == "\n":
            starts.add(at + 1)
        at_start = not enclosed and letter in ",\n"
        at += 1
    return starts, enclosed


@given(
    text=st.text(alphabet='a",\n', max_size=60),
    size=st.integers(1, 20),
    block=st.integers(1, 25),
)
def test_every_slice_begins_with_a_row_and_none_is_left_out(text: str, size: int, block: int) -> None:
    starts, enclosed = row_starts(text)
    file = io.BytesIO(text.encode())
    found = find_borders(file, 0, ",", size, quotes=True, block=block)
    if enclosed:
        with pytest.raises(UnclosedError):
            list(found)
        return
    borders = list(found)
    assert {border.at for border in borders[:-1]} <= starts
    assert borders[0].at == 0
    assert borders[-1].at == len(text)
    assert all(text[: border.at].count("\n") == border.lines for border in borders)
    for one, next_one in pairwise(borders[:-1]):
        assert next_one.at - one.at >= size
        assert not [start for start in starts if one.at + size <= start < next_one.at]


def test_marks_that_are_letters_part_nothing() -> None:
    text = 'a 5" pipe\n"b\n"\n'
    file = io.BytesIO(text.encode())
    assert [border.at for border in find_borders(file, 0, ",", 1, quotes=False)] == [0, 10, 13, 15, 15]
