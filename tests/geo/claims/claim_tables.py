"""Claims, events and descriptions made up for tests of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VOICE_OF = {
    "azerbaijani_media": "azerbaijani",
    "azerbaijani_state": "azerbaijani",
    "armenian_media": "armenian",
    "armenian_state": "armenian",
    "russian_media": "russian",
    "international_media": "international",
    "un": "un_ngo_academic",
    "encyclopedia": "reference",
}
COLUMNS = ("event_id", "source_id", "field", "value", "unit", "note")

Row = tuple[str, str, str, str, str, str]


def claims_of(rows: Iterable[Sequence[str]]) -> pd.DataFrame:
    """Make a table of claims; a source id begins with the kind of its publisher and a colon.

    A second colon ends the publisher's name: `armenian_media:radar:2` is a second publication of radar.
    """
    table = pd.DataFrame(list(rows), columns=list(COLUMNS), dtype="object")
    kinds = table["source_id"].str.split(":").str[0]
    return table.assign(
        publisher_kind=kinds,
        voice=kinds.map(VOICE_OF),
        publisher=table["source_id"].str.split(":").str[:2].str.join(":"),
        published=[":".join(source.split(":")[2:]) for source in table["source_id"]],
    )


def events_of(
    ids: Iterable[str] = ("e",), status: str = "corroborated", days: tuple[int, int] = (0, 0)
) -> pd.DataFrame:
    """Make a table of events of one status and one range of day numbers."""
    index = pd.Index(list(ids), name="event_id")
    return pd.DataFrame({"first_day": days[0], "last_day": days[1], "status": status}, index=index)


def said(
    value: str, source: str, note: str = "", *, field: str = "deaths_total", unit: str = "persons"
) -> Row:
    return ("e", source, field, value, unit, note)


SOURCES = st.builds(
    lambda kind, name: f"{kind}:{name}", st.sampled_from(sorted(VOICE_OF)), st.sampled_from("abc")
)
VALUES = st.sampled_from(
    [
        ("deaths_total", "10", "persons"),
        ("deaths_total", "12", "soldiers"),
        ("deaths_total", "at least 10", "persons"),
        ("deaths_total", "5-11", "persons"),
        ("deaths_total", "thousands", "persons"),
        ("area", "2.4", "km2"),
        ("area", "300", "ha"),
        ("start_date", "1993-04", ""),
        ("start_date", "1993-04-03", ""),
        ("start_date", "1993-05-01", ""),
        ("statement", "Baku denies it", ""),
        ("statement", "It was a Tuesday", ""),
        ("statement", "It rained", ""),
    ]
)
NOTES = st.sampled_from(
    ["", "before the war", "after the war", "disagreement with 12", "in 2020", "first report"]
)
ROWS = st.builds(lambda source, value, note: ("e", source, *value, note), SOURCES, VALUES, NOTES)
TABLES = st.lists(ROWS, min_size=1, max_size=7, unique=True)
