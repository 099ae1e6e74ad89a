"""Seal of a process: from then on it opens no file, connects to nothing, starts nothing and signals nobody.

On Linux a filter of system calls (seccomp, by libseccomp) lets through only what computing on memory and on
files that are open already needs; no privilege is needed, and nothing takes the filter off again. Everywhere
with POSIX limits the process may open no further descriptor, which forbids files and sockets by itself.
"""

from __future__ import annotations

import ctypes
import errno
import importlib
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.importers.cage.limits import Limits

if sys.platform != "win32":
    import resource

pyseccomp: Any = None
with suppress(
    ImportError, OSError, RuntimeError
):  # Only Linux has it, and not every one the library under it.
    pyseccomp = importlib.import_module("pyseccomp")

ALLOWED = (
    *("brk", "madvise", "mprotect", "mremap", "munmap", "membarrier"),
    *("close", "fstat", "lseek", "pread64", "preadv", "pwrite64", "read", "readv", "write", "writev"),
    *("clock_getres", "clock_gettime", "clock_nanosleep", "gettimeofday", "nanosleep", "time", "times"),
    *("exit", "exit_group", "futex", "rseq", "restart_syscall", "sched_getaffinity", "sched_yield"),
    *("getcpu", "getpid", "gettid", "getrandom", "getrusage", "set_robust_list", "sysinfo", "uname"),
    *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack"),
)
"""System calls that compute on memory and on what is open; names that a machine does not have are left out."""
DESCRIPTOR_COMMANDS = (1, 3, 5, 6, 36, 37)
"""Of `fcntl` on Linux: reading flags, and locks, which SQLite asks for on what it reads."""
MAP_SHARED = 0x01
CLONE_THREAD = 0x00010000
_PR_SET_PDEATHSIG = 1


class NotSealedError(Exception):
    """Raised where the system cannot filter system calls."""


def die_with_parent() -> None:
    """Let the kernel end this process when its parent ends; where the kernel cannot, nothing is done."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def limit(limits: Limits) -> None:
    """Bound memory, processor time and answer of the process; where there are no limits, do nothing."""
    if sys.platform == "win32":
        return
    memory = "RLIMIT_DATA" if sys.platform == "linux" else "RLIMIT_AS"
    _lower(memory, limits.memory)
    _lower("RLIMIT_CPU", limits.processor_seconds)
    _lower("RLIMIT_FSIZE", limits.answer)
    _lower("RLIMIT_CORE", 0)
    os.nice(5)  # Whoever looks at the page goes first.


def seal() -> None:
    """Keep this process to what it has.

    Raises
    ------
    NotSealedError
        When the system cannot filter system calls; that no descriptor can be opened holds all the same.
    """
    if sys.platform != "win32":
        _lower("RLIMIT_NOFILE", 0)
    if sys.platform != "linux":
        _lower(
            "RLIMIT_NPROC", 0
        )  # Linux would count threads too, of whomever but root; there the filter says no.
        message = f"{sys.platform} has no filter of system calls"
        raise NotSealedError(message)
    _filter()


def _filter() -> None:
    """Let the kernel refuse every system call but those that are allowed."""
    if pyseccomp is None:
        message = "there is no libseccomp"
        raise NotSealedError(message)
    try:
        rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
        for name in ALLOWED:
            _allow(rules, name)
        # Memory of its own, none that is shared and that the limits do not count; threads, and no process.
        _allow(rules, "mmap", pyseccomp.Arg(3, pyseccomp.MASKED_EQ, MAP_SHARED, 0))
        _allow(rules, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, CLONE_THREAD, CLONE_THREAD))
        rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")  # Threads are then made by clone.
        # Limits may be read, and not changed: the third argument is the new one.
        _allow(rules, "prlimit64", pyseccomp.Arg(2, pyseccomp.EQ, 0))
        for command in DESCRIPTOR_COMMANDS:
            _allow(rules, "fcntl", pyseccomp.Arg(1, pyseccomp.EQ, command))
        rules.load()
    except OSError as error:
        raise NotSealedError(str(error)) from None


def _allow(rules: Any, name: str, *conditions: Any) -> None:  # noqa: ANN401 (it has no types)
    """Let a system call through; one that this kind of machine does not have needs no rule."""
    with suppress(OSError):
        rules.add_rule(pyseccomp.ALLOW, name, *conditions)


def _lower(name: str, value: int) -> None:
    kind = getattr(resource, name, None)
    if kind is None:
        return
    _soft, hard = resource.getrlimit(kind)
    lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(kind, (lowest, lowest))
    except (ValueError, OSError):  # A system that knows the limit by name only.
        return
