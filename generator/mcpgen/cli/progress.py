"""Progress for people who wait at a terminal; silence in a pipe."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mcpgen.pipeline import Work


@contextmanager
def progress(what: str, jobs: int, warned: Callable[[int], None] = lambda _: None) -> Iterator[Work]:
    """Yields how to work: in how many processes, and whom to tell; a terminal on stderr shows a count.

    `jobs` 0 means one process for each core, where the system can fork safely; `warned` hears of lint's warnings.
    """
    from mcpgen.pipeline import Work  # noqa: PLC0415 -- `mcpgen --help` must not pay for it

    workers = jobs or (len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1)
    if not sys.stderr.isatty():
        yield Work(workers=workers, warned=warned)
        return
    from rich.console import Console  # noqa: PLC0415 -- 0.1 s that only a terminal needs
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}: {task.completed} files"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(what, total=None)
        yield Work(lambda files: bar.update(task, advance=files, refresh=True), workers, warned)
