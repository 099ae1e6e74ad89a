"""Errors of queries, in sentences: a parameter or a filter that cannot be used."""

from __future__ import annotations

from geo.i18n import Sentence, marked, sentence_text

LONGEST_VALUE = 200
"""Characters of a value that a sentence repeats."""


class QueryError(ValueError):
    """A parameter cannot be used; says so in the current language."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep the sentence."""
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        """Say what was read, and what was expected."""
        return sentence_text(self.sentence)


def wrong(name: str, value: str, expected: str) -> QueryError:
    """Return the error of a parameter: what was read, and what was expected (marked for the catalogue)."""
    return QueryError(
        Sentence(
            marked("{name}: read {value}, expected {expected}."),
            {"name": name, "value": repr(value[:LONGEST_VALUE]), "expected": Sentence(expected)},
        )
    )


def wrong_filter(problem: Sentence) -> QueryError:
    """Return the error of a filter."""
    return QueryError(Sentence(marked("filter: {problem}"), {"problem": problem}))
