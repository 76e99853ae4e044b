"""The writer's system calls follow no link and overwrite nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from mcpgen.tree import disk

if TYPE_CHECKING:
    from pathlib import Path


def test_folders_are_not_reached_through_links(tmp_path: Path) -> None:
    """A link anywhere on the way is an error (promise 7)."""
    (tmp_path / "real/inner").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with disk.folder(str(tmp_path)) as top:
        with disk.folder("real/inner", top):
            pass
        with pytest.raises(OSError, match=r"Not a directory|symbolic"), disk.folder("link/inner", top):
            pass


def test_write_and_read(tmp_path: Path) -> None:
    """A file is created once, whole; reading follows no link."""
    with disk.folder(str(tmp_path)) as top:
        disk.write(top, "f", b"x" * 100_000, durable=True)
        assert disk.read(top, "f") == b"x" * 100_000
        assert disk.read(top, "none") is None
        with pytest.raises(FileExistsError):
            disk.write(top, "f", b"")
        (tmp_path / "l").symlink_to(tmp_path / "f")
        with pytest.raises(OSError, match="symbolic"):
            disk.read(top, "l")
        disk.sync_all(top)


def test_kind(tmp_path: Path) -> None:
    """What stands at a path, a broken link too; nothing below what is no folder."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to("none")
    os.mkfifo(tmp_path / "pipe")
    with disk.folder(str(tmp_path)) as top:
        found = {name: disk.kind(top, name) for name in ("folder", "file", "link", "pipe", "none", "file/none")}
        assert disk.read(top, "pipe") == b""
    assert found == {
        "folder": "a folder",
        "file": "a file",
        "link": "a symbolic link",
        "pipe": "neither a file nor a folder",
        "none": None,
        "file/none": None,
    }


def test_a_folder_is_made_where_it_is_asked_for(tmp_path: Path) -> None:
    """Part by part, never through a link; an error names the path as far as it came."""
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / "a").mkdir()
    with disk.folder(str(tmp_path)) as top:
        with disk.folder("a/b/c", top, make=True) as made:
            disk.write(made, "f", b"")
        for path, reached in (("link/n", "link"), ("a/b/c/f/n", "a/b/c/f")):
            with pytest.raises(NotADirectoryError) as raised, disk.folder(path, top, make=True):
                pass
            assert raised.value.filename == reached
    assert (tmp_path / "a/b/c/f").exists()
    assert not (tmp_path / "n").exists()


def test_remove_tree_stays_inside(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Folders go with what is in them; a link goes, what it leads to stays."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "precious").write_text("")
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/f").write_text("")
    (tmp_path / "a/link").symlink_to(outside)
    with disk.folder(str(tmp_path)) as top:
        disk.remove_tree(top, "a")
        disk.remove_tree(top, "none")
    assert list(tmp_path.iterdir()) == []
    assert (outside / "precious").exists()
