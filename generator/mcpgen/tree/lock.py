"""One sync at a time: a lock on the catalog's folder itself, so that nothing is left behind by it."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mcpgen.tree.errors import Failed
from mcpgen.tree.recover import recover

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.05


@contextmanager
def locked(root: Path, wait: float) -> Iterator[None]:
    """Holds the lock of `root`, with whatever a killed sync left there completed or cleared away.

    Waits up to `wait` seconds for another sync. Raises Failed when that is not enough.
    """
    handle = _open(root)
    try:
        _take(handle, wait)
        recover(root)
        yield
    finally:
        os.close(handle)


def _open(root: Path) -> int:
    try:
        return os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise Failed(f"{root}: {error.strerror}") from None


def _take(handle: int, wait: float) -> None:
    end = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                said = f"another sync of this folder has been running for {wait:g} s"
                raise Failed(f"{said}: let it end, or wait longer with --wait") from None
            time.sleep(_PAUSE)
        else:
            return
