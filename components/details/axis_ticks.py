"""Ticks of a common scale for the numbers of one field."""

from __future__ import annotations

import math

_STEPS = (1, 2, 2.5, 5, 10)
_MOST_TICKS = 5


def scale_ticks(largest: float) -> tuple[float, ...]:
    """Return round marks from 0 that reach at least ``largest``, at most six of them."""
    if largest <= 0:
        return (0.0, 1.0)
    rough = largest / _MOST_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in _STEPS if factor * power >= rough * (1 - 1e-9))
    count = math.ceil(largest / step * (1 - 1e-9))
    return tuple(step * position for position in range(count + 1))
