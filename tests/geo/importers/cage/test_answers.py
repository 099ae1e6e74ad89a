"""What comes out of the cage: the same table that went in; and lies of a process that was taken over are no answer."""

from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.i18n import Sentence
from geo.importers import Table
from geo.importers.cage.answers import (
    Answer,
    NoAnswerError,
    Writer,
    read_table_back,
    words_in,
    words_out,
    write_table,
)
from geo.importers.problems import Notes

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows = draw(st.integers(0, 6))
    names = draw(st.lists(TEXT, max_size=4, unique=True))
    lines = draw(st.lists(st.integers(1, 2**40), min_size=rows, max_size=rows))
    cells = {name: draw(st.lists(TEXT, min_size=rows, max_size=rows)) for name in names}
    frame = pd.DataFrame(cells, index=pd.Index(lines, name="line", dtype="int64"), dtype="str")
    frame.columns = pd.Index(names, dtype=object)
    notes = Notes()
    for line in draw(st.lists(st.integers(1, 9), max_size=4)):
        words = draw(
            st.one_of(TEXT, st.builds(Sentence, TEXT, st.dictionaries(TEXT, st.one_of(TEXT, st.integers()))))
        )
        notes.add(
            [line],
            draw(TEXT),
            [draw(TEXT)],
            words,
            "Mend it",
            severity=draw(st.sampled_from(["error", "warning"])),
        )
    points = st.one_of(st.none(), st.builds(shapely.Point, st.integers(-90, 90), st.integers(-90, 90)))
    geometry = draw(st.one_of(st.none(), st.lists(points, min_size=rows, max_size=rows)))
    shapes = None
    if geometry is not None:
        shapes = np.empty(rows, dtype=object)
        shapes[:] = geometry
    return Table(draw(TEXT), frame, draw(st.integers(0, 9)), notes, (draw(TEXT),), shapes, part=draw(TEXT))


def written(table: Table, change: Callable[[dict[str, Any]], object] = dict) -> memoryview:
    file = io.BytesIO()
    writer = Writer(file)
    head = {"table": write_table(writer, table)}
    change(head)
    writer.head(head)
    return memoryview(file.getvalue())


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(tables())
def test_a_table_comes_out_as_it_was(table: Table) -> None:
    answer = Answer(written(table))
    back = read_table_back(answer, answer.head["table"])
    pd.testing.assert_frame_equal(back.frame, table.frame, check_column_type=False)
    pd.testing.assert_frame_equal(
        back.notes.frame().reset_index(drop=True),
        table.notes.frame().reset_index(drop=True),
        check_dtype=False,
    )
    assert (back.name, back.unread, back.remarks, back.part) == (
        table.name,
        table.unread,
        table.remarks,
        table.part,
    )
    if table.geometry is None:
        assert back.geometry is None
    else:
        assert back.geometry is not None
        assert back.geometry.tolist() == table.geometry.tolist()


def small() -> Table:
    frame = pd.DataFrame({"a": ["x", "y"]}, index=pd.Index([2, 3], name="line"), dtype="str")
    notes = Notes()
    notes.add([2], "a", ["x"], "a number", "Mend it")
    return Table("a.csv", frame, notes=notes)


LIES: dict[str, Callable[[dict[str, Any]], object]] = {
    "no table": lambda head: head.clear(),
    "a table of another number": lambda head: head["table"].update(rows=7),
    "a negative number": lambda head: head["table"].update(rows=-1),
    "a number that is none": lambda head: head["table"].update(rows="0"),
    "columns that are not there": lambda head: head["table"].update(columns=["a", "b"]),
    "columns that are no texts": lambda head: head["table"].update(columns=[1]),
    "rows unread that are no number": lambda head: head["table"].update(unread="many"),
    "fewer than no rows unread": lambda head: head["table"].update(unread=-5),
    "geometries of other rows": lambda head: head["table"].update(geometry=0),
    "words that are none": lambda head: head["table"]["notes"].update(words=[5]),
    "words that are missing": lambda head: head["table"]["notes"].update(words=[]),
    "a name that is none": lambda head: head["table"].update(name=None),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_in_the_head_is_no_answer(lie: str) -> None:
    answer = Answer(written(small(), LIES[lie]))
    with pytest.raises(NoAnswerError):
        read_table_back(answer, answer.head.get("table"))


@given(st.data())
def test_bytes_that_were_changed_are_read_or_are_no_answer(data: st.DataObject) -> None:
    content = bytearray(written(small()))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        answer = Answer(memoryview(bytes(content)))
        table = read_table_back(answer, answer.head.get("table"))
    except NoAnswerError:
        return
    assert "".join(str(cell) for cell in table.frame.to_numpy().ravel()) is not None


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 8, b"\xff" * 64, b"[]" + b"\2" + b"\0" * 7, b"{}" + b"\2" + b"\0" * 7]
)
def test_what_has_no_head_is_no_answer(content: bytes) -> None:
    with pytest.raises(NoAnswerError):
        Answer(memoryview(content))


def test_columns_of_another_kind_are_no_answer() -> None:
    file = io.BytesIO()
    writer = Writer(file)
    writer.table(pa.table({"line": [1], "c0": pa.array([b"x"], pa.large_binary())}))
    writer.head({})
    with pytest.raises(NoAnswerError):
        Answer(memoryview(file.getvalue())).table(
            0, pa.schema([("line", pa.int64()), ("c0", pa.large_string())])
        )


def test_a_pickle_is_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    head = json.dumps(
        {"table": {"rows": {"__reduce__": [["os", "system"], ["true"]]}}, "tables": []}
    ).encode()
    content = head + len(head).to_bytes(8, "little")
    monkeypatch.setattr(os, "system", lambda _command: pytest.fail("a command was run"))
    answer = Answer(memoryview(content))
    with pytest.raises(NoAnswerError):
        read_table_back(answer, answer.head["table"])


def test_sentences_come_out_as_they_were_and_no_deeper_than_they_may() -> None:
    inner = Sentence("{n} rows", {"n": 3})
    assert words_in(words_out(Sentence("Of {part}", {"part": inner}))) == Sentence(
        "Of {part}", {"part": inner}
    )
    deep: Any = "x"
    for _ in range(20):
        deep = {"template": "{a}", "values": {"a": deep}}
    with pytest.raises(NoAnswerError):
        words_in(deep)
