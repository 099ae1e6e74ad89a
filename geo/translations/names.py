"""Names of districts, places, countries and waters in a language: the data's own, else letter by letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.i18n import locale

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    import pandas as pd

    from geo.dataset.translations import Texts

_LETTERS = {
    "ru": "a=а b=б c=дж ç=ч d=д e=е ə=а f=ф g=г ğ=г h=х x=х ı=ы i=и j=ж k=к q=г l=л m=м n=н o=о ö=о p=п r=р s=с ş=ш "
    "t=т u=у ü=ю v=в y=й z=з",
    "hy": "a=ա b=բ c=ջ ç=չ d=դ e=ե ə=ա f=ֆ g=գ ğ=ղ h=հ x=խ ı=ը i=ի j=ժ k=ք q=ղ l=լ m=մ n=ն o=ո ö=ո p=փ r=ր s=ս ş=շ "
    "t=թ u=ու ü=յու v=վ y=յ z=զ",
}
_ALPHABETS = {
    code: dict(pair.split("=") for pair in letters.split(" ")) for code, letters in _LETTERS.items()
}
_LOWER = str.maketrans("İI", "iı")


def names_in(language: str, english: Iterable[str], azerbaijani: Iterable[str]) -> list[str]:
    """Write names that no source gives in a language by its letters, after their Azerbaijani spelling.

    Parameters
    ----------
    language
        Code of the language.
    english, azerbaijani
        The names; "" where there is none. Without an Azerbaijani spelling the English name stays.

    Examples
    --------
    >>> names_in("ru", ["Tovuz", "Barda"], ["Tovuz", ""])
    ['Товуз', 'Barda']
    """
    alphabet = _ALPHABETS.get(language)
    return [
        (own or name) if alphabet is None or not own else _transliterated_word(own, alphabet)
        for name, own in zip(english, azerbaijani, strict=True)
    ]


def _transliterated_word(name: str, alphabet: dict[str, str]) -> str:
    words = []
    for word in name.split(" "):
        letters = "".join(alphabet.get(letter, letter) for letter in word.translate(_LOWER).lower())
        if letters.startswith("ո"):  # At the beginning of a word the letter is read with a v before it.
            letters = f"օ{letters[1:]}"
        words.append(letters[:1].upper() + letters[1:] if word[:1].isupper() else letters)
    return " ".join(words)


def district_names(districts: pd.DataFrame, facts: pd.DataFrame, texts: Texts) -> list[str]:
    """Return the names of districts: a translation, the data's own official name, or its letters.

    Parameters
    ----------
    districts
        Index `district_id`, columns name and, where known, name_az.
    facts
        Columns district_id, field, value.
    texts
        The translations; table `districts`, field `name`.
    """
    first = facts.drop_duplicates(["district_id", "field"]).set_index(["district_id", "field"])["value"]
    az = [
        str(first.get((key, "name_az")) or own or "").split(";")[0].strip()
        for key, own in zip(districts.index, districts.get("name_az", districts["name"]), strict=True)
    ]
    written = names_in(texts.language, districts["name"], az)
    found = (
        texts.of("districts", str(key), "name", str(name))
        for key, name in zip(districts.index, districts["name"], strict=True)
    )
    return [one.text if one else own for one, own in zip(found, written, strict=True)]


def names_of_places(places: pd.DataFrame, texts: Texts) -> list[str]:
    """Return the names of places: a translation, the name column of the language, or its letters."""
    own = places.get(f"name_{texts.language}", [""] * len(places))
    written = names_in(texts.language, places["name_en"], places["name_az"])
    names = []
    for key, english, column, letters in zip(places.index, places["name_en"], own, written, strict=True):
        found = texts.of("places", str(key), "name", str(english))
        names.append(found.text if found else str(column) or letters)
    return names


def names_of_shapes(layer: gpd.GeoDataFrame, texts: Texts) -> list[object]:
    """Return the names of a backdrop layer: countries by their ISO code as CLDR has them, others translated."""
    codes = layer["iso_a2"] if "iso_a2" in layer else [None] * len(layer)
    known = locale().territories
    return [
        known.get(str(code)) or (texts.words("backdrop", name) if isinstance(name, str) else name)
        for code, name in zip(codes, layer["name_en"], strict=True)
    ]
