"""Cells as they are compared and parsed: invisible characters, words for nothing, a greatest length."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import numpy.typing as npt


LONGEST = 200
"""Characters of a date, a number or a pair of coordinates; what is longer is refused before it is parsed."""
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xAD, 0x61C, 0x180E, 0]
)
BLANK_WORDS = frozenset(
    {
        *("na", "n/a", "n.a.", "n.a", "#n/a", "#na", "<na>", "nan", "-nan", "null", "(null)", "\\n", "nil"),
        *("none", "-", "--", "---", "_", ".", "..", "...", "*", "?", "unknown", "missing", "not available"),
        *("нет", "нет данных", "н/д", "нд", "неизвестно", "не указано", "yox", "yoxdur", "məlum deyil"),
        *("չկա", "անհայտ", "keine", "k.a.", "k. a.", "unbekannt", "aucun", "inconnu", "yok", "bilinmiyor"),
        *(
            "немає",
            "невідомо",
            "#value!",
            "#ref!",
            "#null!",
            "#div/0!",
            "#num!",
            "#name?",
            "nat",
            "inf",
            "-inf",
            "infinity",
        ),
        *("0000-00-00", "0000-00-00 00:00:00", "00.00.0000", "00/00/0000", "0000-00-00t00:00:00z"),
    }
)
"""What is written in a cell of a date, a number, a code or a district that holds nothing; in lower case."""
BLANK_TEXTS = frozenset(
    {"NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "\\N", "-", "--", "None", "NaT"}
)
"""The same in cells of text, where a word may be a word."""
PLAIN = (
    r"\A(?:[+-]?[0-9]{1,15}(?:\.[0-9]{1,20})?"
    r"|[12][0-9]{3}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)?)\z"
)
"""Numbers and days that are tidy as they stand, for Arrow."""
DIGITS = re.compile(r"\d")


def tidy(text: str) -> str:
    """Return a text without invisible characters, with plain digits, hyphens and single blanks.

    >>> tidy(" ２０２０‑09–27\u200b ")
    '2020-09-27'
    """
    if text.isascii():
        return " ".join(text.split())
    text = text.translate(DASHES).translate(INVISIBLE)
    text = DIGITS.sub(lambda digit: str(unicodedata.digit(digit[0])), text)
    return " ".join(text.split())


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing, or a word for nothing."""
    return not text or (len(text) <= LONGEST and ((bare := tidy(text).lower()) in BLANK_WORDS or not bare))


def code_text(text: str) -> str:
    """Return a code as codebooks write it: `1` where a spreadsheet made `1.0` of it."""
    return tidy(text[:LONGEST]).removesuffix(".0")


def tidied(texts: pd.Series) -> pd.Series:
    """Return a column tidied, and blank where a word for nothing is written.

    Columns of plain text take no time by the row: only what differs is looked at one by one, and of that only
    what is no plain number or day.
    """
    cells = _arrow(texts)
    odd = pc.invert(pc.match_substring_regex(cells, PLAIN))
    codes, different = _distinct(pd.Series(cells.filter(odd), dtype=texts.dtype))
    new = [_value(text) for text in different]
    if all(a == b for a, b in zip(new, different, strict=True)):
        return texts
    changed = pa.array(new, pa.large_string()).take(pa.array(codes))
    return pd.Series(pc.replace_with_mask(cells, odd, changed), texts.index, texts.dtype, texts.name)


def without_blank_words(texts: pd.Series) -> pd.Series:
    """Return a column of text without blanks at the ends, and blank where only a word for nothing is written."""
    bare = texts.str.strip()
    blank = pc.is_in(_arrow(bare), pa.array(sorted(BLANK_TEXTS), pa.large_string()))
    return bare.mask(blank.to_numpy(zero_copy_only=False), "") if pc.any(blank).as_py() else bare


def each(texts: pd.Series, function: Callable[[str], str]) -> pd.Series:
    """Return what a function makes of a column's texts, asked once for each different one."""
    codes, different = _distinct(texts)
    return _spread([function(text) for text in different], codes, texts)


def _value(text: str) -> str:
    if len(text) > LONGEST:
        return text
    bare = tidy(text)
    return "" if bare.lower() in BLANK_WORDS else bare


def _arrow(texts: pd.Series) -> pa.Array:
    cells = pa.array(texts, pa.large_string())
    return cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells


def _distinct(texts: pd.Series) -> tuple[npt.NDArray[np.int64], list[str]]:
    codes, different = pd.factorize(texts)
    return codes, [str(text) for text in different]


def _spread(new: list[str], codes: npt.NDArray[np.int64], texts: pd.Series) -> pd.Series:
    values = pd.array(new, dtype="str")
    return pd.Series(values.take(codes), texts.index, name=texts.name)
