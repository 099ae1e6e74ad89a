"""Districts by every name that the data give them, also within the words that stand around a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.identifiers import fold, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GENERIC = frozenset(
    map(
        fold,
        (
            *(
                "district",
                "districts",
                "raion",
                "rayon",
                "rayonu",
                "rayonunun",
                "rayons",
                "rajon",
                "region",
                "county",
            ),
            *(
                "province",
                "municipality",
                "city",
                "town",
                "of",
                "the",
                "район",
                "района",
                "районе",
                "р-н",
                "р",
                "н",
            ),
            *(
                "город",
                "города",
                "г",
                "шəhəri",
                "şəhəri",
                "şəhər",
                "şəh",
                "ş",
                "շրջան",
                "շրջանի",
                "քաղաք",
                "մարզ",
            ),
            *("bezirk", "kreis", "ilçesi", "ilçe", "ili", "arrondissement", "adm", "admin"),
        ),
    )
)
"""Words that say what kind of thing a name is of."""
BETWEEN = re.compile(r"[;,/|&\n]| and | и | və | և | et | und | ve | та ")
ADJECTIVE = re.compile(r"(?P<stem>[а-яё]{3,30})(?:ск|цк)(?:ии|ого|ом|ому|им|ая|ое|ие)")
ENDINGS = ("", "а", "ы", "и", "у")
LONGEST = 300
TOKEN = re.compile(r"[\w'’-]+")


def comparable_name(name: str) -> str:
    """Return a name as it is compared: an id without the words that say of what it is.

    >>> comparable_name("Kəlbəcər rayonu"), comparable_name("Kalbajar District")
    ('kelbecer', 'kalbajar')
    """
    words = [word for word in TOKEN.findall(fold(name)) if word not in GENERIC]
    return slug(" ".join(words))


def by_name(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the id of a district by its names, compared by :func:`comparable_name`.

    Parameters
    ----------
    names
        Id and name; of a name that two of them have, the first counts.
    """
    found: dict[str, str] = {}
    for district, name in names:
        for key in (slug(name), comparable_name(name)):
            if key:
                found.setdefault(key, district)
    return found


def read_districts(text: str, known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the ids of the districts that a cell names, and the names that are not known.

    A cell may name several, and write a name as an adjective ("Шушинский район").

    >>> read_districts("Shusha, Lachin district", {"shusha": "shusha", "lachin": "lachin"})
    (['shusha', 'lachin'], [])
    """
    text = " ".join(text[:LONGEST].split())
    whole = _find(text, known)
    if whole:
        return [whole], []
    found, unknown = [], []
    for part in filter(None, (part.strip() for part in BETWEEN.split(text))):
        district = _find(part, known)
        if district:
            found.append(district)
        elif slug(part) and comparable_name(part):
            unknown.append(part)
    return list(dict.fromkeys(found)), unknown


def _find(name: str, known: Mapping[str, str]) -> str | None:
    direct = known.get(slug(name)) or known.get(comparable_name(name))
    if direct:
        return direct
    for word in TOKEN.findall(fold(name)):
        adjective = ADJECTIVE.fullmatch(word)
        if adjective is None:
            continue
        stem = adjective["stem"]
        for root in dict.fromkeys((stem, stem.removesuffix("н"), stem.removesuffix("ин"))):
            for ending in ENDINGS:
                if found := known.get(slug(root + ending)):
                    return found
    return None
