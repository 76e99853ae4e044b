"""The generated files as they were at a commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.history.past import past
from mcpgen.tree.contents import LINK, present
from tests.plans import commit, git

if TYPE_CHECKING:
    from pathlib import Path


def laid(folder: Path, **files: str) -> None:
    """Writes files, `__` in a name for `/`."""
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("below", ["", "deep/er/"])
def test_files_as_they_were(below: str, tmp_path: Path) -> None:
    """Those of the owned folders, as seen from the catalog's folder; others only when asked for."""
    folder = tmp_path / below
    laid(folder, base__a__x="one\n", overlays__p__a__y="two\n", clusters__p__z="three\n", other="four\n")
    (folder / "base/link").symlink_to("a/x")
    first = commit(tmp_path)
    laid(folder, base__a__x="changed\n", base__b__x="new\n")
    with past(folder, None) as was:
        contents = {path: was.contents.files(path) for path in sorted(was.contents.ids)}
        assert (was.revision.commit, was.prefix, was.read("other")) == (first, below, b"four\n")
        with pytest.raises(FileNotFoundError):
            was.read("none")
        assert was.contents.files("base/b/x") is None
    assert contents == {"base/a/x": b"one\n", "base/link": b"", "clusters/p/z": b"three\n", "overlays/p/a/y": b"two\n"}
    assert was.contents.ids["base/link"] == LINK


@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_equal_files_have_equal_ids(kind: str, tmp_path: Path) -> None:
    """On disk and in git; a checkout with Windows' line ends too, and no more than that."""
    git(tmp_path, "init", "-q", f"--object-format={kind}")
    laid(tmp_path, base__a__x="one\ntwo\n", base__a__y="one\n")
    commit(tmp_path)
    with past(tmp_path, None) as was:
        assert present(tmp_path, was.identify).ids == was.contents.ids
        (tmp_path / "base/a/x").write_bytes(b"one\r\ntwo\r\n")
        assert present(tmp_path, was.identify).ids == was.contents.ids
        (tmp_path / "base/a/x").write_bytes(b"one\r\nthree\r\n")
        assert present(tmp_path, was.identify).ids["base/a/x"] != was.contents.ids["base/a/x"]


def test_names_that_git_would_quote(tmp_path: Path) -> None:
    """Come as they are."""
    laid(tmp_path, **{"base__a__ü \t": "x\n"})
    commit(tmp_path)
    with past(tmp_path, None) as was:
        assert list(was.contents.ids) == ["base/a/ü \t"]


def test_nothing_is_committed_yet(tmp_path: Path) -> None:
    """There were no files."""
    git(tmp_path, "init", "-q")
    laid(tmp_path, base__a__x="one\n")
    with past(tmp_path, None) as was:
        assert (was.revision.commit, dict(was.contents.ids)) == (None, {})
        with pytest.raises(FileNotFoundError):
            was.read("base/a/x")
