"""One source as the page names it: who published it, when, and where it can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.details.frame_rows import present
from components.details.inline_text import safe_url
from components.wording.dates_and_counts import written_date
from geo.i18n import gettext as _
from geo.i18n import language, locale

if TYPE_CHECKING:
    from components.details.frame_rows import Record
    from components.details.inline_text import Json


def title_language(title: str, language: str) -> str:
    """Return the language of a source's title: in square brackets it is not the published one, and English."""
    return "en" if title.startswith("[") else language


def language_name(code: str) -> str:
    """Name the language of a source where it is another than the page's; else ""."""
    known = locale().languages
    return str(known[code]) if code in known and code != language() else ""


def source_model(source_id: str, source: Record) -> Json:
    """Return a source's publisher, title, date and address.

    Parameters
    ----------
    source_id
        Its identifier, which names it where it has neither publisher nor title.
    source
        A row of `dataset.sources`.
    """
    published = present(source["published"])
    publisher, title = present(source["publisher"]), present(source["title"])
    return {
        "name": publisher or title or source_id,
        "hint": title if publisher else "",
        "date": (written_date(published) or published) if published else _("no date"),
        "url": safe_url(present(source["url"])),
    }
