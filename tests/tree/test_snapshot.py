"""What is read of the disk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from mcpgen.tree.disk import Kind
from mcpgen.tree.errors import Outside
from mcpgen.tree.header import Seal
from mcpgen.tree.snapshot import Found, Snapshot, kustomizations, reader, survey
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
    assert survey(tmp_path, {}).others["base/inside"] == Found(Seal.FOREIGN, "", Kind.LINK)
    (tmp_path / "base/out").symlink_to(tmp_path_factory.mktemp("outside"))
    with pytest.raises(Outside, match="base/out is a symbolic link"):
        survey(tmp_path, {})


def test_a_link_with_an_odd_name(tmp_path: Path) -> None:
    """What is told of it can be printed."""
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / os.fsdecode(b"\xff\x1b[31m")).symlink_to("/")
    with pytest.raises(Outside) as raised:
        survey(tmp_path, {})
    assert str(raised.value) == ("base/\\udcff\\x1b[31m is a symbolic link to a place outside the catalog's folder: remove it")


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder counts where a file is wanted, a pipe is never opened, and a name that is not UTF-8 is someone else's."""
    (tmp_path / "base/a/service.yaml").mkdir(parents=True)
    os.mkfifo(tmp_path / "base/a/pipe")
    odd = f"base/{os.fsdecode(bytes([255]))}.yaml"
    (tmp_path / odd).write_text(tree(["a"])["base/a/service.yaml"])
    found = survey(tmp_path, tree(["a"]))
    others = {
        "base/a/service.yaml": Found(Seal.FOREIGN, "", Kind.FOLDER),
        "base/a/pipe": Found(Seal.FOREIGN, "", Kind.OTHER),
        odd: Found(Seal.FOREIGN, tree(["a"])["base/a/service.yaml"]),
    }
    assert found == Snapshot(frozenset(), others, frozenset())


def test_an_owned_folder_that_is_a_link_or_a_file(tmp_path: Path) -> None:
    """The tree itself is never reached through a link; a file is told to the plan."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "base").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Outside, match="base is a symbolic link"):
        survey(tmp_path, {})
    (tmp_path / "base").unlink()
    (tmp_path / "base").write_text("mine")
    assert survey(tmp_path, {}).others == {"base": Found(Seal.FOREIGN, "mine")}


def test_reader(tmp_path: Path) -> None:
    """Files by relative path, large ones too; nothing for what is not there, or leads out; folders and links are empty."""
    lay(tmp_path, {"base/a/x.yaml": "x" * 200_000, "README.md": ""})
    (tmp_path / "base/link").symlink_to("a/x.yaml")
    read = reader(tmp_path)
    assert read("base/a/x.yaml") == b"x" * 200_000
    assert [read(path) for path in ("base/none", "base/a/x.yaml/y", "base/../README.md", "/etc/passwd")] == [None] * 4
    assert [read(path) for path in ("base/a", "base/link")] == [b"", b""]


def test_kustomizations(tmp_path: Path) -> None:
    """Those of ours, edited or not; not a foreign one, a copy, or another file."""
    files = tree(["a", "b"])
    lay(tmp_path, files)
    path = "overlays/e/a/kustomization.yaml"
    lay(tmp_path, {path: f"{files[path]}# mine\n", "overlays/e/mine/kustomization.yaml": "resources: []\n"})
    lay(tmp_path, {"overlays/e/copy/kustomization.yaml": files[path]})
    assert sorted(kustomizations(tmp_path)) == [each for each in sorted(files) if each.endswith("/kustomization.yaml")]
