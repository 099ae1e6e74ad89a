"""Foreign files are read in a cage: a process that can reach nothing, and is ended when it takes too much."""

from geo.importers.cage.nursery import close, prepare
from geo.importers.cage.queue import GivenUpError, Turn, in_turn
from geo.importers.cage.reading import draw_apart, import_apart, known_shortcoming, read_apart, shortcoming

__all__ = [
    "GivenUpError",
    "Turn",
    "close",
    "draw_apart",
    "import_apart",
    "in_turn",
    "known_shortcoming",
    "prepare",
    "read_apart",
    "shortcoming",
]
