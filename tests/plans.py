"""Plans as cases in files: tests/cases/plan/<name>/ holds two catalogs, and what `mcpgen plan` says of the way between.

`before.yaml` is synced and committed, then `after.yaml` is synced. What stands in a folder `before/` or `after/` is laid
beside the catalog at that moment. `plan.txt`, `plan.json` and `plan.md` are the whole outputs, with the commit's id taken out.
`python -m tests.plans` writes what the program says now, for review as a diff.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from mcpgen import pipeline
from mcpgen.report.plan import plan_json, plan_text
from mcpgen.report.plan_markdown import plan_markdown
from mcpgen.tree.plan import Policy
from tests.tools import ROOT

CASES = ROOT / "tests/cases/plan"
SHOWN = {
    "plan.txt": lambda outlook: plan_text(outlook, colour=False),
    "plan.json": lambda outlook: plan_json(outlook, []),
    "plan.md": plan_markdown,
}


def git(folder: Path, *words: str) -> str:
    """What a git command prints, run as someone whom the machine's settings do not change."""
    who = {f"GIT_{role}_{what}": "tests" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main", *words]
    done = subprocess.run(command, cwd=folder, env={**os.environ, **who, **alone}, capture_output=True, text=True, check=True)
    return done.stdout


def commit(folder: Path, message: str = "change") -> str:
    """Commits all that is in the folder, a repository or not yet, and gives the commit's id."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD").strip()


def synced(folder: Path, catalog: str) -> None:
    """Makes the folder's catalog this one, and its files what it asks for."""
    (folder / "catalog.yaml").write_text(catalog, encoding="utf-8")
    done = pipeline.sync(folder / "catalog.yaml", Policy(allow_delete=9), pipeline.Work(), 30)
    assert not done.conflicts
    assert not done.objections


def changed(folder: Path, before: str, after: str) -> None:
    """A repository in which `before` is committed, and `after` is on disk."""
    synced(folder, before)
    commit(folder)
    synced(folder, after)


def laid(case: Path, folder: Path) -> None:
    """The case's two catalogs, one after the other, as a user would have them."""
    _step(case, folder, "before")
    commit(folder)
    _step(case, folder, "after")


def _step(case: Path, folder: Path, name: str) -> None:
    shutil.rmtree(folder / "clusters", ignore_errors=True)
    synced(folder, (case / f"{name}.yaml").read_text(encoding="utf-8"))
    if (case / name).exists():
        shutil.copytree(case / name, folder, dirs_exist_ok=True)


def said(folder: Path) -> dict[str, str]:
    """The plan of the folder's files in every format, with ids of commits taken out."""
    outlook = pipeline.outlook(folder / "catalog.yaml", None, pipeline.Work())
    return {file: _no_ids(f"{show(outlook)}\n") for file, show in SHOWN.items()}


def _no_ids(text: str) -> str:
    return re.sub(r'(against |"commit": ")[0-9a-f]{12,64}', r"\1<commit>", text)


def main() -> None:
    """Rewrites the outputs of every case in place."""
    for case in sorted(CASES.iterdir()):
        with tempfile.TemporaryDirectory() as folder:
            laid(case, Path(folder))
            for file, text in said(Path(folder)).items():
                (case / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
