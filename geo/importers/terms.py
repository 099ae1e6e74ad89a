"""Terms that the importer states of their data: its title and its licence. Until then neither is known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from geo.datapackage.schema_rules import is_web_address

LICENCES = {
    "CC0-1.0": (
        "Creative Commons Zero 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "CC-BY-NC-4.0": (
        "Creative Commons Attribution-NonCommercial 4.0 International",
        "https://creativecommons.org/licenses/by-nc/4.0/",
    ),
    "ODbL-1.0": (
        "Open Data Commons Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    "ODC-BY-1.0": (
        "Open Data Commons Attribution License 1.0",
        "https://opendatacommons.org/licenses/by/1-0/",
    ),
    "PDDL-1.0": (
        "Open Data Commons Public Domain Dedication and License 1.0",
        "https://opendatacommons.org/licenses/pddl/1-0/",
    ),
}
"""Licences of open data by their identifiers (https://spdx.org/licenses/): title and address."""
Licence = tuple[str, str, str]


@dataclass(frozen=True)
class Terms:
    """Title and licence of imported data, as their importer states them.

    Parameters
    ----------
    title
        "" where none is stated.
    licence
        An identifier (`CC-BY-4.0`), an address, or words; "" where none is stated.
    """

    title: str = ""
    licence: str = ""

    def title_of(self, name: str) -> str:
        """Return the title, or else the name of the file without its ending."""
        return self.title.strip() or PurePath(name).stem.replace("_", " ").strip() or name

    def licences(self) -> tuple[Licence, ...]:
        """Return the licence as (name, title, address); none where it is not stated.

        >>> Terms(licence="cc by 4.0").licences()[0][0], Terms(licence="Ask us").licences(), Terms().licences()
        ('CC-BY-4.0', (('other', 'Ask us', ''),), ())
        """
        words = self.licence.strip()
        if not words:
            return ()
        for name, (title, address) in LICENCES.items():
            if _plain(words) in {_plain(name), _plain(title), _plain(address)}:
                return ((name, title, address),)
        return (("other", words, words if is_web_address(words) else ""),)


def _plain(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum())
