"""Killed, or failed, at every system call that changes the disk: the tree is old, new, or completed later (promise 4).

strace delivers the signal, or the error, at the n-th call; a call is counted from the start of the process, and Python's
own start changes nothing on disk, so every state between two changes is seen.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from mcpgen.tree.journal import FOLDER, NAME
from mcpgen.tree.lock import locked
from tests.tools import ROOT, run, tool
from tests.tree.samples import lay, seen, tree

if TYPE_CHECKING:
    from pathlib import Path

CALLS = ("mkdir", "mkdirat", "write", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "fsync", "syncfs")
OLD = tree(["gone", "kept"])
NEW = {**tree(["kept", "new"], "v: 2\n"), "base/kept/service.yaml": OLD["base/kept/service.yaml"]}
"""One server goes, one comes, of one some files change: files and folders are created, replaced and removed."""


def traced(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Carries out the change from OLD to NEW under strace."""
    wanted = root.with_suffix(".json")
    wanted.write_text(json.dumps(NEW))
    log = root.with_suffix(".log")
    command = [tool("strace"), "-f", "-qq", "-o", log, *options, sys.executable, "-m", "tests.tree.carry_out", root, wanted]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [str(word) for word in command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def fresh(root: Path) -> Path:
    """The old tree in an empty folder."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    lay(root, OLD)
    return root


def count(folder: Path, call: str) -> int:
    """How often an undisturbed run makes the call."""
    root = fresh(folder / "count")
    done = traced(root, "-e", f"trace={call}")
    assert done.returncode == 0, done.stderr
    assert seen(root) == NEW
    return len(re.findall(rf"\b{call}\(", root.with_suffix(".log").read_text()))


def after(root: Path) -> str:
    """What is there: `old`, `new`, or `journalled`, which a recovery must turn into new. Nothing else is allowed."""
    journalled = (root / FOLDER / NAME).exists()
    found = seen(root)
    assert journalled or found in (OLD, NEW), sorted(set(found) ^ set(NEW))
    with locked(root, 0):
        pass
    now = seen(root)
    assert now == NEW if journalled else now == found
    assert list((root / FOLDER).iterdir() if (root / FOLDER).exists() else ()) == []
    return "journalled" if journalled else "new" if found == NEW else "old"


@pytest.mark.parametrize("call", CALLS)
def test_killed_at_every_call(tmp_path: Path, call: str) -> None:
    """SIGKILL at each call in turn."""
    for number in range(1, count(tmp_path, call) + 1):
        root = fresh(tmp_path / f"t{number}")
        done = traced(root, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}")
        assert done.returncode in {-9, 137}, (number, done.stderr)
        assert after(root) in {"old", "new", "journalled"}


@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EROFS"])
@pytest.mark.parametrize("call", ["mkdir", "mkdirat", "write", "rename", "renameat", "unlink", "unlinkat", "fsync", "syncfs"])
def test_failed_at_every_call(tmp_path: Path, call: str, error: str) -> None:
    """An error of the system at each call in turn: one clear line, and the tree old, new, or completed by the next run."""
    for number in range(1, count(tmp_path, call) + 1):
        root = fresh(tmp_path / f"t{number}")
        done = traced(root, "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={number}")
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode in {0, 5}
        if done.returncode:
            assert len(done.stderr.splitlines()) == 1
        state = after(root)
        assert done.returncode == 5 or state == "new"


def test_every_state_was_seen(tmp_path: Path) -> None:
    """The kills do reach old trees, journals and new trees: the test would notice if they came too early or too late."""
    states = set()
    for call in ("renameat", "rename", "unlinkat", "unlink", "syncfs", "fsync"):
        for number in range(1, count(tmp_path, call) + 1):
            root = fresh(tmp_path / f"{call}{number}")
            traced(root, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}")
            states.add(after(root))
    assert states >= {"old", "journalled"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A real file system of 128 KiB, mounted for one test."""
    folder = tmp_path / "small"
    folder.mkdir()
    run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", folder)
    return folder


def test_a_full_disk(small_disk: Path) -> None:
    """A sync that does not fit says so in one line and leaves the old tree, and nothing else."""
    try:
        root = small_disk / "root"
        root.mkdir()
        lay(root, OLD)
        wanted = small_disk.parent / "wanted.json"
        big = {**NEW, **{f"base/big{n}/service.yaml": "x" * 9000 for n in range(20)}}
        wanted.write_text(json.dumps(big))
        done = subprocess.run(
            [sys.executable, "-m", "tests.tree.carry_out", str(root), str(wanted)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr.splitlines()) == (5, ["nothing was written: No space left on device"])
        assert seen(root) == OLD
        assert list((root / FOLDER).iterdir()) == []
    finally:
        run("umount", small_disk)
