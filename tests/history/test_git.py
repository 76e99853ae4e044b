"""The real git in real repositories, and the errors where there is none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from mcpgen.history.errors import Unreadable, Unversioned
from mcpgen.history.git import NO_GIT, Git, opened
from tests.plans import commit, git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """One commit of one file."""
    (tmp_path / "a").write_text("a\n")
    commit(tmp_path)
    return tmp_path


def test_answers(repository: Path) -> None:
    """A first line, all of it, or nothing for a command that fails."""
    found = opened(str(repository))
    assert found.asked("rev-parse", "--abbrev-ref", "HEAD") == "main"
    assert found.asked("rev-parse", "--verify", "--quiet", "nothing") is None
    assert found.asked("branch", "--list", "nothing") is None
    assert found.output("cat-file", "-p", "HEAD:a") == b"a\n"


def test_git_tells_why_it_fails(repository: Path) -> None:
    """In its own last line."""
    with pytest.raises(Unreadable, match=r"^git ls-tree: fatal: Not a valid object name nothing$"):
        opened(str(repository)).output("ls-tree", "nothing")


def test_a_folder_below(repository: Path) -> None:
    """A catalog may stand anywhere in a work tree."""
    (repository / "deep/er").mkdir(parents=True)
    assert opened(str(repository / "deep/er")).folder == str(repository / "deep/er")


@pytest.mark.parametrize("bare", [False, True])
def test_no_work_tree(tmp_path: Path, *, bare: bool) -> None:
    """A folder outside of any repository, and a bare one: one line with what to do."""
    if bare:
        git(tmp_path, "init", "-q", "--bare")
    with pytest.raises(
        Unversioned, match=r"is not in a work tree of git, so there is no history to plan against: run `git init`"
    ):
        opened(str(tmp_path))


def test_no_git_program(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line with what to do."""
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(Unreadable) as told:
        opened(str(repository))
    assert str(told.value) == NO_GIT


def test_someone_elses_repository(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git refuses it, and says so."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    with pytest.raises(Unreadable, match=r"^git rev-parse: fatal: detected dubious ownership in repository at"):
        opened(str(repository))


def test_the_command_line() -> None:
    """Git works in the folder, wherever the program was started."""
    assert Git("x").command("status") == ["git", "-C", "x", "status"]
