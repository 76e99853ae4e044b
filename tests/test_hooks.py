"""The hooks for pre-commit that this repository gives to that of a catalog, run by the real pre-commit."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import servers
from tests.plans import commit, git, synced
from tests.tools import MCPGEN, ROOT, run

HOOKS = ROOT / ".pre-commit-hooks.yaml"
PROGRAMS = Path(sys.executable).parent
TWO = servers("a", "b")


def test_the_hooks_are_ones_for_pre_commit() -> None:
    """By pre-commit itself; and each runs a command that there is."""
    run(PROGRAMS / "pre-commit", "validate-manifest", HOOKS)
    for hook in yaml.safe_load(HOOKS.read_text()):
        assert run(MCPGEN, hook["entry"].split()[1], "--help").lstrip().startswith("Usage: mcpgen")


@pytest.fixture
def hooked(tmp_path: Path) -> Path:
    """A repository whose hooks are those of the manifest, run by the mcpgen that is installed here instead of a second one."""
    hooks = [{**hook, "language": "system"} for hook in yaml.safe_load(HOOKS.read_text())]
    folder = tmp_path / "repository"
    folder.mkdir()
    synced(folder, TWO)
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}))
    commit(folder)
    return folder


def checked(folder: Path, *words: str) -> tuple[int, str]:
    """Exit code and output of `pre-commit run`, for a few words that say which hooks and files."""
    surroundings = {**os.environ, "PATH": f"{PROGRAMS}:{os.environ['PATH']}", "PRE_COMMIT_HOME": str(folder.parent / "cache")}
    command = [str(PROGRAMS / "pre-commit"), "run", "--color=never", *words]
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_hooks_on_a_clean_repository(hooked: Path) -> None:
    """All pass, and the plan is shown before a push."""
    code, out = checked(hooked, "--all-files")
    assert (code, re.findall(r"^(mcpgen [a-z -]+[a-z])\.+Passed$", out, re.MULTILINE)) == (
        0,
        ["mcpgen validate", "mcpgen lint", "mcpgen sync --check"],
    )
    code, out = checked(hooked, "--all-files", "--hook-stage", "pre-push", "mcpgen-plan")
    assert (code, "objects: none; dangers: none" in out) == (0, True)


def test_hooks_find_what_they_are_for(hooked: Path) -> None:
    """A deleted file, a warning of lint, an invalid catalog; nothing is run for a change of something else."""
    (hooked / "base/a/service.yaml").unlink()
    git(hooked, "add", "-A")
    code, out = checked(hooked)
    assert (code, "+ base/a/service.yaml" in out) == (1, True)
    git(hooked, "reset", "-q", "--hard")
    (hooked / "notes.txt").write_text("x\n")
    git(hooked, "add", "-A")
    code, out = checked(hooked)
    assert (code, len(re.findall("Skipped$", out, re.MULTILINE)), len(re.findall("Passed$", out, re.MULTILINE))) == (0, 2, 1)
    (hooked / "catalog.yaml").write_text(TWO.replace("tag: v1", "tag: latest"))
    git(hooked, "add", "-A")
    code, out = checked(hooked)
    assert (code, "MCP301" in out, "base/a/deployment.yaml" in out) == (1, True, True)


def test_hooks_inside_git_in_a_second_work_tree(hooked: Path) -> None:
    """Git tells its hooks by variables where the repository is; a plan in a work tree of its own is not misled."""
    tree = hooked.parent / "tree"
    git(hooked, "worktree", "add", "-q", "-b", "other", str(tree))
    synced(tree, servers("a"))
    git(tree, "add", "-A")
    hook = hooked / ".git/hooks/pre-commit"
    hook.write_text(f'#!/bin/sh\nenv | grep ^GIT_ | cut -d= -f1 >&2\nexec "{MCPGEN}" plan --fail-on server-removed >&2\n')
    hook.chmod(0o755)
    done = subprocess.run(["git", "commit", "-q", "-m", "x"], cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "GIT_INDEX_FILE" in done.stderr
    assert "fails for server-removed" in done.stderr
