"""Words of two texts that differ, for marks that do not need a colour: struck out and underlined."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Mark = Literal["same", "old", "new"]
LONGEST = 4_000
"""Texts above this length in characters are shown whole, the old and the new."""


class Part(NamedTuple):
    """Words in a row that stand in both texts, or in one."""

    mark: Mark
    text: str


def old_parts(old: str, new: str) -> list[Part]:
    """Return an old text in parts: what it shares with the new one, and what is no longer there.

    >>> old_parts("147 settlements", "146 settlements")
    [Part(mark='old', text='147'), Part(mark='same', text=' settlements')]
    """
    return _parts(old, new, "old")


def new_parts(old: str, new: str) -> list[Part]:
    """Return a new text in parts: what it shares with the old one, and what is new."""
    return _parts(old, new, "new")


def _parts(old: str, new: str, mark: Mark) -> list[Part]:
    mine = old if mark == "old" else new
    if old == new:
        return [Part("same", mine)] if mine else []
    if max(len(old), len(new)) > LONGEST:
        return [Part(mark, mine)] if mine else []
    one, other = _words(old), _words(new)
    found: list[Part] = []
    for act, first, last, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        text = "".join(one[first:last] if mark == "old" else other[start:end])
        if text:
            found.append(Part("same" if act == "equal" else mark, text))
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)
