"""One source as the page names it: who published it, when, and where it can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.details.records import present
from components.details.runs import safe_url
from components.details.wording import written_date
from components.messages import gettext as _

if TYPE_CHECKING:
    from components.details.records import Record
    from components.details.runs import Json


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
