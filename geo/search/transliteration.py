"""Words made comparable across scripts and spellings.

Three steps, each coarser than the one before:

1. :func:`geo.identifiers.fold` drops case and marks ("Kəlbəcər" and "KELBECER" are one);
2. :func:`words` writes what is left in Latin letters ("Քարվաճառ" is ``karvacharr``);
3. :func:`sound` gives the spellings of one sound one letter ("Kalbajar", "Kelbecer",
   "Kalbadjar" and "Кельбаджар" are ``kalbacar``).
"""

from __future__ import annotations

import re

from anyascii import anyascii

from geo.identifiers import LetterTable, fold
from geo.short_texts import cached_if_short

_ARMENIAN_U = "ու"
_LATIN = LetterTable(lambda letter: anyascii(letter).lower())
"""Lower-case Latin for each letter."""
_POSSESSIVE = re.compile(r"['’]s\b")
_MARKS = str.maketrans("", "", "'`\"")
_WORD = re.compile(r"[a-z0-9]+")

_SOUNDS = {
    # One sound between t, d, s, z and their soft kin: c, ç, ч, ճ, ջ, dj, дж, ж, ts, ц, ծ, ձ.
    **dict.fromkeys(("dsch", "tsch", "dzh", "tsh", "tch", "ch", "zh", "dj", "dz", "ts", "tz", "j", "c"), "c"),
    **dict.fromkeys(("sch", "sh", "s"), "s"),
    # Şuşa's x is written kh, x or h; Ağdam's ğ is gh or g, and Qubadlı's q is g or k.
    **dict.fromkeys(("kh", "x", "h"), "x"),
    **dict.fromkeys(("ck", "gh", "g", "q", "k"), "k"),
    **dict.fromkeys(("ph", "f"), "f"),
    **dict.fromkeys(("th", "t"), "t"),
    **dict.fromkeys(("dh", "d"), "d"),
    **dict.fromkeys(("w", "v"), "v"),
    **dict.fromkeys(("a", "e"), "a"),
    **dict.fromkeys(("i", "y"), "i"),
    **dict.fromkeys(("o", "u"), "u"),
}
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_REPEATED = re.compile(r"([a-z])\1+")
_GLIDE = re.compile(r"i(?=[au])")


def words(text: str) -> list[str]:
    """Return the words of a text in lower-case Latin letters and digits, in their order.

    Other scripts are transliterated by the tables of `anyascii`; signs that only mark softness or
    breath (Кельбаджар's ь, the apostrophes of Armenian romanisations) leave no trace.
    """
    folded = fold(_POSSESSIVE.sub(" ", text) if "'" in text or "’" in text else text)
    if not folded.isascii():
        folded = folded.replace(_ARMENIAN_U, "u").translate(_LATIN)
    return _WORD.findall(folded.translate(_MARKS))


@cached_if_short(1 << 17, longest=40)
def sound(word: str) -> str:
    """Return how a word of :func:`words` sounds, roughly: the same for its usual transliterations.

    The sound of a sound is itself.
    """
    before = ""
    while word != before:
        before = word
        word = _SOUND.sub(lambda found: _SOUNDS[found[0]], word)
        word = _REPEATED.sub(r"\1", _GLIDE.sub("", word))
    return word
