"""Spellings of dates, degrees, counts and districts as people have them, each with the readings that are right."""

from __future__ import annotations

from typing import Final

Day = tuple[str, str]
"""First and last day in ISO 8601."""

NONE: Final = "none"
"""Nothing that may be read: the row is told."""
BLANK: Final = "blank"
"""A word for nothing, or nothing."""


def _day(day: str) -> Day:
    return day, day


DATES: dict[str, tuple[Day, ...]] = {
    "2020-11-08": (_day("2020-11-08"),),
    "2020-1-8": (_day("2020-01-08"),),
    "2020/11/08": (_day("2020-11-08"),),
    "20201108": (_day("2020-11-08"),),
    "08.11.2020": (_day("2020-11-08"), _day("2020-08-11")),
    "25.11.2020 г.": (_day("2020-11-25"),),
    "11/08/2020": (_day("2020-11-08"), _day("2020-08-11")),
    "8 November 2020": (_day("2020-11-08"),),
    "November 8, 2020": (_day("2020-11-08"),),
    "8 noyabr 2020": (_day("2020-11-08"),),
    "8 ноября 2020 года": (_day("2020-11-08"),),
    "8 նոյեմբերի 2020": (_day("2020-11-08"),),
    "Sunday, 8 November 2020": (_day("2020-11-08"),),
    "Sun Nov 08 2020 10:00:00 GMT+0400": (_day("2020-11-08"),),
    "2020-11-08T10:00:00Z": (_day("2020-11-08"),),
    "2020-11-08 23:59": (_day("2020-11-08"),),
    "2020": (("2020-01-01", "2020-12-31"),),
    "1992-00-00": (("1992-01-01", "1992-12-31"),),
    "1992-05-00": (("1992-05-01", "1992-05-31"),),
    "1993-04": (("1993-04-01", "1993-04-30"),),
    "апрель 1993": (("1993-04-01", "1993-04-30"),),
    "about 1992": (("1992-01-01", "1992-12-31"),),
    "c. 1992": (("1992-01-01", "1992-12-31"),),
    "1990s": (("1990-01-01", "1999-12-31"),),
    "1988–1994": (("1988-01-01", "1994-12-31"),),
    "1993-04-02/1993-04-05": (("1993-04-02", "1993-04-05"),),
    "27.09.2020 - 10.11.2020": (("2020-09-27", "2020-11-10"),),
    "27 Sep–10 Nov 2020": (("2020-09-27", "2020-11-10"),),
    "27–29 September 2020": (("2020-09-27", "2020-09-29"),),
    "1992-W09": (("1992-02-24", "1992-03-01"),),
    "２０２０‑11–08\u200b": (_day("2020-11-08"),),
    **dict.fromkeys(
        (
            *("2020-02-30", "2020-13-01", "31.04.2020", "44143", "44143.5", "99999-01-01", "1604793600"),
            *("-1", "1e9", "soon", "before 1994", "after 1994", "2020-11-10/2020-09-27", "320 BC"),
            *("2020-09-27 2020-11-10", "1992 2000 people", "27.09.20", "08:30", "2020-11-08T99:00", "1/2"),
        ),
        (),
    ),
}
"""Dates with the intervals that they may be read as; without any, they must be told."""

LONGITUDES: dict[str, float | str] = {
    "46.75": 46.75,
    "46,75": 46.75,
    "46.75°": 46.75,
    "46.75 E": 46.75,
    "E 46.75": 46.75,
    "46°45′": 46.75,
    "46°45'36\"E": 46.76,
    "46 45 36": 46.76,
    "46.75 в.д.": 46.75,
    "\u06f4\u06f6.\u06f7\u06f5": 46.75,
    "+46.750": 46.75,
    "46°75'00\"E": NONE,
    "46°45'60\"E": NONE,
    "39.76N": NONE,
    "1e400": NONE,
    "4675000": NONE,
    "46.75.3": NONE,
    "181": NONE,
    "forty-six": NONE,
    "": BLANK,
    "NA": BLANK,
}
LATITUDES: dict[str, float | str] = {
    "39.76": 39.76,
    "39,76": 39.76,
    "39.76°": 39.76,
    "39.76 N": 39.76,
    "N39°45'36\"": 39.76,
    "39 45 36": 39.76,
    "39.76 с.ш.": 39.76,
    "\u06f3\u06f9.\u06f7\u06f6": 39.76,
    "39°75'00\"N": NONE,
    "46.75E": NONE,
    "91": NONE,
    "39.76.1": NONE,
    "": BLANK,
    "NA": BLANK,
}
"""Degrees as they are written."""

COUNTS: dict[str, str] = {
    "0": "0",
    "7": "7",
    "1,200": "1200",
    "30,000": "30000",
    "1 234": "1234",
    "1,234,567": "1234567",
    "10-12": "10-12",
    "at least 5": "at least 5",
    "12 killed": "12",
    "7.0": "7",
    "": BLANK,
    "NA": BLANK,
    **dict.fromkeys(("several", "twelve", "-3", "2.5", "1e3", "dozens", "5/6"), NONE),
}
"""Numbers of people with the value of their claim; what is none must be told."""

DISTRICTS: dict[str, tuple[str, ...]] = {
    "Shusha": ("shusha",),
    "Şuşa rayonu": ("shusha",),
    "Шушинский район": ("shusha",),
    "Shusha, Lachin": ("shusha", "lachin"),
    "LACHIN DISTRICT": ("lachin",),
    "Atlantis": (),
    "": (),
}
"""Names of districts with their ids; one that is not known must be told."""

TEXTS = (
    *("Şuşa", "Շուշի", "Шуша — город", "a\nb", "a;b", "a, b", 'say "so"', "\u200bx", "\U0001f600", "NULL"),
    *("x" * 3_000, " padded ", "", "2020", "Total war", "#hash", "https://www.example.org/a?b=c"),
)
ODD = ('"', "\x00", "\u202e", "=1+1", "#REF!", "-", "sep=;", "#date", "Total", "\ufeff", "\r")
"""What spoils a cell or a row; then only the row may be told for it."""
