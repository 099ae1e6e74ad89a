"""One source as the page names it: who published it, when, and where it can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.details.frame_rows import present
from components.details.inline_text import safe_url
from components.wording.dates_and_counts import written_date
from geo.i18n import DEFAULT, language, locale
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from components.details.frame_rows import Record
    from components.details.inline_text import Json
    from geo.dataset.metadata import About


def title_language(about: About, source_id: str, language: str) -> str:
    """Return the language of a source's title: English where the dataset says that it is not the source's own."""
    return DEFAULT if source_id in about.own_titles else language


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
