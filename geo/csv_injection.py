"""Text in the cells of a spreadsheet program, which takes some texts for formulas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

GUARD = "'"
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x1f\x7f"
"""Signs that are not seen, for a class of an expression: some programs take them away before they look."""
_FORMULA = re.compile(rf"'*([\s{_UNSEEN}]*[=+\-@＝＋－＠]|[\t\r\n])")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
_FIRST = [*"'=+-@＝＋－＠", *filter(re.compile(rf"[\s{_UNSEEN}]").match, map(chr, range(0x10000)))]
"""Every character that such text may begin with: sorting out by it is fast, and leaves few to look at."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def neutralise(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet program would take for a formula.

    That is text which begins with = + - or @ (also in full width, also behind blanks), or with a
    tab or a line break; and, so that nothing is lost, such text that has apostrophes before it
    already. It is what OWASP advises against CSV injection.

    >>> neutralise("=1+1"), neutralise("1=1"), neutralise("'=1+1")
    ("'=1+1", '1=1', "''=1+1")
    """
    return GUARD + text if _FORMULA.match(text) else text


def neutralise_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose texts, column names included, no spreadsheet program takes for formulas.

    Texts that are plain numbers, as -46.75, stay as they are.

    Parameters
    ----------
    table
        Columns of any kind; those of text are looked at.
    """
    guarded = table.rename(columns=neutralise)
    for name in guarded.select_dtypes(include=["object", "string"]):
        texts = guarded[name].astype("str")
        risky = texts.str.slice(0, 1).isin(_FIRST)
        if risky.any():
            cells = texts.to_numpy(object)
            cells[risky] = [text if _NUMBER.fullmatch(text) else neutralise(text) for text in texts[risky]]
            guarded[name] = cells
    return guarded


def restore(text: str) -> str:
    """Take the apostrophe away again that :func:`neutralise` put there.

    >>> restore("'=1+1"), restore("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith(GUARD) and _FORMULA.match(text) else text


def printable(text: str) -> str:
    """Return text as XML can hold it: control characters shown as U+FFFD, line breaks as LF."""
    return _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
