"""Which commit the working tree is held against, in real repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.history.errors import UnknownRevision, Unreadable
from mcpgen.history.git import opened
from mcpgen.history.revision import Revision, revision
from tests.plans import commit, git

if TYPE_CHECKING:
    from pathlib import Path


def found(folder: Path, against: str | None = None) -> Revision:
    """The revision that is meant in the folder."""
    return revision(opened(str(folder)), against)


@pytest.fixture
def trunk(tmp_path: Path) -> Path:
    """A repository `trunk` with two commits on main."""
    folder = tmp_path / "trunk"
    folder.mkdir()
    commit(folder, "one")
    commit(folder, "two")
    return folder


def cloned(trunk: Path, *words: str) -> Path:
    """A clone beside it, on a branch with a commit of its own."""
    folder = trunk.parent / "clone"
    git(trunk.parent, "clone", "-q", *words, trunk.as_uri(), str(folder))
    git(folder, "checkout", "-q", "-b", "feature")
    commit(folder, "mine")
    return folder


def id_of(folder: Path, name: str) -> str:
    """The commit of that name."""
    return git(folder, "rev-parse", name).strip()


def test_the_merge_base_with_the_default_branch_of_origin(trunk: Path) -> None:
    """Where a branch began, though main has gone on since."""
    folder = cloned(trunk)
    commit(trunk, "three")
    git(folder, "fetch", "-q")
    assert found(folder) == Revision(id_of(folder, "feature^"), "the merge base with origin/main")


def test_a_default_branch_of_another_name(tmp_path: Path) -> None:
    """Origin says what it is called."""
    trunk = tmp_path / "trunk"
    trunk.mkdir()
    git(trunk, "init", "-q", "-b", "develop")
    commit(trunk, "one")
    folder = cloned(trunk)
    assert found(folder) == Revision(id_of(folder, "origin/develop"), "the merge base with origin/develop")


@pytest.mark.parametrize("name", ["main", "master"])
def test_a_checkout_that_does_not_know_origins_default(trunk: Path, name: str) -> None:
    """As CI has it: the usual names are tried."""
    git(trunk, "branch", "-q", "-m", name)
    folder = cloned(trunk)
    git(folder, "remote", "set-head", "origin", "--delete")
    assert found(folder).said == f"the merge base with origin/{name}"


def test_without_a_remote(trunk: Path) -> None:
    """The local main, where this is another branch; this commit, where it is main."""
    assert found(trunk) == Revision(id_of(trunk, "main"), "the merge base with main")
    git(trunk, "checkout", "-q", "-b", "feature")
    commit(trunk, "three")
    assert found(trunk) == Revision(id_of(trunk, "main"), "the merge base with main")


def test_a_branch_of_an_unusual_name_alone(tmp_path: Path) -> None:
    """What is committed."""
    git(tmp_path, "init", "-q", "-b", "odd")
    assert found(tmp_path) == Revision(None, "nothing, since nothing is committed yet")
    assert found(tmp_path) == Revision(None, "nothing, since nothing is committed yet")
    assert Revision(commit(tmp_path), "HEAD") == found(tmp_path)


@pytest.mark.parametrize("name", ["HEAD^", "main", "tag", "main^{tree}^{commit}"])
def test_a_revision_by_name(trunk: Path, name: str) -> None:
    """A branch, tag, or anything that git takes for a commit; a tree is none."""
    git(trunk, "tag", "-a", "tag", "-m", "x")
    if "tree" in name:
        with pytest.raises(UnknownRevision):
            found(trunk, name)
    else:
        assert found(trunk, name) == Revision(id_of(trunk, f"{name}^{{commit}}"), name)


def test_three_dots_are_the_merge_base(trunk: Path) -> None:
    """As in `git diff main...`."""
    folder = cloned(trunk)
    commit(trunk, "three")
    git(folder, "fetch", "-q")
    assert found(folder, "origin/main...") == Revision(id_of(folder, "feature^"), "the merge base with origin/main")
    assert found(folder, "origin/main").commit != found(folder, "origin/main...").commit


@pytest.mark.parametrize("name", ["nothing", "--all", "-x", "", "nothing...", "...", "\x1b[31m"])
def test_an_unknown_revision(trunk: Path, name: str) -> None:
    """One line with what to do, and nothing of it is an option of git or an escape of a terminal."""
    with pytest.raises(UnknownRevision, match=r"git knows no such commit here: name a branch, a tag or a commit$") as told:
        found(trunk, name)
    assert "\x1b" not in str(told.value)


def test_a_shallow_clone(trunk: Path) -> None:
    """Without the commit that both have in common: what to fetch, in CI too. A commit that is here still serves."""
    commit(trunk, "three")
    git(trunk, "checkout", "-q", "-b", "other", "HEAD^^")
    commit(trunk, "aside")
    git(trunk, "checkout", "-q", "main")
    folder = cloned(trunk, "--depth", "1", "--no-single-branch")
    git(folder, "checkout", "-q", "origin/other")
    said = "^this clone is shallow, and what it has in common with origin/main is not in it: run `git fetch --unshallow`"
    with pytest.raises(Unreadable, match=said):
        found(folder)
    with pytest.raises(UnknownRevision, match=r"this clone is shallow and may not have it: `git fetch --unshallow`$"):
        found(folder, id_of(trunk, "main^"))
    assert found(folder, "origin/other").said == "origin/other"


def test_histories_that_have_nothing_in_common(trunk: Path) -> None:
    """An orphan branch can be held against a commit that is named."""
    git(trunk, "checkout", "-q", "--orphan", "other")
    commit(trunk, "alone")
    with pytest.raises(Unreadable, match=r"^HEAD and main have no commit in common: name another with `--against`$"):
        found(trunk)
    assert found(trunk, "main").commit == id_of(trunk, "main")
