"""A table that is changed row by row keeps every other line, byte for byte."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.revisions.csv_lines import changed_csv
from geo.revisions.record import Change

CELLS = st.text(st.sampled_from('ab",;\n\r é'), max_size=6)
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=6, unique=True)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def written(rows: list[tuple[str, str]], end: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([("one", "two"), *rows])
    return text.getvalue().encode()


@given(ROWS, st.sampled_from(["\n", "\r\n"]), st.data())
def test_only_the_row_that_changes_is_another_line(
    rows: list[tuple[str, str]], end: str, data: st.DataObject
) -> None:
    content = written(rows, end)
    if not rows:
        return
    at = data.draw(st.integers(0, len(rows) - 1))
    after = data.draw(st.tuples(CELLS, CELLS))
    before = dict(zip(("one", "two"), rows[at], strict=True))
    change = Change("t", "k", before, dict(zip(("one", "two"), after, strict=True)))
    made = changed_csv(content, [change])
    assert read(made) == [["one", "two"], *map(list, rows[:at]), list(after), *map(list, rows[at + 1 :])]
    head, tail = written(rows[:at], end), written(rows[at + 1 :], end)[len(written([], end)) :]
    assert made.startswith(head)
    assert made.endswith(tail)


def test_an_added_row_comes_behind_those_of_its_group() -> None:
    content = b"event,value\nb,1\na,2\nb,3\nc,4\n"
    change = Change("t", "k", None, {"event": "b", "value": "5"})
    assert changed_csv(content, [change], group="event") == b"event,value\nb,1\na,2\nb,3\nb,5\nc,4\n"


def test_an_added_row_keeps_the_order_of_a_file_that_has_one() -> None:
    change = Change("t", "k", None, {"id": "b", "x": ""})
    assert changed_csv(b"id,x\na,1\nc,2", [change]) == b"id,x\na,1\nb,\nc,2\n"
    assert changed_csv(b"id,x\nc,1\na,2\n", [change]) == b"id,x\nc,1\na,2\nb,\n"


def test_a_row_that_is_withdrawn_is_gone() -> None:
    change = Change("t", "k", {"id": "a", "x": "1\n2"}, None)
    assert changed_csv(b'id,x\na,"1\n2"\nb,3\n', [change]) == b"id,x\nb,3\n"


def test_a_row_that_is_not_there_is_told() -> None:
    with pytest.raises(ValueError, match="no row"):
        changed_csv(b"id,x\na,1\n", [Change("t", "k", {"id": "a", "x": "2"}, None)])
