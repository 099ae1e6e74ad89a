"""Counts of people as tables write them: thousands, ranges, bounds; never read as coordinates are.

Whether `1.234` is a thousand or a part of a person is decided over all columns of counts together: people
are whole, a table has one sign for decimals, and where it leaves both readings open a person is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.importers.cells import LONGEST, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]

CountSign = Literal["", "point", "comma"]
"""The sign before decimals; "" to find out."""
DECIMAL_SIGNS = {"point": ".", "comma": ","}
MOST = 1_000_000_000
"""People in one count; more is another number that was taken for one."""
WHOLE = re.compile(r"[0-9]{1,15}")
GROUPED = re.compile(r"[1-9][0-9]{0,2}(?P<sign>[., '’_])[0-9]{3}(?:(?P=sign)[0-9]{3}){0,4}")
DECIMAL = re.compile(r"(?P<whole>[0-9]{1,15})[.,](?P<part>[0-9]{1,12})")
BOTH = re.compile(r"[1-9][0-9]{0,2}(?:(?P<sign>[., '’])[0-9]{3}){1,5}(?P<decimal>[.,])(?P<part>[0-9]{1,12})")
SIGNS = ".,"
PREFIXES = {
    **dict.fromkeys(
        (
            *(
                ">",
                "≥",
                ">=",
                "at least",
                "more than",
                "over",
                "no fewer than",
                "no less than",
                "min",
                "minimum",
            ),
            *(
                "не менее",
                "более",
                "свыше",
                "больше",
                "как минимум",
                "минимум",
                "ən azı",
                "azı",
                "çox",
                "en az",
            ),
            *("mindestens", "über", "mehr als", "au moins", "plus de", "առնվազն", "ավելի քան", "не менш"),
        ),
        "at least",
    ),
    **dict.fromkeys(
        (
            *("<", "≤", "<=", "at most", "up to", "no more than", "fewer than", "less than", "under", "max"),
            *("до", "не более", "менее", "меньше", "ən çoxu", "ən çox", "en çok", "höchstens", "bis zu"),
            *("au plus", "moins de", "jusqu'à", "մինչև", "maximum"),
        ),
        "at most",
    ),
    **dict.fromkeys(
        (
            *("~", "≈", "about", "around", "approximately", "approx.", "approx", "ca.", "ca", "c.", "circa"),
            *("some", "nearly", "almost", "roughly", "около", "примерно", "порядка", "приблизительно", "ок."),
            *("təxminən", "yaklaşık", "etwa", "rund", "environ", "մոտ", "շուրջ"),
        ),
        "about",
    ),
}
"""Words before a number, and the words of a claim that say the same."""
BY_LENGTH = sorted(PREFIXES, key=len, reverse=True)
AFTER = {"+": "at least", " or more": "at least", " or fewer": "at most", " or less": "at most", "?": "about"}
PEOPLE = (
    *(" people", " persons", " person", " killed", " dead", " deaths", " soldiers", " civilians", " wounded"),
    *(" человек", " чел.", " чел", " убитых", " погибших", " nəfər", " kişi", " մարդ", " personen", " morts"),
)
BETWEEN = ("between ", "from ", "от ", "von ", "entre ", "de ")
TO = (" to ", " and ", " до ", " bis ", " - ", "-", " et ", " à ", " или ", " or ")


@dataclass(frozen=True)
class Count:
    """A count of one cell: lowest and highest number, and the words that a claim keeps of it."""

    low: int
    high: int
    text: str


@dataclass(frozen=True)
class Signs:
    """How numbers of a table are written.

    Parameters
    ----------
    thousands
        The signs among point and comma that part thousands.
    open
        Those that part either thousands or decimals: a person must say.
    """

    thousands: str = ""
    open: str = ""


def find_signs(texts: Iterable[str], *, decimal: CountSign = "", file_decimal: str = "") -> Signs:
    """Decide over the different texts of a table's counts what points and commas in them mean.

    Parameters
    ----------
    texts
        Of all columns of counts.
    decimal
        The sign before decimals as a person said it; it decides.
    file_decimal
        The sign before decimals in the table's coordinates (`.` or `,`), "" where they have none.

    >>> find_signs(["1,200", "30,000"])
    Signs(thousands=',', open='')
    >>> find_signs(["3.000"], file_decimal=".")
    Signs(thousands='', open='.')
    """
    if decimal:
        return Signs(SIGNS.replace(DECIMAL_SIGNS[decimal], ""))
    bare = [number for text in texts for number in _numbers_in(tidy(text[:LONGEST]))]
    thousands, unsure = "", ""
    whole = any(WHOLE.fullmatch(text) for text in bare)
    for sign in SIGNS:
        other = "," if sign == "." else "."
        grouped = [text for text in bare if (found := GROUPED.fullmatch(text)) and found["sign"] == sign]
        before = [found for text in bare if (found := BOTH.fullmatch(text)) and found["sign"] == sign]
        if not grouped and not before:
            continue
        parts = [
            text
            for text in bare
            if sign in text and DECIMAL.fullmatch(text) and not GROUPED.fullmatch(text) and other not in text
        ]
        if before or any(text.count(sign) > 1 or not text.endswith("000") for text in grouped):
            # No person is a part of one, and no number has two signs before its decimals.
            thousands += sign if not parts else ""
            unsure += sign if parts else ""
        elif parts:
            pass  # "3,5" and "3,000": decimals, all of them.
        elif file_decimal == other or (whole and file_decimal != sign):
            thousands += sign
        else:
            unsure += sign
    return Signs(thousands, unsure)


def _numbers_in(text: str) -> list[str]:
    """Return the numbers of a text as they are written."""
    return [part for part in re.split(r"[^0-9.,'’]", text) if part]


def read_count(text: str, signs: Signs = Signs()) -> Count | None:
    """Return the count of a cell, None when it is none: negative, broken, in words, or open.

    >>> read_count("1 234"), read_count("10–12"), read_count("at least 5").text
    (Count(low=1234, high=1234, text='1234'), Count(low=10, high=12, text='10-12'), 'at least 5')
    >>> read_count("2.5"), read_count("-3"), read_count("several")
    (None, None, None)
    """
    if len(text) > LONGEST:
        return None
    bare = tidy(text).lower()
    for word in PEOPLE:
        bare = bare.removesuffix(word)
    number = _number(bare, signs)
    if number is not None:
        return Count(number, number, str(number))
    return _bounded(bare, signs) or _range(bare, signs)


def _bounded(text: str, signs: Signs) -> Count | None:
    for ending, words in AFTER.items():
        if text.endswith(ending):
            return _verbal_count(words, _number(text.removesuffix(ending).rstrip(), signs))
    for prefix in BY_LENGTH:
        if text.startswith(prefix) and not (
            prefix[-1].isalpha() and text[len(prefix) : len(prefix) + 1].isalpha()
        ):
            return _verbal_count(PREFIXES[prefix], _number(text.removeprefix(prefix).strip(), signs))
    return None


def _verbal_count(words: str, number: int | None) -> Count | None:
    return None if number is None else Count(number, number, f"{words} {number}")


def _range(text: str, signs: Signs) -> Count | None:
    for word in BETWEEN:
        text = text.removeprefix(word)
    for between in TO:
        first, sign, second = text.partition(between)
        if sign:
            low, high = _number(first.strip(), signs), _number(second.strip(), signs)
            if low is not None and high is not None and low <= high:
                return Count(low, high, f"{low}-{high}" if low < high else str(low))
    return None


def _number(text: str, signs: Signs) -> int | None:
    """Return a whole number; decimals are read where they are zero."""
    text = text.removeprefix("+")
    if WHOLE.fullmatch(text):
        number = int(text)
        return number if number <= MOST else None
    if any(sign in text for sign in signs.open):
        return None
    grouped = GROUPED.fullmatch(text)
    if grouped and (grouped["sign"] not in SIGNS or grouped["sign"] in signs.thousands):
        return _number(text.replace(grouped["sign"], ""), Signs())
    both = BOTH.fullmatch(text)
    if both and both["sign"] != both["decimal"]:
        part, whole = both["part"], text[: -len(both["part"]) - 1].replace(both["sign"], "")
        return None if part.strip("0") else _number(whole, Signs())
    found = DECIMAL.fullmatch(text)
    if found and not found["part"].strip("0"):
        return _number(found["whole"], Signs())
    return None


@dataclass(frozen=True)
class Counts:
    """Counts of a column.

    Parameters
    ----------
    given
        Which rows hold one.
    positive
        Which hold one above zero.
    wrong
        Which hold something else.
    open
        Which hold one that can be read in two ways.
    texts
        Of the rows in `given`.
    """

    given: Bools
    positive: Bools
    wrong: Bools
    open: Bools
    texts: pa.Array


def odd_texts(texts: pd.Series) -> list[str]:
    """Return the different texts of a column of counts, one whole number for all the whole ones."""
    cells = pa.array(texts, pa.large_string())
    if _whole(cells) is not None:
        return ["1"]
    odd = pc.invert(pc.match_substring_regex(cells, r"\A[0-9]{0,15}\z"))
    found = pc.unique(cells.filter(odd)).to_pylist()
    whole = pc.any(pc.match_substring_regex(cells, r"\A[0-9]{1,15}\z")).as_py()
    return [*found, *(["1"] if whole else [])]


def _whole(cells: pa.Array) -> pa.Array | None:
    """Return a column of whole numbers and blanks as numbers, None where it holds anything else."""
    try:
        return pc.cast(pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.large_string()), cells), pa.int64())
    except pa.ArrowInvalid:
        return None


def read_counts(texts: pd.Series, signs: Signs) -> Counts:
    """Read a column of counts."""
    numbers = _whole(pa.array(texts, pa.large_string()))
    if numbers is None:  # Each different text is read by itself.
        return _read_each(texts, signs)
    figures = pc.fill_null(numbers, -1).to_numpy(zero_copy_only=False)
    blank = pc.is_null(numbers).to_numpy(zero_copy_only=False)
    given = (figures >= 0) & (figures <= MOST)
    return Counts(
        given,
        given & (figures > 0),
        ~given & ~blank,
        np.zeros(len(figures), bool),
        pc.cast(numbers.filter(pa.array(given)), pa.large_string()),
    )


def _read_each(texts: pd.Series, signs: Signs) -> Counts:
    codes, different = pd.factorize(texts)
    found = [read_count(text, signs) for text in different]
    blank = np.array([not text for text in different], dtype=bool)[codes]
    read = np.array([count is not None for count in found], dtype=bool)[codes]
    high = np.array([count.high if count else 0 for count in found], dtype="int64")[codes]
    unsure = np.array(
        [
            count is None and any(sign in text for sign in signs.open)
            for text, count in zip(different, found, strict=True)
        ],
        dtype=bool,
    )[codes]
    words = pa.array([count.text if count else "" for count in found], pa.large_string())
    return Counts(read, read & (high > 0), ~read & ~blank, unsure, words.take(pa.array(codes[read])))
