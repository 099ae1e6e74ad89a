"""Words for events that were added to a dataset, and for what nobody recorded of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Mapping

BUNDLED, ADDED = "dataset", "added"
"""Values of the column `origin` of a combined dataset's events."""
UNRECORDED = "unrecorded"
"""Kind of publisher where a table names a source and not what it is."""
DEATHS: Mapping[str, str] = {
    "deaths_total": marked("Deaths"),
    "deaths_total_low": marked("Deaths, lowest figure"),
    "deaths_total_high": marked("Deaths, highest figure"),
    "deaths_side_a": marked("Deaths, side A"),
    "deaths_side_b": marked("Deaths, side B"),
    "deaths_civilian": marked("Civilians killed"),
    "deaths_unknown": marked("Deaths, side unknown"),
}
"""Fields of claims that imported tables make, with their words."""
SIDES: Mapping[str, str] = {"side_a": marked("Side A"), "side_b": marked("Side B")}
"""Fields of claims that say who took part, with their words."""
CLAIM_FIELDS: Mapping[str, str] = {**DEATHS, "injured": marked("Injured"), **SIDES}
"""All fields of claims that imported tables make, with their words."""
NO_TITLE = marked("Without a title")
"""The title of an added event that has neither a title nor a category."""
