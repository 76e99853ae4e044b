"""Progress: a count for people who wait at a terminal, and nothing in a pipe."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from mcpgen.cli.progress import progress
from tests.conftest import servers
from tests.tools import MCPGEN, mcpgen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def on_terminal(*words: str, cwd: Path, stdout: int | None = None, **more: str) -> tuple[int, str]:
    """Exit code of `mcpgen`, and all that it prints on a terminal of its own; `stdout` may go elsewhere."""
    ours, theirs = pty.openpty()
    surroundings = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "COLUMNS": "100", "LC_ALL": "C.UTF-8", **more}
    out = theirs if stdout is None else stdout
    process = subprocess.Popen([MCPGEN, *words], cwd=cwd, stdin=theirs, stdout=out, stderr=theirs, env=surroundings)
    os.close(theirs)
    printed = b""
    while data := _read(ours):
        printed += data
    os.close(ours)
    return process.wait(), printed.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    """What comes next; nothing once the last program has closed the terminal."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


@pytest.mark.parametrize(
    ("words", "what", "last"),
    [
        (("validate",), "checking", "catalog.yaml is valid: 1 server, 9 files"),
        (("list",), "rendering", "a       staging      org/a:v1  1         -     drift"),
        (("sync", "--check"), "rendering", "9 to create; 0 unchanged"),
        (("sync",), "rendering", "9 created; 0 unchanged"),
    ],
)
def test_at_a_terminal(words: tuple[str, ...], what: str, last: str, write: Callable[[str], Path]) -> None:
    """The count of finished files grows in place, and is gone when the result is there."""
    code, printed = on_terminal(*words, cwd=write(servers("a")).parent)
    counted, _, result = printed.rpartition("\x1b[2K")
    assert code == (1 if "--check" in words else 0)
    assert f"{what}: 0 files" in counted
    assert f"{what}: 7 files" in counted
    assert result.splitlines()[-1] == last
    assert "\x1b" not in result


def test_in_a_pipe(write: Callable[[str], Path]) -> None:
    """Neither stream has a word of it."""
    done = mcpgen("validate", cwd=write(servers("a")).parent)
    assert (done.stdout, done.stderr) == ("", "catalog.yaml is valid: 1 server, 9 files\n")


def test_without_colour(write: Callable[[str], Path]) -> None:
    """`NO_COLOR` leaves the count and takes its colours."""
    folder = write(servers("a")).parent
    colour = re.compile(r"\x1b\[[0-9;]*m")
    _, painted = on_terminal("validate", cwd=folder)
    _, plain = on_terminal("validate", cwd=folder, NO_COLOR="1")
    assert colour.search(painted)
    assert not colour.search(plain)
    assert "checking: 7 files" in plain


def test_data_stays_clean(write: Callable[[str], Path]) -> None:
    """With stdout in a file the terminal shows the count, and the file holds the data alone."""
    folder = write(servers("a")).parent
    with (folder / "out").open("wb") as out:
        code, printed = on_terminal("validate", "--format", "json", cwd=folder, stdout=out.fileno())
    assert (code, (folder / "out").read_text()) == (0, '{\n  "valid": true,\n  "problems": [],\n  "warnings": 0\n}\n')
    assert "checking: 7 files" in printed


@pytest.mark.parametrize(("jobs", "workers"), [(1, 1), (3, 3), (0, len(os.sched_getaffinity(0)))])
def test_how_many_processes(jobs: int, workers: int) -> None:
    """As many as were asked for; 0 is one for each core that this process may use."""
    with progress("checking", jobs) as work:
        assert work.workers == workers
