"""The names that the sides use for the places of an event, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.details.frame_rows import record_of
from geo.i18n import locale
from geo.search.names import NAMED_IN, names_of_place

if TYPE_CHECKING:
    from components.details.frame_rows import Record
    from components.details.inline_text import Json
    from geo import Dataset
    from geo.search.names import Name

_LANGUAGES = ("az", "hy", "ru")
_MOST_PLACES = 6


def names_model(event: Record, dataset: Dataset) -> list[Json]:
    """Return the places of an event with their names by language.

    Parameters
    ----------
    event
        A row of ``dataset.events``; its ``place_ids`` are looked up.
    dataset
        Gives the names.

    Returns
    -------
    list
        For each place with a name beside the English one: ``place`` and ``names``, each with the
        ``language`` in words, its ``code`` (BCP 47) and the name's ``text``; a name that the data give
        in Latin letters only or as well stands in the same text, in brackets.
    """
    places = list(event["place_ids"])[:_MOST_PLACES]
    names = {place: names_of_place(record_of(dataset.places, place, NAMED_IN)) for place in places}
    named = dataset.places["name" if "name" in dataset.places else "name_en"]
    described = [{"place": str(named[place]), "names": _by_language(names[place])} for place in places]
    return [one for one in described if one["names"]]


def _by_language(names: tuple[Name, ...]) -> list[Json]:
    rows = []
    for code in _LANGUAGES:
        own = [name.text for name in names if name.language == code]
        latin = [name.text for name in names if name.language == f"{code}-Latn" and name.text not in own]
        if own or latin:
            text = ", ".join(own)
            beside = ", ".join(latin)
            shown = f"{text} ({beside})" if own and latin else text or beside
            rows.append({"language": locale().languages.get(code, code), "code": code, "text": shown})
    return rows
