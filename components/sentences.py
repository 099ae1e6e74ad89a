"""Sentences of the data side, said in the page's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.messages import gettext, number_text

if TYPE_CHECKING:
    from geo.rules import Sentence


def said(sentence: Sentence) -> str:
    """Return a sentence of the data side, translated and then filled in."""
    values = {
        name: value if isinstance(value, str) else number_text(value)
        for name, value in sentence.values.items()
    }
    return gettext(sentence.template).format(**values)
