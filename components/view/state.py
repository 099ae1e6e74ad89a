"""The view as one value: read from the address, written back to it, kept nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from components.view.own_story import NEW, known_stories
from geo.claims.evidence import SUPPORT
from geo.dataset.lookup import is_event
from geo.dates import day_date, day_number
from geo.i18n import LANGUAGES
from geo.selection.named_lists import is_list
from geo.spatial.look import Look, look_text, read_look

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from geo.dataset.dataset import Dataset

Order = Literal["oldest", "newest"]
ORDERS: tuple[Order, ...] = ("oldest", "newest")
Page = Literal["map", "stories", "disagreements", "figures", "about"]
PAGES: tuple[Page, ...] = ("map", "stories", "disagreements", "figures", "about")
Sort = Literal["size", "date", "sources"]
SORTS: tuple[Sort, ...] = ("size", "date", "sources")
Kind = Literal["number", "date", "statement"]
KINDS: tuple[Kind, ...] = ("number", "date", "statement")
Word = TypeVar("Word", bound=str)
LONGEST_TEXT = 200
MOST_ROWS = 2_000


@dataclass(frozen=True)
class ViewState:
    """The chosen day, range, filters and selection.

    Attributes
    ----------
    day
        The day whose control is shown, in whole days since 1970-01-01; always within the range.
    first, last
        The first and last day of the range, both inclusive.
    categories, districts, evidence, support, voices
        The chosen identifiers; an empty set keeps all.
    text
        What titles, summaries and places must contain.
    district, event
        The selected district and event, if any.
    order
        How a list of events is sorted.
    list
        A list of events that belong together on the map, by its name in :mod:`geo.selection.named_lists`.
    place
        The place that a person went to, if any; the map names it.
    compare
        A second day to compare with, if any.
    rows
        How many rows a list shows; 0 is the list's own number.
    page
        Which of the page's parts is open.
    sort, kind
        How the disagreements are sorted, and which kind of them is listed; None lists all.
    language
        The language that was chosen, "" for the browser's.
    version
        The version of the data that is asked for, "" for the newest.
    at
        Latitude and longitude of the map's middle and its zoom, where a person has moved it; None where the map
        shows what is selected.
    story, step
        The story that is read, or that was left to explore, and its step, counted from 1; None and 0 without one,
        `components.view.own_story.NEW` and 0 while a person makes one.
    """

    day: int
    first: int
    last: int
    categories: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    support: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()
    text: str = ""
    district: str | None = None
    event: str | None = None
    order: Order = "oldest"
    list: str | None = None
    place: str | None = None
    compare: int | None = None
    rows: int = 0
    page: Page = "map"
    sort: Sort = "size"
    kind: Kind | None = None
    language: str = ""
    version: str = ""
    at: Look | None = None
    story: str | None = None
    step: int = 0

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the range keeps events out."""
        chosen = (self.categories, self.districts, self.evidence, self.support, self.voices, self.text)
        return any(chosen)


def default_state(dataset: Dataset, today: int) -> ViewState:
    """Return the state of an address without parameters."""
    first, last = dataset.about.default_range
    return ViewState(day=min(dataset.about.default_day, today), first=first, last=min(last, today))


def is_whole_range(state: ViewState, dataset: Dataset, today: int) -> bool:
    """Whether the range is that of an address without parameters."""
    start = default_state(dataset, today)
    return (state.first, state.last) == (start.first, start.last)


def at_start(state: ViewState, dataset: Dataset, today: int) -> ViewState:
    """Return the state without filters, over the range of an address without parameters; the day stays."""
    start = default_state(dataset, today)
    return at_days(without(state, "all"), state.day, start.first, start.last)


def from_query(query: Mapping[str, str], dataset: Dataset, today: int) -> tuple[ViewState, tuple[str, ...]]:
    """Read the state from the page's address.

    Parameters
    ----------
    query
        The address's parameters, as text.
    dataset
        Tells which identifiers exist.
    today
        The last day of the timeline, in days since 1970-01-01.

    Returns
    -------
    state
        With defaults for whatever the address leaves out.
    not_understood
        The parameters, as ``name=value``, that name nothing of this dataset; they are left out.
    """
    unknown: list[str] = []
    about = dataset.about
    start = default_state(dataset, today)

    def day(name: str, default: int) -> int:
        value = query.get(name)
        if not value:
            return default
        try:
            return min(max(day_number(value), about.first_day), today)
        except ValueError:
            unknown.append(f"{name}={value}")
            return default

    def several(name: str, known: Iterable[str]) -> frozenset[str]:
        asked = [value for value in query.get(name, "").split(",") if value]
        known = set(known)
        unknown.extend(f"{name}={value}" for value in asked if value not in known)
        return frozenset(asked) & known

    def one(name: str, known: Container[str]) -> str | None:
        value = query.get(name)
        if value and value not in known:
            unknown.append(f"{name}={value}")
            return None
        return value or None

    story = one("story", [*(known.id for known in known_stories(dataset)), NEW])
    first, last = sorted((day("from", start.first), day("to", start.last)))
    chosen = day("day", min(max(start.day, first), last))
    state = ViewState(
        day=chosen,
        first=min(first, chosen),
        last=max(last, chosen),
        categories=several("category", (category.id for category in about.categories)),
        districts=several("in", dataset.districts.index),
        evidence=several("evidence", (verdict.id for verdict in about.evidence)),
        support=several("support", SUPPORT),
        voices=several("voice", (voice.id for voice in about.voices)),
        text=query.get("q", "")[:LONGEST_TEXT],
        district=one("district", dataset.districts.index),
        event=one("event", _Events(dataset)),
        order="newest" if one("order", ORDERS) == "newest" else "oldest",
        list=_list_name(query.get("list", ""), dataset, unknown),
        place=one("place", dataset.places.index),
        compare=day("compare", today) if query.get("compare") else None,
        rows=_rows(query.get("rows", "")),
        page=word_of(one("page", PAGES), PAGES) or "map",
        sort=word_of(one("sort", SORTS), SORTS) or "size",
        kind=word_of(one("kind", KINDS), KINDS),
        language=one("lang", LANGUAGES) or "",
        version=one("version", about.versions) or "",
        at=_look(query.get("at", ""), unknown),
        story=story,
        step=_step(query.get("step", ""), story, dataset, unknown),
    )
    return state, tuple(unknown)


