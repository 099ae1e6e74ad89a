"""What answers beside the page never makes the page's components known: only a run of the page may."""

from __future__ import annotations

import subprocess
import sys

from tests.checkout import CHECKOUT

PROGRAM = """
import sys
from components.http import doors, feeds, open_data, plain_pages, site
assert "components.assets" not in sys.modules
"""


def test_the_doors_import_no_component_of_the_page() -> None:
    done = subprocess.run(  # noqa: S603 - This Python, with a program of this file.
        [sys.executable, "-c", PROGRAM], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
