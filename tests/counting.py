"""What a reader of the tables would count, so that no test holds a number of the bundled record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    import geo


def events_in(
    dataset: geo.Dataset,
    first: int | None = None,
    last: int | None = None,
    *,
    categories: Collection[str] = (),
    district: str | None = None,
) -> int:
    """Count the events of a range of days, both included; without days those of the first view.

    Parameters
    ----------
    dataset
        The dataset.
    first, last
        Days since 1970-01-01.
    categories, district
        Only events of these; none keeps all.
    """
    default = dataset.about.default_range
    first, last = default[0] if first is None else first, default[1] if last is None else last
    return sum(
        event["first_day"] <= last
        and event["last_day"] >= first
        and (not categories or event["category"] in categories)
        and (district is None or district in event["district_ids"])
        for event in dataset.events.to_dict("records")
    )
