"""Completing a sync that was interrupted, or saying what keeps it from being completed and what to do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from mcpgen.tree.errors import Failed, Outside, Refused
from mcpgen.tree.header import seal
from mcpgen.tree.journal import DRAFT, FOLDER, NAME, STAGE, Journal
from mcpgen.tree.recover import recover
from tests.tree.samples import lay, seen, tree

if TYPE_CHECKING:
    from pathlib import Path

FILE = "base/a/service.yaml"
NEW = seal(FILE, "v: 2\n")
AGAIN = "while a sync was unfinished: move it away and run sync again"


def interrupted(root: Path, journal: Journal | bytes, staged: dict[str, str] | None = None) -> None:
    """A tree in which a sync has written its journal, with these files still in its stage."""
    lay(root / FOLDER / STAGE, staged or {})
    (root / FOLDER / STAGE).mkdir(parents=True, exist_ok=True)
    (root / FOLDER / NAME).write_bytes(journal.encode() if isinstance(journal, Journal) else journal)


def test_it_completes_the_journal(tmp_path: Path) -> None:
    """What was promised is done: staged files move in, deletes follow, a step that is done already is passed over."""
    lay(tmp_path, tree(["a"]))
    gone = "base/a/kustomization.yaml"
    interrupted(tmp_path, Journal((FILE, "base/n"), (gone, "base/x/y.yaml"), frozenset()), {"0": NEW})
    assert recover(tmp_path)
    expected = {**tree(["a"]), FILE: NEW}
    assert seen(tmp_path) == {path: text for path, text in expected.items() if path != gone}
    assert not recover(tmp_path)


def test_it_forgets_what_was_not_promised(tmp_path: Path) -> None:
    """Staged files without a journal are cleared away."""
    interrupted(tmp_path, b"", {"0": "x"})
    (tmp_path / FOLDER / NAME).rename(tmp_path / FOLDER / DRAFT)
    assert not recover(tmp_path)
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_it_does_not_go_over_a_hand_edit(tmp_path: Path) -> None:
    """A file changed between the crash and now is named, not overwritten (promise 5)."""
    lay(tmp_path, {FILE: "mine\n"})
    interrupted(tmp_path, Journal((FILE,), (), frozenset()), {"0": NEW})
    with pytest.raises(Refused) as raised:
        recover(tmp_path)
    assert raised.value.lines == (f"{FILE} was changed by hand {AGAIN}",)
    assert seen(tmp_path) == {FILE: "mine\n"}


def put(path: Path, what: str) -> None:
    """A file, a folder with something in it, or a link."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if what == "a folder":
        path.mkdir()
        (path / "mine").write_text("")
    elif what == "a symbolic link":
        path.symlink_to(path.parent)
    elif what == "a pipe":
        os.mkfifo(path)
    else:
        path.write_text("mine\n")


@pytest.mark.parametrize(
    ("path", "what", "said"),
    [
        ("base/a", "a file", "base/a became a file"),
        ("base/a", "a symbolic link", "base/a became a symbolic link"),
        ("base", "a file", "base became a file"),
        (FILE, "a folder", f"{FILE} became a folder"),
        (FILE, "a symbolic link", f"{FILE} was changed by hand"),
        (FILE, "a pipe", f"{FILE} was changed by hand"),
        ("overlays/e/n", "a folder", "overlays/e/n became a folder"),
        ("overlays/e/n", "a file", "overlays/e/n was changed by hand"),
    ],
)
def test_what_stands_in_the_way(tmp_path: Path, path: str, what: str, said: str) -> None:
    """It is told before a step is made, and once it is out of the way the next sync completes, folders and all."""
    staged = {"0": NEW, "1/kustomization.yaml": "new\n"}
    interrupted(tmp_path, Journal((FILE, "overlays/e/n"), (), frozenset()), staged)
    put(tmp_path / path, what)
    with pytest.raises(Refused) as raised:
        recover(tmp_path)
    assert raised.value.lines == (f"{said} {AGAIN}",)
    assert NEW not in seen(tmp_path).values()
    (tmp_path / path).rename(tmp_path / "away")
    assert recover(tmp_path)
    assert seen(tmp_path) == {FILE: NEW, "overlays/e/n/kustomization.yaml": "new\n"}


@pytest.mark.parametrize(("path", "what"), [("base/a", "a file"), ("base/a", "a symbolic link"), (FILE, "a folder")])
def test_something_else_where_a_file_was_to_be_deleted(tmp_path: Path, path: str, what: str) -> None:
    """The file is gone: nothing is left to do, and what came instead stays."""
    put(tmp_path / path, what)
    before = seen(tmp_path)
    interrupted(tmp_path, Journal((), (FILE,), frozenset()))
    assert recover(tmp_path)
    assert seen(tmp_path) == before
    assert (tmp_path / path).exists()


def test_an_empty_folder_is_not_in_the_way(tmp_path: Path) -> None:
    """A new folder moves over it."""
    (tmp_path / "base/n").mkdir(parents=True)
    interrupted(tmp_path, Journal(("base/n",), (), frozenset()), {"0/x.yaml": "new\n"})
    assert recover(tmp_path)
    assert seen(tmp_path) == {"base/n/x.yaml": "new\n"}


@pytest.mark.parametrize("path", ["../out", "/etc/passwd", "base/../../x", ".git/config", "base"])
def test_a_journal_is_not_trusted(tmp_path: Path, path: str) -> None:
    """Paths that lead out are refused, whoever wrote them (promise 7), with the way out."""
    interrupted(tmp_path, Journal((), (path,), frozenset()))
    with pytest.raises(Outside) as raised:
        recover(tmp_path)
    way_out = "remove the folder .mcpgen to give that sync up, and run sync again"
    assert str(raised.value) == f".mcpgen/journal names {path!r}, which is not a path that mcpgen writes: {way_out}"


def test_a_damaged_journal(tmp_path: Path) -> None:
    """A journal whose hash does not fit is not followed."""
    interrupted(tmp_path, b"00\n{}")
    way_out = "remove the folder .mcpgen to give that sync up, and run sync again"
    with pytest.raises(Failed) as raised:
        recover(tmp_path)
    assert str(raised.value) == f".mcpgen/journal is damaged: {way_out}"


def test_a_stage_that_is_gone(tmp_path: Path) -> None:
    """What cannot be completed says how to give it up."""
    interrupted(tmp_path, Journal((FILE,), (), frozenset()))
    (tmp_path / FOLDER / STAGE).rmdir()
    with pytest.raises(Failed) as raised:
        recover(tmp_path)
    assert str(raised.value) == (
        "cannot complete the sync before this one (No such file or directory: .mcpgen/stage): "
        "mend that, or remove the folder .mcpgen to give that sync up, and run sync again"
    )


@pytest.mark.parametrize(("what", "said"), [("a file", "a file"), ("a symbolic link", "a symbolic link")])
def test_a_private_folder_that_is_none(tmp_path: Path, what: str, said: str) -> None:
    """It is told as what it is, and not as a sync that failed before."""
    put(tmp_path / FOLDER, what)
    with pytest.raises(Failed) as raised:
        recover(tmp_path)
    assert str(raised.value) == f".mcpgen is {said} where mcpgen needs a folder: move it away"
