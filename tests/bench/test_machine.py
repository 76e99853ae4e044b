"""What is told of the machine, and what is not."""

from __future__ import annotations

import platform
import re
from pathlib import Path

from bench.machine import file_system, load, loop, machine

MOUNTS = ["/dev/a / ext4 rw 0 0", "none /tmp tmpfs rw 0 0", "none /tmp/deep/er btrfs rw 0 0"]


def test_the_facts_have_no_name_and_no_path(tmp_path: Path) -> None:
    """Only what changes the figures."""
    found = machine(tmp_path)
    assert list(found) == ["cores", "memory", "system", "Python", "file system"]
    assert not any("/" in value or value == platform.node() for value in found.values())


def test_the_deepest_mount_holds_the_folder() -> None:
    """Not one that only begins with the same letters."""
    assert file_system(Path("/tmp/deep/er/x"), MOUNTS) == "btrfs"
    assert file_system(Path("/tmp/deeper"), MOUNTS) == "tmpfs"
    assert file_system(Path("/var"), MOUNTS) == "ext4"


def test_the_load_is_a_number() -> None:
    """With one digit."""
    assert re.fullmatch(r"\d+\.\d", load())


def test_the_loop_takes_its_time() -> None:
    """More than nothing, in hundredths of a second."""
    assert re.fullmatch(r"\d+\.\d\d s", loop())
    assert loop() != "0.00 s"
