"""Staging: what is missing as a whole folder waits as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.tree import disk
from mcpgen.tree.plan import Change
from mcpgen.tree.stage import stage
from tests.tree.samples import lay

if TYPE_CHECKING:
    from pathlib import Path


def test_the_topmost_missing_folder_is_one_move(tmp_path: Path) -> None:
    """A new server is one folder to move, a new file in a folder that is there is a file."""
    lay(tmp_path, {"base/a/x.yaml": "old\n"})
    (tmp_path / "stage").mkdir()
    texts = {"base/a/x.yaml": "1\n", "base/b/x.yaml": "2\n", "base/b/y.yaml": "3\n", "overlays/e/b/z.yaml": "4\n"}
    with disk.folder(str(tmp_path)) as top, disk.folder("stage", top) as into:
        moves = stage(top, into, [Change(path, None, text) for path, text in texts.items()])
    assert moves == ["base/a/x.yaml", "base/b", "overlays"]
    staged = {
        path.relative_to(tmp_path / "stage").as_posix(): path.read_text()
        for path in (tmp_path / "stage").rglob("*")
        if path.is_file()
    }
    assert staged == {"0": "1\n", "1/x.yaml": "2\n", "1/y.yaml": "3\n", "2/e/b/z.yaml": "4\n"}


def test_what_is_no_folder_stops_it(tmp_path: Path) -> None:
    """A file or a link on the way is an error that names it, before anything is staged."""
    lay(tmp_path, {"base/a": "mine\n", "overlays/e/b/x.yaml": ""})
    (tmp_path / "overlays/link").symlink_to("e")
    (tmp_path / "stage").mkdir()
    with disk.folder(str(tmp_path)) as top, disk.folder("stage", top) as into:
        for path, found in (("base/a/x.yaml", "base/a"), ("overlays/link/b/x.yaml", "overlays/link")):
            with pytest.raises(NotADirectoryError) as raised:
                stage(top, into, [Change(path, None, "1\n")])
            assert raised.value.filename == found
    assert list((tmp_path / "stage").iterdir()) == []
