"""What is read of the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.tree.errors import Failed, Outside
from mcpgen.tree.header import Seal
from mcpgen.tree.snapshot import Found, paths, reader, survey
from tests.tree.samples import lay, tree

if TYPE_CHECKING:
    from pathlib import Path


def test_survey(tmp_path: Path) -> None:
    """Files as wanted are kept, others come with their seal and text; servers are those with a kustomization of ours."""
    wanted = tree(["a", "b"])
    lay(tmp_path, wanted)
    (tmp_path / "base/a/service.yaml").write_text("mine\n")
    (tmp_path / "base/note.txt").write_bytes(b"\xff")
    found = survey(tmp_path, tree(["b"]))
    assert found.kept == {"base/b/service.yaml", "base/b/kustomization.yaml", "overlays/e/b/kustomization.yaml"}
    assert found.others["base/a/service.yaml"] == Found(Seal.FOREIGN, "mine\n")
    assert found.others["base/note.txt"] == Found(Seal.FOREIGN, "\ufffd")
    assert found.others["base/a/kustomization.yaml"].seal is Seal.OURS
    assert found.servers == {"base/a", "base/b", "overlays/e/a", "overlays/e/b"}


def test_a_checkout_with_crlf_is_as_wanted(tmp_path: Path) -> None:
    """Line ends of Windows are no change."""
    wanted = tree(["a"])
    lay(tmp_path, {path: text.replace("\n", "\r\n") for path, text in wanted.items()})
    assert survey(tmp_path, wanted).kept == set(wanted)


def test_links(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A link to the outside is refused by name; one that stays inside is nobody's file, and is not followed (promise 7)."""
    lay(tmp_path, tree(["a"]))
    (tmp_path / "base/inside").symlink_to(tmp_path / "base/a")
    assert survey(tmp_path, {}).others["base/inside"].seal is Seal.FOREIGN
    (tmp_path / "base/out").symlink_to(tmp_path_factory.mktemp("outside"))
    with pytest.raises(Outside, match="base/out is a symbolic link"):
        survey(tmp_path, {})


def test_an_owned_folder_that_is_a_link_or_a_file(tmp_path: Path) -> None:
    """The tree itself is never reached through a link, nor written into a file."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "base").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Outside, match="base is a symbolic link"):
        survey(tmp_path, {})
    (tmp_path / "base").unlink()
    (tmp_path / "base").write_text("")
    with pytest.raises(Failed, match="base is a file where mcpgen needs a folder"):
        survey(tmp_path, {})


def test_reader_and_paths(tmp_path: Path) -> None:
    """Files by relative path, large ones too; nothing for what is not there."""
    lay(tmp_path, {"base/a/x.yaml": "x" * 200_000, "README.md": ""})
    assert list(paths(tmp_path)) == ["base/a/x.yaml"]
    read = reader(tmp_path)
    assert (read("base/a/x.yaml"), read("base/none")) == (b"x" * 200_000, None)
