"""Give memory back to the machine after work on many rows."""

from __future__ import annotations

import ctypes
import gc
import mmap
from weakref import WeakSet

import pyarrow as pa

_maps: WeakSet[mmap.mmap] = WeakSet()


def let_go(mapped: mmap.mmap) -> None:
    """Let :func:`give_back` drop the pages of a mapped file; they are read again where they are needed."""
    _maps.add(mapped)


def release() -> None:
    """Let Arrow give back what it keeps for later: for work that goes through many rows part by part."""
    pa.default_memory_pool().release_unused()


def give_back() -> None:
    """Give back what is free in this process: one call after an import or after loading, not one a step.

    Python, Arrow and the C library keep freed memory for later; after a million rows that is more than
    what is in use. Where the C library has no `malloc_trim` (it is glibc's) nothing is lost but that.
    """
    gc.collect()
    release()
    for mapped in list(_maps):
        if hasattr(mmap, "MADV_DONTNEED"):
            mapped.madvise(mmap.MADV_DONTNEED)
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
