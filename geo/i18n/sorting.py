"""Order of words as the current language's alphabet has it; code points put Ç, Ə, Ş and Ё behind Z and Я."""

from __future__ import annotations

import unicodedata
from functools import cache

from geo.i18n.languages import language

_ALPHABETS = {
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvwyz",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքևօֆ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}
_AZERBAIJANI_SMALL = str.maketrans("Iİ", "ıi")


def sort_key(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which words stand in the order of the current language's alphabet.

    Parameters
    ----------
    text
        A name. Letters of other alphabets come after those of the language, their marks left aside.

    Examples
    --------
    >>> from geo.i18n import speaking
    >>> with speaking("az"):
    ...     sorted(["Zəngilan", "Şuşa", "Xocalı", "Hadrut"], key=sort_key)
    ['Hadrut', 'Xocalı', 'Şuşa', 'Zəngilan']
    """
    code = language()
    places = _places(code)
    small = (text.translate(_AZERBAIJANI_SMALL) if code == "az" else text).lower()
    return tuple(_place(letter, places) for letter in unicodedata.normalize("NFC", small))


def _place(letter: str, places: dict[str, int]) -> tuple[int, str]:
    if letter in places:
        return places[letter], ""
    bare = unicodedata.normalize("NFD", letter)[:1]
    if bare in places:
        return places[bare], letter
    return (len(places) + 1 if letter.isalpha() else 0), bare


@cache
def _places(code: str) -> dict[str, int]:
    alphabet = _ALPHABETS.get(code, "abcdefghijklmnopqrstuvwxyz")
    return {letter: place for place, letter in enumerate(alphabet, start=1)}
