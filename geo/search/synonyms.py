"""Other words for a word of a question, by another name or in the singular, and the small words that find nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.short_texts import cached_if_short

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "at",
        "by",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "in",
        "is",
        "it",
        "many",
        "much",
        "of",
        "on",
        "or",
        "the",
        "then",
        "to",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
    ]
)
"""Words of a sentence that find nothing by themselves."""

GROUPS: tuple[tuple[str, ...], ...] = (
    ("mine", "mines", "landmine", "landmines", "minefield", "minefields"),
    ("demining", "demined", "demine", "deminers", "mine clearance", "mines cleared", "cleared of mines"),
    ("hydroelectric", "hydropower", "hydro"),
    ("refugee", "refugees", "displaced", "displacement", "idp", "idps"),
    ("blockade", "blockaded", "blocked", "closure", "closed"),
    ("ceasefire", "truce", "armistice", "cease fire"),
    ("airport", "airports", "airfield"),
    ("prisoner", "prisoners", "captive", "captives", "pow", "pows", "hostage", "hostages"),
    ("exhumed", "exhumation", "exhumations", "mass grave", "mass graves"),
    ("road", "roads", "highway", "highways", "motorway"),
    ("railway", "railways", "railroad", "rail"),
)
"""Words and phrases that are asked for one another. A phrase is in a text when all its words are."""

SHORTEST_PLURAL = 5


def telling(asked: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a question without the small words of a sentence; all of them where there are no others.

    >>> telling(("displaced", "from", "kalbajar"))
    ('displaced', 'kalbajar')
    >>> telling(("on", "the"))
    ('on', 'the')
    """
    return tuple(word for word in asked if word not in SMALL) or tuple(asked)


@cached_if_short(1_024, longest=40)
def other_words(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the words and phrases that a word may stand for beside itself, each as its words.

    Parameters
    ----------
    word
        One word of :func:`geo.search.transliteration.words`.
    """
    alike = [one for group in GROUPS if word in group for one in group if one != word]
    alike += _singulars(word)
    return tuple(tuple(one.split()) for one in dict.fromkeys(alike))


def _singulars(word: str) -> list[str]:
    if len(word) < SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return []
    if word.endswith("ies"):
        return [f"{word[:-3]}y"]
    return [word[:-1], word[:-2]] if word.endswith("es") else [word[:-1]]
