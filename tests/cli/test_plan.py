"""`mcpgen plan`: what merging the files on disk would do to each cluster."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_progress import on_terminal
from tests.conftest import servers
from tests.plans import changed, commit, git, synced
from tests.tools import MCPGEN, mcpgen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TWO = servers("a", "b")


def ran(folder: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `mcpgen plan`."""
    done = mcpgen("plan", *words, cwd=folder)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def removed(tmp_path: Path) -> Path:
    """A repository in which one of two servers is about to go."""
    changed(tmp_path, TWO, servers("a"))
    return tmp_path


def test_for_people(removed: Path) -> None:
    """The plan on stdout; exit 0, since nobody said that it should fail."""
    code, out, err = ran(removed)
    assert (code, err) == (0, "")
    assert out.splitlines()[0].endswith("(the merge base with main)")
    assert out.splitlines()[-1] == "objects: 8 deleted; dangers: 2 high"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--fail-on", "none"], 0, ""),
        (["--fail-on", "any"], 1, "fails for server-removed\n"),
        (["--fail-on", "high"], 1, "fails for server-removed\n"),
        (["--fail-on", "medium"], 0, ""),
        (["--fail-on", "pdb-removed,server-removed"], 1, "fails for server-removed\n"),
        (["--fail-on", "pdb-removed", "--fail-on", "data-loss"], 0, ""),
        (
            ["--fail-on", "sever-removed"],
            2,
            "--fail-on sever-removed: there is no such class of dangers: did you mean server-removed?\n",
        ),
    ],
)
def test_failing(words: list[str], code: int, said: str, removed: Path) -> None:
    """1 for a danger that is named; 2 for a name that is none."""
    found, _, err = ran(removed, *words)
    assert (found, err) == (code, said)


def test_for_machines(removed: Path) -> None:
    """JSON alone on stdout, which names the classes that fail."""
    code, out, err = ran(removed, "--format", "json", "--fail-on", "any")
    assert (code, json.loads(out)["failing"], err) == (1, ["server-removed"], "")


def test_for_pull_requests(removed: Path) -> None:
    """Markdown on stdout."""
    assert ran(removed, "--format", "markdown")[1].startswith("## Plan: objects: 8 deleted; dangers: 2 high\n")


def test_against_another_commit(removed: Path) -> None:
    """A branch, a tag, an id; the same files give an empty plan."""
    id_ = commit(removed)
    assert ran(removed, "--against", "HEAD")[1] == f"against {id_[:12]} (HEAD)\n\nobjects: none; dangers: none\n"
    assert ran(removed, "--against", "HEAD^")[1].splitlines()[-1] == "objects: 8 deleted; dangers: 2 high"
    code, out, err = ran(removed, "--against", "nothing")
    assert (code, out, err) == (2, "", "--against nothing: git knows no such commit here: name a branch, a tag or a commit\n")


def test_drift_is_told(tmp_path: Path) -> None:
    """A catalog that was changed and not synced: the plan is of the files, and says so."""
    changed(tmp_path, TWO, TWO)
    (tmp_path / "catalog.yaml").write_text(TWO.replace("org/b, tag: v1", "org/b, tag: v2"), encoding="utf-8")
    code, out, _ = ran(tmp_path)
    wrong = "! this plan is of the files on disk, and they are not what the catalog asks for"
    assert (code, out.splitlines()[1]) == (0, f"{wrong}: run `mcpgen sync` (base/b/deployment.yaml and 2 more)")


def test_a_hand_edit_is_planned_and_told(tmp_path: Path) -> None:
    """What stands in the file is what git would merge."""
    changed(tmp_path, TWO, TWO)
    file = tmp_path / "base/a/service.yaml"
    file.write_text(file.read_text().replace("ClusterIP", "NodePort"))
    code, out, _ = ran(tmp_path, "--fail-on", "exposure-added")
    assert (code, "-  type: ClusterIP\n+  type: NodePort" in out, "(base/a/service.yaml)" in out) == (1, True, True)


def test_damaged_files(tmp_path: Path) -> None:
    """Are named, and end with 4, as for `diff`."""
    changed(tmp_path, TWO, TWO)
    (tmp_path / "base/a/service.yaml").write_bytes(b"")
    said = "nothing was planned. Run `mcpgen sync`: it writes what is missing, and shows what it would overwrite"
    assert ran(tmp_path) == (4, "", f"base/a/service.yaml: is empty, or not a file\n{said}\n")


def test_an_invalid_catalog(tmp_path: Path) -> None:
    """Ends with 3 and its problems, in the format that was asked for."""
    changed(tmp_path, TWO, TWO)
    (tmp_path / "catalog.yaml").write_text(TWO.replace("port: 8000", "port: x"), encoding="utf-8")
    code, out, err = ran(tmp_path)
    assert (code, out, err.splitlines()[-1]) == (3, "", "2 problems")
    code, out, err = ran(tmp_path, "--format", "json")
    assert (code, json.loads(out)["valid"], err) == (3, False, "")


def test_before_the_first_commit_and_without_git(tmp_path: Path, write: Callable[[str], Path]) -> None:
    """Everything is new; and without a repository there is one line with what to do."""
    synced(tmp_path, TWO)
    code, out, err = ran(tmp_path)
    assert (code, out, err.partition(": run")[2]) == (
        2,
        "",
        " `git init` and commit, or name a catalog that is in a repository\n",
    )
    git(tmp_path, "init", "-q")
    code, out, err = ran(write(TWO).parent)
    assert (code, out.splitlines()[0], out.splitlines()[-1], err) == (
        0,
        "against nothing, since nothing is committed yet",
        "objects: 16 created; dangers: none",
        "",
    )


def test_without_a_git_program(removed: Path) -> None:
    """One line, and the code for what the system lacks."""
    done = subprocess.run([MCPGEN, "plan"], cwd=removed, env={"PATH": os.devnull}, capture_output=True, text=True, check=False)
    said = "git is not installed, or not on PATH: install it, for the files as they were are in its history\n"
    assert (done.returncode, done.stdout, done.stderr) == (5, "", said)


def test_a_catalog_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    """Named from elsewhere, it is planned against its own folder's history; another folder's files do not count."""
    (tmp_path / "fleet").mkdir()
    synced(tmp_path / "fleet", TWO)
    commit(tmp_path)
    (tmp_path / "base").mkdir()
    (tmp_path / "base/x.yaml").write_text("a: b\n")
    synced(tmp_path / "fleet", servers("a"))
    assert ran(tmp_path, "fleet/catalog.yaml")[1].splitlines()[-1] == "objects: 8 deleted; dangers: 2 high"


def test_colour_is_for_terminals(removed: Path) -> None:
    """And for people who did not turn it off."""
    code, out = on_terminal("plan", cwd=removed)
    assert (code, "\x1b[1;31m! server-removed (high): b:" in out) == (0, True)
    assert "\x1b" not in ran(removed)[1]


def test_nothing_is_written(removed: Path) -> None:
    """Not in the tree, and not in git."""
    before = git(removed, "status", "--porcelain", "--ignored")
    ran(removed)
    assert git(removed, "status", "--porcelain", "--ignored") == before
