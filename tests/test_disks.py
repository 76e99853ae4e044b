"""Promises 2 to 5 on disks that are not as mcpgen left them: read-only, with something in the way, with odd names."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.conftest import servers
from tests.test_promises import stamps
from tests.tools import mcpgen, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def synced(write: Callable[[str], Path]) -> Path:
    """A folder with a catalog of two servers, synced."""
    folder = write(servers("a", "b")).parent
    assert mcpgen("sync", cwd=folder).returncode == 0
    return folder


def test_nothing_to_do_needs_no_disk_that_can_be_written(tmp_path: Path) -> None:
    """On a read-only disk too, `--check` or not, as all that only looks, though an early kill has left its stage there."""
    run("mount", "-t", "tmpfs", "tmpfs", tmp_path)
    try:
        (tmp_path / "catalog.yaml").write_text(servers("a"))
        assert mcpgen("sync", cwd=tmp_path).returncode == 0
        (tmp_path / ".mcpgen/stage").mkdir()
        run("mount", "-o", "remount,ro", tmp_path)
        ended = [mcpgen(*words, cwd=tmp_path) for words in (["sync"], ["sync", "--check"], ["diff"], ["list"])]
        said = "nothing to do: 9 files are as the catalog asks\n"
        assert [(done.returncode, done.stderr) for done in ended] == [(0, said), (0, said), (0, ""), (0, "")]
        assert mcpgen("sync", "--no-prune", "--jobs", "1", cwd=tmp_path).returncode == 0
    finally:
        run("umount", tmp_path)


OBSTACLES = {
    "base/a": ("a file", "a folder"),
    "base/b/service.yaml": ("a folder", "a file"),
    "overlays/staging/late": ("a file", "a folder"),
    "base/late": ("a symbolic link", "a folder"),
    "base": ("a file", "a folder"),
}
"""What stands in the way of a sync, and what it needs there."""


@pytest.mark.parametrize("path", OBSTACLES)
def test_what_stands_in_the_way_is_found_before_the_first_byte(synced: Path, path: str) -> None:
    """It is told by its path, forced or not, and nothing is written; once it is out of the way the sync goes on."""
    stands, needed = OBSTACLES[path]
    (synced / "catalog.yaml").write_text(servers("a", "b", "late").replace("8000", "9000"))
    if (synced / path).exists():
        (synced / path).rename(synced / "old")
    if stands == "a symbolic link":
        (synced / path).symlink_to("a")
    else:
        (synced / path).mkdir() if stands == "a folder" else (synced / path).write_text("mine\n")
    before = stamps(synced)
    said = f"{path}: is {stands} where mcpgen needs {needed}: move it away\nnothing was written\n"
    for words, code in (([], 4), (["--force"], 4), (["--no-prune"], 4), (["--check"], 1)):
        done = mcpgen("sync", *words, cwd=synced)
        assert (done.returncode, done.stderr) == (code, said)
    assert stamps(synced) == before
    (synced / path).rename(synced / "away")
    assert mcpgen("sync", cwd=synced).returncode == 0
    assert mcpgen("sync", "--check", cwd=synced).returncode == 0


def test_a_name_that_is_not_utf_8_is_someone_elses(synced: Path) -> None:
    """No command falls over it, and where it is told it can be printed."""
    odd = os.fsdecode(b"\xff.yaml")
    (synced / "base" / odd).write_text((synced / "base/a/service.yaml").read_text())
    (synced / "base/b" / odd).write_text("")
    for words in (["sync"], ["sync", "--check"], ["diff"], ["list"]):
        assert mcpgen(*words, cwd=synced).returncode == 0
    (synced / "catalog.yaml").write_text(servers("a"))
    done = mcpgen("sync", cwd=synced)
    reason = "would be left without a kustomization.yaml, which Flux would then generate: move it away"
    assert (done.returncode, done.stderr) == (4, f"base/b/\\udcff.yaml: {reason}\nnothing was written\n")
    conflicts = json.loads(mcpgen("sync", "--format", "json", cwd=synced).stdout)["conflicts"]
    assert conflicts == [{"path": f"base/b/{odd}", "reason": reason}]
