"""All names of places and districts that the data give, each with its language."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    import pandas as pd

    from geo.dataset.metadata import DistrictEntry

LANGUAGES = {"name_en": "en", "name_az": "az", "name_hy": "hy", "name_ru": "ru"}
"""The columns and fields that hold a name, and its language (BCP 47)."""

NAMED_IN = (*LANGUAGES, "note")
"""The columns of a place that hold its names."""

OTHER = ""
"""Language of a name of which the data say only that it is in use."""

_IN_NOTES = {"Armenian": "hy-Latn", "Azerbaijani": "az-Latn", "Russian": "ru-Latn"}
# A word begins with a letter of any alphabet and may hold marks, hyphens and apostrophes.
_WORD = r"[^\W\d_][^\s,;:.()]*"
_NAME = rf"{_WORD}(?: {_WORD})*"
_ALTERNATE = re.compile(
    rf"(?:(?P<language>{'|'.join(_IN_NOTES)})(?:: | also )|Also |until \d{{4}} )"
    rf"(?P<names>{_NAME}(?: \({_NAME}\))?(?:, {_NAME})*)"
)
_CLAUSES = re.compile(r"; |\.(?: |$)")
_SEVERAL = ";"


@dataclass(frozen=True)
class Name:
    """A name as the data write it.

    Attributes
    ----------
    text
        The name, in its own script.
    language
        BCP 47 tag, with `-Latn` for an Armenian or Russian name in Latin letters; `OTHER` where
        the data do not say.
    of_seat
        Whether the data give it to the seat of a district, and not to the district itself.
    """

    text: str
    language: str
    of_seat: bool = False


def place_names(places: pd.DataFrame) -> dict[str, tuple[Name, ...]]:
    """Return the names of each place: its columns first, then those in its note.

    Parameters
    ----------
    places
        Index `place_id`; columns name_en, name_az, name_hy, name_ru, note (str, "" if none).
        A note gives names in clauses of their own: "Also Qubadli, Kubatli; Armenian: Kashunik".
    """
    return {
        place_id: names_of_place(row)
        for place_id, row in zip(places.index, places[list(NAMED_IN)].to_dict("records"), strict=True)
    }


def names_of_place(place: Mapping[Hashable, Any]) -> tuple[Name, ...]:
    """Return the names of a place from its row, of which the columns `NAMED_IN` are needed."""
    named = [Name(place[column], language) for column, language in LANGUAGES.items()]
    return _distinct([*named, *names_in_note(place["note"])])


def district_names(
    entries: Iterable[DistrictEntry], facts: pd.DataFrame, places: Mapping[str, tuple[Name, ...]]
) -> dict[str, tuple[Name, ...]]:
    """Return the names of each district: its own facts first, then those of its seat.

    Parameters
    ----------
    entries
        The districts and their seats.
    facts
        Columns district_id, field, value; fields name_en, name_az, name_hy, name_ru.
    places
        As :func:`place_names` gives them.
    """
    own: dict[str, list[Name]] = {entry.id: [] for entry in entries}
    named = facts[facts["field"].isin(LANGUAGES)]
    for district, field, value in zip(named["district_id"], named["field"], named["value"], strict=True):
        own[district] += [Name(part.strip(), LANGUAGES[field]) for part in value.split(_SEVERAL)]
    return {
        entry.id: _distinct(
            [
                *(own[entry.id] or [Name(entry.id.replace("-", " ").title(), "en")]),
                *(replace(name, of_seat=True) for name in places.get(entry.seat, ())),
            ]
        )
        for entry in entries
    }


def names_in_note(note: str) -> Iterator[Name]:
    """Yield the names that a note gives besides its other remarks."""
    for clause in _CLAUSES.split(note):
        found = _ALTERNATE.fullmatch(clause)
        if found and not any(word[0] != word[0].title() for word in re.findall(_WORD, found["names"])):
            language = _IN_NOTES.get(found["language"] or "", OTHER)
            for text in re.findall(_NAME, found["names"]):
                is_latin = unicodedata.name(text[0], "").startswith("LATIN")
                yield Name(text, language if is_latin else language.removesuffix("-Latn"))


def _distinct(names: Iterable[Name]) -> tuple[Name, ...]:
    """Return the names without blanks and repetitions, the first of equal ones."""
    by_text: dict[str, Name] = {}
    for name in names:
        if name.text:
            by_text.setdefault(name.text, name)
    return tuple(by_text.values())
