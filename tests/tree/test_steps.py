"""The steps of a journal, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.tree import disk
from mcpgen.tree.journal import FOLDER, NAME, STAGE, Journal
from mcpgen.tree.steps import carry_out, clear, said
from tests.tree.samples import lay, seen

if TYPE_CHECKING:
    from pathlib import Path


def carried_out(root: Path, journal: Journal) -> None:
    """Every step of the journal."""
    (root / FOLDER / STAGE).mkdir(parents=True, exist_ok=True)
    (root / FOLDER / NAME).write_bytes(journal.encode())
    with disk.folder(str(root)) as top:
        carry_out(top, journal)


def test_moves_then_deletes(tmp_path: Path) -> None:
    """Files and whole folders move in, with the folders above them; emptied folders go, the owned one stays."""
    lay(tmp_path, {"base/b/x.yaml": "old\n"})
    lay(tmp_path / FOLDER / STAGE, {"0": "1\n", "1/x.yaml": "2\n"})
    carried_out(tmp_path, Journal(("base/a/x.yaml", "overlays"), ("base/b/x.yaml",), frozenset()))
    assert seen(tmp_path) == {"base/a/x.yaml": "1\n", "overlays/x.yaml": "2\n"}
    assert sorted(path.name for path in (tmp_path / "base").iterdir()) == ["a"]
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_step_that_fails_names_its_path(tmp_path: Path) -> None:
    """The path in the tree, not the number in the stage; folders are not reached through links."""
    lay(tmp_path, {"base/a/x.yaml/y": "", "elsewhere/x": ""})
    lay(tmp_path / FOLDER / STAGE, {"0": "1\n"})
    with pytest.raises(OSError, match="directory") as raised:
        carried_out(tmp_path, Journal(("base/a/x.yaml",), (), frozenset()))
    assert said(raised.value) == "Is a directory: base/a/x.yaml"
    (tmp_path / "base/link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="directory") as raised:
        carried_out(tmp_path, Journal(("base/link/n/x.yaml",), (), frozenset()))
    assert said(raised.value) == "Not a directory: base/link"
    assert not (tmp_path / "elsewhere/n").exists()


def test_clear(tmp_path: Path) -> None:
    """Stage and draft go; where there is no private folder none is made."""
    with disk.folder(str(tmp_path)) as top:
        clear(top)
        assert list(tmp_path.iterdir()) == []
        lay(tmp_path / FOLDER, {"stage/0/x": "", "journal.new": ""})
        clear(top)
    assert [path.name for path in tmp_path.rglob("*")] == [FOLDER]


def test_said() -> None:
    """With the name where the system gave one."""
    assert said(OSError(28, "No space left on device")) == "No space left on device"
    assert said(OSError(2, "No such file or directory", "base")) == "No such file or directory: base"
