"""Metadata of a dataset: its words, colours, vocabularies, licences and first view."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.claim_rules import ClaimRules
    from geo.dataset.measures import Measure
    from geo.i18n import Sentence

ATTRIBUTIONS = " · "
"""Stands between the attributions of several owners."""


@dataclass(frozen=True)
class Group:
    """A family of categories; colours for the light and the dark theme as #RRGGBB."""

    id: str
    label: str
    light: str
    dark: str


@dataclass(frozen=True)
class Category:
    """A kind of event; `icon_path` is SVG path data, 16 x 16, filled even-odd."""

    id: str
    label: str
    group: str
    icon_path: str
    light: str
    dark: str


@dataclass(frozen=True)
class Controller:
    """Who controlled a district; colours for the light and the dark theme as #RRGGBB."""

    id: str
    label: str
    light: str
    dark: str


@dataclass(frozen=True)
class Voice:
    """A side that speaks, and the kinds of publisher that speak with it.

    `independent` is a voice of no party to the conflict and of no power in it; `state_kinds` are those of
    the kinds that are bodies of a state.
    """

    id: str
    label: str
    publisher_kinds: tuple[str, ...]
    independent: bool = False
    state_kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """A verdict on the sources of an event: its label and a sentence that defines it."""

    id: str
    label: str
    meaning: str


@dataclass(frozen=True)
class Jump:
    """A range to go to at once, in day numbers, both included; last None is today."""

    id: str
    label: str
    first: int
    last: int | None


@dataclass(frozen=True)
class Landmark:
    """A day with a name on the timeline; rank 1 is the most important."""

    day: int
    label: str
    event_id: str
    rank: int


@dataclass(frozen=True)
class Tiles:
    """An online tile layer that a person may turn on."""

    name: str
    url: str
    attribution: str


@dataclass(frozen=True)
class DistrictEntry:
    """A district of the dataset, in display order; `seat` is a place id or ""."""

    id: str
    seat: str


@dataclass(frozen=True)
class DistrictFigure:
    """A figure of every district, shown at the head of its panel.

    Parameters
    ----------
    id, label
        Its name, and in words for the page.
    facts
        Fields of the district's facts that give it.
    claims
        Fields of claims that give it where no fact does; empty for none.
    first, last
        Days (since 1970-01-01) between which the events of such claims begin.
    """

    id: str
    label: str
    facts: tuple[str, ...]
    claims: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True)
class Release:
    """A version of the dataset and what it changed.

    Parameters
    ----------
    version
        As in the descriptor.
    released
        Day number (since 1970-01-01).
    changes
        Sentences.
    new_events
        Ids of the events that it added.
    """

    version: str
    released: int
    changes: tuple[str, ...]
    new_events: tuple[str, ...]


@dataclass(frozen=True)
class Resource:
    """A file of the package; licences as (name, title, address); rows are records or features."""

    name: str
    path: str
    title: str
    licences: tuple[tuple[str, str, str], ...]
    attribution: str
    rows: int


@dataclass(frozen=True)
class About:
    """Everything a view needs to speak of a dataset; days are day numbers."""

    title: str
    subtitle: str
    first_day: int
    default_day: int
    default_range: tuple[int, int]
    categories: tuple[Category, ...]
    groups: tuple[Group, ...]
    controllers: tuple[Controller, ...]
    unrecorded: Controller
    voices: tuple[Voice, ...]
    evidence: tuple[Evidence, ...]
    jumps: tuple[Jump, ...]
    landmarks: tuple[Landmark, ...]
    tiles: tuple[Tiles, ...]
    field_labels: Mapping[str, str]
    fact_labels: Mapping[str, str]
    publisher_kinds: Mapping[str, str]
    notes: Mapping[str, str]
    claim_rules: ClaimRules
    measures: tuple[Measure, ...]
    districts: tuple[DistrictEntry, ...]
    resources: tuple[Resource, ...]
    attribution: str
    bounds: tuple[tuple[float, float], tuple[float, float]]
    """((south, west), (north, east)) of the first view, in degrees (EPSG:4326)."""
    version: str
    title_note: str = ""
    """Whose words the title is in, in a sentence; blank where nothing needs to be said of it."""
    own_titles: frozenset[str] = frozenset()
    """Ids of the sources whose title is not theirs: it says in English what the source is."""
    district_figures: tuple[DistrictFigure, ...] = ()
    releases: tuple[Release, ...] = ()
    """Versions, the newest first."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Words for the units of claims, where the dataset is told in another language."""
    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    """Texts that a program put together, with how: of such a text each part is translated by itself."""
    start: tuple[tuple[float, float], tuple[float, float]] | None = None
    """As `bounds`: the first view where it is not that of all districts, amid the countries of the earth."""

    @property
    def versions(self) -> tuple[str, ...]:
        """The words by which a version is asked for: that of its files, and the one that it states."""
        return (self.version, *(release.version for release in self.releases[:1]))

    def category(self, category_id: str) -> Category:
        """Return a category by its id; KeyError when there is none."""
        return _by_id(self.categories, category_id)

    def controller(self, controller_id: str) -> Controller:
        """Return a controller by its id, the unrecorded one included; KeyError when none."""
        return _by_id((*self.controllers, self.unrecorded), controller_id)

    def verdict(self, evidence_id: str) -> Evidence:
        """Return a verdict on evidence by its id; KeyError when there is none."""
        return _by_id(self.evidence, evidence_id)

    def voice_of(self, publisher_kind: str) -> Voice:
        """Return the voice a kind of publisher speaks with; KeyError when there is none."""
        for voice in self.voices:
            if publisher_kind in voice.publisher_kinds:
                return voice
        raise KeyError(publisher_kind)

    def field_label(self, field: str) -> str:
        """Return a claim's or fact's field in words, made from its id when it has no label."""
        label = self.field_labels.get(field) or self.fact_labels.get(field)
        return label or field.replace("_", " ").strip().capitalize()


Entry = TypeVar("Entry", Category, Controller, Evidence)


def _by_id(entries: tuple[Entry, ...], entry_id: str) -> Entry:
    for entry in entries:
        if entry.id == entry_id:
            return entry
    raise KeyError(entry_id)
