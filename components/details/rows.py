"""Events as rows of a list, and the choice of which rows are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.details.wording import days_text
from components.messages import gettext as _
from components.messages import number_text

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from components.details.palette import Palette
    from components.details.runs import Json
    from geo import Dataset

PAGE = 200


def event_row(event_id: str, event: pd.Series, palette: Palette) -> Json:
    """Return one event's row: icon, date, title, sign of its evidence."""
    return {
        "id": event_id,
        "icon": palette.icon(event["category"]),
        "date": days_text(int(event["first_day"]), int(event["last_day"]), event["date_precision"]),
        "title": str(event["title"]),
        "sign": palette.sign(event["evidence"]),
    }


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
    shown = dataset.events.iloc[positions[:limit]]
    rows = [event_row(str(event_id), event, palette) for event_id, event in shown.iterrows()]
    if record is not None:
        if all(row["id"] != record["id"] for row in rows):
            rows.append(event_row(record["id"], dataset.events.loc[record["id"]], palette))
        for row in rows:
            if row["id"] == record["id"]:
                row["record"] = record
    rest = len(positions) - len(shown)
    more = None
    if rest:
        text = _("Show {count} more").format(count=number_text(min(rest, PAGE)))
        more = {"text": text, "pick": {"more": len(shown) + PAGE}}
    return {"rows": rows, "total": len(positions), "more": more}
