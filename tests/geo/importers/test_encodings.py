"""How a file's bytes spell text: found where they say it, asked where they leave it open, a broken row told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.i18n import sentence_text
from geo.importers import ImportProblems, Table, read_table

RUSSIAN = "Название;Дата\nСобытие в городе Шуша;01.10.2020\nОбстрел села;02.10.2020\n"
AZERI = "title;date\nŞuşa şəhəri — Qarabağ;2020-10-01\nKəlbəcər;2020-10-02\n"
TURKISH = "ad;tarih\nŞuşa'nın kurtuluşu;2020-11-08\nİkinci görüşme, Ağdam;2020-11-09\n"
GERMAN = "Titel;Datum\nGespräche über Straßen;2020-11-08\nBegräbnis;2020-11-09\n"


def asked(table: Table) -> list[str]:
    return [way.value for question in table.questions for way in question.alternatives]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "mac_cyrillic"),
        (RUSSIAN, "iso8859-5"),
        ("title;date\nШуша;2020\n", "cp1251"),
        ("title;date\nШуша;2020\n", "koi8-r"),
        ("title;date\nЛачин;2020\n", "cp866"),
        (TURKISH, "cp1254"),
        (GERMAN, "cp1252"),
    ],
)
def test_the_likeliest_code_page_is_read_and_asked_for(text: str, encoding: str) -> None:
    table = read_table(text.encode(encoding), "a.csv")
    assert table.encoding == encoding
    assert [table.columns, *table.frame.to_numpy().tolist()] == [
        line.split(";") for line in text.strip().split("\n")
    ]
    assert asked(table)[0] == encoding
    assert len(asked(table)) > 1
    (question,) = table.questions
    assert any(
        "Шуша" in row[0] or "ş" in row[0] or "ä" in row[0] or "Лачин" in row[0]
        for row in question.alternatives[0].rows
    )
    assert "which is a guess" in sentence_text(table.remarks[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [RUSSIAN, AZERI, TURKISH])
def test_unicode_is_never_asked(text: str, encoding: str) -> None:
    table = read_table(text.encode(encoding), "a.csv")
    assert [table.columns, *table.frame.to_numpy().tolist()] == [
        line.split(";") for line in text.strip().split("\n")
    ]
    assert table.questions == ()


def test_rows_that_a_cell_has_taken_into_it_are_counted_where_it_is_broken() -> None:
    content = b'title,date,n\nA,2020-10-01,1\nB,"x\x00\nC,2020-10-03,3\nD,2020-10-04,4",5\n'
    table = read_table(content, "a.csv")
    assert (len(table.frame), table.unread) == (1, 3)
    assert table.notes.frame()["rows"].tolist() == [3]


def test_rows_whose_line_end_is_lost_are_counted() -> None:
    head, rows = b"title,date,lon,lat\n", [b'"m%d",2020-10-01,46.75,39.76' % number for number in range(9)]
    table = read_table(head + b"\n".join(rows[:6]) + b"\n" + b"\xff".join(rows[6:]) + b"\n", "a.csv")
    assert (len(table.frame), table.unread) == (6, 3)
    two_columns = read_table(b"title,date\na,2020\nb,c,2020\nd,2020\n", "a.csv")
    assert (len(two_columns.frame), two_columns.unread) == (2, 1)


@pytest.mark.parametrize("broken", [b"\xff", b"\x00", b"\xc5", b"\xe9\x99"])
def test_one_broken_byte_costs_its_row_and_no_other(broken: bytes) -> None:
    lines = [f"Şuşa şəhəri {n},2020-10-0{n}".encode() for n in range(1, 6)]
    lines[2] = lines[2].replace(b"eri", b"e" + broken + b"ri").replace("əri".encode(), broken + b"ri")
    table = read_table(b"\n".join([b"title,date", *lines, b""]), "a.csv")
    assert (table.read, table.unread, table.encoding) == (5, 1, "utf-8")
    assert table.frame.index.tolist() == [2, 3, 5, 6]
    (problem,) = table.notes.frame().itertuples()
    assert (problem.line, problem.column, "\ufffd" in str(problem.value)) == (4, "title", True)


def test_a_sign_for_what_was_lost_before_is_text() -> None:
    table = read_table("title,date\nŞu\ufffda şəhəri,2020\nŞuşa,2021\n".encode() + b"x\xff,2022\n", "a.csv")
    assert table.frame["title"].tolist() == ["Şu\ufffda şəhəri", "Şuşa"]


def test_a_file_that_ends_within_a_letter_is_told() -> None:
    table = read_table(f"title,date\nŞuşa,2020\nKəlbəcər,2021\nŞuşa,20{'ə'}".encode()[:-1], "a.csv")
    assert table.frame["title"].tolist() == ["Şuşa", "Kəlbəcər", "Şuşa"]
    assert "ends within a letter" in sentence_text(table.remarks[0])


def test_noise_is_no_text() -> None:
    with pytest.raises(
        ImportProblems, match=r"a text file or a format that is known|an encoding that is known"
    ):
        read_table(bytes(range(256)) * 40, "noise.bin")


LETTERS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"], exclude_characters='",'), min_size=1
)


@given(st.lists(LETTERS, min_size=1, max_size=6), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_is_spelt_in_unicode_comes_in_as_it_is(cells: list[str], encoding: str) -> None:
    text = "title,date\n" + "".join(f'"{cell}",2020\n' for cell in cells)
    table = read_table(text.encode(encoding), "a.csv")
    assert table.frame["title"].tolist() == cells


@given(st.binary(max_size=300), st.integers(0, 3))
def test_whatever_the_bytes_between_every_row_is_read_or_told(noise: bytes, at: int) -> None:
    whole = [f"Şuşa şəhəri və Kəlbəcər rayonu {n},2020" for n in range(40)]
    lines = [line.encode() for line in whole]
    dirt = noise.replace(b"\n", b"").replace(b"\r", b"").replace(b'"', b"").replace(b",", b"")
    lines[at] = b"a" + dirt + b",2020"
    table = read_table(b"\n".join([b"title,date", *lines, b""]), "a.csv")
    assert table.read == 40
    if table.encoding == "utf-8":
        assert [row for row in table.frame["title"] if row.startswith("Şuşa")] == [
            line.split(",")[0] for number, line in enumerate(whole) if number != at
        ]
