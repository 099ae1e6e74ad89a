"""Memory given back to the machine after work on many rows."""

from __future__ import annotations

import ctypes
import gc
import mmap
import sys
from weakref import WeakSet

import pyarrow as pa

_maps: WeakSet[mmap.mmap] = WeakSet()


def let_go(mapped: mmap.mmap) -> None:
    """Let :func:`give_back` drop the pages of a mapped file; they are read again where they are needed."""
    _maps.add(mapped)


def release() -> None:
    """Give back what Arrow and the C library keep for later: between parts of work on many rows."""
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def give_back() -> None:
    """Give back all that is free in this process: once after an import or after loading, not at each step.

    Python, Arrow and the C library keep freed memory for later; after a million rows that is more than
    what is in use. Where the C library has no `malloc_trim` (it is glibc's) nothing is lost but that.
    The pages of mapped files go too.
    """
    gc.collect()
    for mapped in list(_maps):
        if hasattr(mmap, "MADV_DONTNEED"):
            mapped.madvise(mmap.MADV_DONTNEED)
    release()
