"""Report on the settings, for whoever starts the server: what each is, and what is wrong with them.

`python -m geo serve --check DATASET` runs it; so does `python -m components.settings_check`.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import geo
from components.settings import VARIABLES, problems, settings
from geo.errors import DataPackageError
from geo.i18n import gettext as _
from geo.i18n import sentence_text
from geo.revisions.database import shortcoming
from geo.revisions.places import DATABASE, RELEASES, try_writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

PASSWORD = re.compile(r"(?<=[^/:@]):[^/@]+@")
"""Of the address of a database."""


def check(environment: Mapping[str, str], output: TextIO) -> int:
    """Write every setting with its value, and what is wrong; return 1 where something is, else 0.

    Parameters
    ----------
    environment
        The variables.
    output
        Where to write.
    """
    width = max(map(len, VARIABLES))
    for name, default in VARIABLES.items():
        given = environment.get(name, "").strip()
        shown = (
            repr(PASSWORD.sub(":***@", given))
            if given
            else _("{value} (default)").format(value=repr(default))
        )
        output.write(f"{name:{width}}  {shown}\n")
    found = problems(environment) or [
        *_problems_of_dataset(environment),
        *_problems_of_suggestions(environment),
    ]
    output.writelines(f"{problem}\n" for problem in found)
    output.write(_("The settings are all right.") + "\n" if not found else "")
    return 1 if found else 0


def _problems_of_dataset(environment: Mapping[str, str]) -> list[str]:
    try:
        geo.load(settings(environment).dataset)
    except DataPackageError as error:
        return str(error).splitlines()
    return []


def _problems_of_suggestions(environment: Mapping[str, str]) -> list[str]:
    """Say what is wrong with the places that are given; without them a checkout that is only read is no fault."""
    given = settings(environment)
    found = []
    if environment.get(DATABASE, "").strip():
        refusal = shortcoming(given.database)
        found += [] if refusal is None else [f"{DATABASE}: {sentence_text(refusal)}"]
    if environment.get(RELEASES, "").strip():
        try:
            try_writing(given.releases)
        except OSError as error:
            sentence = _("{name}: nothing can be written to {value}: {reason}")
            found.append(
                sentence.format(name=RELEASES, value=repr(str(given.releases)), reason=error.strerror)
            )
    return found


if __name__ == "__main__":
    sys.exit(check(os.environ, sys.stdout))
