"""Events as rows of a list, and the choice of which rows are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.details.frame_rows import event_of
from components.wording.dates_and_counts import days_text, source_count
from geo.dataset.cache import cached
from geo.i18n import gettext as _
from geo.i18n import number_text

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from pandas.api.extensions import ExtensionArray

    from components.details.frame_rows import Record
    from components.details.inline_text import Json
    from components.details.palette import Palette
    from geo import Dataset

PAGE = 200
COLUMNS = ("title", "first_day", "last_day", "date_precision", "category", "evidence", "n_sources")
"""What a row shows of an event."""


def event_row(event_id: str, event: Record, palette: Palette) -> Json:
    """Return one event's row: icon, date, title, sign of its evidence."""
    sign = palette.sign(event["evidence"])
    return {
        "id": event_id,
        "icon": palette.icon(event["category"]),
        "date": days_text(int(event["first_day"]), int(event["last_day"]), event["date_precision"]),
        "title": str(event["title"]),
        "sign": sign,
        "sources": _sources(sign["label"], int(event["n_sources"])),
    }


def _sources(evidence: str, count: int) -> str:
    if count <= 1:
        return evidence
    return _("{evidence}, {sources}").format(evidence=evidence, sources=source_count(count))


def rows_model(
    positions: npt.NDArray[np.intp],
    dataset: Dataset,
    palette: Palette,
    *,
    limit: int = PAGE,
    record: Json | None = None,
) -> Json:
    """Return the rows of the events at these positions, in this order.

    Parameters
    ----------
    positions
        Positions in ``dataset.events``.
    limit
        How many rows travel to the browser; the rest is asked for by the ``more`` pick.
    record
        The full record of the selected event; it takes the place of its row, which is
        added to the shown rows when it lies beyond the limit.
    """
    shown = positions[:limit]
    taken = [_cells(dataset, name).take(shown) for name in ("", *COLUMNS)]
    rows = [
        event_row(str(event_id), dict(zip(COLUMNS, cells, strict=True)), palette)
        for event_id, *cells in zip(*taken, strict=True)
    ]
    if record is not None:
        if all(row["id"] != record["id"] for row in rows):
            rows.append(event_row(record["id"], event_of(dataset, record["id"]), palette))
        for row in rows:
            if row["id"] == record["id"]:
                row["record"] = record
    rest = len(positions) - len(shown)
    more = None
    if rest:
        text = _("Show {count} more").format(count=number_text(min(rest, PAGE)))
        more = {"text": text, "pick": {"more": len(shown) + PAGE}}
    return {"rows": rows, "total": len(positions), "more": more}


@cached(len(COLUMNS) + 1)
def _cells(dataset: Dataset, column: str) -> ExtensionArray | np.ndarray:
    """Return a column of the events, or with "" their ids, without a frame's care for labels."""
    cells: ExtensionArray | np.ndarray = (dataset.events[column] if column else dataset.events.index).array
    return cells
