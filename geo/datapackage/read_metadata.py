"""Reader of the descriptor's `dashboard` section: what a data package says of itself, as metadata types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dataset.claim_rules import ClaimRules, NoteWords
from geo.dataset.measures import CountedField, Measure
from geo.dataset.metadata import (
    About,
    Category,
    Controller,
    DistrictEntry,
    DistrictFigure,
    Evidence,
    Group,
    Jump,
    Landmark,
    Release,
    Resource,
    Tiles,
    Voice,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.datapackage.descriptor import Section


def read_about(
    root: Section,
    rows: Mapping[str, int],
    first_days: Mapping[str, int],
    version: str,
    bracketed: frozenset[str] = frozenset(),
) -> About:
    """Read what the descriptor says of the dataset; what is wrong goes to the section's problems.

    Parameters
    ----------
    root
        The whole descriptor.
    rows
        Number of records or features, by resource name.
    first_days
        First day of each event, by event id: a landmark stands on the day of its event.
    version
        Short hash of the files' content.
    bracketed
        Ids of the sources with a title in square brackets.
    """
    own = root.section("dashboard")
    bounds = own.section("bounds")
    default_range = own.texts("defaultRange")
    first, last = _range(own, default_range)
    return About(
        title=root.text("title"),
        subtitle=root.text("description"),
        first_day=own.day("firstDay") or 0,
        default_day=own.day("defaultDay") or 0,
        default_range=(first, last),
        categories=tuple(_category(entry) for entry in own.sections("categories")),
        groups=tuple(Group(*_coloured(entry)) for entry in own.sections("groups")),
        controllers=tuple(Controller(*_coloured(entry)) for entry in own.sections("controllers")),
        unrecorded=Controller(*_coloured(own.section("unrecorded"))),
        voices=tuple(
            Voice(
                entry.text("id"),
                entry.text("label"),
                entry.texts("publisherKinds"),
                entry.flag("independent"),
                entry.texts("stateKinds", optional=True),
            )
            for entry in own.sections("voices")
        ),
        evidence=tuple(
            Evidence(entry.text("id"), entry.text("label"), entry.text("meaning"))
            for entry in own.sections("evidence")
        ),
        jumps=tuple(_jump(entry) for entry in own.sections("jumps", optional=True)),
        landmarks=_landmarks(own, first_days),
        tiles=tuple(
            Tiles(entry.text("name"), entry.text("url"), entry.text("attribution"))
            for entry in own.sections("tiles", optional=True)
        ),
        field_labels=own.mapping("fieldLabels"),
        fact_labels=own.mapping("factLabels"),
        publisher_kinds=own.mapping("publisherKinds"),
        notes=own.mapping("notes"),
        claim_rules=read_claim_rules(own),
        measures=tuple(read_measure(entry) for entry in own.sections("measures", optional=True)),
        districts=tuple(
            DistrictEntry(entry.text("id"), entry.text("seat", "")) for entry in own.sections("districts")
        ),
        resources=tuple(_resource(entry, rows) for entry in root.sections("resources")),
        attribution=own.text("attribution"),
        bounds=(
            (bounds.number("south"), bounds.number("west")),
            (bounds.number("north"), bounds.number("east")),
        ),
        version=version,
        title_note=own.text("titleNote", ""),
        own_titles=bracketed if own.flag("titlesInBrackets") else frozenset(),
        district_figures=tuple(
            _district_figure(entry) for entry in own.sections("districtFigures", optional=True)
        ),
        releases=tuple(
            Release(
                entry.text("version"),
                entry.day("released") or 0,
                entry.texts("changes"),
                entry.texts("newEvents", optional=True),
            )
            for entry in own.sections("releases", optional=True)
        ),
    )


def _range(own: Section, texts: tuple[str, ...]) -> tuple[int, int]:
    pair = dict(zip(("defaultRange[0]", "defaultRange[1]"), texts, strict=False))
    days = type(own)(pair, own.path, own.problems)
    return days.day("defaultRange[0]") or 0, days.day("defaultRange[1]") or 0


def _coloured(entry: Section) -> tuple[str, str, str, str]:
    return entry.text("id"), entry.text("label"), entry.colour("light"), entry.colour("dark")


def _category(entry: Section) -> Category:
    entry_id, label, light, dark = _coloured(entry)
    return Category(entry_id, label, entry.text("group"), entry.text("icon"), light, dark)


def _jump(entry: Section) -> Jump:
    first = entry.day("from") or 0
    return Jump(entry.text("id"), entry.text("label"), first, entry.day("to", blank=True))


def _district_figure(entry: Section) -> DistrictFigure:
    claims = entry.texts("claims", optional=True)
    first, last = (entry.day(key, blank=not claims) or 0 for key in ("from", "to"))
    return DistrictFigure(entry.text("id"), entry.text("label"), entry.texts("facts"), claims, first, last)


def _landmarks(own: Section, first_days: Mapping[str, int]) -> tuple[Landmark, ...]:
    landmarks = [
        Landmark(first_days[event_id], entry.text("label"), event_id, int(entry.number("rank")))
        for entry in own.sections("landmarks", optional=True)
        if (event_id := entry.text("eventId")) in first_days
    ]
    return tuple(sorted(landmarks, key=lambda landmark: (landmark.rank, landmark.day)))


def _resource(entry: Section, rows: Mapping[str, int]) -> Resource:
    name = entry.text("name")
    licences = tuple(
        (licence.text("name"), licence.text("title"), licence.text("path", ""))
        for licence in entry.sections("licenses")
    )
    attribution = entry.text("attribution", "")
    several = isinstance(entry.content.get("path"), list)  # Those of a partitioned table lie in its folder.
    path = f"{name}/" if several else entry.text("path")
    return Resource(name, path, entry.text("title"), licences, attribution, rows.get(name, 0))


def read_measure(entry: Section) -> Measure:
    """Read a measure from an entry of `dashboard.measures`."""
    return Measure(
        id=entry.text("id"),
        label=entry.text("label"),
        unit=entry.text("unit"),
        counting="running" if entry.flag("running") else "once",
        fields=tuple(
            CountedField(*(field.text(key, "") for key in ("field", "place", "beside", "without")))
            for field in entry.sections("fields")
        ),
        everywhere=entry.flag("everywhere"),
        adds=entry.texts("adds", optional=True),
        why=entry.text("why"),
    )


def read_claim_rules(own: Section) -> ClaimRules:
    """Read the rules from the descriptor's `dashboard` section; what is not there is empty."""
    words = own.section("noteWords", optional=True)
    parts = own.section("partFields", optional=True)
    return ClaimRules(
        same_fields=own.mapping("sameFields"),
        statement_fields=frozenset(own.texts("statementFields", optional=True)),
        remark_fields=frozenset(own.texts("remarkFields", optional=True)),
        note_words=NoteWords(
            *(words.texts(key, optional=True) for key in ("differ", "apart", "report", "early", "whose"))
        ),
        part_fields={whole: frozenset(parts.texts(whole)) for whole in parts.content},
        counted_words=own.mapping("countedWords"),
    )
