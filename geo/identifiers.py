"""Ids and texts made comparable: slugs of names, lists of ids, folded text for search."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Callable

LIST_DELIMITER = ";"
KEPT_LETTERS = 0x3000
"""Alphabets are below. A text of all that is above, millions of signs that nobody needs twice, would stay in memory."""


class LetterTable(dict[int, str | None]):
    """A table for `str.translate` that is filled as letters are met.

    Parameters
    ----------
    make
        Returns what becomes of a letter, None where it goes.
    """

    def __init__(self, make: Callable[[str], str | None]) -> None:
        """Begin with no letter."""
        super().__init__()
        self._make = make

    def __missing__(self, letter: int) -> str | None:
        found = self._make(chr(letter))
        if letter < KEPT_LETTERS:
            self[letter] = found
        return found


_ALIKE = {"ə": "e", "ı": "i"}
_FOLDED = LetterTable(lambda letter: None if unicodedata.combining(letter) else _ALIKE.get(letter, letter))


def slug(name: str) -> str:
    """Return a name as an id: lower case, words joined by hyphens ("Shaki (city)": `shaki-city`).

    Other scripts are transliterated, so that names that differ have ids ("Шуша": `shusha`).
    """
    folded = fold(name)
    latin = folded if folded.isascii() else anyascii(folded).lower()
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")


def split_list(cell: str) -> tuple[str, ...]:
    """Return the ids of a cell that holds a list; none for a blank cell."""
    return tuple(item for item in cell.split(LIST_DELIMITER) if item)


def fold(text: str) -> str:
    """Return a text without case and marks, so that Kəlbəcər is found by `kelbecer`.

    The Turkic pairs I/ı and İ/i become one letter. Folding what is folded changes nothing.
    """
    if text.isascii():
        return text.lower()
    before = ""
    while text != before:  # Some letters have a case only once they are decomposed.
        before = text
        text = unicodedata.normalize("NFKD", text.casefold()).translate(_FOLDED)
    return text
