"""Where the names of the columns stand: found, or asked; no row is lost, and what is left out is told."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from geo.i18n import sentence_text
from geo.importers import ImportProblems, Table, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HEADER = "title,date,lon,lat"
ROWS = ("A,2020-10-01,46.75,39.76", "B,2020-10-02,46.55,39.64")
NAMES = ["title", "date", "lon", "lat"]
CELLS = [["A", "2020-10-01", "46.75", "39.76"], ["B", "2020-10-02", "46.55", "39.64"]]


def text(*lines: str) -> bytes:
    return "\n".join([*lines, ""]).encode()


def workbook(rows: Iterable[Iterable[object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def told(table: Table) -> list[str]:
    return [sentence_text(remark) for remark in table.remarks]


PREAMBLES = {
    "titles": ["Events of 2020,,,", "Source: a newspaper,,,", ",,,"],
    "ragged": ["Events of 2020", ""],
    "comments": ["# exported 2020-12-01", "# licence: none"],
    "one figure": ["Updated 3 March 2021", "", "Rows: 2"],
    "groups": ["Event,,Place,"],
}


@pytest.mark.parametrize("kind", PREAMBLES)
def test_lines_above_the_header_are_passed_over_and_told(kind: str) -> None:
    above = PREAMBLES[kind]
    table = read_table(text(*above, HEADER, *ROWS), "a.csv")
    assert table.columns == NAMES
    assert table.frame.to_numpy().tolist() == CELLS
    assert table.frame.index.tolist() == [len(above) + 2, len(above) + 3]
    (remark,) = told(table)
    first = above[0].split(",")[0]
    assert f"in line {len(above) + 1}" in remark
    assert f"(“{first}" in remark
    assert table.questions[0].alternatives[0].value == str(len(above) + 1)


@pytest.mark.parametrize("kind", PREAMBLES)
def test_the_same_in_a_workbook(kind: str) -> None:
    above = [line.split(",") for line in PREAMBLES[kind]]
    table = read_table(workbook([*above, NAMES, *CELLS]), "a.xlsx")
    assert table.columns == NAMES
    assert table.frame.to_numpy().tolist() == CELLS
    assert len(told(table)) == 1


def test_a_line_that_names_the_separator_is_no_row() -> None:
    table = read_table(b"sep=;\r\ntitle;date\r\na, b;2020\r\n", "a.csv")
    assert (table.separator, table.columns, table.frame.index.tolist()) == (";", ["title", "date"], [3])


@pytest.mark.parametrize("content", [text(*ROWS), text("", *ROWS), text(*ROWS).replace(b",", b"\t")])
def test_a_table_without_a_header_loses_no_row_and_is_asked(content: bytes) -> None:
    table = read_table(content, "a.csv")
    assert table.frame.to_numpy().tolist() == CELLS
    (question,) = table.questions
    assert question.alternatives[0].value == "none"
    other = question.alternatives[1].value
    assert read_table(content, "a.csv", header=other).columns == CELLS[0]
    assert read_table(workbook(CELLS), "a.xlsx").frame.to_numpy().tolist() == CELLS


@pytest.mark.parametrize(
    "value", ["46.75 в.д.", "1e400", "N39°45'36", "12 killed", "at least 5", "39.76, 46.75"]
)
def test_a_first_row_with_one_value_of_any_kind_is_a_row(value: str) -> None:
    table = read_table(text(f"A;{value}", "B;1", "C;2"), "a.csv")
    assert (table.header, table.read) == ("none", 3)


def test_words_that_nobody_knows_over_words_are_asked() -> None:
    table = read_table(b"zzz,qqq\nabc,def\nghi,jkl\n", "a.csv")
    assert table.columns == ["zzz", "qqq"]
    assert [way.value for way in table.questions[0].alternatives] == ["1", "2", "none"]


@pytest.mark.parametrize("strange", ["NULL", "n/a", "320 BC", "after 1994", "27.09.20"])
def test_a_first_row_that_may_be_one_of_data_is_asked(strange: str) -> None:
    table = read_table(text(f"A;{strange};yes", "B;2020-10-01;1", "C;2020-10-02;2"), "a.csv")
    assert table.questions or table.header == "none"


def test_a_header_that_is_sure_is_not_asked() -> None:
    for content in (text(HEADER, *ROWS), b"zzz,qqq\nabc,1\nghi,2\n"):
        table = read_table(content, "a.csv")
        assert (table.questions, table.remarks, table.header) == ((), (), "1")


@pytest.mark.parametrize("answer", ["9", "x", "0", "2-4", "1-2-3"])
def test_an_answer_that_names_no_line_is_a_sentence(answer: str) -> None:
    with pytest.raises(ImportProblems, match="the line of the header"):
        read_table(text(HEADER, *ROWS), "a.csv", header=answer)


def test_a_header_of_two_rows() -> None:
    filling: list[Sequence[str | None]] = [
        ["title", "date", "Place", None],
        [None, None, "lon", "lat"],
        *CELLS,
    ]
    assert read_table(workbook(filling), "a.xlsx").columns == NAMES
    twice = [["Begin", "", "End", "", "what"], ["year", "month", "year", "month", ""]]
    table = read_table(workbook([*twice, ["2020", "1", "2020", "2", "a"]]), "a.xlsx")
    assert table.columns == ["Begin: year", "Begin: month", "End: year", "End: month", "what"]
    chosen = read_table(text("a,b", "c,d", "1,2"), "a.csv", header="1-2")
    assert (chosen.columns, chosen.frame.to_numpy().tolist()) == (["c", "d"], [["1", "2"]])


def test_a_first_row_that_fills_a_blank_name_stays_a_row_and_is_asked_about() -> None:
    content = text(",title,date", "A1,Foo,soon", "B1,Bar,2020-10-01")
    table = read_table(content, "a.csv")
    assert (table.columns, table.read) == (["column 1", "title", "date"], 2)
    (question,) = table.questions
    assert [one.value for one in question.alternatives] == ["1", "2", "1-2", "none"]
    assert read_table(content, "a.csv", header="1-2").columns == ["A1", "Foo", "soon"]


@pytest.mark.parametrize("word", ["Total", "ИТОГО:", "Cəmi", "ընդամենը", "Toplam"])
def test_a_row_of_totals_is_told_and_no_row(word: str) -> None:
    for total in (f"{word},,,7", f"07.10.2020,{word},,7"):
        rows = [f"{row},3" for row in ROWS]
        table = read_table(text(f"{HEADER},killed", *rows, f"{total},"[:-1] + ","), "a.csv")
        assert (table.read, table.unread, len(table.frame)) == (3, 1, 2)
        assert "sum of the others" in sentence_text(table.notes.frame()["expected"].iloc[0])
    table = read_table(workbook([NAMES, *CELLS, [word, None, None, 7]]), "a.xlsx")
    assert (table.read, table.unread) == (3, 1)


def test_a_word_for_a_total_in_the_middle_is_a_row() -> None:
    table = read_table(text(HEADER, "Total,2020,46,39", *ROWS * 4), "a.csv")
    assert table.unread == 0


def test_separators_at_the_end_cost_no_row() -> None:
    trailing = [f"{row}," for row in ROWS]
    for content in (text(HEADER, *trailing), text(f"{HEADER},", *ROWS), text(f"{HEADER},", *trailing)):
        table = read_table(content, "a.csv")
        assert (table.columns, table.frame.to_numpy().tolist(), table.unread) == (NAMES, CELLS, 0)
    some = read_table(text(HEADER, ROWS[0], trailing[1], *ROWS), "a.csv")
    assert [row[0] for row in some.frame.to_numpy().tolist()] == ["A", "B", "A", "B"]
    assert some.frame.index.tolist() == [2, 3, 4, 5]


def test_cells_beyond_the_header_are_told() -> None:
    table = read_table(text(HEADER, *[f"{row}," for row in ROWS], "C,2020,46,39,more"), "a.csv")
    assert (table.read, table.unread, len(table.frame)) == (3, 1, 2)
    book = read_table(workbook([NAMES, *CELLS, ["C", "2020", "46", "39", "more"]]), "a.xlsx")
    assert book.columns == [*NAMES, "column 5"]
    assert told(book) == ["Cells stand in columns without a name; these are called column 5."]


def test_a_quotation_mark_that_nothing_closes_costs_no_row() -> None:
    rows = ['A,"2020-10-01,46.75,39.76', *ROWS[1:], 'C,2020-10-03,"46.75,39.76', "D,2020-10-04,46.75,39.76"]
    table = read_table(text(HEADER, *rows), "a.csv")
    assert table.read == len(table.frame) == 4
    assert "read as letters" in told(table)[0]
    assert table.frame["date"].tolist() == ['"2020-10-01', "2020-10-02", "2020-10-03", "2020-10-04"]
    cut = read_table(text(HEADER, *ROWS, 'C,2020,"46.75'), "a.csv")
    assert (len(cut.frame), cut.unread) == (2, 1)


def test_numbers_of_rows_without_a_name_as_r_writes_them() -> None:
    table = read_table(text(HEADER, *[f"{n},{row}" for n, row in enumerate(ROWS, start=1)]), "a.csv")
    assert table.columns == ["column 1", *NAMES]


def test_a_table_that_stands_apart_in_its_sheet() -> None:
    rows: list[Sequence[str | None]] = [
        [None] * 6,
        [None, None, *NAMES],
        *([None, None, *row] for row in CELLS),
    ]
    table = read_table(workbook(rows), "a.xlsx")
    assert (table.columns, table.frame.index.tolist()) == (NAMES, [3, 4])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tags_of_hxl_are_no_row(form: str) -> None:
    tags = ["#event+name", "#date +start", "#geo+lon", "#geo+lat"]
    rows = [NAMES, tags, *CELLS]
    content = workbook(rows) if form == "xlsx" else text(*map(",".join, rows))
    table = read_table(content, f"a.{form}")
    assert table.tags == dict(zip(NAMES, tags, strict=True))
    assert table.frame.to_numpy().tolist() == CELLS


WORDS = st.text(st.sampled_from("abcdeşəжր "), min_size=1, max_size=6).map(lambda word: f"w{word}".strip())
VALUES = st.sampled_from(["1", "2020-10-01", "46.75", "https://example.org/a", "", "x", "-", "Total"])


@given(
    st.lists(WORDS, min_size=2, max_size=5, unique=True).flatmap(
        lambda names: st.tuples(
            st.just(names), st.lists(st.lists(VALUES, min_size=len(names), max_size=len(names)), max_size=8)
        )
    ),
    st.lists(WORDS, max_size=3),
)
def test_every_line_is_a_name_a_row_or_told(
    table: tuple[list[str], list[list[str]]], above: list[str]
) -> None:
    names, rows = table
    lines = [*above, ",".join(names), *(",".join(row) for row in rows)]
    try:
        found = read_table(text(*lines), "a.csv")
    except ImportProblems:
        return
    header = 0 if found.header == "none" else found.header.count("-") + 1
    start = int(found.header.partition("-")[0]) - 1 if header else 0
    skipped = sum(bool(line.strip(", ")) for line in lines[:start])
    filled = sum(bool(line.strip(", ")) for line in lines)
    assert found.read + header + skipped == filled
    assert skipped == 0 or f"rows: {skipped}" in told(found)[0]
