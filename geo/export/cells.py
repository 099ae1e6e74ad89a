"""Text in the cells of a spreadsheet program, which takes some texts for formulas."""

from __future__ import annotations

import re

GUARD = "'"
_FORMULA = re.compile(r"'*(\s*[=+\-@＝＋－＠]|[\t\r\n])")
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


def restore(text: str) -> str:
    """Take the apostrophe away again that :func:`neutralise` put there.

    >>> restore("'=1+1"), restore("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith(GUARD) and _FORMULA.match(text) else text


def printable(text: str) -> str:
    """Return text as XML can hold it: control characters shown as U+FFFD, line breaks as LF."""
    return _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
