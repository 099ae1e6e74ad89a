"""Words in dates, by language: months, weekdays, about, early, spring, years and what stands beside them.

Months and weekdays are those of Unicode CLDR with the cases and short forms that people use besides. All words are
compared folded (:func:`geo.identifiers.fold`).
"""

from __future__ import annotations

from functools import cache

from babel.dates import get_day_names

from geo.dates import month_names
from geo.identifiers import fold

LANGUAGES = ("en", "az", "ru", "hy", "de", "fr", "tr", "uk", "es", "it", "pt", "nl", "pl", "ka")
RUSSIAN = ("ru", "uk")
CASES = ("in", "un", "inda", "inde", "unda", "unde", "da", "de", "ta", "te", "nin", "ի", "ին")
"""Endings of Azerbaijani, Turkish and Armenian months within a sentence."""


def _folded(*words: str) -> frozenset[str]:
    return frozenset(map(fold, words))


SMALL_WORDS = _folded(
    *("г", "год", "года", "году", "годов", "гг", "го", "ого", "е", "й", "числа", "в", "во", "р", "року"),
    *("de", "del", "of", "the", "th", "st", "nd", "rd", "in", "on", "at", "dated", "day", "y", "year"),
    *("il", "ilin", "ili", "ilde", "ci", "cu", "cı", "cü", "yil", "yili", "ayi", "ayın", "ay", "günü"),
    *("er", "le", "den", "im", "am", "jahr", "թ", "ի", "ին", "թվական", "թվականի", "թվականին", "წ"),
)
"""Words beside a day, a month or a year that say nothing more."""
ABOUT = _folded(
    *("c", "ca", "circa", "cca", "about", "around", "approx", "approximately", "roughly", "probably"),
    *("possibly", "perhaps", "maybe", "est", "estimated", "около", "ок", "примерно", "приблизительно"),
    *("предположительно", "təxminən", "yaklaşık", "etwa", "um", "vers", "environ", "մոտ", "մոտավորապես"),
    *("early", "mid", "middle", "late", "beginning", "start", "end", "начало", "начале", "середина"),
    *("середине", "конец", "конце", "нач", "кон", "сер", "anfang", "mitte", "ende", "début", "mi", "fin"),
    *("əvvəli", "əvvəlləri", "ortası", "ortaları", "sonu", "sonları", "başı", "սկիզբ", "վերջ"),
)
"""Words that say that a date is about so."""
BEFORE = _folded(
    *(
        "before",
        "until",
        "till",
        "by",
        "pre",
        "earlier",
        "до",
        "по",
        "к",
        "ранее",
        "əvvəl",
        "qədər",
        "dək",
        "önce",
    ),
    *("kadar", "vor", "bis", "avant", "առաջ", "մինչև"),
)
"""Words that leave a date without a beginning."""
NOT_INCLUDED = _folded(
    *("before", "pre", "earlier", "до", "ранее", "əvvəl", "önce", "vor", "avant", "առաջ"),
    *("after", "post", "later", "после", "позднее", "sonra", "nach", "après", "հետո"),
)
"""Of the words for one end, those that leave out the date that they name."""
AFTER = _folded(
    *("after", "since", "post", "from", "later", "после", "позднее", "от", "с", "со", "sonra", "bəri"),
    *("nach", "seit", "ab", "après", "depuis", "հետո", "present", "ongoing", "now", "today"),
    *("настоящее", "настоящего", "сих", "indi", "heute"),
)
"""Words that leave a date without an end."""
BESIDE_AFTER = _folded("to", "время", "времени")
"""What stands beside them: "1994 to present"."""
STILL = _folded(
    *("present", "ongoing", "now", "today", "current", "to date", "until now", "to present", "continuing"),
    *("по настоящее время", "настоящее время", "до настоящего времени", "н.в.", "н. в.", "сейчас", "сегодня"),
    *("indiyədək", "davam edir", "bu gün", "günümüz", "devam ediyor", "heute", "aujourd'hui", "en cours"),
    *("մինչ օրս", "այժմ", "open", "∞", "...", "9999", "9999-12-31", "31.12.9999"),
)
"""What is written for a last day that has not come."""
ERAS = _folded(
    "bc", "bce", "до н.э.", "до н. э.", "до нашей эры", "b.c.", "b.c.e.", "e.ə.", "m.ö.", "v. chr."
)
SEASONS = {
    **dict.fromkeys(_folded("spring", "весна", "весной", "frühling", "frühjahr", "printemps", "գարուն"), 3),
    **dict.fromkeys(_folded("summer", "лето", "летом", "yay", "sommer", "été", "ամառ"), 6),
    **dict.fromkeys(
        _folded("autumn", "fall", "осень", "осенью", "payız", "herbst", "automne", "աշուն", "sonbahar"), 9
    ),
}
"""First month of a season of the northern half of the Earth; a winter has no year of its own."""
WINTER = _folded("winter", "зима", "зимой", "qış", "hiver", "ձմեռ", "kış")
DECADES = _folded(
    *(
        "s",
        "е",
        "е",
        "х",
        "ые",
        "ых",
        "гг",
        "годы",
        "годов",
        "годах",
        "ci",
        "illər",
        "illərin",
        "er",
        "years",
        "rs",
    ),
    *("lar", "ler", "lı", "ականներ", "the", "in", "es", "annees", "jahre", "в"),
)
"""What follows the first year of a decade: 1990s, 1990-е годы."""


@cache
def months_by_name() -> dict[str, int]:
    """Return the months by their folded names and abbreviations in `LANGUAGES`, with their cases in Russian."""
    found = month_names(*LANGUAGES)
    russian = {}
    for word, number in month_names(*RUSSIAN).items():
        russian[word[:3]] = number
        if word[-1:] in {"а", "я"}:
            russian[f"{word[:-1]}е"] = number
    return russian | found | {"нояб": 11, "сент": 9, "февр": 2}


def month_number(word: str) -> int | None:
    """Return the month that a folded word names, also with the ending of a case."""
    months = months_by_name()
    if word in months:
        return months[word]
    return next(
        (
            months[word.removesuffix(case)]
            for case in CASES
            if word.endswith(case) and word.removesuffix(case) in months
        ),
        None,
    )


@cache
def weekdays() -> frozenset[str]:
    """Return the folded words of the names of weekdays, long and short."""
    return frozenset(
        word
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for name in get_day_names(width, context, language).values()
        for word in fold(str(name)).replace(".", " ").split()
        if len(word) > 1
    ) | {"пн", "вт", "ср", "чт", "пт", "сб", "вс", "thur", "tues", "weds"}
