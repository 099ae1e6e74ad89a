"""Regular expressions of Table Schemas: our own by Python, those of a foreign package by RE2, which never runs away."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

ID = "[a-z0-9]+(-[a-z0-9]+)*"
CITY_DAY = "[0-9]{2}-[0-9]{2}"
LONGEST = 1_000
"""Characters of a pattern."""
_OURS = {pattern: re.compile(pattern) for pattern in (ID, CITY_DAY)}


def is_pattern(pattern: object) -> bool:
    """Whether a regular expression can be used: it is short, and RE2 understands it."""
    if not isinstance(pattern, str) or len(pattern) > LONGEST:
        return False
    try:
        _re2("", pattern)
    except (pa.ArrowInvalid, UnicodeEncodeError):
        return False
    return True


def has_form(cell: str, pattern: str) -> bool:
    """Whether a whole cell has the form of a pattern.

    A foreign pattern is matched by RE2, which Arrow has: it reads a cell once from left to right, where Python's
    expressions may take longer than anybody waits. It knows no look-around and no back-references.

    >>> has_form("aab", "a+b"), has_form("aabc", "a+b")
    (True, False)
    """
    ours = _OURS.get(pattern)
    return ours.fullmatch(cell) is not None if ours else _re2(cell, pattern)


def _re2(cell: str, pattern: str) -> bool:
    text = pa.scalar(cell.encode("utf-8", "replace").decode(), pa.large_string())
    return bool(pc.match_substring_regex(text, rf"\A(?:{pattern})\z").as_py())
