"""Files of the user's own: rewritten whole, or left as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mcpgen.tree.errors import Failed, Outside
from mcpgen.tree.rewrite import rewrite, text

if TYPE_CHECKING:
    from pathlib import Path


def test_text_and_permissions(tmp_path: Path) -> None:
    """The new bytes under the old mode, line ends and all, and no draft beside them."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a\r\n")
    file.chmod(0o640)
    rewrite(tmp_path, {file: (text(file), "b\r\n\u00e9")})
    assert (file.read_bytes(), oct(file.stat().st_mode)[-3:]) == ("b\r\n\u00e9".encode(), "640")
    assert list(tmp_path.iterdir()) == [file]


def test_through_a_link(tmp_path: Path) -> None:
    """A link inside the folder stays a link, and what it leads to is rewritten."""
    file, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    file.write_text("a")
    link.symlink_to(file)
    rewrite(tmp_path, {link: ("a", "b")})
    assert (link.is_symlink(), file.read_text()) == (True, "b")


def test_outside_nothing_is_written(tmp_path: Path) -> None:
    """One file that leads out of the folder stops all of them."""
    root = tmp_path / "root"
    root.mkdir()
    inside, outside, link = root / "a.yaml", tmp_path / "x.yaml", root / "l.yaml"
    inside.write_text("a")
    outside.write_text("x")
    link.symlink_to(outside)
    with pytest.raises(Outside, match=re.escape(f"{link} is not in the catalog's folder: change it by hand")):
        rewrite(root, {inside: ("a", "b"), link: ("x", "y")})
    assert (inside.read_text(), outside.read_text()) == ("a", "x")


def test_a_file_that_changed_meanwhile(tmp_path: Path) -> None:
    """Somebody else's change is not written over, and no other file is changed either."""
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text("a")
    second.write_text("changed")
    with pytest.raises(Failed, match="somebody else has changed it meanwhile"):
        rewrite(tmp_path, {first: ("a", "b"), second: ("x", "y")})
    assert (first.read_text(), second.read_text()) == ("a", "changed")


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    """It is told in one line."""
    gone = tmp_path / "gone.yaml"
    with pytest.raises(Failed, match=re.escape(f"{gone} was not changed: No such file or directory")):
        text(gone)
