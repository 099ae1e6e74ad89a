"""The message catalogue: every word of the page, collected for translators.

``python -m components.catalogue`` writes ``components/locale/page.pot``. A translation starts with
``pybabel init -D page -i components/locale/page.pot -d components/locale -l az`` and is used once
``pybabel compile -D page -d components/locale`` has made its ``page.mo``.
"""

from __future__ import annotations

import importlib
import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from geo.figures import CONTRADICTED, DISTINCT, LATEST, NOT_DISTINCT, SHARED, SIDE_BY_SIDE
from geo.rules import RULES

COMPONENTS = Path(__file__).parent
TEMPLATE = COMPONENTS / "locale" / "page.pot"

BROWSER_STRINGS = (
    "components.details.palette",
    "components.map",
    "components.search",
    "components.standalone",
    "components.timeline",
)
"""Modules whose ``STRINGS`` are the words of a browser component."""

FIGURE_SENTENCES = (SIDE_BY_SIDE, DISTINCT, LATEST, NOT_DISTINCT, CONTRADICTED, SHARED)
"""What the data side says of sums, filled in on the page."""

_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}


def template() -> str:
    """Return the catalogue's template: the messages in the code, the browser's words and the rules."""
    catalog = Catalog(project="Liberated districts and events", charset="utf-8")
    found = extract_from_dir(COMPONENTS, [("**.py", "python")], keywords=_KEYWORDS)
    for name, _line, message, comments, context in sorted(found, key=lambda item: (item[0], str(item[2]))):
        catalog.add(message, locations=[(f"components/{name}", 0)], auto_comments=comments, context=context)
    for module in BROWSER_STRINGS:
        place = module.replace(".", "/") + ".py"
        for text in importlib.import_module(module).STRINGS.values():
            catalog.add(text, locations=[(place, 0)])
    for text in FIGURE_SENTENCES:
        catalog.add(text, locations=[("geo/figures.py", 0)])
    for rule in RULES:
        for text in (rule.name, rule.sentence.template):
            catalog.add(text, locations=[("geo/rules.py", 0)])
    written = io.BytesIO()
    write_po(written, catalog, omit_header=True, include_lineno=False, sort_output=True, width=100)
    return written.getvalue().decode("utf-8")


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(template(), encoding="utf-8")
