"""A store of what was made last, for whoever asks the same again: so many things, and so many bytes, at most."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Kept = TypeVar("Kept")


class Recent(Generic[Kept]):
    """The things that were asked for last; those that nobody asked for the longest time go first.

    Parameters
    ----------
    most
        Things.
    most_bytes
        Of all of them.
    size
        Bytes of a thing.
    """

    def __init__(self, most: int, most_bytes: int, size: Callable[[Kept], int]) -> None:
        self._most, self._most_bytes, self._size = most, most_bytes, size
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """Return a thing by its key, made where it is not known.

        One that is larger than all may be together is not kept: the others would go for it, and it after them.
        """
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        found = make()
        size = self._size(found)
        if size > self._most_bytes:
            return found
        with self._lock:
            before = self._kept.pop(key, None)
            self._bytes += size - (0 if before is None else self._size(before))
            self._kept[key] = found
            while self._kept and (len(self._kept) > self._most or self._bytes > self._most_bytes):
                self._bytes -= self._size(self._kept.popitem(last=False)[1])
        return found
