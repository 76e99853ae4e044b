"""The commands in README.md and docs/, run as they stand there.

A fenced `console` block (three backticks, or more where the output has three) holds commands behind `$ ` and, below each,
what it prints (both streams), but for ids of commits, which no two repositories share. A document's commands run one after the
other in a copy of the repository's catalog and of what it generates, under git. `python -m tests.documents` writes what they
print now into the documents, for review as a diff.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.tools import MCPGEN, ROOT, tool

DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
_BLOCK = re.compile(r"^(`{3,})console\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*(?:\\\n.*)*)\n", re.MULTILINE)
_COMMIT = re.compile(r'(?<=against )[0-9a-f]{12}\b|(?<="commit": ")[0-9a-f]{40}')
_COPIED = ("catalog.yaml", "base", "overlays", "clusters", "docs", "Makefile", "by-hand.mk", ".gitattributes", ".gitignore")


def prepared(folder: Path) -> Path:
    """A git repository with the catalog and its files, as a user has them."""
    for name in _COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    for command in ("git init -q -b main .", "git add -A", "git commit -q -m start"):
        subprocess.run(command.split(), cwd=folder, env=_surroundings(), check=True)
    return folder


def rewritten(text: str, folder: Path) -> str:
    """The document with each command's output replaced by what it prints in `folder`."""
    return _BLOCK.sub(lambda block: f"{block[1]}console\n{_ran(block[2], folder)}{block[1]}", text)


def commands(text: str) -> list[str]:
    """All commands of a document's console blocks."""
    return [found[1] for block in _BLOCK.finditer(text) for found in _COMMAND.finditer(block[2])]


def _ran(block: str, folder: Path) -> str:
    return "".join(f"$ {found[1]}\n{_printed(found[1], folder)}" for found in _COMMAND.finditer(block))


def _printed(command: str, folder: Path) -> str:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=_surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    shown = _COMMIT.sub(lambda found: ("1a2b3c4d5e6f" * 4)[: len(found[0])], done.stdout.replace(str(folder), "…"))
    lines = [line.rstrip() for line in shown.splitlines()]
    return "".join(f"{line}\n" for line in lines)


def _surroundings() -> dict[str, str]:
    """What a user has on PATH after the set-up; a width, and no colour."""
    path = f"{MCPGEN.parent}:{tool('kustomize').parent}:{os.environ['PATH']}"
    who = {f"GIT_{role}_{what}": "docs" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {"PATH": path, "HOME": os.environ.get("HOME", "/"), "COLUMNS": "110", "LC_ALL": "C.UTF-8", "TERM": "dumb", **who}


def main() -> None:
    """Rewrites the documents in place."""
    for document in DOCUMENTS:
        with tempfile.TemporaryDirectory() as folder:
            text = document.read_text(encoding="utf-8")
            document.write_text(rewritten(text, prepared(Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
