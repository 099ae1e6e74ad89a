"""Answers of a caged process: Arrow tables and a head in JSON, of which nothing is run.

The process may have been taken over by the file that it read. So its answer is data alone: never pickled, its
head in plain JSON, its tables of the columns that are expected and validated in full before anybody reads them.
It stands in a file without a name, tables first, each at a round place, then the head and the head's length.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geo.errors import Problem
from geo.i18n import Sentence
from geo.importers.problems import COLUMNS, ROWS, ImportProblems, Notes
from geo.importers.table import Alternative, Question, Table
from geo.spatial.nesting import from_wkb

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import numpy.typing as npt

    from geo.i18n import Words

ALIGNMENT = 64
LENGTH = struct.Struct("<Q")
MOST_DEPTH = 8
"""Sentences within sentences."""
TEXT, BINARY, LINE = pa.large_string(), pa.large_binary(), pa.int64()
CODED = pa.dictionary(pa.int32(), TEXT)
"""Texts that come again, each written once."""
NOTES = pa.schema(
    [
        ("line", LINE),
        ("column", TEXT),
        ("value", TEXT),
        ("expected", LINE),
        ("remedy", LINE),
        ("severity", TEXT),
        ("rows", LINE),
    ]
)
SHAPES = pa.schema([("wkb", BINARY)])
_PANDAS = {TEXT: pd.StringDtype(na_value=np.nan)}


class NoAnswerError(ValueError):
    """What a process handed back is no answer."""


class Writer:
    """Writes an answer: tables, then the head.

    Parameters
    ----------
    file
        Empty, open for writing in binary.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Begin an answer."""
        self._file = file
        self._tables: list[tuple[int, int]] = []

    def table(self, table: pa.Table) -> int:
        """Write a table, and return the number under which the head names it."""
        self._file.write(b"\0" * (-self._file.tell() % ALIGNMENT))
        start = self._file.tell()
        with pa.ipc.new_stream(pa.PythonFile(self._file, mode="w"), table.schema) as stream:
            stream.write_table(table)
        self._tables.append((start, self._file.tell() - start))
        return len(self._tables) - 1

    def head(self, head: Mapping[str, Any]) -> None:
        """Write the head, with which the answer ends."""
        content = json.dumps({**head, "tables": self._tables}).encode("ascii")
        self._file.write(content)
        self._file.write(LENGTH.pack(len(content)))
        self._file.flush()


class Answer:
    """A whole answer, of a process that has ended: nobody changes it any more.

    Parameters
    ----------
    content
        What was written.

    Raises
    ------
    NoAnswerError
        When it has no head.
    """

    def __init__(self, content: memoryview) -> None:
        """Read the head."""
        self._content = content
        end = len(content) - LENGTH.size
        if end < 0:
            raise NoAnswerError
        (length,) = LENGTH.unpack(content[end:])
        try:
            head: Any = json.loads(bytes(content[end - length : end])) if 0 < length <= end else {}
            self.tables = [(int(start), int(size)) for start, size in head["tables"]]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise NoAnswerError from None
        if not isinstance(head, dict):
            raise NoAnswerError
        self.head: dict[str, Any] = head

    def table(
        self,
        number: object,
        schema: pa.Schema,
        may_be_missing: Collection[str] = ("wkb",),
        *,
        coded: Collection[str] = (),
    ) -> pa.Table:
        """Return a table, which stays where it was written, where it has these columns and nothing is wrong in it.

        Parameters
        ----------
        number
            Under which the head names it.
        schema
            Its columns and their types.
        may_be_missing
            Columns in which cells may be.
        coded
            Columns of text that may be written as codes.

        Raises
        ------
        NoAnswerError
            When there is none such.
        """
        try:
            if not isinstance(number, int) or number < 0:
                raise NoAnswerError
            start, size = self.tables[number]
            if not 0 <= start <= start + size <= len(self._content):
                raise NoAnswerError
            with pa.ipc.open_stream(pa.py_buffer(self._content[start : start + size])) as stream:
                as_written = _with_codes(schema, stream.schema, coded)
                if not stream.schema.equals(as_written, check_metadata=False):
                    raise NoAnswerError
                table = stream.read_all()
            table.validate(full=True)
        except (pa.ArrowException, IndexError, TypeError, OSError):
            raise NoAnswerError from None
        if any(table.column(name).null_count for name in set(schema.names).difference(may_be_missing)):
            raise NoAnswerError
        return table


def _with_codes(schema: pa.Schema, written: pa.Schema, coded: Collection[str]) -> pa.Schema:
    """Return a schema with codes in the columns that may have them, and have."""
    of = {field.name: field.type for field in written}
    return pa.schema(
        [
            field.with_type(CODED) if field.name in coded and of.get(field.name) == CODED else field
            for field in schema
        ]
    )


def write_table(writer: Writer, table: Table) -> dict[str, Any]:
    """Write the rows of a file, and return what the head says of them."""
    names = [f"c{at}" for at in range(len(table.columns))]
    columns = [_text(table.frame.iloc[:, at]) for at in range(len(names))]
    lines = pa.array(table.frame.index.to_numpy(np.int64, copy=False))
    schema = _rows(len(names))
    geometry = table.geometry
    return {
        "name": table.name,
        "columns": table.columns,
        "rows": writer.table(pa.table([lines, *columns], schema=schema)),
        "unread": table.unread,
        "notes": write_notes(writer, table.notes.frame()),
        "remarks": [words_out(remark) for remark in table.remarks],
        "geometry": None if geometry is None else write_shapes(writer, geometry),
        "layout": table.layout,
        "encoding": table.encoding,
        "separator": table.separator,
        "parts": list(table.parts),
        "part": table.part,
        "header": table.header,
        "questions": [questions_out(question) for question in table.questions],
        "tags": dict(table.tags),
    }


def read_table_back(answer: Answer, head: object) -> Table:
    """Return the rows of a file as :func:`write_table` wrote them.

    Raises
    ------
    NoAnswerError
        When it is no table.
    """
    told = _object(head)
    columns = _texts(told.get("columns"))
    rows = answer.table(told.get("rows"), _rows(len(columns)))
    frame = rows.drop_columns(["line"]).to_pandas(types_mapper=_PANDAS.get)
    frame.columns = pd.Index(columns, dtype=object)
    frame.index = pd.Index(rows.column("line").to_numpy(), name="line")
    geometry = None if told.get("geometry") is None else read_shapes(answer, told["geometry"])
    unread = told.get("unread")
    if (geometry is not None and len(geometry) != len(frame)) or not isinstance(unread, int) or unread < 0:
        raise NoAnswerError
    return Table(
        name=_string(told.get("name")),
        frame=frame,
        unread=unread,
        notes=Notes([read_notes(answer, told.get("notes"))]),
        remarks=tuple(words_in(remark) for remark in _list(told.get("remarks"))),
        geometry=geometry,
        layout=_string(told.get("layout")),
        encoding=_string(told.get("encoding")),
        separator=_string(told.get("separator")),
        parts=tuple(_texts(told.get("parts"))),
        part=_string(told.get("part")),
        header=_string(told.get("header")),
        questions=tuple(questions_in(question) for question in _list(told.get("questions"))),
        tags={_string(name): _string(tag) for name, tag in _object(told.get("tags")).items()},
    )


def questions_out(question: Question) -> dict[str, Any]:
    """Return what a file leaves open as plain JSON."""
    return {
        "about": question.about,
        "sentence": words_out(question.sentence),
        "alternatives": [
            {"value": way.value, "label": words_out(way.label), "rows": [list(row) for row in way.rows]}
            for way in question.alternatives
        ],
    }


def questions_in(described: object) -> Question:
    """Return what a file leaves open, as :func:`questions_out` described it."""
    told = _object(described)
    ways = tuple(
        Alternative(
            _string(way.get("value")),
            words_in(way.get("label")),
            tuple(tuple(_texts(row)) for row in _list(way.get("rows"))),
        )
        for way in map(_object, _list(told.get("alternatives")))
    )
    return Question(_string(told.get("about")), words_in(told.get("sentence")), ways)


def write_shapes(writer: Writer, shapes: npt.NDArray[np.object_]) -> int:
    """Write geometries, and return their number in the head."""
    wkb = pa.array(shapely.to_wkb(shapes), BINARY)
    return writer.table(pa.table([wkb], schema=SHAPES))


def read_shapes(answer: Answer, number: object) -> npt.NDArray[np.object_]:
    """Return geometries as :func:`write_shapes` wrote them."""
    column = answer.table(number, SHAPES).column("wkb")
    return from_wkb(column.to_numpy(zero_copy_only=False))


def write_notes(writer: Writer, notes: pd.DataFrame) -> dict[str, Any]:
    """Write what is wrong with rows, and return what the head says of it: each sentence once."""
    known: dict[str, int] = {}

    def numbers(cells: pd.Series[Any]) -> pa.Array:
        seen: dict[int, int] = {}
        for cell in cells:
            if id(cell) not in seen:
                seen[id(cell)] = known.setdefault(json.dumps(words_out(cell)), len(known))
        return pa.array([seen[id(cell)] for cell in cells], pa.int64())

    cells = [
        pa.array(notes["line"].to_numpy(np.int64), LINE),
        _text(notes["column"]),
        _text(notes["value"]),
        numbers(notes["expected"]),
        numbers(notes["remedy"]),
        _text(notes["severity"]),
        pa.array(notes[ROWS].to_numpy(np.int64), LINE),
    ]
    return {
        "rows": writer.table(pa.table(cells, schema=NOTES)),
        "words": [json.loads(text) for text in known],
    }


def read_notes(answer: Answer, head: object) -> pd.DataFrame:
    """Return what is wrong with rows as :func:`write_notes` wrote it."""
    told = _object(head)
    words = np.array([None, *(words_in(entry) for entry in _list(told.get("words")))], dtype=object)[1:]
    rows = answer.table(told.get("rows"), NOTES)
    frame = pd.DataFrame(
        {name: rows.column(name).to_numpy() for name in ("line", "column", "value", "severity", ROWS)}
    )
    for name in ("expected", "remedy"):
        numbers = rows.column(name).to_numpy()
        if len(numbers) and not (0 <= numbers.min() <= numbers.max() < len(words)):
            raise NoAnswerError
        frame[name] = pd.Series(words[numbers], dtype=object)
    if not frame["severity"].isin(["error", "warning"]).all():
        raise NoAnswerError
    return frame[[*COLUMNS, ROWS]]


def problems_out(error: ImportProblems) -> list[dict[str, Any]]:
    """Return why a file cannot be used as plain JSON."""
    return [
        {**vars(problem), "expected": words_out(problem.expected), "remedy": words_out(problem.remedy)}
        for problem in error.problems
    ]


def problems_in(described: object) -> ImportProblems:
    """Return why a file cannot be used, as :func:`problems_out` described it."""
    problems = []
    for entry in map(_object, _list(described)):
        row = entry.get("row")
        texts = [_string(entry.get(name)) for name in ("file", "column", "value")]
        if not (row is None or isinstance(row, int)) or entry.get("severity") not in {"error", "warning"}:
            raise NoAnswerError
        expected, remedy = words_in(entry.get("expected")), words_in(entry.get("remedy"))
        problems.append(Problem(texts[0], row, texts[1], texts[2], expected, remedy, entry["severity"]))
    return ImportProblems(tuple(problems))


def words_out(words: Words) -> object:
    """Return a message, or a sentence with places, as plain JSON."""
    if isinstance(words, Sentence):
        template, places = words.template, dict(vars(words)["values"])
        filled = {name: words_out(at) if isinstance(at, Sentence) else at for name, at in places.items()}
        return {"template": template, "values": filled}
    return str(words)


def words_in(described: object, depth: int = 0) -> Words:
    """Return a message or a sentence as :func:`words_out` described it."""
    if isinstance(described, str):
        return described
    told = _object(described)
    values: dict[str, str | int | float | Sentence] = {}
    for name, value in _object(told.get("values")).items():
        if isinstance(value, dict) and depth < MOST_DEPTH:
            nested = words_in(value, depth + 1)
            values[name] = nested
        elif isinstance(value, str | int | float):
            values[name] = value
        else:
            raise NoAnswerError
    return Sentence(_string(told.get("template")), values)


def _rows(columns: int) -> pa.Schema:
    return pa.schema([("line", LINE), *((f"c{at}", TEXT) for at in range(columns))])


def _text(cells: pd.Series[Any]) -> pa.ChunkedArray:
    """Return text as Arrow has it; half a surrogate, which no UTF-8 can hold, as a question mark."""
    if cells.dtype == object:
        found = pa.array([str(cell).encode("utf-8", "replace").decode() for cell in cells], TEXT)
    else:
        found = pa.array(cells, TEXT)
    return found if isinstance(found, pa.ChunkedArray) else pa.chunked_array([found], TEXT)


def _object(found: object) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise NoAnswerError
    return found


def _list(found: object) -> list[Any]:
    if not isinstance(found, list):
        raise NoAnswerError
    return found


def _string(found: object) -> str:
    if not isinstance(found, str):
        raise NoAnswerError
    return found.encode("utf-8", "replace").decode()


def _texts(found: object) -> list[str]:
    return [_string(entry) for entry in _list(found)]
