"""Codes and words of precision in plain tables, of places and of dates, and what they mean here.

Numbers follow the scale that the column's name or its values say (UCDP's from 1 to 7, ACLED's from 1 to 3, GTD's
specificity); where both could be meant, the coarser one counts, so that no point says more than is known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.i18n import Sentence, marked
from geo.identifiers import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.i18n import Words

UCDP_PLACES = {"1": "exact", "2": "settlement", "3": "district", **dict.fromkeys("45678", "none")}
ACLED_PLACES = {"1": "settlement", "2": "district", "3": "none"}
GTD_PLACES = {"1": "settlement", "2": "district", "3": "district", "4": "none", "5": "none"}
UCDP_DATES = {"1": "day", "2": "day", "3": "day", "4": "month", "5": "year"}
ACLED_DATES = {"1": "day", "2": "month", "3": "month"}
PLACE_WORDS: Mapping[str, tuple[str, ...]] = {
    "none": (
        *(
            "country",
            "national",
            "nation",
            "province",
            "provincial",
            "region",
            "regional",
            "state",
            "governorate",
        ),
        *(
            "oblast",
            "adm1",
            "admin1",
            "adm0",
            "admin0",
            "unknown",
            "international",
            "republic",
            "none",
            "global",
        ),
        *("страна", "область", "регион", "республика", "край", "неизвестно", "ölkə", "vilayət", "respublika"),
        *(
            "երկիր",
            "մարզ",
            "land",
            "bundesland",
            "pays",
            "ülke",
            "il",
            "centroid",
            "water",
            "airspace",
            "coarse",
        ),
    ),
    "district": (
        *(
            "district",
            "county",
            "adm2",
            "admin2",
            "adm3",
            "admin3",
            "municipality",
            "rayon",
            "raion",
            "subdistrict",
        ),
        *("район", "rayonu", "շրջան", "bezirk", "kreis", "arrondissement", "ilçe", "administrative", "area"),
    ),
    "settlement": (
        *(
            "city",
            "town",
            "village",
            "settlement",
            "locality",
            "near",
            "neighbourhood",
            "neighborhood",
            "limited",
        ),
        *(
            "approximate",
            "approx",
            "город",
            "село",
            "посёлок",
            "şəhər",
            "kənd",
            "qəsəbə",
            "քաղաք",
            "գյուղ",
            "stadt",
        ),
        *("ort", "ville", "köy", "şehir", "vicinity"),
    ),
    "exact": (
        *("exact", "precise", "point", "gps", "building", "street", "address", "rooftop", "точно", "точное"),
        *("dəqiq", "genau", "précis", "ճշգրիտ", "tam"),
    ),
}
"""From the coarsest: of several words in a cell the coarsest counts."""
DATE_WORDS: Mapping[str, tuple[str, ...]] = {
    "year": (
        "year",
        "yearly",
        "annual",
        "quarter",
        "season",
        "год",
        "il",
        "տարի",
        "jahr",
        "année",
        "yıl",
        "range",
    ),
    "month": (
        "month",
        "monthly",
        "week",
        "weekly",
        "месяц",
        "неделя",
        "ay",
        "həftə",
        "ամիս",
        "monat",
        "mois",
        "hafta",
    ),
    "day": ("day", "exact", "date", "daily", "день", "точно", "gün", "օր", "tag", "jour", "precise"),
}
ADMIN = re.compile(r"adm(?:in(?:istrative)?)?[ _-]?(?:level|division|unit)?[ _-]?([0-4])")
FIRST_DIGIT = re.compile(r"[0-9]")
LONGEST = 80
SMALL_SCALE = frozenset("123")


def _by_word(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(word): meaning for meaning, listed in reversed(tuple(words.items())) for word in listed}


_PLACES, _DATES = _by_word(PLACE_WORDS), _by_word(DATE_WORDS)


def one_of(codes: str) -> Words:
    """Return what is expected of a code: one of those that are known, if any are."""
    if codes:
        return Sentence(marked("one of {codes}"), {"codes": codes})
    return marked("one of the codes of the mapping")


def place_codes(header: str, codes: Iterable[str]) -> Mapping[str, str]:
    """Return the scale of a column of numbers for the precision of places."""
    if "specificity" in header:
        return GTD_PLACES
    return ACLED_PLACES if "whereprec" not in header and _digits(codes) <= SMALL_SCALE else UCDP_PLACES


def date_codes(header: str, codes: Iterable[str]) -> Mapping[str, str]:
    """Return the scale of a column of numbers for the precision of dates."""
    return ACLED_DATES if "dateprec" not in header and _digits(codes) <= SMALL_SCALE else UCDP_DATES


def place_precision(text: str, codes: Mapping[str, str]) -> str | None:
    """Return what a code or words say of a place: exact, settlement, district or none; None when nothing is known.

    >>> place_precision("(6) Country", UCDP_PLACES), place_precision("2", ACLED_PLACES), place_precision("x", {})
    ('none', 'district', None)
    """
    folded = fold(text[:LONGEST])
    level = ADMIN.search(folded)
    if level:
        return "district" if level[1] in {"2", "3", "4"} else "none"
    return _meaning(folded, codes, _PLACES, tuple(PLACE_WORDS))


def date_precision(text: str, codes: Mapping[str, str]) -> str | None:
    """Return what a code or words say of a date: day, month or year; None when nothing is known."""
    return _meaning(fold(text[:LONGEST]), codes, _DATES, tuple(DATE_WORDS))


def _meaning(
    folded: str, codes: Mapping[str, str], by_word: Mapping[str, str], coarsest_first: tuple[str, ...]
) -> str | None:
    found = {by_word[word] for word in re.findall(r"[^\W\d_]+", folded) if word in by_word}
    if found:
        return min(found, key=coarsest_first.index)
    digit = FIRST_DIGIT.search(folded)
    return codes.get(digit[0]) if digit else None


def _digits(codes: Iterable[str]) -> set[str]:
    return {digit[0] for code in codes if (digit := FIRST_DIGIT.search(code[:LONGEST]))}