class _Events:
    """The ids of the events, asked without making an index of all of them."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def __contains__(self, event_id: object) -> bool:
        return isinstance(event_id, str) and is_event(self._dataset, event_id)


def to_query(state: ViewState, dataset: Dataset, today: int) -> dict[str, str]:
    """Write the state as address parameters; what equals the default is left out.

    The result of :func:`from_query` on it is the same state.
    """
    start = default_state(dataset, today)
    query: dict[str, str] = {}
    days = {
        "from": (state.first, start.first),
        "to": (state.last, start.last),
        "day": (state.day, min(max(start.day, state.first), state.last)),
    }
    query.update({name: day_date(day).isoformat() for name, (day, usual) in days.items() if day != usual})
    several = {
        "category": state.categories,
        "in": state.districts,
        "evidence": state.evidence,
        "support": state.support,
        "voice": state.voices,
    }
    query.update({name: ",".join(sorted(chosen)) for name, chosen in several.items() if chosen})
    single = {
        "q": state.text,
        "district": state.district,
        "event": state.event,
        "list": state.list,
        "kind": state.kind,
        "lang": state.language,
        "version": state.version,
        "at": "" if state.at is None else look_text(state.at),
        "story": state.story,
        "step": str(state.step) if state.step > 1 else "",
    }
    query.update({name: value for name, value in single.items() if value})
    if state.place:
        query["place"] = state.place
    words = {
        "order": (state.order, start.order),
        "page": (state.page, start.page),
        "sort": (state.sort, start.sort),
    }
    query.update({name: word for name, (word, usual) in words.items() if word != usual})
    if state.compare is not None:
        query["compare"] = day_date(state.compare).isoformat()
    if state.rows:
        query["rows"] = str(state.rows)
    return query


def _list_name(name: str, dataset: Dataset, unknown: list[str]) -> str | None:
    if not name or is_list(dataset, name):
        return name or None
    unknown.append(f"list={name}")
    return None


def _look(text: str, unknown: list[str]) -> Look | None:
    look = read_look(text)
    if text and look is None:
        unknown.append(f"at={text}")
    return look


def _step(text: str, story_id: str | None, dataset: Dataset, unknown: list[str]) -> int:
    """Return the step of a story that is asked for, the first where none of it is; 0 without a story."""
    steps = next((len(story.steps) for story in known_stories(dataset) if story.id == story_id), 0)
    if not steps or not text:
        return min(1, steps)
    if text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_ROWS)) and 0 < int(text) <= steps:
        return int(text)
    unknown.append(f"step={text}")
    return 1


def word_of(value: str | None, words: tuple[Word, ...]) -> Word | None:
    """Return the word that a text is, or None when it is none of them."""
    return next((word for word in words if word == value), None)


def _rows(text: str) -> int:
    return (
        min(int(text), MOST_ROWS)
        if text.isascii() and text.isdecimal() and len(text) < len(str(MOST_ROWS)) + 1
        else 0
    )


def at_days(state: ViewState, day: int, first: int, last: int) -> ViewState:
    """Return the state at another day and range; the day is kept within the range."""
    return replace(state, day=min(max(day, first), last), first=first, last=last)


def without(state: ViewState, facet: str) -> ViewState:
    """Return the state without one filter (a field's name, for example ``categories``) or without ``all``."""
    empty: dict[str, frozenset[str] | str] = {
        "categories": frozenset(),
        "districts": frozenset(),
        "evidence": frozenset(),
        "support": frozenset(),
        "voices": frozenset(),
        "text": "",
    }
    if facet == "all":
        return replace(state, **empty)  # type: ignore[arg-type]
    return replace(state, **{facet: empty[facet]})  # type: ignore[arg-type]
