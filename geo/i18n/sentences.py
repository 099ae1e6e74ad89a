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
    values: Mapping[str, str | int | float] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the sentence filled in, in English."""
        return self.template.format(**self.values)


def sentence_text(sentence: Sentence) -> str:
    """Return a sentence in the current language, filled in."""
    values = {
        name: value if isinstance(value, str) else number_text(value)
        for name, value in sentence.values.items()
    }
    return gettext(sentence.template).format(**values)
