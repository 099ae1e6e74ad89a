"""Words for events that were added to a dataset, and for what nobody recorded of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BUNDLED, ADDED = "dataset", "added"
"""Values of the column `origin` of a combined dataset's events."""
UNRECORDED = "unrecorded"
"""Kind of publisher where a table names a source and not what it is."""
DEATHS: Mapping[str, str] = {
    "deaths_total": "Deaths",
    "deaths_total_low": "Deaths, lowest figure",
    "deaths_total_high": "Deaths, highest figure",
    "deaths_side_a": "Deaths, side A",
    "deaths_side_b": "Deaths, side B",
    "deaths_civilian": "Civilians killed",
    "deaths_unknown": "Deaths, side unknown",
}
"""Fields of claims that imported tables make, with their words."""
SIDES: Mapping[str, str] = {"side_a": "Side A", "side_b": "Side B"}
"""Fields of claims that say who took part, with their words."""
CLAIM_FIELDS: Mapping[str, str] = {**DEATHS, "injured": "Injured", **SIDES}
"""All fields of claims that imported tables make, with their words."""
