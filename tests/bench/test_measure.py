"""Figures of one command."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bench.measure import Failed, Sample, middle, timed, together

if TYPE_CHECKING:
    from pathlib import Path

_MIB = 1 << 20
CHILD = "held = bytearray(60 << 20); print(flush=True); input()"
PARENT = """\
import subprocess, sys, time
started = [subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdin=-1, stdout=-1) for _ in range(2)]
for each in started:
    each.stdout.readline()
time.sleep(0.5)
for each in started:
    each.communicate(b"go")
"""


def python(program: str) -> list[str]:
    """A command that runs a line of Python."""
    return [sys.executable, "-c", program]


def test_a_command_runs_in_its_folder(tmp_path: Path) -> None:
    """Its time, its processor time and its memory are seen."""
    found = timed(python("open('here', 'w').close(); print('ignored')"), tmp_path)
    assert (tmp_path / "here").exists()
    assert found.seconds > 0 < found.cpu
    assert found.largest > _MIB


def test_a_failed_command_is_told_with_its_words(tmp_path: Path) -> None:
    """A benchmark of something that failed would be a lie."""
    with pytest.raises(Failed, match=r"ended with 3\nno such thing"):
        timed(python("import sys; sys.stderr.write('no such thing'); sys.exit(3)"), tmp_path)


def test_a_command_that_is_not_there_is_told(tmp_path: Path) -> None:
    """It names the command."""
    with pytest.raises(Failed, match="not-a-program ended with no start"):
        timed(["not-a-program"], tmp_path)


def test_memory_is_of_the_command_not_of_who_runs_it(tmp_path: Path) -> None:
    """A child of a large process would count as large."""
    large = bytearray(300 * _MIB)
    assert timed(python("pass"), tmp_path).largest < 100 * _MIB < len(large)


def test_memory_of_processes_is_summed(tmp_path: Path) -> None:
    """Two that hold 60 MiB each hold more together than one."""
    assert (together([*python(PARENT), CHILD], tmp_path) or 0) > 110 * _MIB


def test_a_failed_command_has_no_memory(tmp_path: Path) -> None:
    """The same as with time."""
    with pytest.raises(Failed, match="ended with 3"):
        together(python("import sys; sys.exit(3)"), tmp_path)


def test_the_middle_is_the_median_of_each_figure() -> None:
    """Memory is the highest, for a peak is a peak."""
    assert middle([Sample(1, 9, 5), Sample(3, 8, 6), Sample(2, 7, 4)]) == Sample(2, 8, 6)
