"""The files below the owned folders, by the hash of their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.tree.contents import LINK, present
from mcpgen.tree.errors import Outside

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_there(tmp_path: Path) -> None:
    """Every file below base/, overlays/ and clusters/, by the function that is given; a link by a word of its own."""
    for path in ("base/a/x.yaml", "overlays/p/a/y.yaml", "clusters/p/z.yaml", "other/x.yaml"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(path)
    (tmp_path / "base/link").symlink_to("a/x.yaml")
    found = present(tmp_path, lambda path, data: f"{path}={data.decode()}")
    paths = ("base/a/x.yaml", "clusters/p/z.yaml", "overlays/p/a/y.yaml")
    assert found.ids == {"base/link": LINK, **{path: f"{path}={path}" for path in paths}}
    assert [found.files(path) for path in (paths[0], "base/none", "other/x.yaml")] == [b"base/a/x.yaml", None, None]


def test_links_to_the_outside_are_refused(tmp_path: Path) -> None:
    """As a sync does."""
    (tmp_path / "base").mkdir()
    (tmp_path / "base/link").symlink_to("/etc/passwd")
    with pytest.raises(Outside):
        present(tmp_path, lambda path, _: path)
