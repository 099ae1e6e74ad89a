"""The full record of one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.details.claims import claims_model
from components.details.difference_text import points_text
from components.details.frame_rows import district_name, event_of, present, records_of
from components.details.inline_text import Json, Run, Runs, data_text, fill, join_runs, pick_link
from components.details.place_names import names_model
from components.details.plain_page import history_address, plain_page_of_event, suggest_address
from components.details.support import support_model
from components.wording.dates_and_counts import interval_text, source_count
from geo.claims.disagreements import disagreements
from geo.dataset.lookup import claims_of
from geo.i18n import DEFAULT, gettext, marked, ngettext, number_text, speaking
from geo.i18n import gettext as _
from geo.translations import claim_texts, english_text, is_by_machine, is_translated

if TYPE_CHECKING:
    import pandas as pd

    from components.details.frame_rows import Record
    from components.details.palette import Palette
    from geo import Dataset

MACHINE_NOTE = marked("Translated by machine from English; the English text decides.")
SHOW_ENGLISH = marked("Show the English")


def record_model(
    event_id: str, dataset: Dataset, palette: Palette, chosen: frozenset[str] = frozenset()
) -> Json:
    """Return everything the dataset records of an event.

    Parameters
    ----------
    event_id
        A key of ``dataset.events``.
    dataset, palette
        What is said, and how it looks.
    chosen
        The voices that are listened to; their claims come first and are marked.

    Raises
    ------
    KeyError
        When there is no such event.
    """
    claims = claims_of(dataset, event_id)
    told = claim_texts(dataset, claims)
    return {
        **facts_model(event_id, event_of(dataset, event_id), claims, dataset, palette, chosen=chosen),
        "claims": claims_model(told, dataset.about, chosen, _contradicted(event_id, dataset)),
        "translation": _translation(event_id, claims, dataset, chosen),
        "close": {"event": None},
    }


def facts_model(
    event_id: str,
    event: Record,
    claims: pd.DataFrame,
    dataset: Dataset,
    palette: Palette,
    *,
    chosen: frozenset[str] = frozenset(),
) -> Json:
    """Return what the dataset records of an event besides its claims, which are counted only.

    Parameters
    ----------
    event_id, event, claims
        A key of ``dataset.events``, its row, and the rows of ``dataset.claims`` on it.
    dataset, palette, chosen
        As of `record_model`.
    """
    plain = plain_page_of_event(event_id, dataset)
    return {
        "id": event_id,
        "icon": palette.icon(event["category"]),
        "date": interval_text(int(event["first_day"]), int(event["last_day"]), event["date_precision"]),
        "title": str(event["title"]),
        "badge": {**palette.sign(event["evidence"]), "text": evidence_text(event_id, event, dataset)},
        "place": place_runs(event),
        "placing": str(event["placing"]),
        "names": names_model(event, dataset),
        "districts_label": ngettext(
            "District", "Districts", len(event["district_ids"]) + len(event["other_district_ids"])
        ),
        "districts": districts_runs(event, dataset),
        "summary": present(event["summary"]),
        "support": support_model(event, claims, dataset, chosen),
        "lang": {name: _language(dataset, event_id, name) for name in ("title", "summary")},
        "research": _("Research status: {status}").format(status=_status(present(event["status"]))),
        "plain": plain,
        "suggest": suggest_address(event=event_id) if plain else None,
        "history": history_address("events", event_id) if plain else None,
    }


def _contradicted(event_id: str, dataset: Dataset) -> frozenset[str]:
    found = disagreements(dataset)
    return frozenset(found.loc[found["event_id"] == event_id, "field"])


def _status(status: str) -> str:
    """Say the researcher's word on a record; one that only its dataset knows stays as it is."""
    known = {
        "corroborated": _("corroborated"),
        "disputed": _("disputed"),
        "single_source": _("single source"),
    }
    return known.get(status) or status.replace("_", " ")


def _language(dataset: Dataset, event_id: str, name: str) -> str | None:
    """Return the language of a text where it is not the page's."""
    return None if dataset.spoken is None or is_translated(dataset, event_id, name) else "en"


def _translation(
    event_id: str, claims: pd.DataFrame, dataset: Dataset, chosen: frozenset[str]
) -> Json | None:
    """Return the mark of what a program translated, with the English to be shown in its place."""
    if not is_by_machine(dataset, event_id):
        return None
    with speaking(DEFAULT):
        english_note, english_show = gettext(MACHINE_NOTE), gettext(SHOW_ENGLISH)
    return {
        "text": _(MACHINE_NOTE),
        "show": _(SHOW_ENGLISH),
        "text_en": english_note,
        "show_en": english_show,
        "back": _("Show the translation"),
        "english": {
            "title": english_text(dataset, event_id, "title"),
            "summary": english_text(dataset, event_id, "summary"),
            "claims": claims_model(claims, dataset.about, chosen, _contradicted(event_id, dataset)),
            "lang": {"title": "en", "summary": "en"},
        },
    }


def evidence_text(event_id: str, event: Record, dataset: Dataset) -> str:
    """Say how many sources on how many sides speak of an event, or on what they differ."""
    voices = [voice.label for voice in dataset.about.voices if voice.id in event["voices"]]
    count = int(event["n_sources"])
    sources = source_count(count)
    one_voice = voices[0] if len(voices) == 1 else None
    sides = ngettext("{count} side", "{count} sides", len(voices)).format(count=number_text(len(voices)))
    if not count:
        return _("No source on record")
    if event["evidence"] == "disputed":
        found = disagreements(dataset)
        points = points_text(records_of(found[found["event_id"] == event_id]), dataset.about)
        return _("Sources differ: {points}").format(points=points)
    if event["evidence"] == "single":
        return _("Single source: {voice}").format(voice=one_voice) if one_voice else _("Single source")
    if event["evidence"] == "one_side" and one_voice:
        return _("One side only: {sources}, all {voice}").format(sources=sources, voice=one_voice)
    return _("Several sides: {sources}, {sides}").format(sources=sources, sides=sides)


def place_runs(event: Record) -> Runs:
    """Name an event's place and say how precisely it is known."""
    precision = {
        "exact": _("exact point"),
        "settlement": _("the settlement's point"),
        "district": _("within the district, place not known"),
        "none": _("no place on the map"),
    }[str(event["location_precision"])]
    name = present(event["place_name"])
    return (
        fill(_("{place}, {precision}"), place=data_text(name), precision=precision) if name else [precision]
    )


def districts_runs(event: Record, dataset: Dataset) -> Runs:
    """Name the districts an event belongs to, with those that are not of the dataset as plain words."""
    if event["region_wide"]:
        return [_("All {count} districts").format(count=number_text(len(dataset.districts)))]
    names: list[Run] = [
        pick_link(district_name(dataset, district), district=district) for district in event["district_ids"]
    ]
    names += [data_text(district.replace("-", " ").title()) for district in event["other_district_ids"]]
    return join_runs(names)
