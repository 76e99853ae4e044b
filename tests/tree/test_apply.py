"""Carrying out a plan, and completing one that was interrupted."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from mcpgen.tree.apply import apply, recover
from mcpgen.tree.errors import Failed, Outside, Refused
from mcpgen.tree.header import seal
from mcpgen.tree.journal import DRAFT, FOLDER, NAME, STAGE, Journal
from mcpgen.tree.plan import Policy
from tests.tools import run
from tests.tree.samples import lay, planned, seen, tree

if TYPE_CHECKING:
    from pathlib import Path


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
def unprivileged_folder(tmp_path: Path) -> Path:
    """A tree that an ordinary user owns, with one folder that nobody may write."""
    lay(tmp_path, tree(["a"]))
    for path in [tmp_path, *tmp_path.rglob("*")]:
        os.chown(path, 65534, 65534)
    for folder in tmp_path.parents[:3]:
        folder.chmod(0o755)
    (tmp_path / "base/a").chmod(0o555)
    return tmp_path


def test_a_folder_that_may_not_be_written(unprivileged_folder: Path) -> None:
    """One clear line, and the old tree (promise 4). Root may write everywhere, so an ordinary user tries."""
    program = (
        "import os, sys\nfrom pathlib import Path\n"
        "from mcpgen.tree.apply import apply\nfrom mcpgen.tree.errors import Failed\n"
        "from tests.tree.samples import planned, tree\nroot = Path(sys.argv[1])\nos.setgid(65534)\nos.setuid(65534)\n"
        "try: apply(root, planned(root, tree(['a'], 'v: 2\\n')))\nexcept Failed as error: print(error)\n"
    )
    command = [sys.executable, "-c", program, str(unprivileged_folder)]
    assert run(*command) == "nothing was written: Permission denied: base/a\n"
    assert seen(unprivileged_folder) == tree(["a"])


def interrupted(root: Path, journal: bytes) -> None:
    """A tree in which a sync has written its journal."""
    (root / FOLDER / STAGE).mkdir(parents=True)
    (root / FOLDER / NAME).write_bytes(journal)


def test_recovery_completes_the_journal(tmp_path: Path) -> None:
    """What was promised is done: staged files move in, deletes follow, a step that is done already is passed over."""
    lay(tmp_path, tree(["a"]))
    interrupted(
        tmp_path,
        Journal(("base/a/service.yaml", "base/n"), ("base/a/kustomization.yaml", "base/x/y.yaml"), frozenset()).encode(),
    )
    (tmp_path / FOLDER / STAGE / "0").write_text(seal("base/a/service.yaml", "v: 2\n"))
    assert recover(tmp_path)
    assert (tmp_path / "base/a/service.yaml").read_text() == seal("base/a/service.yaml", "v: 2\n")
    assert not (tmp_path / "base/a/kustomization.yaml").exists()
    assert not recover(tmp_path)


def test_recovery_forgets_what_was_not_promised(tmp_path: Path) -> None:
    """Staged files without a journal are cleared away."""
    interrupted(tmp_path, b"")
    (tmp_path / FOLDER / NAME).rename(tmp_path / FOLDER / DRAFT)
    (tmp_path / FOLDER / STAGE / "0").write_text("x")
    assert not recover(tmp_path)
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_recovery_does_not_go_over_a_hand_edit(tmp_path: Path) -> None:
    """A file changed between the crash and now is named, not overwritten (promise 5)."""
    lay(tmp_path, {"base/a/service.yaml": "mine\n"})
    interrupted(tmp_path, Journal(("base/a/service.yaml",), (), frozenset()).encode())
    (tmp_path / FOLDER / STAGE / "0").write_text(seal("base/a/service.yaml", "v: 2\n"))
    with pytest.raises(Refused, match=r"base/a/service\.yaml was changed by hand"):
        recover(tmp_path)
    assert (tmp_path / "base/a/service.yaml").read_text() == "mine\n"


@pytest.mark.parametrize("path", ["../out", "/etc/passwd", "base/../../x", ".git/config", "base"])
def test_a_journal_is_not_trusted(tmp_path: Path, path: str) -> None:
    """Paths that lead out are refused, whoever wrote them (promise 7)."""
    interrupted(tmp_path, Journal((), (path,), frozenset()).encode())
    with pytest.raises(Outside):
        recover(tmp_path)


def test_a_damaged_journal(tmp_path: Path) -> None:
    """A journal whose hash does not fit is not followed."""
    interrupted(tmp_path, b"00\n{}")
    with pytest.raises(Failed, match="is damaged"):
        recover(tmp_path)
