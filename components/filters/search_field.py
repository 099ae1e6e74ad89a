"""The search field: what a person types is looked up at once, under every name and in any script.

The question travels to the row of filters, a fragment of its own, and the answer travels back; the page runs again when
something is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import streamlit as st
from babel import Locale, UnknownLocaleError

from components.assets import component
from components.details.frame_rows import event_of
from components.view.language import speak
from components.view.picks import Pick, read_pick
from components.view.selection import selection_of
from components.view.state import LONGEST_TEXT
from components.wording.dates_and_counts import day_text, days_text, event_count
from geo.i18n import by_language, locale, marked, ngettext, number_text, translated
from geo.i18n import gettext as _
from geo.search.asked_dates import read_dates
from geo.search.index import is_indexed
from geo.search.large import MOST_READ
from geo.search.query import errors_allowed, search
from geo.search.text_filter import events_with_words
from geo.search.transliteration import words
from geo.selection.filters import TIME, matches

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from components.view.searched import Searched
    from components.view.state import ViewState
    from geo import Dataset
    from geo.search.asked_dates import AskedDate
    from geo.search.query import Hit

    Change = Callable[[ViewState], ViewState]
    Json = dict[str, Any]

KEY = "search"
_FOUND = "search_found"
"""The dataset of what was found last, where the events are not in memory."""
FOCUS_KEY = "focus"
MOST_HITS = 12

STRINGS: Mapping[str, str] = MappingProxyType(
    {
        "label": marked("Search"),
        "placeholder": marked("Place or event, in any script"),
        "list": marked("What was found"),
        "clear": marked("Clear the search"),
        "filter": marked("Filter"),
        "remove": marked("Remove the filter by “{text}”"),
    }
)
"""The words of the field, in English."""

_field = component("search", "search/index.js")


@dataclass(frozen=True)
class Question:
    """What a person typed, and its number: answers may come late."""

    number: int
    text: str


def show(
    dataset: Dataset,
    state: ViewState,
    *,
    go: Callable[[Change], None],
    follow: Callable[[Pick], None],
    look: Callable[[str], Searched] | None = None,
) -> None:
    """Draw the field.

    Parameters
    ----------
    dataset
        What is searched.
    state
        Its text is shown as the filter in force; its other filters count the events that a text keeps.
    go
        Takes the function from the current state to the one with another filter text, and sees to it that the page
        is drawn.
    follow
        Takes the district, place or event that was chosen, and does the same.
    look
        Looks for a text in events that are not in the dataset; None where they are.
    """
    with st.container(key="search_field"):
        draw = partial(_answering, dataset, state, go, follow, look)
        if look is None:
            draw()
        else:
            _apart(draw)


@st.fragment
def _apart(draw: Callable[[], None]) -> None:
    """Draw what concerns the field alone until something is chosen: a store is slow to look through."""
    speak()
    if st.session_state.get(KEY, {}).get("pick") is not None:
        st.rerun()  # What was chosen concerns the whole page.
    draw()


def _answering(
    dataset: Dataset,
    state: ViewState,
    go: Callable[[Change], None],
    follow: Callable[[Pick], None],
    look: Callable[[str], Searched] | None,
) -> None:
    def chosen() -> None:
        message = st.session_state[KEY].get("pick")
        text = read_text(message)
        picked = read_pick(message, st.session_state.get(_FOUND, dataset) if look else dataset)
        if text is not None:
            go(lambda now: replace(now, text=text, rows=0))
        elif picked is not None:
            # The map goes to what is chosen even when it is chosen already.
            st.session_state[FOCUS_KEY] = st.session_state.get(FOCUS_KEY, 0) + 1
            follow(picked)

    question = read_question(st.session_state.get(KEY, {}).get("query"))
    told = None if question is None else _told(dataset, state, question, look)
    _field(
        key=KEY,
        data={
            "words": translated(STRINGS),
            "longest": LONGEST_TEXT,
            "filter": state.text,
            "answer": told,
        },
        on_query_change=lambda: None,
        on_pick_change=chosen,
    )


def _told(
    dataset: Dataset, state: ViewState, question: Question, look: Callable[[str], Searched] | None
) -> Json:
    if look is None:
        return answer(dataset, state, question)
    found = look(question.text.strip())
    st.session_state[_FOUND] = found.dataset
    return answer(found.dataset, state, question, found)


def read_question(value: object) -> Question | None:
    """Return the question in a message from the browser, or None when it is none."""
    match value:
        case {"seq": bool(), **_rest}:
            return None
        case {"seq": int(number), "text": str(text), **rest} if not rest:
            return Question(number, text[:LONGEST_TEXT])
        case _:
            return None


def read_text(value: object) -> str | None:
    """Return the text by which a message from the browser asks to filter ("" removes the filter)."""
    match value:
        case {"text": str(text), **rest} if not rest:
            return text.strip()[:LONGEST_TEXT]
        case _:
            return None


def answer(dataset: Dataset, state: ViewState, question: Question, searched: Searched | None = None) -> Json:
    """Return what the browser lists under the field: groups of choices, each a label with a pick."""
    text = question.text.strip()
    dated = read_dates(words(text))
    hits = search(dataset, text, MOST_HITS) or _named_beside(dataset, *dated)
    asked = replace(selection_of(state), text=text)
    if searched is None:
        kept = int(matches(dataset, asked).sum())
        ever = int(matches(dataset, asked, ignore=(TIME,)).sum())
    else:
        kept = ever = searched.kept or 0
    is_filter = searched is None or searched.kept is not None
    groups = [_day_group(dataset, dated[1]), *_groups(dataset, hits, text)]
    return {
        "seq": question.number,
        "text": text,
        "groups": [group for group in groups if group["choices"]],
        "nothing": None if hits or groups[0]["choices"] else _not_found(text, dataset),
        "filter": {
            "pick": {"text": text},
            "before": _("Filter the events by"),
            "text": text,
            "count": _kept_text(kept, ever),
        }
        if is_filter
        else None,
        "note": searched.note if searched else "",
        "said": _hits_sentence(hits, kept) if is_filter else searched.note if searched else "",
    }


def _named_beside(dataset: Dataset, rest: tuple[str, ...], dates: tuple[AskedDate, ...]) -> list[Hit]:
    """Return the districts and places of a question whose dates no event has: "Lachin 1 January 2022"."""
    if not dates or not rest:
        return []
    return [hit for hit in search(dataset, " ".join(rest), MOST_HITS) if hit.kind != "event"]


def _day_group(dataset: Dataset, dates: tuple[AskedDate, ...]) -> Json:
    """Return the days that a question names as choices: the map then shows who held what on them."""
    days = [one.first for one in dates if one.first == one.last and one.first >= dataset.about.first_day]
    return {
        "id": "day",
        "label": _("Days"),
        "choices": [
            {
                "pick": {"day": day},
                "kind": "day",
                "icon": None,
                "title": day_text(day, "long"),
                "name": None,
                "lang": None,
                "language": None,
                "about": _("Who held the districts on this day"),
            }
            for day in days
        ],
    }


def _groups(dataset: Dataset, hits: list[Hit], text: str) -> list[Json]:
    """Return the hits by kind; those for which letters of the question must be wrong stand apart and say so."""
    labels = {
        ("places", False): _("Districts and places"),
        ("events", False): _events_label(dataset, text),
        ("places", True): _("Not found as written. Districts and places written nearly so"),
        ("events", True): _("Not found as written. Events with words nearly so"),
    }
    return [
        {
            "id": f"{kind}-near" if is_near else kind,
            "label": label,
            "choices": [
                _choice(dataset, hit)
                for hit in hits
                if hit.is_near is is_near and (hit.kind == "event") is (kind == "events")
            ],
        }
        for (kind, is_near), label in labels.items()
    ]


def _kept_text(kept: int, ever: int) -> str:
    """Return how many events a text keeps in the range, and in all years where that differs."""
    if kept == ever:
        return number_text(kept)
    text = _("{count} in the range, {all} in all years")
    return text.format(count=number_text(kept), all=number_text(ever))


def _hits_sentence(hits: list[Hit], kept: int) -> str:
    if any(hit.is_near for hit in hits):
        found = ngettext("{count} match, written nearly so", "{count} matches, written nearly so", len(hits))
    else:
        found = ngettext("{count} match", "{count} matches", len(hits))
    found = found.format(count=number_text(len(hits)))
    events = ngettext("the text is in {count} event", "the text is in {count} events", kept)
    return f"{found}; {events.format(count=number_text(kept))}"


def _events_label(dataset: Dataset, text: str) -> str:
    """Name the group of events; of very many only the words as they are written are looked for."""
    if is_indexed(dataset):
        return _("Events")
    if events_with_words(dataset, tuple(words(text))).sum() > MOST_READ:
        return _("Events, by the words as they are written: the best of the latest {count}").format(
            count=number_text(MOST_READ)
        )
    return _("Events, by the words as they are written")


def _not_found(text: str, dataset: Dataset) -> Json:
    """Say what was looked for, word by word, so that a person sees where to go on."""
    tried = [
        ngettext(
            "“{word}”: as written, by its sound, and with {count} letter wrong",
            "“{word}”: as written, by its sound, and with up to {count} letters wrong",
            errors_allowed(word),
        ).format(word=word, count=errors_allowed(word))
        if errors_allowed(word)
        else _("“{word}”: as written and by its sound").format(word=word)
        for word in words(text)
    ]
    if tried and not is_indexed(dataset):
        note = _("Wrong letters are looked for in the names of districts and places, not in {events}.")
        tried.append(note.format(events=event_count(len(dataset.events))))
    return {
        "text": text,
        "before": _("No district, place or event is called"),
        "tried": tried or [_("There is no letter or number in it.")],
        "label": _("Tried in Latin letters, as names in all scripts are compared:"),
    }


def _choice(dataset: Dataset, hit: Hit) -> Json:
    shows_name = hit.matched_name != hit.title
    return {
        "pick": {hit.kind: hit.id},
        "kind": hit.kind,
        "icon": _icon(dataset, hit),
        "title": hit.title,
        "name": hit.matched_name if shows_name else None,
        "lang": hit.language or None,
        "language": _language(hit) if shows_name else None,
        "about": _about(dataset, hit),
    }


def _language(hit: Hit) -> str:
    language = language_name(hit.language) if hit.language else _("also in use")
    return _("{language}, name of its seat").format(language=language) if hit.name.of_seat else language


def _about(dataset: Dataset, hit: Hit) -> str:
    if hit.kind == "district":
        region = dataset.districts["economic_region"].loc[hit.id]
        return _("District, {region}").format(region=region) if region else _("District")
    if hit.kind == "place":
        kind, district = (dataset.places[column].loc[hit.id] for column in ("kind", "district_id"))
        name = dataset.districts["name"].get(district, district)
        return _("{kind} in {district}").format(kind=kind.capitalize(), district=name)
    first, last, precision, category = event_of(
        dataset, hit.id, ("first_day", "last_day", "date_precision", "category")
    ).values()
    return f"{days_text(int(first), int(last), precision)} · {dataset.about.category(category).label}"


def _icon(dataset: Dataset, hit: Hit) -> str | None:
    """Return the outline of an event's category; the browser has those of districts and places."""
    if hit.kind != "event":
        return None
    return dataset.about.category(event_of(dataset, hit.id, ["category"])["category"]).icon_path


@by_language
def language_name(tag: str) -> str:
    """Return a language's name in the page's language, the tag itself where it has none.

    Parameters
    ----------
    tag
        A BCP 47 tag such as ``hy`` or ``hy-Latn``.
    """
    try:
        language = Locale.parse(tag.partition("-")[0])
    except (UnknownLocaleError, ValueError):
        return tag
    name = language.get_display_name(locale()) or tag
    return _("{language}, in Latin letters").format(language=name) if tag.endswith("-Latn") else name
