"""Parts and wholes: whether what counts a part of something is above what counts the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.claims.quantities import Quantity, exceeds

if TYPE_CHECKING:
    from geo.claims.parsed_values import Reading


def is_above_whole(part: Reading, whole: Reading) -> bool:
    """Return whether two numbers of one moment, extent and unit cannot be a part and its whole.

    Parameters
    ----------
    part, whole
        Values of a field and of the one that counts it too (`dashboard.partFields` of the descriptor).
    """
    if not (part.is_comparable(whole) and part.scope == whole.scope):
        return False
    return (
        isinstance(part.read, Quantity)
        and isinstance(whole.read, Quantity)
        and exceeds(part.read, whole.read)
    )
