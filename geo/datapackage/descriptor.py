"""Parts of `datapackage.json`, read; everything that is missing or wrong in it is noted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geo.dates import day_number
from geo.errors import Problem
from geo.i18n import DEFAULT, Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "datapackage.json"
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True)
class Section:
    """One object of the descriptor; each reader returns a neutral value where it notes a problem.

    Parameters
    ----------
    content
        The object as read from JSON.
    path
        Where it stands in the descriptor, as in `dashboard.categories[2]`.
    problems
        The list that problems are noted in, shared by all sections of a descriptor.
    translations
        Texts that stand in the descriptor in several languages, ``{"en": "Mines", "az": "Minalar"}``: by
        language, their translation by the English text; shared likewise, filled as they are read.
    """

    content: Mapping[str, Any]
    path: str = ""
    problems: list[Problem] = field(default_factory=list)
    translations: dict[str, dict[str, str]] = field(default_factory=dict)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default it must be there and not blank."""
        value = self._english(self.content.get(key, default))
        if isinstance(value, str) and (value or default is not None):
            return value
        self._note(key, value, marked("a text"))
        return ""

    def number(self, key: str) -> float:
        """Return a number."""
        value = self.content.get(key)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
        self._note(key, value, marked("a number"))
        return 0.0

    def colour(self, key: str) -> str:
        """Return a colour in the form #RRGGBB."""
        value = self.content.get(key)
        if isinstance(value, str) and COLOUR.fullmatch(value):
            return value
        self._note(key, value, marked("a colour like #38909D"))
        return "#808080"

    def day(self, key: str, *, blank: bool = False) -> int | None:
        """Return a day number read from an ISO 8601 date, None for an allowed null."""
        value = self.content.get(key)
        if value is None and blank:
            return None
        try:
            return day_number(value if isinstance(value, str) else "")
        except ValueError:
            self._note(key, value, marked("a date like 2020-11-25"))
            return 0

    def flag(self, key: str) -> bool:
        """Return true or false; false when it is not there."""
        value = self.content.get(key, False)
        if isinstance(value, bool):
            return value
        self._note(key, value, marked("true or false"))
        return False

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.content.get(key, [] if optional else None)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self._note(key, value, marked("a list of texts"))
        return ()

    def mapping(self, key: str) -> dict[str, str]:
        """Return an object whose values are all texts; empty when it is not there."""
        value = self.content.get(key, {})
        if isinstance(value, dict):
            texts = {name: self._english(item) for name, item in value.items()}
            if all(isinstance(item, str) for item in texts.values()):
                return texts
        self._note(key, value, marked("an object of texts"))
        return {}

    def section(self, key: str, *, optional: bool = False) -> Section:
        """Return the object under a key."""
        value = self.content.get(key, {} if optional else None)
        path = self._path(key)
        if isinstance(value, dict):
            return Section(value, path, self.problems, self.translations)
        self._note(key, value, marked("an object"))
        return Section({}, path, [])

    def sections(self, key: str, *, optional: bool = False) -> tuple[Section, ...]:
        """Return the objects of a list."""
        value = self.content.get(key, [] if optional else None)
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            path = self._path(key)
            return tuple(
                Section(item, f"{path}[{position}]", self.problems, self.translations)
                for position, item in enumerate(value)
            )
        self._note(key, value, marked("a list of objects"))
        return ()

    def _english(self, value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return the English of a text in several languages, and keep the others; all else as it is."""
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            return value
        english = value.get(DEFAULT)
        if english:
            for language, text in value.items():
                if language != DEFAULT and text:
                    self.translations.setdefault(language, {})[english] = text
        return english

    def _path(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _note(self, key: str, value: object, expected: str) -> None:
        read = "" if value is None else repr(value)
        words = marked("Add it to {descriptor}") if value is None else marked("Correct it in {descriptor}")
        remedy = Sentence(words, {"descriptor": FILE})
        self.problems.append(Problem(FILE, None, self._path(key), read, expected, remedy))
