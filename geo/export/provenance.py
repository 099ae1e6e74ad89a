"""Provenance of an export: what every file says of itself, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.dataset.origin import ADDED
from geo.i18n import DEFAULT, locale, marked
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from geo.dataset.metadata import About, Resource

RECORDS = ("events", "claims", "sources", "added")
"""Names of the dataset's resources that records come from; `added` is a person's own file."""
DISTRICTS = ("districts", "control_periods", "places", "district_facts")
NOT_STATED = marked("not stated")
TEXTS = marked(
    "Columns that end in {ending} have the texts in {language} where there is a translation; {column} says who made it "
    "(machine is a program), and the English text decides. All other columns are as in the dataset, and titles of "
    "sources stay as they were published."
)


@dataclass(frozen=True)
class Provenance:
    """What is exported, from which version of which dataset, by which address and when.

    Parameters
    ----------
    about
        What the dataset says of itself: title, version, licences, attribution.
    selection
        The filter in words.
    permalink
        Address of the view, "" when it is not known.
    made
        The day on which the export is made.
    """

    about: About
    selection: str
    permalink: str
    made: date

    def resources(self, names: Collection[str]) -> list[Resource]:
        """Return the dataset's resources of these names.

        Of events that were added alone the sources are the added file's: what the dataset says of its own
        sources is not said of them.
        """
        have = {resource.name for resource in self.about.resources}
        left_out = {"sources"} if ADDED in have and "events" not in have else set()
        wanted = set(names) - left_out
        return [resource for resource in self.about.resources if resource.name in wanted]

    def entries(self, names: Collection[str], language: str = DEFAULT) -> list[tuple[str, str]]:
        """Return what a file says of itself, as label and text, for a person to read.

        Parameters
        ----------
        names
            The resources of the dataset that the file is made from.
        language
            The language of the texts that stand beside the English ones in the file; English for none.
        """
        found = [
            (_("Dataset"), self.about.title),
            (_("Description"), self.about.subtitle),
            (_("Data version"), self.about.version),
            (_("Records"), self.selection),
            (_("Permanent link"), self.permalink),
            (_("Made on"), self.made.isoformat()),
            (_("Translations"), _texts(language)),
        ]
        licences: dict[str, list[str]] = {}
        attributions: dict[str, list[str]] = {}
        for resource in self.resources(names):
            licence = "; ".join(f"{title}, {address}" for _name, title, address in resource.licences) or _(
                NOT_STATED
            )
            licences.setdefault(licence, []).append(resource.name)
            attributions.setdefault(resource.attribution, []).append(resource.name)
        found += [
            (_("Licence of {tables}").format(tables=", ".join(named)), licence)
            for licence, named in licences.items()
        ]
        found += [
            (_("Attribution of {tables}").format(tables=", ".join(named)), words)
            for words, named in attributions.items()
        ]
        return [(label, text) for label, text in found if text]

    def text(self, names: Collection[str], language: str = DEFAULT) -> str:
        """Return the same as lines of text."""
        return "".join(f"{label}: {text}\n" for label, text in self.entries(names, language))

    def as_json(self, names: Collection[str], language: str = DEFAULT) -> dict[str, Any]:
        """Return the same as JSON-serialisable fields, for programs."""
        found = {
            "title": self.about.title,
            "description": self.about.subtitle,
            "version": self.about.version,
            "selection": self.selection,
            "permalink": self.permalink,
            "made": self.made.isoformat(),
            "translations": {} if language == DEFAULT else {"language": language, "note": _texts(language)},
            "licences": [
                {"resource": resource.name, "name": name, "title": title, "path": address}
                for resource in self.resources(names)
                for name, title, address in resource.licences
            ],
            "attributions": [
                {"resource": resource.name, "attribution": resource.attribution}
                for resource in self.resources(names)
                if resource.attribution
            ],
        }
        return {name: value for name, value in found.items() if value}


def _texts(language: str) -> str:
    """Say which columns hold texts of a language, "" in English."""
    if language == DEFAULT:
        return ""
    name = str(locale().languages.get(language, language))
    return _(TEXTS).format(ending=f"_{language}", column=f"translation_{language}", language=name)
