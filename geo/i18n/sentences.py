"""Sentences with places for what they are about, translated before the places are filled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.i18n.formats import number_text
from geo.i18n.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Sentence:
    """A sentence with places for what it is about, so that a page can translate it before it fills them.

    Parameters
    ----------
    template
        The sentence, with names in braces.
    values
        What takes their places.
    """

    template: str
    values: Mapping[str, str | int | float | Sentence] = field(default_factory=dict)

    def __hash__(self) -> int:
        """Return a hash by content, so that equal sentences of many rows can be kept once."""
        return hash((self.template, tuple(sorted(self.values.items(), key=lambda item: item[0]))))

    def __str__(self) -> str:
        """Return the sentence filled in, in English."""
        return self.template.format(**self.values)


Words = str | Sentence
"""What the data side says: a whole message, marked for the catalogue, or one with places."""


def sentence_text(words: Words) -> str:
    """Return a message or a sentence in the current language, filled in.

    A place may hold a sentence itself; a text in a place, for example a column's name, stays as it is.

    >>> sentence_text(Sentence("{count} of {all}", {"count": 1200, "all": "many"}))
    '1,200 of many'
    """
    if isinstance(words, str):
        return gettext(words)
    values = {
        name: sentence_text(value)
        if isinstance(value, Sentence)
        else value
        if isinstance(value, str)
        else number_text(value)
        for name, value in words.values.items()
    }
    return gettext(words.template).format(**values)
