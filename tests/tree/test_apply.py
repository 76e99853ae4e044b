"""Carrying out a plan."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from mcpgen.tree.apply import apply
from mcpgen.tree.errors import Failed
from mcpgen.tree.journal import FOLDER
from mcpgen.tree.plan import Policy
from tests.tools import run
from tests.tree.samples import lay, planned, seen, tree

if TYPE_CHECKING:
    from pathlib import Path

    from mcpgen.tree.plan import Plan


def test_from_nothing(tmp_path: Path) -> None:
    """A first sync makes every file, readable for all, and leaves the private folder empty."""
    wanted = tree(["a", "b"])
    apply(tmp_path, planned(tmp_path, wanted))
    assert seen(tmp_path) == wanted
    assert list((tmp_path / FOLDER).iterdir()) == []
    assert oct((tmp_path / "base/a/service.yaml").stat().st_mode)[-3:] == "644"


def test_from_one_tree_to_another(tmp_path: Path) -> None:
    """Created, replaced, removed; folders that become empty go; files of others stay."""
    lay(tmp_path, {**tree(["a", "b"]), "base/b/NOTES": "mine\n", "base/.keep": ""})
    wanted = tree(["b", "c"], "v: 2\n")
    apply(tmp_path, planned(tmp_path, wanted))
    assert seen(tmp_path) == {**wanted, "base/b/NOTES": "mine\n", "base/.keep": ""}
    assert not (tmp_path / "base/a").exists()


def test_a_second_run_touches_nothing(tmp_path: Path) -> None:
    """Same inode, same times, no private folder made (promise 2)."""
    wanted = tree(["a"])
    lay(tmp_path, wanted)
    before = {path: path.stat() for path in tmp_path.rglob("*")}
    apply(tmp_path, planned(tmp_path, wanted))
    assert {path: path.stat() for path in tmp_path.rglob("*")} == before


def test_a_forced_file_is_replaced(tmp_path: Path) -> None:
    """What `--force` allowed is done."""
    wanted = tree(["a"])
    lay(tmp_path, {"base/a/service.yaml": "mine\n"})
    apply(tmp_path, planned(tmp_path, wanted, Policy(force=True)))
    assert seen(tmp_path) == wanted


@pytest.fixture
def unprivileged(tmp_path: Path) -> Path:
    """A tree that an ordinary user owns."""
    lay(tmp_path, tree(["a"]))
    for path in [tmp_path, *tmp_path.rglob("*")]:
        os.chown(path, 65534, 65534)
    for folder in tmp_path.parents[:3]:
        folder.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(("folder", "servers"), [("base/a", "a"), ("base", "a b"), ("overlays/e", "")])
def test_a_folder_that_may_not_be_written(unprivileged: Path, folder: str, servers: str) -> None:
    """One clear line, and the old tree (promise 4). Root may write everywhere, so an ordinary user tries."""
    (unprivileged / folder).chmod(0o555)
    program = (
        "import os, sys\nfrom pathlib import Path\n"
        "from mcpgen.tree.apply import apply\nfrom mcpgen.tree.errors import Failed\n"
        "from tests.tree.samples import planned, tree\nroot = Path(sys.argv[1])\nos.setgid(65534)\nos.setuid(65534)\n"
        "try: apply(root, planned(root, tree(sys.argv[2].split(), 'v: 2\\n')))\nexcept Failed as error: print(error)\n"
    )
    command = [sys.executable, "-c", program, str(unprivileged), servers]
    assert run(*command) == f"nothing was written: Permission denied: {folder}\n"
    assert seen(unprivileged) == tree(["a"])


def refused(root: Path, plan: Plan) -> str:
    """What stops the plan before its journal: nothing of it is left."""
    with pytest.raises(Failed) as raised:
        apply(root, plan)
    assert not (root / FOLDER).exists() or list((root / FOLDER).iterdir()) == []
    return str(raised.value)


@pytest.mark.parametrize(
    ("path", "folder", "said"),
    [
        ("base/b/service.yaml", True, "nothing was written: Is a directory: base/b/service.yaml"),
        ("base/b/service.yaml", False, "nothing was written: File exists: base/b/service.yaml"),
        ("base/b", False, "nothing was written: Not a directory: base/b"),
        ("overlays/e/b", False, "nothing was written: Not a directory: overlays/e/b"),
    ],
)
def test_what_came_in_after_the_plan(tmp_path: Path, path: str, folder: bool, said: str) -> None:  # noqa: FBT001
    """It stops the sync before the journal: half-way would be too late (promises 3 and 4)."""
    lay(tmp_path, tree(["a"]))
    plan = planned(tmp_path, tree(["a", "b"]))
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).mkdir() if folder else (tmp_path / path).write_text("mine\n")
    assert refused(tmp_path, plan) == said
    assert {name: text for name, text in seen(tmp_path).items() if name != path} == tree(["a"])


def test_a_folder_on_another_disk(tmp_path: Path) -> None:
    """A file cannot be renamed into it: told before the journal, by the folder's name."""
    lay(tmp_path, tree(["a"]))
    run("mount", "-t", "tmpfs", "tmpfs", tmp_path / "base/a")
    try:
        said = refused(tmp_path, planned(tmp_path, tree(["a"])))
    finally:
        run("umount", tmp_path / "base/a")
    assert said == "nothing was written: is on another disk than the catalog: base/a"
    assert seen(tmp_path) == tree(["a"])
