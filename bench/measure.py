"""Time, processor time and memory of one command, run as a process of its own.

`timed` starts the command through this very file, run as a small program: Linux counts what a process held before its `exec`
into its peak memory, so a command that a large process starts seems to be as large as that one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PAUSE = 0.05


class Failed(Exception):
    """A command ended with an error: its words and what it said."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds on the clock, seconds of processor time in all its processes, peak bytes of its largest process."""

    seconds: float
    cpu: float
    largest: int


def timed(command: Sequence[str], cwd: Path, environment: Mapping[str, str] | None = None) -> Sample:
    """Runs the command in `cwd`, its output thrown away, and measures it. Raises Failed when it does not end with 0.

    What earlier commands wrote is brought to the disk first, so that nobody pays for another.
    """
    os.sync()
    launch = [sys.executable, "-I", "-S", __file__, *command]
    done = subprocess.run(launch, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout or '{"code": "no start"}')
    if found["code"] != 0:
        raise Failed(f"{' '.join(command)} ended with {found['code']}\n{done.stderr[-2000:]}")
    return Sample(found["seconds"], found["cpu"], found["largest"])


def middle(samples: Sequence[Sample]) -> Sample:
    """The median of each figure; the highest of the memory."""
    seconds = median(each.seconds for each in samples)
    return Sample(seconds, median(each.cpu for each in samples), max(each.largest for each in samples))


def together(command: Sequence[str], cwd: Path, environment: Mapping[str, str] | None = None) -> int | None:
    """The most memory that the command's processes held at one time, in bytes; None where the system cannot tell.

    Pages that processes share after a fork count once (PSS). Looking takes time, so such a run is never timed too.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    most, quiet = 0, subprocess.DEVNULL
    with subprocess.Popen(command, cwd=cwd, env=environment, stdout=quiet, stderr=quiet) as process:
        while process.poll() is None:
            most = max(most, sum(_held(each) for each in _family(process.pid)))
            time.sleep(_PAUSE)
    if process.returncode != 0:
        raise Failed(f"{' '.join(command)} ended with {process.returncode}")
    return most


def _family(pid: int) -> Iterator[int]:
    """The process and all below it, those that have not ended meanwhile."""
    yield pid
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in below:
        yield from _family(int(child))


def _held(pid: int) -> int:
    """The process's proportional share of memory in bytes; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _launch(command: Sequence[str]) -> None:
    """Runs the command and writes what it took to stdout, as JSON."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = used.ru_utime + used.ru_stime
    found = {"code": process.returncode, "seconds": seconds, "cpu": cpu, "largest": used.ru_maxrss * 1024}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _launch(sys.argv[1:])
