"""Refusals of the mended record, each a sentence to the person who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.i18n import sentence_text

if TYPE_CHECKING:
    from geo.i18n import Words


class RevisionError(ValueError):
    """What was asked cannot be done; nothing of it was."""

    def __init__(self, sentence: Words) -> None:
        """Keep the sentence."""
        self.sentence = sentence
        super().__init__(sentence)

    def __str__(self) -> str:
        """Say it in the current language."""
        return sentence_text(self.sentence)


class StaleError(RevisionError):
    """The record is no longer what the suggestion or the decision was made on."""


class DecidedError(RevisionError):
    """Another has decided already."""


class NotAllowedError(RevisionError):
    """The person may not do this."""
