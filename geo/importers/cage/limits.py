"""Limits of a caged process: memory, processor time, time on the clock, and size of its answer."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

MEBIBYTE = 1 << 20
GIBIBYTE = 1 << 30
LEAST_MEMORY = 1 * GIBIBYTE
"""Bytes that reading the smallest file may take; the libraries themselves take some 200 MiB of it."""
MOST_MEMORY = 8 * GIBIBYTE
LEAST_SECONDS = 6
"""Seconds of processor time that reading the smallest file may take."""
MOST_SECONDS = 600
CLOCK_LEAST, CLOCK_TIMES = 30, 5
"""Seconds on the clock beyond those of the processor: the machine may be busy with other work."""
PACKED = (b"PK", b"PAR1")
"""How files begin whose content is longer than they are."""


@dataclass(frozen=True)
class Limits:
    """What a caged process may use up; it is ended when it takes more.

    Parameters
    ----------
    memory
        Bytes of memory.
    processor_seconds
        Seconds of processor time.
    clock_seconds
        Seconds on the clock, from the beginning of its work.
    answer
        Bytes of what it hands back.
    """

    memory: int
    processor_seconds: int
    clock_seconds: int
    answer: int

    def as_json(self) -> dict[str, int]:
        """Return the limits by name."""
        return asdict(self)


def limits_for(size: int, beginning: bytes = b"", most_memory: int = MOST_MEMORY) -> Limits:
    """Return the limits of reading a file, by its size: what a hostile small file can take is little.

    Parameters
    ----------
    size
        Bytes of the file.
    beginning
        Its first bytes: archives and Parquet files are longer inside.
    most_memory
        Bytes that no file may take more than.

    Examples
    --------
    >>> limits_for(20_000).processor_seconds
    6
    >>> limits_for(100 * MEBIBYTE).memory // MEBIBYTE
    2224
    """
    packed = beginning.startswith(PACKED)
    memory = min(most_memory, LEAST_MEMORY + size * (40 if packed else 12))
    seconds = min(MOST_SECONDS, LEAST_SECONDS + size * (8 if packed else 1) // MEBIBYTE)
    return Limits(memory, seconds, CLOCK_LEAST + CLOCK_TIMES * seconds, memory)


def limits_from(described: dict[str, Any]) -> Limits:
    """Return limits that :meth:`Limits.as_json` described."""
    return Limits(**described)
