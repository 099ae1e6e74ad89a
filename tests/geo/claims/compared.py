"""What a rule finds set beside the reading by hand: how much of it is right, how much of what is there it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

Named = tuple[str, str]
"""An event and a field of its claims, or several fields joined with `;`."""


class Compared(NamedTuple):
    """Fields of events by what the reading by hand and the rule say of them.

    Parameters
    ----------
    right
        What the rule names and the reading calls a contradiction, in the rule's fields.
    wrong
        What the rule names and the reading does not call one.
    found, missed
        The rows of the reading that are contradictions, with their fields as they stand there.
    """

    right: set[Named]
    wrong: set[Named]
    found: set[Named]
    missed: set[Named]

    @property
    def precision(self) -> float:
        """Share of what the rule names that is a contradiction."""
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """Share of the contradictions that the rule names."""
        return len(self.found) / max(1, len(self.found) + len(self.missed))


def compare(
    named: Collection[Named],
    verdicts: pd.DataFrame,
    same_fields: Mapping[str, str],
    among: pd.Series | None = None,
) -> Compared:
    """Set what a rule names beside the reading.

    A row of several fields is found where the rule names any of them. What the rule names is right where
    any row with that field is a contradiction.

    Parameters
    ----------
    named
        Event and field of each disagreement that the rule finds.
    verdicts
        The reading (`hand_reading.read_hand_reading`).
    same_fields
        Fields that mean the same as another: the rule names the main one.
    among
        Which of its rows count (bool); None for all. What the rule names in none of the rows of the
        whole reading counts as wrong only where all count.
    """
    contradictions: dict[Named, list[bool]] = {}
    rows: dict[Named, tuple[bool, bool]] = {}
    counts = [True] * len(verdicts) if among is None else among.tolist()
    for event_id, together, verdict, is_counted in zip(
        verdicts["event_id"], verdicts["field"], verdicts["verdict"], counts, strict=True
    ):
        is_real = verdict == "contradiction"
        fields = ";".join(same_fields.get(field, field) for field in together.split(";"))
        rows[event_id, fields] = (is_real, is_counted)
        for field in fields.split(";"):
            contradictions.setdefault((event_id, field), []).append(is_real)
    right: set[Named] = set()
    wrong: set[Named] = set()
    for pair in named:
        held = [
            is_counted
            for (event_id, fields), (_, is_counted) in rows.items()
            if event_id == pair[0] and pair[1] in fields.split(";")
        ]
        if any(held) or (not held and among is None):
            (right if any(contradictions.get(pair, [])) else wrong).add(pair)
    real = {row for row, (is_real, is_counted) in rows.items() if is_real and is_counted}
    found = {row for row in real if any((row[0], field) in named for field in row[1].split(";"))}
    return Compared(right, wrong, found, real - found)
