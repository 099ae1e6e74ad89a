"""What the benchmarks run on: without it no number means anything."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

RELEASES = ("streamlit", "streamlit-folium", "folium", "geopandas", "pydeck")


def describe(browser_version: str) -> dict[str, str]:
    """Return the facts of the machine by name, in reading order."""
    return {
        "processor": f"{_processor()}, {_cores()} cores",
        "memory": f"{_memory() / 2**30:.0f} GiB",
        "system": platform.system(),
        "browser": f"Chromium {browser_version}, without window and graphics card, 1440 x 900",
        "Python": platform.python_version(),
        **{name: version(name) for name in RELEASES},
    }


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
