"""Programs of the cluster: started with a log of their own, always ended, and waited for."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

PATIENCE = 180.0
"""Seconds that anything may take on a busy machine."""

T = TypeVar("T")


@contextmanager
def running(command: list[str], log: Path, environment: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Runs a program until the block ends; all it prints goes to `log`."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env={**os.environ, **(environment or {})})
    try:
        yield process
    finally:
        _end(process)


def until(what: str, found: Callable[[], T | None], alive: subprocess.Popen[bytes] | None = None) -> T:
    """Asks again until there is an answer. Raises AssertionError when there is none in time, or the program has ended."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = found()
        if answer:
            return answer
        assert alive is None or alive.poll() is None, f"waited for {what}, but the program ended with {alive.poll()}"
        time.sleep(0.2)
    raise AssertionError(f"waited {PATIENCE:.0f} s for {what}, in vain")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
