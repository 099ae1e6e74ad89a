"""Other words for a word of a question: what the record calls by another name, and the singular of a plural."""

from __future__ import annotations

from geo.short_texts import cached_if_short

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
