"""The digest of the program is of all that its answers are made of."""

from __future__ import annotations

import subprocess

from components import program
from tests.checkout import CHECKOUT

NO_PART = {
    "components/frontend/package.json",  # For the tools.
    "geo/i18n/locale/messages.pot",  # For translators.
}
FOR_READERS = ("LICENSE", "OFL.txt", ".md", ".d.ts")
"""How the names of files end that are for whoever reads the code, or its licences."""


def test_every_file_that_is_published_is_part_of_the_program_or_said_to_be_none() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", "components", "geo"],  # noqa: S607 - the git that made the checkout
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
        text=True,
    )
    published = {name for name in listed.stdout.split("\0") if (CHECKOUT / name).is_file()}
    part = {path.relative_to(CHECKOUT).as_posix() for path in program.files()}
    assert "geo/dataset/world.geojson" in part
    left_out = {name for name in published - part if not name.endswith(FOR_READERS)}
    assert left_out == NO_PART
