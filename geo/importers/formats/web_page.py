"""The largest table of a web page: programs save such pages under the name of a workbook."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from geo.i18n import marked
from geo.importers.formats.cell_rows import table_of_rows
from geo.importers.formats.encoding import text_of
from geo.importers.limits import MOST_COLUMNS
from geo.importers.problems import refusal

if TYPE_CHECKING:
    from geo.importers.table import Table

PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|table|head|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
COMMENT_END = re.compile(r"--\s*>")
BLANKS = re.compile(r"\s+")
MOST_SPANNED = 200
IN_TABLES = re.compile(
    "a|abbr|b|br|button|caption|center|code|col|colgroup|div|em|font|form|i|img|input|label|"
    "li|link|meta|ol|option|p|s|script|select|small|span|strong|style|sub|sup|svg|table|tbody|td|"
    "template|textarea|tfoot|th|thead|time|tr|u|ul|wbr"
)
"""Tags that pages have in their tables, beside cells; with another the page was damaged in that place."""


class _Tables(HTMLParser):
    """Collects the cells of all tables; a table within a cell is one of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.open: list[list[list[str]]] = []
        self.cell: list[str] | None = None
        self.span = 1
        self.ended = True
        self.stray: dict[tuple[int, int], list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        if "<" in written[1:] or (
            self.cell is None and not {":", "-"} & set(tag) and not IN_TABLES.fullmatch(tag)
        ):
            self._stray(written)
        if tag == "table":
            self._close_cell()
            self.open.append([])
            self.tables.append(self.open[-1])
        elif tag == "tr" and self.open:
            self._begin_row()
        elif tag in {"td", "th"} and self.open:
            self._close_cell()
            if self.ended or not self.open[-1]:
                self._begin_row()
            given = dict(attrs).get("colspan") or "1"
            self.span = min(int(given), MOST_SPANNED) if given.isdecimal() else 1
            self.cell = []
        elif tag == "br" and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._close_cell()
        self.ended = self.ended or tag == "tr"
        if tag == "table" and self.open:
            self.open.pop()
            self.ended = False

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)
        elif data.strip() and not self.ended:
            self._stray(data)

    def parse_html_declaration(self, i: int) -> int:
        """Pass over a declaration, as browsers do: to the next `>`, whatever it says."""
        if self.rawdata.startswith("<!--", i):
            return self.parse_comment(i)
        return self.rawdata.find(">", i) + 1 or -1

    def read(self, text: str) -> None:
        """Read a whole page. What begins and does not end is text: it would be looked for to the end each time."""
        last = max((found.end() for found in COMMENT_END.finditer(text)), default=0)
        text = text[:last] + text[last:].replace("<!--", "<!")
        cut = text.rfind(">") + 1
        self.feed(text[:cut])
        self.close()
        self.handle_data(unescape(text[cut:]))
        self._close_cell()

    def unread(self, table: list[list[str]]) -> dict[int, str]:
        """Return the text that stands in rows of a table and in no cell of theirs, by the position of the row."""
        return {row: " ".join(texts) for (at, row), texts in self.stray.items() if at == id(table)}

    def _begin_row(self) -> None:
        self._close_cell()
        self.open[-1].append([])
        self.ended = False

    def _stray(self, text: str) -> None:
        if self.open and self.open[-1]:
            if self.ended:
                self._begin_row()  # Its beginning is what was damaged.
            row = id(self.open[-1]), len(self.open[-1]) - 1
            self.stray.setdefault(row, []).append(BLANKS.sub(" ", text).strip())

    def _close_cell(self) -> None:
        if self.cell is None or not self.open or not self.open[-1]:
            self.cell = None
            return
        row = self.open[-1][-1]
        if len(row) < MOST_COLUMNS:
            row += [BLANKS.sub(" ", "".join(self.cell)).strip(), *[""] * (self.span - 1)]
        self.cell = None


def is_web_page(data: bytes) -> bool:
    """Whether a file begins as a web page does."""
    return PAGE.match(data[:4096]) is not None


def read_web_page(name: str, data: bytes, encoding: str = "", header: str = "") -> Table:
    """Read the table of a page that has the most rows.

    Raises
    ------
    ImportProblems
        When there is no table in it.
    """
    said = CHARSET.search(data[:4096])
    text, found = text_of(name, data, encoding or (said[1].decode("ascii", "ignore") if said else ""))
    parser = _Tables()
    parser.read(text)
    rows = max(parser.tables, key=len, default=[])
    if len(rows) < 2:  # noqa: PLR2004 (a header and a row)
        expected = marked("a file with a table, not a web page without one")
        raise refusal(name, "", expected, marked("Download the table itself, as CSV or .xlsx"))
    unread = parser.unread(rows)
    table = table_of_rows(name, [[] if at in unread else row for at, row in enumerate(rows)], header)
    expected = marked("text in the cells of the row, and none beside them")
    lines = [at + 1 for at in unread]
    table.notes.add(
        lines, "", unread.values(), expected, marked("Download or save the file again; it may be damaged")
    )
    remark = marked("The file is a web page, whatever its name says; its longest table was read.")
    return replace(
        table,
        unread=table.unread + len(unread),
        remarks=(remark, *found.remarks, *table.remarks),
        encoding=found.encoding,
        questions=(*found.questions, *table.questions),
    )
