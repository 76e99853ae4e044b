"""What the benchmark runs on, as far as it matters and names nobody's machine."""

from __future__ import annotations

import os
import platform
import subprocess
import timeit
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_GIB = 1 << 30


def machine(folder: Path) -> dict[str, str]:
    """Cores, memory, the system, Python, and the type of the file system that holds `folder`."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{pages / _GIB:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "file system": file_system(folder, Path("/proc/self/mounts").read_text().splitlines()),
    }


def file_system(folder: Path, mounts: Iterable[str]) -> str:
    """The type of the file system that `folder` is on, by the lines of /proc/self/mounts: the longest mount point wins."""
    found = [line.split()[1:3] for line in mounts]
    above = [(Path(point), kind) for point, kind in found if folder.resolve().is_relative_to(point)]
    return max(above, key=lambda each: len(each[0].parts))[1]


def load() -> str:
    """How many processes wanted to run in the last minute, on average: above the number of cores, others were at work."""
    return f"{os.getloadavg()[0]:.1f}"


def loop() -> str:
    """What three million additions in Python take, the quickest of five: the host lends more of its processors at times."""
    return f"{min(timeit.repeat('for number in range(3_000_000): total += number', 'total = 0', number=1)):.2f} s"


def node() -> str:
    """The version of Node.js, for the peer that runs on it."""
    return subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip().removeprefix("v")
