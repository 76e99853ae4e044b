"""One sync at a time (promise 9)."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from mcpgen.tree.errors import Failed
from mcpgen.tree.lock import locked
from tests.tools import ROOT
from tests.tree.samples import seen, tree

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_one_waits_or_fails(tmp_path: Path) -> None:
    """While the lock is held another fails with one clear line; afterwards it is free, and nothing is left of it."""
    with locked(tmp_path, 0), pytest.raises(Failed, match="another sync of this folder"), locked(tmp_path, 0):
        pass
    with locked(tmp_path, 0):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder(tmp_path: Path) -> None:
    """It is one clear line."""
    with pytest.raises(Failed, match="No such file"), locked(tmp_path / "none", 0):
        pass


def test_many_at_once_never_interleave(tmp_path: Path) -> None:
    """Processes that sync different trees into one folder leave one of the trees, whole."""
    root = tmp_path / "root"
    root.mkdir()
    trees = [tree([f"s{number}", "shared"], f"v: {number}\n") for number in range(6)]
    running = []
    for number, files in enumerate(trees):
        wanted = tmp_path / f"{number}.json"
        wanted.write_text(json.dumps(files))
        running.append(subprocess.Popen([sys.executable, "-m", "tests.tree.carry_out", str(root), str(wanted)], cwd=ROOT))
    assert [process.wait() for process in running] == [0] * 6
    assert seen(root) in trees
